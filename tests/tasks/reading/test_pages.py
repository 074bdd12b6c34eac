"""Web pages: their heads, after the habits of publishers, and the quick rules of the body against the slow ones."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trafilatura import xpaths

from tasks.formats.page_rules import AttributeRule, Guarded
from tasks.formats.page_tree import parse_page

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
