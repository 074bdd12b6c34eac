"""What a text says about its own language."""

from pathlib import Path

import pytest

from schemas.article import Block
from schemas.language import LanguageGuess
from tasks.detectors import DETECTORS
from tasks.language import block_languages, configure, detect_language

SNIPPETS = [
    line.split("\t")
    for line in (Path(__file__).parents[2] / "golden" / "reading" / "languages.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
RIGHT = 0.97  # of the snippets; the rest may be `und`, two of them wrong
WRONG = 2


@pytest.fixture(params=sorted(DETECTORS))
def detector(request):
    """Each detector in turn; the default afterwards."""
    configure(request.param)
    yield request.param
    configure("langdetect")


def test_snippets_in_many_languages_are_told_or_left_open_and_next_to_never_wrong(detector):
    guesses = [(codes.split("|"), detect_language(text).code) for codes, _, text in SNIPPETS]
    wrong = [(codes, code) for codes, code in guesses if code not in (*codes, "und")]

    assert sum(code in codes for codes, code in guesses) >= RIGHT * len(SNIPPETS)
    assert len(wrong) <= WRONG


def test_nothing_wrong_is_sure(detector):
    guesses = [(codes.split("|"), detect_language(text)) for codes, _, text in SNIPPETS]

    assert not [guess for codes, guess in guesses if guess.code not in (*codes, "und") and guess.confidence >= 0.9]


def test_a_detector_that_there_is_not_is_refused():
    with pytest.raises(KeyError):
        configure("cld9")


MIXED = {
    "The harbour authority said on Monday that it would not comment on the talks with the union for now.": None,
    "« Nous avons attendu trois semaines et personne ne nous a répondu », a dit un délégué syndical.": "fr",
    "Die Fährgesellschaft teilte mit, dass sie die Kosten für alle Reisenden übernehmen werde.": "de",
    "政府は来年度の予算案を水曜日に発表した。物価は下がる見通しだと首相は説明している。港は閉じたままだ。": "ja",
    "Real Madrid 3-2 Barcelona": None,
}


def test_pieces_in_another_language_than_the_article_are_named_and_no_others():
    blocks, text = [], ""
    for piece in MIXED:
        blocks.append(Block(kind="body", start_char=len(text), end_char=len(text) + len(piece), rule="sentences"))
        text += piece + "\n"

    assert block_languages(text, blocks, LanguageGuess("en", 0.99, "langdetect")) == tuple(MIXED.values())


def test_a_piece_that_is_no_story_has_no_language_of_its_own():
    text = "Die Fährgesellschaft teilte mit, dass sie die Kosten für alle Reisenden übernehmen werde."
    blocks = [Block(kind="tail", start_char=0, end_char=len(text), rule="after the story")]

    assert block_languages(text, blocks, LanguageGuess("en", 0.99, "langdetect")) == (None,)


def test_a_declared_language_is_not_believed_where_a_long_text_has_none_of_its_words():
    text = "Eusko Jaurlaritzak gaur aurkeztu du hurrengo urteko aurrekontua, eta osasun arloan diru gehiago izango da."

    assert detect_language(text, "fr").code == "und"
    assert detect_language(text, "eu").code == "eu"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The committee said on Tuesday that it would publish the figures before the end of the year.", "en"),
        ("FED RAISES RATES BY HALF A POINT AS INFLATION CLIMBS TO FOUR PERCENT", "en"),
        ("Der Ausschuss teilte am Dienstag mit, dass er die Zahlen noch vor dem Jahresende vorlegen werde.", "de"),
        ("Le comité a annoncé mardi qu’il publierait les chiffres avant la fin de l’année.", "fr"),
        ("LE GOUVERNEMENT PRÉSENTE SON BUDGET MERCREDI À PARIS", "fr"),
        ("Rząd przedstawił w środę projekt budżetu na przyszły rok, w którym deficyt ma spaść.", "pl"),
        ("Комитет сообщил во вторник, что опубликует данные до конца года, как и обещал.", "ru"),
        ("Уряд України представив у середу проект бюджету на наступний рік.", "uk"),
        ("苹果公司 Apple 今天发布了新的 iPhone 17 Pro Max，售价 999 美元起，预计下周上市", "zh"),
        ("政府は来年度の予算案を水曜日に発表した。物価は下がる見通しだ。", "ja"),
        ("정부는 수요일에 내년도 예산안을 발표했다고 밝혔다.", "ko"),
        ("Հայաստանի կառավարությունը հաստատել է բյուջեն", "hy"),
        ("საქართველოს მთავრობამ ბიუჯეტი დაამტკიცა", "ka"),
        ("قالت إدارة الميناء يوم الثلاثاء إن حركة الحاويات ارتفعت هذا العام", "ar"),
    ],
)
def test_the_language_is_found(text, code):
    assert code == detect_language(text).code


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no letters"),
        ("12,345 67.8 %", "no letters"),
        ("hello there", "too short"),
        ("Real Madrid 3-2 Barcelona: Vinicius, Bellingham, Lewandowski", "unsure"),
        ("Eusko Jaurlaritzak gaur aurkeztu du hurrengo urteko aurrekontua, eta osasun arloan diru gehiago", "unsure"),
        ("Tá an Taoiseach ag labhairt sa Dáil inniu faoin mbuiséad nua agus faoi chúrsaí tithíochta", "unsure"),
    ],
)
def test_what_cannot_be_told_is_undetermined_with_a_reason(text, reason):
    guess = detect_language(text)

    assert ("und", reason) == (guess.code, guess.source)


def test_a_declared_language_decides_where_the_text_does_not():
    short = "Ny rute til Bergen"

    assert (detect_language(short, "nb-NO").code, detect_language(short, "nb-NO").source) == ("no", "declared")


def test_a_declared_language_is_not_believed_against_the_text():
    text = "Der Ausschuss teilte am Dienstag mit, dass er die Zahlen noch vor dem Jahresende vorlegen werde."

    assert detect_language(text, "en").code == "de"
    assert detect_language("政府周三公布了明年的预算案，预计通胀率将会继续下降。", "en").code == "zh"


def test_the_same_text_gets_the_same_answer():
    text = "Prisen på strøm steg i går til det høyeste nivået siden i fjor vinter, melder kraftbørsen."

    assert len({detect_language(text) for _ in range(5)}) == 1
