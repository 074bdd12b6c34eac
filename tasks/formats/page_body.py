"""The story of a web page, as pieces: trafilatura finds it, its tree says what is a heading and what a quotation."""

import logging
from collections.abc import Iterator
from copy import copy

from trafilatura import bare_extraction

from schemas.article import BlockKind
from tasks.blocks.captions import has_caption_cue
from tasks.blocks.label import is_quotation
from tasks.compose import Piece
from tasks.formats.tree import Node

for _library in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)  # a page without a story is a problem of ours to tell

_KINDS: dict[str, tuple[BlockKind, str]] = {
    "head": ("heading", "a heading of the page"),
    "quote": ("quote", "a quotation of the page"),
}


def body_pieces(tree: Node) -> list[Piece]:
    """Headings, paragraphs, list items, table rows and quotations of the story; none where the page has no story."""
    found = bare_extraction(copy(tree), favor_precision=True, include_comments=False, include_tables=True)
    if found is None or isinstance(found, dict):
        return []
    return [piece for element in found.body for piece in _pieces(element)]


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
