"""The story of a web page, as pieces: trafilatura finds it, its tree says what is a heading and what a quotation.

Three readings, the quick one first. It leaves out trafilatura's comparison with other extractors, and is the same as
the careful one where it holds most of the words that stand in paragraphs (4 pages of 5, in a third of the time). Its
parts are called one by one, since its own sequence copies the page five times.
"""

import logging
from collections.abc import Iterator
from copy import copy
from typing import Any

from trafilatura import bare_extraction
from trafilatura.external import compare_extraction
from trafilatura.htmlprocessing import convert_tags, prune_unwanted_nodes, tree_cleaning
from trafilatura.main_extractor import extract_content
from trafilatura.settings import Extractor
from trafilatura.xml import delete_element
from trafilatura.xpaths import RAW_TREE_PRUNE_XPATH, REMOVE_COMMENTS_AND_LISTS_XPATH, REMOVE_COMMENTS_XPATH

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
MOST = 0.6  # of the letters in paragraphs: below half of them another extractor may find twice as much
LONG_PARAGRAPH = 40  # letters outside links; shorter ones are captions and teasers
SHORT_STORY = 600  # characters; a careful reading as short as this has mostly missed the story

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
    for element in list(tree.iter(*_UNREAD)):
        delete_element(element)
    prune_unwanted_nodes(tree, RAW_TREE_PRUNE_XPATH)
    prune_unwanted_nodes(tree, REMOVE_COMMENTS_AND_LISTS_XPATH)
    converted = convert_tags(tree_cleaning(copy(tree), _CAREFUL), _CAREFUL)
    body, text = extract_content(prune_unwanted_nodes(converted, REMOVE_COMMENTS_XPATH), _CAREFUL)
    if len(text) >= MOST * _in_paragraphs(tree) and (quick := _story(body)):
        return quick
    body, _ = compare_extraction(tree_cleaning(copy(tree), _CAREFUL), copy(tree), body, text, _CAREFUL)
    careful = _story(body)
    if _length(careful) >= SHORT_STORY:
        return careful
    found = bare_extraction(tree, options=_GENEROUS)
    generous = [] if found is None or isinstance(found, dict) else _story(found.body)
    return generous if _length(generous) > _length(careful) else careful


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
