"""The small words of the languages that langdetect tells apart in Latin letters: what a right guess is borne out by."""

SMALL_WORDS: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "af": "die en van in is het te nie om vir dat op wat met by sy aan hy sal was as deur na ook kan hulle "
        "maar wees meer ure eerste nuwe dié daar oor sê",
        "ca": "de la el i a en que els les del per un amb una al és va no es dels ha més pel l d s com són van "
        "però seu seva sense sobre també des fins molt hi ho ser després abans tres",
        "cs": "a v na se je že s z o do i to ve pro k za by od po jako podle ale už před které která který byl "
        "jsou jeho než při také ještě jen pod nebo však byla bylo bude až jak co mezi bez své",
        "cy": "y yn a i o ar yr ei mae ac wedi am bod gan fod oedd na un hyn sydd eu er i'r o'r i'w ond gyda "
        "newydd wrth cyn ôl roedd mewn gael mwy hefyd nid",
        "da": "og i at det er en til af på for der med den de som har ikke et om fra var han men vil kan over "
        "så kommer sine sin sig under mod inden eller hvor når havde bliver være skal alle siger nye "
        "først end også",
        "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an "
        "werden aus er hat dass sie nach bei um am sind noch wie über einen so zum war haben nur oder "
        "aber vor zur bis",
        "en": "the of and to in a is that for it as was with be by on not he his but at are this have from had "
        "has will an or its which they said were been their would after who more about we you she than up "
        "when over",
        "es": "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha "
        "este sí ya entre cuando todo esta ser son dos también fue desde hasta hay sobre según sin muy "
        "años estaba quien porque tras bajo antes ante hace ella",
        "et": "ja on et ei see ka oli mis ning aga kui oma ta kes seda või selle pärast siis üle nii pole veel "
        "enne kuna juba neid mida kolm ole samuti teatel kus",
        "fi": "ja on ei että se oli hän mutta ovat myös kun joka kuin tai sen jo mukaan vain ole nyt mitä jos "
        "kuten sekä vasta vielä eli noin sitä niin yli sitten jonka jossa kuitenkin ennen jälkeen saakka "
        "asti olla",
        "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont "
        "avec son l d s n c qu à sa ses leur ont été cette mais aux ou deux selon après",
        "hr": "i u je se na da su za od s a o koji što će kao iz do ne bi nije to koje koja ili ali po sa nakon "
        "prije više koju nego jer već bila bio bilo prema između sve njih",
        "hu": "a az és hogy nem is egy ez volt már csak meg de szerint azt mint ki el még amely után vagy ha "
        "nagy lesz mert több első között majd pedig során nélkül amit azonban",
        "id": "yang dan di itu dengan untuk dari dalam tidak ini pada akan juga ke karena oleh telah adalah "
        "kata ada saat bahwa tersebut lebih atau sudah belum para bagi antara setelah hingga sejak "
        "mengatakan baru",
        "it": "di e il la che in a per un è del una non sono da con si le i della nel al dei come più alla "
        "anche ha gli ma lo delle su l dell d o se dal tra nella questo suo sua hanno ancora dopo alle "
        "agli nelle sulla senza prima dagli quando dove essere ad molto",
        "lt": "ir kad į iš su tai yra buvo už kaip bet ar apie jau dėl jis po nuo per o savo tik nei tačiau dar "
        "trys kuris kuri pagal prieš tarp be bus ne",
        "lv": "un ir ka no ar uz par kas arī bija bet pēc tika to vai jau lai kā viņš gada nav līdz nekā pirms "
        "tā trīs viņa kuras kurš tiek tikai kopā starp",
        "nl": "de het een van en in is dat op te zijn met voor die niet aan er om ook als dan maar bij door "
        "naar uit wordt over hij worden tot werd heeft nog ze of was wel al moet kan zal twee deze dit "
        "geen hun pas nu onder na mits sinds uren eerste",
        "no": "og i det på er som en til å for av at med den de ikke har et om fra var han men vil seg kan "
        "etter så kommer sine sin under over mot innen eller hvor når hadde blir være skal alle sier nye "
        "først enn også opplyser",
        "pl": "i w na z się nie że do to jest o jak po za od przez dla są co oraz który które ale tym został "
        "jego ma tylko niż przy także był była było będzie tego tej jednak czy kiedy lub dopiero już ich "
        "nad pod bez aby żeby podczas poinformował zgodziła",
        "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao das à foi ou "
        "pela pelo até isso são nos já também seu sua entre vai há quando sem sobre mesmo depois após diz "
        "ainda ter ele ela pode sob antes muito",
        "ro": "de și în a la cu nu din să pe că care este o un pentru au mai fi al sunt ca după fost lui era "
        "mult când dar fără între prin către decât iar sau lor le va acest această doua unei unui",
        "sk": "a v na sa je že s z o do aj to vo pre k za by od po ako podľa ale už pred ktoré ktorá ktorý bol "
        "sú jeho než pri tiež ešte len pod alebo však bola bolo bude až čo medzi bez svoj svoju",
        "sl": "in je v na da se za so ki pa z bi ne s tudi kot od po ni iz bo do ali pri še pred več kar kako "
        "tako ker že bila bil bilo pod med vse njih tri",
        "so": "oo iyo ka ku in la ah waa waxaa uu soo ay ee si kale ayaa uga aan dalka inay kaas waxay inuu "
        "iyada isaga hadda kadib dib laga loo ayey",
        "sq": "të e në dhe për një që me i nga është se më së si ka do u ai po por kjo kanë kishte tij saj tyre "
        "pas para tre edhe ose ishte",
        "sv": "och i att det som en på är av för med till den har de inte om ett han men var från vid kan efter "
        "så kommer sina sin sig nej ja under över mot inom eller där här när hade blir vara ska alla nya "
        "först andra uppger",
        "sw": "ya na wa kwa katika ni za la kuwa huo hiyo yake cha alisema hilo pia kama baada watu ambayo "
        "kuhusu kabla lakini au hadi lake yao hii huyo tatu tangu",
        "tl": "ang ng sa na mga ay at ni si kay para ito niya hindi mula may nang isang sinabi nito itong siya "
        "hanggang kung dahil rin din lang bago pang tatlong",
        "tr": "ve bir bu da de için ile olarak çok daha gibi olan olduğunu sonra kadar en ne ise dedi etti "
        "ancak olduğu üzerine göre her çünkü veya değil ya hem diye yeni önce ki ilk üç yok var böyle şu "
        "kendi",
        "vi": "và của là có được trong cho các không với một người này đã những để khi ở từ theo về năm biết "
        "tại vào sẽ đang đến sau trước nhiều hơn cũng nhưng chỉ bị ra do mới",
    }.items()
}  # fmt: skip

#: Small words of languages that langdetect has no profile of, and of others in Latin letters that are not their own:
#: a guess is none where one of these has more of its words in the text.
OTHER_SMALL_WORDS: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "eu": "eta da ez du dira izan baino bat hori dute den egin duen duenez zen ere gaur dela beste hiru "
        "lehen berri",
        "ga": "an na agus ar go le i is bhí tá ag faoi sa den do mar níl atá gur nach ina leis ó chun ná",
        "gl": "o a de que e do da os as unha un non para con polo pola máis na no seu súa foi ao dun dunha tras",
        "eo": "la de kaj en al estas ne por kun ke li ol sur pri tri sian el kiel ankaŭ sia",
        "lb": "den déi dat an op vun mat fir net ass huet sinn eng e si och wéi datt säin méi",
        "ht": "nan yo te li pou ak ki sa pa se la a an gen konnen twa premye apre dat",
        "la": "et in est non ad ut cum quam sed per ex qui quae quod sunt erat tribus hoc aut atque",
        "is": "og að í á sem er við um ekki það til var með fyrir en hafi segja síðar þremur",
        "mt": "li ta tal il l fil minn għal dan din ma kien lil b x u hija huwa fuq",
        "az": "və bu bir ki ilə üçün də olan ildə sonra daha ya deyil onun o etdi",
        "uz": "va bu bir uchun bilan ham edi deb qildi keyin yil yangi uch birinchi o'z esa qilgan",
        "zu": "ukuthi futhi kanye uma yakhe kusho lapho noma ngoba kodwa emva zithe entsha",
        "xh": "ukuba kwaye kunye xa yakhe uthi okanye kodwa emva kwi",
        "yo": "àti ni ti tí àwọn ó sí pé kò náà fún sọ ní lẹ́yìn",
        "ha": "da ya na ta a ba don shi cewa an sun wannan kuma zai ga wata kan",
        "mg": "ny sy dia tamin izay amin ho fa tsy ao noho",
        "ku": "û li ji di bi ku de jî ew bû ye kir na hat piştî",
        "jv": "ing lan saka kang iku karo ora wis dadi menyang",
        "pcm": "dem dey na for don wey im say no go di get",
        "hi-Latn": "ki hai ne ke aur se mein ko ka kaha hain tha bhi par nahi ye yeh kya hogi milenge",
        "ja-Latn": "no wa wo ni to ga de mo kara made yori desu shita shite suru saisho okurete",
        "zh-Latn": "de shi zai le bu yi ge you he cai bi san jihua xin ta zhe",
        "ru-Latn": "na i v chto s po ne iz dlya kak ot eto byl nedeli pozzhe",
        "ar-Latn": "al wa fi min inna ila ala ba awwal alladhi hadha qala qalat",
        "el-Latn": "to ti tis kai na tou sto oti proto me apo gia oi itan",
    }.items()
}  # fmt: skip

#: Letters and endings that hardly another language has: two of them bear a guess out as well as small words do.
OWN_SIGNS: dict[str, str] = {
    "cs": "[ěřů]", "et": "[õ](?=[a-zäöü])", "fi": r"(?:ää|ssa|ssä|lla|llä|lta|ltä|ista|istä|vat|vät|tta|ttä)\b",
    "hu": "[őű]", "lt": "[ėųį]", "lv": "[āēīķļņģ]", "pl": "[łśżźąę]", "ro": "[țșţă]", "sq": r"ë\b",
    "tr": "[ığş]", "vi": "[ơưđạảấầậắặẻếềệịỏốồộớờợủứừự]",
}  # fmt: skip
SIGNS_THAT_TELL = 2
