"""Saved web pages: trafilatura finds the story, the page's own metadata says who wrote it and when."""

from collections.abc import Sequence
from typing import Any

from schemas.article import Article
from schemas.problem import Problem, Refused
from tasks.blocks.bylines import LONGEST_BYLINE, names_in, opens_with_by
from tasks.blocks.datelines import dateline_of
from tasks.check import check
from tasks.compose import Piece, compose
from tasks.days import likely_languages
from tasks.formats.page_body import body_pieces
from tasks.formats.page_meta import PageMeta, page_meta
from tasks.formats.page_tree import parse_page
from tasks.formats.source import Source
from tasks.published import from_name, is_date_line, opening, published_fields

PRINTED = 3  # paragraphs over a story that may print its title, writers and day again


def read_html(source: Source) -> list[Article]:
    """The one article of a page."""
    tree = parse_page(source.text)
    if tree is None:
        raise Refused(Problem("html.no_article"))
    meta, body = page_meta(tree, source.now), body_pieces(tree)
    if not any(character.isalnum() for piece in body for character in piece.text):
        raise Refused(Problem("html.no_article"))
    text, blocks = compose(_pieces(meta, body))
    fields: dict[str, Any] = {
        "text": text,
        "blocks": blocks,
        "headline": meta.title,
        "byline": meta.byline,
        "authors": meta.authors,
        "dateline": dateline_of(opening(text, blocks)),
        "publisher": meta.publisher,
        "url": meta.url,
        "modified_at": meta.modified.at if meta.modified else None,
        "declared_language": meta.language,
    }
    dated = published_fields(
        text,
        blocks,
        fields["dateline"],
        likely_languages(text, meta.language),
        source.now,
        told=meta.dated,
        named=[*from_name(source.name, "file_name"), *from_name(meta.url or "", "url")],
    )
    return [check(fields | dated)]


def _pieces(meta: PageMeta, body: Sequence[Piece]) -> list[Piece]:
    """Title, byline and story; what the page prints of the first two over its story is taken as it is printed."""
    title = [Piece("title", meta.title, "the page's title")] if meta.title else []
    byline = [Piece("byline", meta.byline, "the page's author")] if meta.byline else []
    head = [_printed(piece, meta) for piece in body[:PRINTED]] if len(body) > PRINTED else list(body[:PRINTED])
    if any(piece.kind == "byline" for piece in head):
        byline = []
    kept = [piece for piece in head if piece.text.casefold() != (meta.title or "").casefold()]
    return [*title, *byline, *kept, *body[PRINTED:]]


def _printed(piece: Piece, meta: PageMeta) -> Piece:
    """A first paragraph that only names the writers or the day, labelled so."""
    words = len(piece.text.split())
    if piece.kind != "body" or words > LONGEST_BYLINE // 2:
        return piece
    named = set(names_in(piece.text))
    if named and (opens_with_by(piece.text) or (named & set(meta.authors) and words <= 3 * len(named) + 4)):
        return Piece("byline", piece.text, "the byline over the story")
    if is_date_line(piece.text, ((meta.language or "en").split("-")[0], "en")):
        return Piece("date", piece.text, "the date over the story")
    return piece
