"""A page as browsers save it whole (MHTML): its HTML, with pictures and style sheets that are none of its text."""

from collections.abc import Iterator
from datetime import datetime
from email.message import Message

from schemas.article import Article
from schemas.problem import Problem, Refused
from tasks.formats.address import at_address
from tasks.formats.html import read_html
from tasks.formats.mime import header, leaves, parse_message, text
from tasks.formats.source import Source
from tasks.stamps import parse_stamp


def read_mhtml(source: Source) -> Iterator[Article]:
    """The one article of a saved page; it was published before it was saved."""
    message = parse_message(source.data)
    page = _root(message)
    if page is None:
        raise Refused(Problem("html.no_article"))
    now = min(source.now, _saved_at(message) or source.now)
    url = header(message, "snapshot-content-location") or header(page, "content-location")
    for article in read_html(Source(text=text(page), name=source.name, encoding="utf-8", now=now)):
        yield at_address(article, url if url and url.startswith(("http://", "https://")) else None, now)


def _root(message: Message) -> Message | None:
    """The page among the parts: the one that the message starts with, by its name or by its place."""
    pages = [part for part in leaves(message) if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    start = message.get_param("start")
    return next((page for page in pages if start and header(page, "content-id") == start), next(iter(pages), None))


def _saved_at(message: Message) -> datetime | None:
    stamp = parse_stamp(header(message, "date") or "")
    return stamp.at if stamp else None
