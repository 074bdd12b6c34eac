"""What `read_file` gives for each format, and what it says where it gives nothing."""

import json
import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.article import Article
from schemas.problem import Refused
from tasks.read import read_file
from tasks.sniff import sniff

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def read(data: bytes | str, name: str = "story.txt") -> list[Article]:
    return read_file(data if isinstance(data, bytes) else data.encode(), name, now=NOW)


def refusal(data: bytes | str, name: str = "story.txt") -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as caught:
        read(data, name)
    return [(problem.code, problem.field) for problem in caught.value.problems]


def kinds(article: Article) -> list[str]:
    return [block.kind for block in article.blocks]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b"\xef\xbb\xbf", "file.empty"),
        (b" \r\n\t\n", "file.empty"),
        (b"*** --- ***", "text.no_words"),
        (b"words and \x00 more", "file.binary"),
        (b"\x89PNG\r\n\x1a\n....", "file.binary"),
        (b"%PDF-1.7 ...", "document.broken"),
        (b"PK\x03\x04....", "archive.broken"),
        (b"\x1f\x8b\x08....", "archive.broken"),
        (b"{\\rtf1 {\\info Words}}", "document.no_text"),
        (b'<?xml version="1.0"?><rss version="2.0"></rss>', "feed.no_entry"),
        (b'<?xml version="1.0"?><urlset><url/></urlset>', "file.format_unsupported"),
        (b"<html><body><script>x()</script></body></html>", "html.no_article"),
    ],
)
def test_a_file_without_an_article_is_refused_with_a_code(data, code):
    assert refusal(data) == [(code, None)]


def test_a_nul_byte_is_named_by_its_place():
    with pytest.raises(Refused) as caught:
        read(b"abc\x00def")

    assert (caught.value.problems[0].byte_start, caught.value.problems[0].byte_end) == (3, 4)


def test_json_and_its_page_give_the_same_fields():
    fields = {"headline": "Rain in Bern", "datePublished": "2026-03-01T08:00:00+01:00", "author": {"name": "Ann Lee"}}
    as_json = json.dumps({**fields, "@type": "NewsArticle", "articleBody": "It rained all day. Then it stopped."})
    as_page = (
        "<html><head><script type='application/ld+json'>" + json.dumps({**fields, "@type": "NewsArticle"}) + "</script>"
        "</head><body><article><h1>Rain in Bern</h1><p>It rained all day. Then it stopped.</p></article></body></html>"
    )

    [from_json], [from_page] = read(as_json), read(as_page)

    for article in (from_json, from_page):
        assert article.text == "Rain in Bern\n\nAnn Lee\n\nIt rained all day. Then it stopped."
        assert kinds(article) == ["title", "byline", "body"]
        assert article.authors == ("Ann Lee",)
        assert article.published_at == datetime.fromisoformat("2026-03-01T08:00:00+01:00")
        assert (article.published_date, article.published_source) == (date(2026, 3, 1), "metadata")


def test_every_problem_of_every_line_is_told_at_once():
    lines = [
        '{"title": "A", "text": "Fine.", "date": "2026-01-01"}',
        '{"title": 5, "text": "Fine.", "date": "soon", "url": "ftp://x"}',
        "",
        '{"title": "C", "title": "D", "text": "Fine."}',
        '{"title": "E"}',
        '{"title": ',
    ]

    assert sorted(refusal("\n".join(lines), "feed.jsonl")) == [
        ("article.date_invalid", "[1].date"),
        ("article.field_type", "[1].title"),
        ("article.text_missing", "[3].body"),
        ("article.url_invalid", "[1].url"),
        ("json.duplicate_key", "[2].title"),
        ("json.invalid", "[4]"),
    ]


def test_a_fault_in_json_is_named_by_line_column_and_byte():
    with pytest.raises(Refused) as caught:
        read('{"title": "Ä",\n "text": x}', "a.json")

    [problem] = caught.value.problems
    assert problem.code == "json.invalid"
    assert "Line 2, column 10" in problem.detail
    assert problem.byte_start == 25  # the two bytes of Ä count


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'])
def test_bottomless_json_is_refused_without_a_recursion_error(opening):
    assert refusal(opening * 10_000, "deep.json") == [("json.too_deep", None)]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_json_does_not_know_are_refused(number):
    assert refusal(f'{{"text": "Words.", "score": [1, {number}]}}') == [("json.number", "score[1]")]


def test_lone_surrogates_and_nul_escapes_become_replacement_characters():
    [article] = read('{"title": "T", "text": "One \\ud800 two \\u0000 three."}')

    assert article.text.endswith("One \ufffd two \ufffd three.")
    assert article.text.encode("utf-8")


def test_line_ends_stay_as_they_are():
    text = "A heading of sorts\r\n\r\nThe first paragraph is a sentence about the weather in the north.\r\n"

    [article] = read(text)

    assert article.text == text


@pytest.mark.parametrize(
    "wrapped",
    [
        '{"article": ARTICLE}',
        '{"status": "ok", "articles": [ARTICLE]}',
        '{"response": {"results": [ARTICLE]}}',
        '{"hits": {"hits": [{"_id": "1", "_source": ARTICLE}]}}',
        '{"content": [ARTICLE]}',
        "[[ARTICLE]]",
    ],
)
def test_an_article_is_found_inside_what_exports_wrap_round_it(wrapped):
    [article] = read(wrapped.replace("ARTICLE", '{"title": "T", "text": "Some words."}'), "a.json")

    assert article.text == "T\n\nSome words."


def test_a_flag_under_a_key_of_dates_gives_way_to_the_date_under_another():
    [article] = read('{"title": "T", "text": "Words.", "published": true, "date": "2026-03-01"}')

    assert article.published_date == date(2026, 3, 1)


def test_markup_that_never_ends_is_read_in_a_moment():
    started = time.process_time()

    read(json.dumps({"title": "T", "text": "<p>" + "<a " * 50_000}), "a.json")

    assert time.process_time() - started < 5


@pytest.mark.parametrize("day", ["2027-01-01", "1650-01-01"])
def test_a_day_that_cannot_be_one_of_publication_is_not_set(day):
    [article] = read(json.dumps({"title": "T", "text": "Some words.", "date": day}))

    assert article.published_date is None


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a"]))
def test_any_bytes_give_articles_or_a_refusal(data, name):
    sniff(data, name)
    try:
        articles = read_file(data, name, now=NOW)
    except Refused as refused:
        assert refused.problems
    else:
        assert articles
        for article in articles:
            article.text.encode("utf-8")


_LINES = st.text(max_size=60) | st.sampled_from(["By Ann Lee", "July 10, 2014", "“Quoted.”", "• Menu", "Photo: AP/X"])


@settings(max_examples=300, deadline=None)
@given(st.lists(_LINES))
def test_any_lines_of_text_are_labelled_whole(lines):
    text = "\n".join(lines)
    try:
        [article] = read_file(text.encode("utf-8", "replace"), "a.txt", now=NOW)
    except Refused:
        return
    assert len(article.story()) == len(article.text)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["title", "text", "body", "author", "date", "url", "articles", "source", "@graph", "sections"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(_JSON)
def test_any_json_gives_articles_or_a_refusal(value):
    try:
        assert read_file(json.dumps(value).encode(), "a.json", now=NOW)
    except Refused as refused:
        assert refused.problems


_TAGS = ["<p>", "</p>", "<![", "<!--", "<b", "&#0;", "&#xd800;", "<h1>", "<table><tr>", "<li>", "<script>", "<br/>"]
_MARKUP = st.lists(st.sampled_from(_TAGS) | st.text(max_size=30), max_size=12).map("".join)


@settings(max_examples=200, deadline=None)
@given(_MARKUP)
def test_any_markup_gives_an_article_or_a_refusal(markup):
    for data, name in ((f"<html><body>{markup}", "a.html"), (json.dumps({"body": markup}), "a.json")):
        try:
            read_file(data.encode("utf-8", "replace"), name, now=NOW)
        except Refused as refused:
            assert refused.problems
