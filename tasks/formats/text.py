"""Plain text: the whole of it is kept, and every piece is labelled."""

from schemas.article import Article
from schemas.problem import Problem, Refused
from tasks.blocks.label import label
from tasks.check import check
from tasks.formats.source import Source
from tasks.published import from_name, published_fields


def read_text(source: Source) -> list[Article]:
    """The one article of a text file."""
    if not any(character.isalnum() for character in source.text):
        raise Refused(Problem("text.no_words"))
    labelled = label(source.text)
    fields = {
        "text": source.text,
        "blocks": labelled.blocks,
        "headline": labelled.headline,
        "byline": labelled.byline,
        "authors": labelled.authors,
        "dateline": labelled.dateline,
    }
    dated = published_fields(
        source.text,
        labelled.blocks,
        labelled.dateline,
        labelled.languages,
        source.now,
        named=from_name(source.name, "file_name"),
    )
    return [check(fields | dated)]
