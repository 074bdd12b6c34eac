"""The small words of the languages that langdetect tells apart in Latin letters: what a right guess is borne out by."""

SMALL_WORDS: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "af": "die en van in is het te nie om vir dat op wat met by sy is aan hy sal was as deur na ook kan",
        "ca": "de la el i a en que els les del per un amb una al és va no es dels ha més pel l d s com són",
        "cs": "a v na se je že s z o do i to ve pro k za by od po jako podle ale už před které která který byl",
        "cy": "y yn a i o ar yr ei mae ac wedi am bod gan fod oedd na un hyn sydd eu er i'r o'r",
        "da": "og i at det er en til af på for der med den de som har ikke et om fra var han men vil kan over",
        "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden "
              "aus er "
              "hat dass sie nach bei um am sind noch wie über einen so zum war haben nur oder aber vor zur bis",
        "en": "the of and to in a is that for it as was with be by on not he his but at are this have from had has "
              "will an or its which they said were been their would after who more about we you she than up when over",
        "es": "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha este "
              "sí ya entre cuando todo esta ser son dos también fue desde hasta hay sobre según",
        "et": "ja on et ei see ka oli mis ning aga kui oma ta kes seda või selle pärast siis üle nii",
        "fi": "ja on ei että se oli hän mutta ovat myös kun joka kuin tai sen jo mukaan vain ole nyt mitä",
        "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son "
              "l d s n c qu à sa ses leur ont été cette mais aux ou deux selon après",
        "hr": "i u je se na da su za od s a o koji što će kao iz do ne bi nije to koje koja ili ali po sa",
        "hu": "a az és hogy nem is egy ez volt már csak meg de szerint azt mint ki el még amely után vagy",
        "id": "yang dan di itu dengan untuk dari dalam tidak ini pada akan juga ke karena oleh telah adalah kata ada",
        "it": "di e il la che in a per un è del una non sono da con si le i della nel al dei come più alla anche ha "
              "gli "
              "ma lo delle su l dell d o se dal tra nella questo",
        "lt": "ir kad į iš su tai yra buvo už kaip bet ar apie jau dėl jis po nuo per o savo tik",
        "lv": "un ir ka no ar uz par kas arī bija bet pēc tika to vai jau lai kā viņš gada",
        "nl": "de het een van en in is dat op te zijn met voor die niet aan er om ook als dan maar bij door naar uit "
              "wordt over hij worden tot werd heeft nog ze of was",
        "no": "og i det på er som en til å for av at med den de ikke har et om fra var han men vil seg kan etter",
        "pl": "i w na z się nie że do to jest o jak po za od przez dla są co oraz który które ale tym został jego",
        "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao das à foi ou pela "
              "pelo até isso são nos já também seu sua entre",
        "ro": "de și în a la cu nu din să pe că care este o un pentru au mai fi al sunt ca după fost lui",
        "sk": "a v na sa je že s z o do aj to vo pre k za by od po ako podľa ale už pred ktoré ktorá ktorý bol",
        "sl": "in je v na da se za so ki pa z bi ne s tudi kot od po ni iz bo do ali pri še",
        "so": "oo iyo ka ku in la ah waa waxaa uu soo ay ee si kale ayaa uga aan dalka inay",
        "sq": "të e në dhe për një që me i nga është se më së si ka do u ai po por kjo",
        "sv": "och i att det som en på är av för med till den har de inte om ett han men var från vid kan efter",
        "sw": "ya na wa kwa katika ni za la kuwa huo hiyo yake cha alisema hilo pia kama baada watu",
        "tl": "ang ng sa na mga ay at ni si kay para ito niya hindi mula may nang isang sinabi",
        "tr": "ve bir bu da de için ile olarak çok daha gibi olan olduğunu sonra kadar en ne ise dedi etti",
        "vi": "và của là có được trong cho các không với một người này đã những để khi ở từ theo về năm",
    }.items()
}  # fmt: skip
