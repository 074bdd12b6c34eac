"""The quick way through a model finds what spaCy finds, or leaves the text to spaCy."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.entities import load_model, models
from tasks.entities import seen_words as tables
from tasks.entities.quick_names import QuickNames, quick_names
from tasks.read import read_file

SAMPLES = Path(__file__).parent.parent.parent.parent / "samples"
ENGLISH = [
    "US, China Wrap Up Talks\n\nBEIJING — Treasury Secretary Jack Lew and John F. Kerry met Xi Jinping on July 10.",
    "Shares of J.P. Morgan & Co. rose 3.5% to $142.10, Reuters' Li-Mei O'Hara said; \"we don't know\".",
    "He's in New York (N.Y.), isn't he? :) e.g. at 5 p.m.... www.example.com/a?b=c, mail: a.b@example.org!!",
    "  The  Bank\tof   England\n\n\n \nkept rates at 5.25%\u00a0on Thursday .  ",
    "LONDON",
    "The European Union and the",
    "北京 said ’tis fine — Über-Straße, naïve café, 🙂🙂 São Paulo’s mayor Ricardo Nunes, and ﬁnally E\u0301douard.",
    "",
    " \n ",
    "x" * 300 + " Anna Lind " + "1,234.56 " * 40 + "Oslo",
]
FRENCH = [
    "Aujourd'hui, Emmanuel Macron et l'ONU ont rencontré à l'Élysée la directrice d'Air France-KLM, Mme Rigail.",
    "Le P.-D.G. de la S.N.C.F., Jean-Pierre Farandou, s'est rendu à Aix-en-Provence : « C'est-à-dire ? » a-t-il dit.",
]


def quick(language: str) -> QuickNames:
    found = quick_names(load_model(models()[language]))
    assert found is not None
    return found


kept = cache(quick)  # with the words of the texts before


def by_spacy(language: str, text: str) -> list[tuple[int, int, str]]:
    return [(name.start_char, name.end_char, name.label_) for name in load_model(models()[language])(text).ents]


@pytest.mark.parametrize(("language", "texts"), [("en", ENGLISH), ("fr", FRENCH)])
def test_names_are_those_of_spacy(language, texts):
    found = quick(language).find(texts)

    assert found == [by_spacy(language, text) for text in texts]
    assert any(found)


def test_names_of_the_samples_are_those_of_spacy():
    articles = [
        article.text
        for path in sorted([*SAMPLES.glob("harbour-post/*"), *SAMPLES.glob("kestrel/*")])
        for article in read_file(path.read_bytes(), path.name)
    ]

    found = quick("en").find(articles)

    assert found == [by_spacy("en", text) for text in articles]
    assert sum(map(len, found)) > 50


WORDS = ["Kerry", "the", "U.S.", "don't", "of", "Bank", "May", "3.5%", "(", "Inc.,", "”", "a", "Paris", ":", ")", "'s"]


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", " ", "", "  ", "\n", "\n\n", " \t"]))))
@settings(max_examples=60, deadline=None)
def test_names_are_those_of_spacy_however_words_and_blanks_follow_each_other(pieces):
    text = "".join(word + blank for word, blank in pieces)

    assert kept("en").find([text]) == [by_spacy("en", text)]


def test_full_tables_are_emptied_and_nothing_changes(monkeypatch):
    monkeypatch.setattr(tables, "MOST_WORDS", 100)
    small = quick("en")

    for _ in range(2):
        for text in ENGLISH[:3]:
            assert small.find([text]) == [by_spacy("en", text)]


def test_texts_with_more_words_than_the_tables_hold_are_left_to_spacy(monkeypatch):
    text = " ".join(f"Ann{number} met Bo in Oslo." for number in range(200))
    monkeypatch.setattr(tables, "MOST_WORDS", 100)

    assert quick("en").find([text, "Oslo"]) == [by_spacy("en", text), by_spacy("en", "Oslo")]


def test_other_words_do_not_grow_the_model():
    model, reader = load_model(models()["en"]), quick("en")
    before = len(model.vocab.strings)

    reader.find([" ".join(f"Word{number}ish" for number in range(500))])

    assert len(model.vocab.strings) == before


def test_a_model_is_whole_after_an_error():
    model, reader = load_model(models()["en"]), quick("en")
    embed, reader.words._embed = reader.words._embed, None

    with pytest.raises(AttributeError):
        reader.find(["Qwertyish met Asdfghish in Zxcvbnish."])

    reader.words._embed = embed
    assert not model.vocab.in_memory_zone
    assert reader.find(ENGLISH) == [by_spacy("en", text) for text in ENGLISH]


@pytest.mark.parametrize(
    ("where", "value", "known"),
    [
        (("embed", "rows"), [50, 50], True),
        (("embed", "attrs"), ["NORM", "SPACY"], False),
        (("encode", "window_size"), 2, False),
        (("encode", "maxout_pieces"), 2, False),
        (("ner", "extra_state_tokens"), True, False),
        (("ner", "use_upper"), False, False),
    ],
)
def test_a_model_that_is_built_otherwise_is_left_to_spacy(where, value, known):
    import spacy

    parts = {
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 16,
            "attrs": ["NORM", "SHAPE"],
            "rows": [40, 40],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 16,
            "depth": 2,
            "window_size": 1,
            "maxout_pieces": 3,
        },
        "ner": {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": "ner",
            "extra_state_tokens": False,
            "hidden_width": 8,
            "maxout_pieces": 2,
            "use_upper": True,
        },
    }
    parts[where[0]][where[1]] = value
    tok2vec = {"@architectures": "spacy.Tok2Vec.v2", "embed": parts["embed"], "encode": parts["encode"]}
    model = spacy.blank("en")
    finder = model.add_pipe("ner", config={"model": {**parts["ner"], "tok2vec": tok2vec}})
    for label in ("PERSON", "GPE"):
        finder.add_label(label)
    model.initialize()

    assert (quick_names(model) is not None) is known


def test_a_model_that_finds_other_names_is_left_to_spacy(monkeypatch):
    monkeypatch.setattr("tasks.entities.encoder.EPSILON", 0.5)

    assert quick_names(load_model(models()["en"])) is None
