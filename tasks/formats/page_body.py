"""The story of a web page, as pieces: trafilatura finds it, its tree says what is a heading and what a quotation."""

import logging
from collections.abc import Iterator

from trafilatura import bare_extraction
from trafilatura.xml import delete_element

from schemas.article import BlockKind
from tasks.blocks.captions import has_caption_cue
from tasks.blocks.label import is_quotation
from tasks.compose import Piece
from tasks.formats.tree import Node

for _library in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)  # a page without a story is a problem of ours to tell

#: Elements without a word of the story, gone before trafilatura copies the tree five times: a fifth faster, same text.
_UNREAD = ("script", "style", "noscript", "svg", "iframe", "template", "link", "meta")
SHORT_STORY = 600  # characters; a careful reading as short as this has mostly missed the story

_KINDS: dict[str, tuple[BlockKind, str]] = {
    "head": ("heading", "a heading of the page"),
    "quote": ("quote", "a quotation of the page"),
}


def body_pieces(tree: Node) -> list[Piece]:
    """Headings, paragraphs, list items, table rows and quotations of the story; none where the page has no story.

    The page loses its scripts and styles by this: read its metadata first.
    """
    for element in list(tree.iter(*_UNREAD)):
        delete_element(element)
    careful = _story(tree, precision=True)
    if _length(careful) >= SHORT_STORY:
        return careful
    generous = _story(tree, precision=False)
    return generous if _length(generous) > _length(careful) else careful


def _story(tree: Node, precision: bool) -> list[Piece]:
    found = bare_extraction(tree, favor_precision=precision, include_comments=False, include_tables=True)
    if found is None or isinstance(found, dict):
        return []
    return [piece for element in found.body for piece in _pieces(element)]


def _length(pieces: list[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


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
