"""Who said what."""

import time

import pytest

from schemas.entity import EntityMention
from schemas.span import check_span
from tasks.quotes import find_quotes


def named(text, *names, kind="person"):
    """Every mention of these names; a surname stands for the first full name that ends with it."""
    found = []
    for name in names:
        full = next(other for other in names if other.split()[-1] == name.split()[-1])
        start = text.find(name)
        while start >= 0:
            if not any(each.start_char <= start < each.end_char for each in found):
                found.append(EntityMention(start, start + len(name), name, kind, full, "test", "test", 1.0))
            start = text.find(name, start + 1)
    return sorted(found, key=lambda each: each.start_char)


def told(text, language, entities):
    """(quoted words, who, verb, direct) of every quotation, with the law of spans checked."""
    quotes = find_quotes(text, language, entities)
    for quote in quotes:
        check_span(text, quote)
    return [
        (
            quote.surface,
            entities[quote.speaker_mention_no].name if quote.speaker_mention_no is not None else quote.speaker_text,
            quote.verb,
            quote.direct,
        )
        for quote in quotes
    ]


ENGLISH = [
    ("“We will not close the port,” said Ann Lee.", [("We will not close the port,", "Ann Lee", "said", True)]),
    ('"We will not close it," Ann Lee said.', [("We will not close it,", "Ann Lee", "said", True)]),
    ('Ann Lee said: "We will not close it."', [("We will not close it.", "Ann Lee", "said", True)]),
    ('Ann Lee warned of delays, saying, "We are closed now."', [("We are closed now.", "Ann Lee", "saying", True)]),
    ('"We will not close it," said its director, Ann Lee.', [("We will not close it,", "Ann Lee", "said", True)]),
    ('"It is over now," Ann Lee said. "We go home."', [("It is over now,", "Ann Lee", "said", True),
                                                      ("We go home.", "Ann Lee", None, True)]),
    ('"It is over now," the port authority said.', [("It is over now,", "the port authority", "said", True)]),
    ("Ann Lee, an analyst in Porto, said prices would fall.", [("prices would fall", "Ann Lee", "said", False)]),
    ("Ann Lee told reporters that prices would fall.", [("prices would fall", "Ann Lee", "told", False)]),
    ("Prices would fall again, Ann Lee said.", [("Prices would fall again", "Ann Lee", "said", False)]),
    ("Ann Lee spoke first. She said prices would fall.", [("prices would fall", "Ann Lee", "said", False)]),
    ("According to Ann Lee, prices would fall.", [("prices would fall", "Ann Lee", "according to", False)]),
    ("Prices would fall again, according to Ann Lee.",
     [("Prices would fall again", "Ann Lee", "according to", False)]),
    ("Ann Lee denied that prices would fall.", [("prices would fall", "Ann Lee", "denied", False)]),
    ("Officials say prices would fall again.", [("prices would fall again", "Officials", "say", False)]),
    ("“I was very scared,” recalls Ann Lee, 34.", [("I was very scared,", "Ann Lee", "recalls", True)]),
    ("It rained all day. It rained all night. Then it was over. He said it was wet, and it was.", []),
    ("Mr. Bo Ek met Ann Lee. She said prices would fall.", [("prices would fall", "Ann Lee", "said", False)]),
    ("Ann Lee praised the deal.\n\n“We can all live with it.”", [("We can all live with it.", None, None, True)]),
    ("Ann Lee stressed it.\n\n“We all live with it.”", [("We all live with it.", "Ann Lee", "stressed", True)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quotes"), ENGLISH)
def test_english_speech_has_its_speaker(text, quotes):
    assert told(text, "en", named(text, "Ann Lee", "Bo Ek")) == quotes


def test_an_office_is_the_person_who_was_named_with_it():
    text = "Finance Minister Ann Lee met Bo Ek. “We will not pay it,” the minister said."
    minister = EntityMention(17, 24, "Ann Lee", "person", "Ann Lee", "test", "test", 1.0, title="Finance Minister")
    other = EntityMention(29, 34, "Bo Ek", "person", "Bo Ek", "test", "test", 1.0)

    assert told(text, "en", [minister, other]) == [("We will not pay it,", "Ann Lee", "said", True)]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “pivot” to Asia and its “frank talks” went on.",
        'He reads "The Old Man and the Sea" each year.',
        "The song “Pretty Girl Rock.” was a hit, as was “Friends: The Spirit of Winter,” in May.",
        "It calls itself “a democracy without a state.” Few agree.",
        "Ann Lee said nothing.",
        "Ann Lee has said so.",
        "Nobody was asked about it.",
        'A 6" pipe and a 12" pipe were delivered.',
        "It's the workers' own choice, and the company's.",
        "“Never closed, so nobody knows where it ends",
    ],
)
def test_what_nobody_said_is_no_quotation(text):
    assert told(text, "en", named(text, "Ann Lee")) == []


@pytest.mark.parametrize(
    ("language", "text", "quote"),
    [
        ("de", "„Das ist der letzte Winter“, sagte Antje Brockmann.", ("Das ist der letzte Winter", "Antje Brockmann")),
        ("fr", "« Ce n’est qu’un début », a déclaré la maire, Anne Roy.", ("Ce n’est qu’un début", "Anne Roy")),
        (
            "es",
            "«Faltan todavía tres meses», advirtió su portavoz, Ana Ruiz.",
            ("Faltan todavía tres meses", "Ana Ruiz"),
        ),
        (
            "ru",
            "«Урожай был очень поздним», — сказал директор Павел Громов.",
            ("Урожай был очень поздним", "Павел Громов"),
        ),
        ("fr", "« Il faut agir vite », a indiqué le ministère.", ("Il faut agir vite", "le ministère")),
        ("fr", "« Il faut agir vite », a-t-il ajouté.", ("Il faut agir vite", "il")),
        ("de", "Olaf Scholz erklärte: „Die Lage ist sehr ernst.“", ("Die Lage ist sehr ernst.", "Olaf Scholz")),
        (
            "de",
            "„Wir warten noch ab“, sagte Bundeskanzlerin Antje Brockmann.",
            ("Wir warten noch ab", "Antje Brockmann"),
        ),
        ("de", "„Das ist ganz falsch“, so der Minister.", ("Das ist ganz falsch", "der Minister")),
        ("es", "El ministro aseguró: «La economía crecerá mucho».", ("La economía crecerá mucho", "El ministro")),
        (
            "it",
            "«Non possiamo aspettare oltre», ha detto Mario Dossi.",
            ("Non possiamo aspettare oltre", "Mario Dossi"),
        ),
        ("pt", "“Estamos prontos para ajudar”, disse Ana Costa.", ("Estamos prontos para ajudar", "Ana Costa")),
        ("nl", "‘Het is een goed akkoord’, aldus minister Wim Hoek.", ("Het is een goed akkoord", "Wim Hoek")),
        ("ja", "「品質は今年も悪くない」と農家は話す。", ("品質は今年も悪くない", None)),
        ("zh", "“订单比我们预想的要多，”秘书长说。", ("订单比我们预想的要多，", None)),
    ],
)
def test_every_language_has_its_marks(language, text, quote):
    assert [each[:2] for each in told(text, language, [])] == [quote]


@pytest.mark.parametrize("unit", ["“", '"', "“a b c” ", "„", "\n\n", '" said he ', "‘a’s "])
def test_the_work_grows_with_the_text_alone(unit):
    text = unit * (100_000 // len(unit))
    begun = time.process_time()

    find_quotes(text, "en", [])

    assert time.process_time() - begun < 4  # seconds; a quadratic step needs minutes
