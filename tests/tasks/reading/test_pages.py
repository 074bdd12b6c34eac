"""Web pages: their heads, after the habits of publishers, and the quick rules of the body against the slow ones."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trafilatura import xpaths

from schemas.problem import Refused
from tasks.formats.page_rules import AttributeRule, Guarded
from tasks.formats.page_tree import parse_page
from tasks.read import read_file

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HEADS = Path(__file__).parents[2] / "golden" / "reading" / "heads"
RULES = [
    rule
    for name in dir(xpaths)
    if isinstance(rules := getattr(xpaths, name), list)
    for rule in rules
    if isinstance(rule, AttributeRule | Guarded)
]
FRAMES = [rule.__self__ for rule in xpaths.BODY_XPATH if not hasattr(rule, "path")]
_NAMES = ["class", "id", "style", "role", "itemprop", "data-component", "aria-hidden"]
_WORDS = [
    "post",
    "article",
    "comment",
    "share-",
    "nav",
    "hidden",
    "author",
    "teaser",
    "caption",
    "bottom",
    "x",
    "footer",
]
_ATTRIBUTE = st.tuples(st.sampled_from(_NAMES), st.lists(st.sampled_from(_WORDS), min_size=1, max_size=2).map(" ".join))
_TAG = st.sampled_from(["div", "p", "section", "article", "main", "span", "ul", "aside"])
_ELEMENTS = st.lists(st.tuples(_TAG, st.lists(_ATTRIBUTE, max_size=3, unique_by=lambda pair: pair[0])), max_size=12)


def test_the_quick_rules_stand_in_for_most_of_the_slow_ones():
    assert len(RULES) >= 8
    assert len(FRAMES) >= 3


@pytest.mark.parametrize("path", sorted(HEADS.glob("*.html")), ids=lambda path: path.stem)
def test_the_quick_rules_find_on_a_page_what_the_slow_ones_find(path):
    tree = parse_page(path.read_text("utf-8"))

    for rule in RULES:
        assert rule(tree) == rule.expression(tree)
    for rule in FRAMES:
        assert rule.first(tree) == rule.expression(tree)[:1]


@settings(max_examples=200, deadline=None)
@given(_ELEMENTS)
def test_the_quick_rules_find_in_any_tree_what_the_slow_ones_find(elements):
    markup = "".join(
        "<" + " ".join([tag, *(f'{name}="{value}"' for name, value in given)]) + ">x" for tag, given in elements
    )
    tree = parse_page(f"<html><body>{markup}")

    for rule in RULES:
        assert rule(tree) == rule.expression(tree)
    for rule in FRAMES:
        assert rule.first(tree) == rule.expression(tree)[:1]


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0" "x.dtd" /><html><body><p>Words.</p></body></html>',
        '<html lang="en" /><body><p>Words.</p></body>',
        "<p>Wor\x00ds\x0b.</p>",
        "Words.",
        '<?xml version="1.0" encoding="utf-16"?><html><body>Words.</body></html>',
    ],
)
def test_a_page_is_parsed_whatever_its_first_line_says(text):
    assert parse_page(text).text_content().strip() == "Words."


@pytest.mark.parametrize("text", ["", "   ", "<!-- nothing -->"])
def test_a_page_with_nothing_in_it_has_no_tree_or_an_empty_one(text):
    tree = parse_page(text)

    assert tree is None or not tree.text_content().strip()


#: What is reached on the heads, less one page: precision and recall of what is given.
FLOORS = {"title": (0.97, 0.97), "authors": (0.95, 0.92), "date": (0.97, 0.95)}


def as_told(article):
    day = article.published_date
    return {
        "title": article.headline,
        "authors": list(article.authors),
        "date": day.isoformat() if day else None,
    }


@pytest.fixture(scope="module")
def heads():
    """Gold and what is read of each head."""
    gold = json.loads((HEADS / "gold.json").read_text("utf-8"))
    read = {name: read_file((HEADS / f"{name}.html").read_bytes(), f"{name}.html", now=NOW) for name in gold}
    return [(gold[name], as_told(article)) for name, [article] in read.items()]


@pytest.mark.parametrize("field", FLOORS)
def test_heads_are_read_as_well_as_before(heads, field):
    right = sum(bool(gold[field]) and gold[field] == read[field] for gold, read in heads)
    precision = right / sum(bool(read[field]) for _, read in heads)
    recall = right / sum(bool(gold[field]) for gold, _ in heads)

    assert (precision, recall) >= FLOORS[field]
    assert recall >= FLOORS[field][1]


def test_each_value_of_a_page_says_where_it_is_from_and_how_sure_that_is():
    [article] = read_file((HEADS / "wordpress-yoast.html").read_bytes(), "story.html", now=NOW)

    assert (article.headline_source, article.headline_confidence) == ("h1", 0.97)
    assert (article.authors_source, article.authors_confidence) == ("json_ld", 0.95)
    assert (article.publisher, article.publisher_source) == ("Quayside Echo", "metadata")
    assert (article.url, article.url_source) == (
        "https://quayside-echo.example/2026/03/crane-lifts-first-box/",
        "metadata",
    )


def test_a_day_of_publication_in_the_future_stays_as_text_with_its_reason():
    [article] = read_file((HEADS / "future-date.html").read_bytes(), "story.html", now=NOW)

    assert article.published_date is None
    assert article.published_text == "2036-03-01T08:00:00Z"
    assert article.published_reason == "It lies in the future: the file was read on 2026-11-24."


def page(head: str, body: str = "") -> bytes:
    story = "<p>The harbour authority said the crane lifted its first container shortly before noon.</p>" * 3
    body = f"{body}<article>{story}</article>"
    return f"<!doctype html><html lang='en'><head>{head}</head><body>{body}</body></html>".encode()


def test_a_told_day_before_the_month_of_the_address_is_a_default_of_the_site():
    head = (
        "<link rel='canonical' href='https://a.example/2014/05/pack'>"
        "<meta property='article:published_time' content='2009-09-02'>"
    )

    [article] = read_file(page(head, "<h1>How to pack</h1><p>May 12, 2014</p>"), "story.html", now=NOW)

    assert (article.published_date.isoformat(), article.published_source) == ("2014-05-12", "date_line")


@pytest.mark.parametrize(
    ("canonical", "address"),
    [
        ("https://a.example/b", "https://a.example/b"),
        ("/b", "https://a.example/b"),
        ("https://a.example/", "https://a.example/og"),
        ("javascript:void(0)", "https://a.example/og"),
    ],
)
def test_the_address_is_the_canonical_one_where_it_is_more_than_the_site(canonical, address):
    head = f"<link rel='canonical' href='{canonical}'><meta property='og:url' content='https://a.example/og'>"

    [article] = read_file(page(head, "<h1>How to pack</h1>"), "story.html", now=NOW)

    assert article.url == address


def test_a_page_with_names_that_xml_has_no_place_for_is_read():
    broken = b"<p <b class='share-x' \"y='1' class=z>Words.</p><b'x hidden style='display:none'>More.</b'x>"

    [article] = read_file(page("", "<h1>How to pack</h1>") + broken, "story.html", now=NOW)

    assert article.headline == "How to pack"


PAGES = [path.read_bytes() for path in sorted(HEADS.glob("*.html"))]
_CHARSETS = ["utf-8", "utf-16", "cp1252", "cp1251", "shift_jis", "gb18030"]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(PAGES),
    st.floats(0, 1),
    st.floats(0, 1),
    st.sampled_from(["cut", "twice", "without", "shuffled"]),
    st.sampled_from(_CHARSETS),
)
def test_a_damaged_page_gives_an_article_or_a_refusal(data, first, second, damage, charset):
    start, end = sorted((int(first * len(data)), int(second * len(data))))
    data = {
        "cut": data[:start],
        "twice": data[:end] + data[start:],
        "without": data[:start] + data[end:],
        "shuffled": data[start:end] + data[:start] + data[end:],
    }[damage]
    data = data.decode("utf-8", "replace").encode(charset, "replace")
    try:
        [article] = read_file(data, "story.html", now=NOW)
    except Refused as refused:
        assert refused.problems
    else:
        assert len(article.story()) == len(article.text)
