"""Markdown: plain text whose marks say what is a heading and a quotation; front matter is metadata."""

from schemas.article import Article
from tasks.formats.source import Source
from tasks.formats.text import read_text


def read_markdown(source: Source) -> list[Article]:
    """The one article of a Markdown file."""
    return read_text(source)
