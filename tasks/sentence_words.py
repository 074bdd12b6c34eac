"""What tells a period that ends a sentence from one that does not, by language."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: A name, a number or more of the same always follows these (lower case, without the period).
NEVER_LAST: dict[str, frozenset[str]] = {
    "en": _words(
        "mr mrs ms messrs dr prof rev hon pres gov sen sens rep reps gen col lt maj capt cmdr cpl sgt adm brig supt "
        "insp "
        "det st mt ft amb atty dist vs v cf e.g i.e viz no nos art fig approx est ca dept univ assn ste p pp pvt "
        "spc lieut "
        "msgr fr sr. pfc secy treas ald"
    ),
    "fr": _words("m mm mme mmes mlle mlles dr me pr st ste mgr cf art chap fig no p pp av bd env gén col lt cap"),
    "de": _words(
        "hr fr dr prof st z.b d.h u.a i.d.r bzw ca nr abs art vgl evtl ggf inkl sog geb gen str z b dipl ing mag "
        "mio mrd tsd"
    ),
    "es": _words(
        "sr sra sres sras srta dr dra d dña prof profa gral cap cnel lic ing art núm nº pág av avda cf ej p.ej ee"
    ),
    "pt": _words("sr sra srs sras dr dra prof profa d dom gen cel cap art n nº pág av cf ex eng exmo"),
    "it": _words("sig sigg sig.ra dott dott.ssa prof prof.ssa avv ing on sen mons gen col art n pag cfr es ecc.mo"),
    "nl": _words("dhr mevr mw mr dr drs prof ir ing st nr art blz bijv d.w.z o.a m.b.t t.a.v ca jhr"),
    "ru": _words("г гг ул им др проф акад ген см т.е т.д т.п н.э руб стр рис тыс млн млрд д р п пр обл"),
}

#: Of those, the ones that only a number makes into an abbreviation.
NUMBER_FOLLOWS = _words("no art fig p pp n nr pag pág d")

#: These may end a sentence or not: what follows decides.
OFTEN_LAST = _words(
    "inc corp ltd co bros plc llc llp cos etc jr sr esq a.m p.m a.d b.c u.s u.k u.n e.u u.s.a d.c ph.d m.d b.a m.a "
    "jan feb mar apr jun jul aug sept sep oct nov dec ave blvd rd tel min max hrs lbs oz est gmbh ag s.a s.p.a n.v usw "
    "ecc ss.aa ee.uu ff"
)

#: Words that begin a sentence far more often than they begin a name.
OFTEN_FIRST: dict[str, frozenset[str]] = {
    "en": _words(
        "The A An In On At He She It They We I You But And Or So For From That This These Those There Here When While "
        "After Before As If With Without Since Although Though However Meanwhile His Her Its Their Our My Not No Some "
        "Many Most More Both Each All Any One Two Three What Who Why How Where Which Under Over By To Of Still Then "
        "Now "
        "Yet Also Even Only Just Because Until Last Next Earlier Later Another Other Such Despite During Between Among"
    ),
    "fr": _words(
        "Le La Les Un Une Des En Il Elle Ils Elles On Mais Et Ce Cette Ces Dans Pour Selon Au Aux À Sur Après"
    ),
    "de": _words(
        "Der Die Das Ein Eine Er Sie Es Wir Ich Im In Am An Auf Mit Nach Von Vor Zu Aber Und Doch Dabei Auch Für"
    ),
    "es": _words("El La Los Las Un Una En Y Pero Según Para Por Con Al Desde Tras Este Esta Esto No Se Su Sus Ella Él"),
    "pt": _words("O A Os As Um Uma Em No Na E Mas Segundo Para Por Com Ao Desde Após Este Esta Isso Não Ele Ela"),
    "it": _words("Il Lo La I Gli Le Un Una In Nel E Ma Secondo Per Con Al Da Dopo Questo Questa Non Si Lui Lei"),
    "nl": _words("De Het Een In Op En Maar Voor Met Na Van Hij Zij Ze Wij Dit Dat Deze Er Ook Volgens"),
    "ru": _words("В На И Но По С К Он Она Они Это Эти Для После При Как Не Из О За"),
}

NUMBERED_WITH_PERIOD = _words("de da no nb nn fi cs sk sl hr sr hu et lv is pl tr lb")
#: Before a number with a period these make it an ordinal.
BEFORE_ORDINAL = _words("am im der den dem des die das zum vom bis und ab seit den det ved fra til od do dne")
#: First three letters of the months in those languages.
MONTHS = _words(
    "jan feb mär mar apr mai may maj jun jul aug sep okt oct nov dez dec des led úno bře dub kvě čer srp zář říj "
    "lis pro "
    "sij velj ožu tra svi lip srp kol ruj stu tam hel maa huh tou kes hei elo syy lok mar jou feb már ápr máj jún "
    "júl aug "
    "sze jaa vee mär juu det sty lut kwi cze sie wrz paź gru"
)
