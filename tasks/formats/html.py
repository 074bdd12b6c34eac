"""Saved web pages: trafilatura finds the story, the page's own metadata says who wrote it and when."""

from collections.abc import Sequence
from typing import Any

from schemas.article import Article
from schemas.problem import Problem, Refused
from tasks.blocks.bylines import LONGEST_BYLINE, is_signed, names_in
from tasks.blocks.chunks import make_chunk
from tasks.blocks.datelines import dateline_of
from tasks.blocks.head import close_label
from tasks.check import check
from tasks.compose import Piece, compose
from tasks.formats.evidence import authors_from, headline_from
from tasks.formats.page_authors import CONFIDENCE
from tasks.formats.page_body import body_pieces
from tasks.formats.page_meta import PageMeta, page_meta
from tasks.formats.page_tree import parse_page
from tasks.formats.source import Source
from tasks.published import from_name, is_date_line, opening, published_fields

PRINTED = 3  # paragraphs over a story that may print its title, writers and day again
SIGNED = 2  # paragraphs at the end of a story that may name its writers


def read_html(source: Source) -> list[Article]:
    """The one article of a page."""
    tree = parse_page(source.text)
    if tree is None:
        raise Refused(Problem("html.no_article"))
    meta, body = page_meta(tree, source.now), body_pieces(tree)
    if not any(character.isalnum() for piece in body for character in piece.text):
        raise Refused(Problem("html.no_article"))
    pieces = _pieces(meta, body)
    text, blocks = compose(pieces)
    fields: dict[str, Any] = {
        "text": text,
        "blocks": blocks,
        "dateline": dateline_of(opening(text, blocks)),
        "publisher": meta.publisher,
        "publisher_source": meta.publisher_source,
        "url": meta.url,
        "url_source": meta.url_source,
        "modified_at": meta.modified.at if meta.modified else None,
        "declared_language": meta.language,
        **_headline(meta),
        **_authors(meta, pieces),
    }
    dated = published_fields(
        text,
        blocks,
        fields["dateline"],
        meta.languages,
        source.now,
        told=meta.dated,
        named=[*from_name(source.name, "file_name"), *from_name(meta.url or "", "url")],
    )
    return [check(fields | dated)]


def _headline(meta: PageMeta) -> dict[str, Any]:
    if meta.title is None:
        return {}
    return {"headline": meta.title.text, **headline_from(meta.title.source, meta.title.confidence)}


def _authors(meta: PageMeta, pieces: Sequence[Piece]) -> dict[str, Any]:
    """The writers whom the page tells of or shows, else those whom the story names over or under itself."""
    byline = next((piece.text for piece in pieces if piece.kind == "byline"), None)
    if meta.authors.names:
        told = ", ".join(meta.authors.names)
        return {
            "byline": told,
            "authors": meta.authors.names,
            **authors_from(meta.authors.source or "byline", meta.authors.confidence),
        }
    names = names_in(byline) if byline else ()
    return {"byline": byline, "authors": names, **(authors_from("byline", CONFIDENCE["by"]) if names else {})}


def _pieces(meta: PageMeta, body: Sequence[Piece]) -> list[Piece]:
    """Title, byline and story; what the page prints of the first two over its story is taken as it is printed."""
    title = [Piece("title", meta.title.text, "the page's title")] if meta.title else []
    byline = [Piece("byline", ", ".join(meta.authors.names), "the page's author")] if meta.authors.names else []
    head = [_printed(piece, meta) for piece in body[:PRINTED]] if len(body) > PRINTED else list(body[:PRINTED])
    if any(piece.kind == "byline" for piece in head):
        byline = []
    kept = [piece for piece in head if not meta.title or piece.text.casefold() != meta.title.text.casefold()]
    middle = body[PRINTED:-SIGNED] if len(body) > PRINTED + SIGNED else body[PRINTED:]
    last = [_signed(piece, meta) for piece in body[PRINTED:][-SIGNED:]] if len(body) > PRINTED + SIGNED else []
    return [*title, *byline, *kept, *middle, *last]


def _printed(piece: Piece, meta: PageMeta) -> Piece:
    """A first paragraph that only names the writers or the day, labelled so."""
    words = len(piece.text.split())
    if piece.kind != "body" or words > LONGEST_BYLINE // 2:
        return piece
    named = set(names_in(piece.text))
    if named and (is_signed(piece.text) or (named & set(meta.authors.names) and words <= 3 * len(named) + 4)):
        return Piece("byline", piece.text, "the byline over the story")
    if is_date_line(piece.text, meta.languages):
        return Piece("date", piece.text, "the date over the story")
    return piece


def _signed(piece: Piece, meta: PageMeta) -> Piece:
    """A last paragraph that only names the writers, labelled so; a day at the end may be one that the story tells."""
    if piece.kind != "body":
        return piece
    label = close_label(make_chunk(piece.text, 0, len(piece.text)), meta.languages)
    return Piece("byline", piece.text, label[1]) if label and label[0] == "byline" else piece
