"""Copies, excerpts and versions: what joins two articles, and which is the later."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from schemas.enriched import Processed, article_id
from schemas.span import Sentence
from tests.warehouse.test_load import enriched, rows, run, sha, taken
from warehouse.forget import forget_content
from warehouse.load import replace_articles
from warehouse.open import writing
from warehouse.rows import sentence_hash, url_key

SENTENCES = [f"Inspector number {number} walked along the quay of the old harbour at noon." for number in range(8)]


def story(number: int, sentences: list[str], **said: object) -> Processed:
    text = " ".join(["Acme cut 300 jobs in 2024.", *sentences])
    one, spans, start = enriched(sha(number), text, **said), [], 0
    for sentence in ["Acme cut 300 jobs in 2024.", *sentences]:
        spans.append(Sentence(start, start + len(sentence), 0))
        start += len(sentence) + 1
    return Processed(taken(number, sha(number)), "text/plain", "utf-8", (replace(one, sentences=tuple(spans)),))


def links(home):
    return rows(home, "select article_id, other_id, kind, rule from article_links order by all")


def marks(home):
    return dict(rows(home, "select article_id, coalesce(duplicate_of, revision_of) from articles"))


A, B, C = (article_id(sha(number), 0) for number in (1, 2, 3))


def day(number: int) -> dict[str, object]:
    return {"published_date": date(2024, 5, number), "published_precision": "day"}


@pytest.mark.parametrize("order", [(0, 1), (1, 0), None])
def test_the_later_published_of_two_copies_is_the_copy_whatever_came_first(home, order):
    files = [
        story(1, SENTENCES, **day(2)),
        story(2, [*SENTENCES[:6], "The paper adds a line of its own here."], **day(3)),
    ]
    for at in order or ():
        run(home, files[at])
    if order is None:
        run(home, *files)

    assert links(home) == [(B, A, "copy", "sentences")]
    assert marks(home) == {A: None, B: A}


def test_a_shortened_copy_is_an_excerpt(home):
    run(home, story(1, SENTENCES, **day(2)), story(2, SENTENCES[:3], **day(3)))

    assert links(home) == [(B, A, "excerpt", "sentences")]


def test_two_shared_sentences_join_nothing(home):
    run(home, story(1, SENTENCES[:1]), story(2, [SENTENCES[0], *(s.replace("walked", "ran") for s in SENTENCES)]))

    assert links(home) == []


def test_furniture_that_every_article_has_joins_nothing(home):
    own = "Only paper {} tells this long story of its own town today."
    run(home, *(story(number, [*SENTENCES[:4], own.format(number)]) for number in range(1, 61)))

    assert links(home) == []


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)])
def test_each_version_revises_the_one_before_it(home, order):
    address = "https://www.example.org/news/a?utm_source=feed#top"
    files = [
        story(1, SENTENCES, url=address, modified_at=datetime(2024, 5, 2, 9, tzinfo=UTC)),
        story(2, SENTENCES[:7], url="http://example.org/news/a/", modified_at=datetime(2024, 5, 2, 10, tzinfo=UTC)),
        story(3, SENTENCES[:6], url=address, modified_at=datetime(2024, 5, 2, 11, tzinfo=UTC)),
    ]
    for at in order:
        run(home, files[at])

    assert [link for link in links(home) if link[2] == "revision"] == [
        (B, A, "revision", "url"),
        (C, B, "revision", "url"),
    ]
    assert dict(rows(home, "select article_id, revision_of from articles")) == {A: None, B: A, C: B}


def test_the_address_of_a_whole_site_makes_no_versions(home):
    run(home, story(1, [SENTENCES[0]], url="https://example.org/"), story(2, [SENTENCES[1]], url="https://example.org"))

    assert links(home) == []


def test_a_headline_that_comes_back_after_months_is_another_story(home):
    said = {"headline": "The week in the harbour", "publisher": "Harbour Post"}
    run(home, story(1, [SENTENCES[0]], **said, **day(2)))
    run(home, story(2, [SENTENCES[1]], **said, **day(5)))
    run(home, story(3, [SENTENCES[2]], **said, published_date=date(2024, 9, 5), published_precision="day"))

    assert links(home) == [(B, A, "revision", "headline")]


def test_forgetting_the_version_between_joins_those_around_it(home):
    address = "https://example.org/news/a"
    run(home, *(story(number, SENTENCES[:number], url=address, **day(number)) for number in (1, 2, 3)))
    with writing(home, 1.0, "test") as connection:
        forget_content(connection, sha(2))

    assert links(home) == [(C, A, "revision", "url")]
    assert dict(rows(home, "select article_id, revision_of from articles")) == {A: None, C: A}


def test_replacing_an_article_keeps_its_links(home):
    files = [story(1, SENTENCES, **day(2)), story(2, SENTENCES[:7], **day(3))]
    run(home, *files)
    before = links(home)
    with writing(home, 1.0, "test") as connection:
        replace_articles(connection, [(files[0].articles[0], sha(1))], "again")

    assert links(home) == before
    assert marks(home) == {A: None, B: A}


def test_a_sentence_is_the_same_in_other_quotes_spaces_and_forms():
    assert sentence_hash("“We will not go,” he said at the caf\u00e9 door.") == sentence_hash(
        '"We will not go", he said  at the cafe\u0301 door.'
    )
    assert sentence_hash("Too short to say.") is None
    assert sentence_hash("東京の市場は金曜日に下落し、円は対ドルで上昇したと当局者が述べました。") is not None


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.example.org/News/a?utm_source=feed&id=7#top", "example.org/news/a?id=7"),
        ("http://example.org/news/a/?utm_source=x&utm_medium=y", "example.org/news/a"),
        ("http://example.org/news/a?id=7&utm_medium=y", "example.org/news/a?id=7"),
        ("https://example.org/", None),
        (None, None),
    ],
)
def test_what_the_addresses_of_a_story_share(url, key):
    assert url_key(url) == key
