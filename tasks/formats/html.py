"""Saved web pages: trafilatura finds the story, the page's own metadata says who wrote it and when."""

from trafilatura import load_html

from schemas.article import Article
from schemas.problem import Problem, Refused
from tasks.check import check
from tasks.compose import Piece, compose
from tasks.formats.page_body import body_pieces
from tasks.formats.page_meta import PageMeta, page_meta
from tasks.formats.source import Source
from tasks.published import from_blocks, from_name, published


def read_html(source: Source) -> list[Article]:
    """The one article of a page."""
    tree = load_html(source.text)
    body = body_pieces(tree) if tree is not None else []
    if tree is None or not any(character.isalnum() for piece in body for character in piece.text):
        raise Refused(Problem("html.no_article"))
    meta = page_meta(tree, source.now)
    text, blocks = compose([*_head(meta), *_without_title(body, meta.title)])
    found = published(
        [
            *meta.dated,
            *from_blocks(text, blocks),
            *from_name(source.name, "file_name"),
            *from_name(meta.url or "", "url"),
        ],
        source.now,
    )
    fields = {
        "text": text,
        "blocks": blocks,
        "headline": meta.title,
        "byline": meta.byline,
        "authors": meta.authors,
        "publisher": meta.publisher,
        "url": meta.url,
        "modified_at": meta.modified.at if meta.modified else None,
        "declared_language": meta.language,
    }
    return [check(fields | (found.fields() if found else {}))]


def _head(meta: PageMeta) -> list[Piece]:
    pieces = [Piece("title", meta.title, "the page's title")] if meta.title else []
    return [*pieces, Piece("byline", meta.byline, "the page's author")] if meta.byline else pieces


def _without_title(body: list[Piece], title: str | None) -> list[Piece]:
    """The body, from which a first line that repeats the title is left away."""
    folded = (title or "").casefold()
    return body[1:] if len(body) > 1 and body[0].text.casefold() == folded else body
