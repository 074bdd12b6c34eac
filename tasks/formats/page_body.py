"""The story of a web page, as pieces: trafilatura finds it, its tree says what is a heading and what a quotation.

Its main rules read the page first, at their strictest: their answer is taken where it holds enough of the words that
stand in paragraphs (6 pages of 7). Else other readings are asked while the story is short, each taken where it is more
than twice as long. Its parts are called one by one, since its own sequence copies the page five times and asks the
slowest of them, justext, up to three times.
"""

import logging
from collections.abc import Iterator
from copy import copy
from typing import Any

from lxml.etree import strip_elements
from trafilatura.external import justext_rescue, sanitize_tree, try_readability
from trafilatura.htmlprocessing import convert_tags, prune_unwanted_nodes, tree_cleaning
from trafilatura.main_extractor import extract_content
from trafilatura.settings import Extractor
from trafilatura.xpaths import OVERALL_DISCARD_XPATH, RAW_TREE_PRUNE_XPATH, REMOVE_COMMENTS_AND_LISTS_XPATH

from schemas.article import BlockKind
from tasks.blocks.captions import has_caption_cue
from tasks.blocks.label import is_quotation
from tasks.compose import Piece
from tasks.formats.page_rules import quicken
from tasks.formats.tree import Node

for _library in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)  # a page without a story is a problem of ours to tell
quicken()

#: Elements without a word of the story, gone before trafilatura copies the tree: a fifth faster, same text.
_UNREAD = (
    *("script", "style", "noscript", "svg", "iframe", "template", "link", "meta", "select", "button", "input"),
    *("picture", "source", "canvas", "map"),
)
MOST = 0.4  # of the letters in paragraphs: no other reading of twice that length was ever the story
MUCH_LONGER = 2  # times; another reading that is longer by less has the same story with more round it
LONG_PARAGRAPH = 40  # letters outside links; shorter ones are captions and teasers
SHORT_STORY = 600  # characters; a reading as short as this has mostly missed the story
HARDLY_ANY = 250  # characters; only then justext is asked, which takes as long as all other readings together

_CAREFUL = Extractor(output_format="txt", precision=True, comments=False)
_GENEROUS = Extractor(output_format="txt", comments=False)

_KINDS: dict[str, tuple[BlockKind, str]] = {
    "head": ("heading", "a heading of the page"),
    "quote": ("quote", "a quotation of the page"),
}


def body_pieces(tree: Any) -> list[Piece]:
    """Headings, paragraphs, list items, table rows and quotations of the story; none where the page has no story.

    The page loses its scripts, styles and comments by this: read its metadata first.
    """
    strip_elements(tree, *_UNREAD, with_tail=False)
    prune_unwanted_nodes(tree, RAW_TREE_PRUNE_XPATH)
    prune_unwanted_nodes(tree, REMOVE_COMMENTS_AND_LISTS_XPATH)
    best = _by_main_rules(copy(tree), _CAREFUL)
    if _length(best) >= max(1, MOST * _in_paragraphs(tree)):
        return best
    for other in _other_readings(tree):
        best = _longer(best, other)
        if _length(best) >= SHORT_STORY:
            break
    return best if _length(best) >= HARDLY_ANY else _longer(best, _story(justext_rescue(tree, _CAREFUL)[0]), by=1)


def _by_main_rules(tree: Any, options: Extractor) -> list[Piece]:
    return _story(extract_content(convert_tags(tree_cleaning(tree, options), options), options)[0])


def _other_readings(tree: Any) -> Iterator[list[Piece]]:
    """By readability without and with the parts that look like furniture, then by trafilatura's milder rules."""
    yield _by_readability(prune_unwanted_nodes(copy(tree), OVERALL_DISCARD_XPATH))
    yield _by_readability(copy(tree))
    yield _by_main_rules(copy(tree), _GENEROUS)


def _by_readability(tree: Any) -> list[Piece]:
    return _story(sanitize_tree(try_readability(tree), _CAREFUL)[0])


def _longer(story: list[Piece], other: list[Piece], by: int = MUCH_LONGER) -> list[Piece]:
    return other if _length(other) > by * _length(story) else story


def _story(body: Node) -> list[Piece]:
    return [piece for element in body for piece in _pieces(element)]


def _length(pieces: list[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _in_paragraphs(tree: Node) -> int:
    """How many characters the page has in paragraphs that are more than links."""
    found = 0
    for paragraph in tree.iter("p"):
        length = _squeezed_length(paragraph)
        if length - sum(map(_squeezed_length, paragraph.iter("a"))) >= LONG_PARAGRAPH:
            found += length
    return found


def _squeezed_length(element: Node) -> int:
    return len(" ".join(element.text_content().split()))


def _pieces(element: Node) -> Iterator[Piece]:
    if element.tag in ("list", "table"):
        for part in element.iter("item", "row"):
            yield from _paragraphs(part, "body", "a list or table of the page")
    else:
        kind, rule = _KINDS.get(str(element.tag), ("body", "a paragraph of the page"))
        yield from _paragraphs(element, kind, rule)


def _paragraphs(element: Node, kind: BlockKind, rule: str) -> Iterator[Piece]:
    """An element's text, cut at its line breaks."""
    for lb in element.iter("lb"):
        lb.tail = "\n" + (lb.tail or "")
    separator = " " if element.tag == "row" else ""
    for line in separator.join(map(str, element.itertext())).split("\n"):
        text = " ".join(line.split())
        if kind == "body" and is_quotation(text):
            yield Piece("quote", text, "wholly quoted")
        elif kind == "body" and has_caption_cue(text):
            yield Piece("caption", text, "caption cue")
        elif text:
            yield Piece(kind, text, rule)
