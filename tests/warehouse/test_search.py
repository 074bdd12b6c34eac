"""Full-text search: what is found, in which order and script, and that the index follows the warehouse."""

from datetime import UTC, date, datetime

import pytest

from schemas.article import Article, Block
from schemas.enriched import EnrichedArticle, Processed, article_id
from schemas.language import LanguageGuess
from schemas.problem import UsageError
from schemas.search import Filters
from schemas.span import Sentence
from tests.warehouse.test_load import sha, taken
from warehouse.forget import forget_content
from warehouse.load import Load, load, replace_articles
from warehouse.open import writing
from warehouse.publish import publish
from warehouse.search import refresh, search
from warehouse.words import parse, words_of

STORIES = {
    1: ("en", "Climate talks", "Kerry spoke of the climate in Beijing. The talks end on Friday."),
    2: ("en", "Harbour traffic", "Cargo fell in the harbour. The climate for trade is cold."),
    3: ("fr", "Marché du café", "Le prix du café a monté. Les négociants attendent."),
    4: ("zh", "北京会谈", "气候变化谈判在北京结束。双方进展甚微。"),
    5: ("ja", "東京市場", "気候変動の会議が東京で開かれた。"),
    6: ("hi", "दिल्ली", "दिल्ली में हिन्दी सम्मेलन हुआ।"),
    7: ("ru", "Рынок", "Цена на нефть выросла в понедельник."),
    8: ("en", "Kerry and the climate", "A portrait of the envoy. He rows."),
}


def story(number: int, body: str | None = None) -> Processed:
    language, title, told = STORIES[number]
    text = f"{title}\n{body or told}"
    blocks = (
        Block(kind="title", start_char=0, end_char=len(title), rule="t"),
        Block(kind="body", start_char=len(title) + 1, end_char=len(text), rule="t"),
    )
    article = Article(text=text, blocks=blocks, headline=title, publisher="Post", published_date=date(2024, 5, number),
                      published_precision="day")  # fmt: skip
    one = EnrichedArticle(
        article_id(sha(number), 0), article, article.text_sha256(), 9, LanguageGuess(language, 0.9, "t"), (None, None),
        "none", (Sentence(0, len(title), 0), Sentence(len(title) + 1, len(text), 1)), (), (), (), (), "v1",
    )  # fmt: skip
    return Processed(taken(number, sha(number)), "text/plain", "utf-8", (one,))


def stored(home, *files):
    with writing(home, 1.0, "test") as connection:
        load(connection, files, Load("load", None, datetime.now(UTC), "0"))
    publish(home, 1.0)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    from schemas.settings import Home

    home = Home(tmp_path_factory.mktemp("library"))
    home.make()
    stored(home, *map(story, STORIES))
    return home


def found(home, question, **filters):
    return [int(hit.article_id[:16], 16) for hit in search(home, question, Filters(**filters)).hits]


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("climate AND Kerry", {1, 8}),
        ("climate kerry", {1, 8}),
        ("climate NOT kerry", {2}),
        ("climate AND NOT kerry", {2}),
        ("cargo OR rows", {2, 8}),
        ("(cargo OR rows) climate", {2, 8}),
        ('"the climate"', {1, 2, 8}),
        ('"climate the"', set()),
        ("clim*", {1, 2, 8}),
        ("harb* trad*", {2}),
        ("cafe", {3}),
        ("CAFÉ", {3}),
        ("ｃａｆｅ", {3}),
        ("气候", {4}),
        ("气候变化", {4}),
        ("北京 OR beijing", {1, 4}),
        ("気候変動", {5}),
        ("東京で", {5}),
        ("हिन्दी", {6}),
        ("нефть", {7}),
        ("неф*", {7}),
        ("weather", set()),
        ("title:climate", set()),
        ("near and or", set()),
    ],
)
def test_a_question_is_answered(library, question, answers):
    assert set(found(library, question)) == answers


@pytest.mark.parametrize(
    ("filters", "answers"),
    [
        ({"language": "en"}, {1, 2, 8}),
        ({"since": date(2024, 5, 2)}, {2, 8}),
        ({"until": date(2024, 5, 2)}, {1}),
        ({"source": "wire"}, {1, 2, 8}),
        ({"source": "mail"}, set()),
        ({"kind": "title"}, {1, 8}),
        ({"kind": "caption"}, set()),
    ],
)
def test_filters_narrow_it(library, filters, answers):
    assert set(found(library, "climate", **filters)) == answers


def test_a_headline_counts_for_more_than_the_body(library):
    assert found(library, "climate")[-1] == 2


def test_sentences_are_shown_with_what_answers_marked(library):
    hit = next(hit for hit in search(library, '"the climate" AND beij* NOT cargo').hits)

    assert [[passage.text[a:b] for a, b in passage.marks] for passage in hit.passages] == [["the climate", "Beijing"]]
    (chinese,) = search(library, "气候变化").hits
    assert [passage.text[a:b] for passage in chinese.passages for a, b in passage.marks] == ["气候变化"]


@pytest.mark.parametrize(
    "question",
    ["", "  ", "NOT climate", "AND", "climate AND", "climate OR", "(climate", "climate)", '"climate', '""', "***"],
)
def test_a_question_that_is_none_is_told_so(library, question):
    with pytest.raises(UsageError):
        search(library, question)


def test_signs_of_the_index_are_words_like_others(library):
    for question in (
        "a^b",
        "x{y}",
        "caption : z",
        "climate + kerry",
        "rowid",
        "NEAR(climate kerry)",
        "'; drop table words",
    ):
        search(library, question)


def test_words_of_scripts_without_spaces_overlap():
    assert [word.folded for word in words_of("iPhone手机店。猫")] == ["iphone", "手机", "机店", "猫"]
    assert parse("气").match == '"气"*'


def test_the_index_follows_what_is_published(home):
    stored(home, story(1), story(2))
    assert found(home, "climate") == [1, 2]

    stored(home, story(8))
    assert refresh(home) == 1
    assert refresh(home) == 0
    assert set(found(home, "climate")) == {1, 2, 8}

    again = story(2, "Cargo fell in the harbour. The weather is cold.")
    with writing(home, 1.0, "test") as connection:
        replace_articles(connection, [(again.articles[0], sha(2))], "again")
    publish(home, 1.0)
    assert found(home, "weather") == [2]
    assert set(found(home, "climate")) == {1, 8}


def test_what_is_forgotten_leaves_the_file_as_well(home):
    stored(home, story(1, "The zanzibarian envoy came."), story(2))
    assert found(home, "zanzibarian") == [1]
    with writing(home, 1.0, "test") as connection:
        forget_content(connection, sha(1))
    publish(home, 1.0)

    assert found(home, "zanzibarian") == []
    assert not any(b"zanzibarian" in part.read_bytes() for part in home.state.glob("search.sqlite*"))


def test_a_damaged_index_is_made_anew(home):
    stored(home, story(1))
    assert found(home, "kerry") == [1]
    (home.state / "search.sqlite").write_bytes(b"not an index" * 1000)

    assert found(home, "kerry") == [1]
