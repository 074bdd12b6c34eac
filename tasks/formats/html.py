"""Saved web pages: trafilatura finds the story, the page's own metadata says who wrote it and when."""

from typing import Any

from trafilatura import load_html

from schemas.article import Article
from schemas.problem import Problem, Refused
from tasks.blocks.datelines import dateline_of
from tasks.check import check
from tasks.compose import Piece, compose
from tasks.days import likely_languages
from tasks.formats.page_body import body_pieces
from tasks.formats.page_meta import PageMeta, page_meta
from tasks.formats.source import Source
from tasks.published import from_name, opening, published_fields


def read_html(source: Source) -> list[Article]:
    """The one article of a page."""
    tree = load_html(source.text)
    if tree is None:
        raise Refused(Problem("html.no_article"))
    meta, body = page_meta(tree, source.now), body_pieces(tree)
    if not any(character.isalnum() for piece in body for character in piece.text):
        raise Refused(Problem("html.no_article"))
    text, blocks = compose([*_head(meta), *_without_title(body, meta.title)])
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


def _head(meta: PageMeta) -> list[Piece]:
    pieces = [Piece("title", meta.title, "the page's title")] if meta.title else []
    return [*pieces, Piece("byline", meta.byline, "the page's author")] if meta.byline else pieces


def _without_title(body: list[Piece], title: str | None) -> list[Piece]:
    """The body, from which a first line that repeats the title is left away."""
    folded = (title or "").casefold()
    return body[1:] if len(body) > 1 and body[0].text.casefold() == folded else body
