"""Plain text: the whole of it is kept, and every piece is labelled."""

from typing import Any

from schemas.article import Article
from schemas.problem import Problem, Refused
from tasks.blocks.label import Labelled, label
from tasks.check import check
from tasks.formats.evidence import authors_from, headline_from
from tasks.formats.source import Source
from tasks.published import from_name, published_fields


def read_text(source: Source) -> list[Article]:
    """The one article of a text file."""
    if not any(character.isalnum() for character in source.text):
        raise Refused(Problem("text.no_words"))
    labelled = label(source.text)
    fields = {"text": source.text, "blocks": labelled.blocks} | labelled_fields(labelled)
    dated = published_fields(
        source.text,
        labelled.blocks,
        labelled.dateline,
        labelled.languages,
        source.now,
        named=from_name(source.name, "file_name"),
    )
    return [check(fields | dated)]


def labelled_fields(labelled: Labelled) -> dict[str, Any]:
    """What the labels of a text say of its headline and its writers."""
    fields: dict[str, Any] = {
        "headline": labelled.headline,
        "headline_source": "text" if labelled.headline else None,
        "headline_confidence": labelled.headline_confidence,
        "byline": labelled.byline,
        "authors": labelled.authors,
        "authors_source": "byline" if labelled.authors else None,
        "authors_confidence": labelled.authors_confidence,
        "dateline": labelled.dateline,
    }
    fields |= headline_from("text") if labelled.headline else {}
    return fields | (authors_from("byline") if labelled.authors else {})
