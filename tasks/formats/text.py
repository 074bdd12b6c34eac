"""Plain text: the whole of it is kept, and every piece is labelled."""

from schemas.article import Article
from schemas.problem import Problem, Refused
from tasks.blocks.label import label
from tasks.check import check
from tasks.formats.source import Source
from tasks.published import from_blocks, from_name, published


def read_text(source: Source) -> list[Article]:
    """The one article of a text file."""
    if not any(character.isalnum() for character in source.text):
        raise Refused(Problem("text.no_words"))
    labelled = label(source.text)
    found = published([*from_blocks(source.text, labelled.blocks), *from_name(source.name, "file_name")], source.now)
    fields = {
        "text": source.text,
        "blocks": labelled.blocks,
        "headline": labelled.headline,
        "byline": labelled.byline,
        "authors": labelled.authors,
    }
    return [check(fields | (found.fields() if found else {}))]
