"""How a language says that somebody spoke."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QuoteWords:
    """Words of one language. `verbs` may stand by a direct quotation; `reporting` are those of them that report speech
    by themselves, the others only with one of `that` after them."""

    verbs: frozenset[str] = frozenset()
    reporting: frozenset[str] = frozenset()
    that: frozenset[str] = frozenset()
    he: frozenset[str] = frozenset()
    she: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    his_titles: frozenset[str] = frozenset()
    her_titles: frozenset[str] = frozenset()


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


QUOTE_WORDS: dict[str, QuoteWords] = {
    "en": QuoteWords(
        verbs=_words(
            "said says saying told added adding asked replied answered wrote writes tweeted posted warned warning "
            "argued insisted claimed explained stated declared announced noted remarked observed concluded continued "
            "recalled admitted acknowledged predicted joked lamented complained cautioned stressed emphasized "
            "emphasised called described quipped testified pledged vowed urged"
        ),
        reporting=_words("said says told added"),
        that=_words("that"),
        he=_words("he He"),
        she=_words("she She"),
        adverbs=_words("also then later again earlier still already repeatedly had has only once recently have"),
        articles=_words("the The a A an An its Its their Their his His her Her one One another Another"),
        his_titles=_words("Mr. Mr spokesman chairman Chairman king King prince Prince sir Sir congressman lord Lord"),
        her_titles=_words(
            "Mrs. Mrs Ms. Ms Miss spokeswoman chairwoman queen Queen princess Princess congresswoman actress"
        ),
    ),
    "fr": QuoteWords(
        verbs=_words(
            "dit déclaré affirmé expliqué ajouté estimé assuré précisé indiqué souligné annoncé écrit répondu lancé "
            "confié raconté regretté prévenu averti rappelé déclare affirme explique ajoute estime assure précise "
            "indique souligne annonce répond lance confie raconte regrette prévient avertit rappelle"
        ),
        that=_words("que"),
        he=_words("il Il"),
        she=_words("elle Elle"),
        adverbs=_words("a avait ensuite aussi également"),
        articles=_words("le Le la La un Un une Une les Les"),
        his_titles=_words("M."),
        her_titles=_words("Mme Mlle"),
    ),
    "de": QuoteWords(
        verbs=_words(
            "sagte sagt erklärte erklärt betonte betont teilte meinte meint warnte warnt forderte fordert kritisierte "
            "schrieb schreibt fügte fragte antwortete"
        ),
    ),
    "es": QuoteWords(
        verbs=_words(
            "dijo dice afirmó afirma señaló señala declaró explicó explica aseguró asegura añadió advirtió advierte "
            "indicó manifestó sostuvo escribió preguntó respondió comentó"
        ),
        adverbs=_words("ha había también"),
    ),
    "it": QuoteWords(
        verbs=_words(
            "detto dice dichiarato dichiara spiegato spiega affermato afferma aggiunto aggiunge commentato commenta "
            "scritto risposto avvertito"
        ),
        adverbs=_words("ha aveva poi anche"),
    ),
    "pt": QuoteWords(
        verbs=_words(
            "disse diz afirmou afirma declarou explicou explica acrescentou destacou ressaltou contou escreveu avisou "
            "alertou respondeu perguntou"
        ),
    ),
    "nl": QuoteWords(
        verbs=_words("zei zegt verklaarde vertelde vertelt stelde stelt aldus schreef schrijft vroeg reageerde"),
    ),
    "ru": QuoteWords(
        verbs=_words(
            "сказал сказала заявил заявила сообщил сообщила отметил отметила подчеркнул подчеркнула добавил добавила "
            "пояснил пояснила рассказал рассказала написал написала говорит"
        ),
    ),
    "sv": QuoteWords(verbs=_words("sade sa säger förklarade skrev skriver berättar")),
    "da": QuoteWords(verbs=_words("sagde siger udtaler skriver forklarer fortæller")),
    "no": QuoteWords(verbs=_words("sa sier skriver forklarer forteller uttaler")),
    "pl": QuoteWords(verbs=_words("powiedział powiedziała mówi stwierdził stwierdziła dodał dodała napisał napisała")),
}
