"""From the bytes of a file to its articles: all of them, or every reason why not."""

from datetime import UTC, datetime

from schemas.article import Article
from schemas.problem import Problem, Refused
from tasks.decode import decode
from tasks.formats.html import read_html
from tasks.formats.json_article import read_json, read_jsonl
from tasks.formats.markdown import read_markdown
from tasks.formats.source import Source
from tasks.formats.text import read_text
from tasks.sniff import DOCUMENTS, Sniffed, sniff

_READERS = {
    "text/plain": read_text,
    "text/markdown": read_markdown,
    "text/html": read_html,
    "application/json": read_json,
    "application/jsonl": read_jsonl,
}

#: A page without metadata, whose day has to be looked for.
_PAGE = (
    "<html><body><article><h1>Warm words</h1><p>4 May 2026, said a clerk</p><p>Two clerks read a page.</p></article>"
    "</body></html>"
)
#: What is read; every other type is refused.
MEDIA_TYPES = tuple(_READERS)


def read_file(data: bytes, name: str, *, sniffed: Sniffed | None = None, now: datetime | None = None) -> list[Article]:
    """Every article of a file, at least one; raises Refused with all that is wrong, and then gives none.

    `name` is the file's own (it may date an article, and breaks ties between formats). `sniffed` spares a second look
    at the type where the caller has it. `now` (with a time zone; the clock's where None) bounds publication dates.
    """
    found = sniffed or sniff(data, name)
    reader = _READERS.get(found.media_type)
    if found.encoding is None or reader is None:
        raise Refused(_not_read(data, found))
    text = decode(data, found.encoding)
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise Refused(Problem("file.empty"))
    return reader(Source(text=text, name=name, encoding=found.encoding, now=now or datetime.now(UTC)))


def warm_reading() -> None:
    """Load what reading loads at first use (up to 3 seconds: the date patterns of pages), before work is timed."""
    for page in (_PAGE, _PAGE.replace("4 May", "May")):
        read_html(Source(text=page, name="", encoding="utf-8", now=datetime(2026, 5, 5, tzinfo=UTC)))


def _not_read(data: bytes, found: Sniffed) -> Problem:
    if found.media_type == "application/x-empty":
        return Problem("file.empty")
    if found.media_type in DOCUMENTS:
        return Problem("file.format_unsupported", detail=f"It is {DOCUMENTS[found.media_type]}.")
    if found.media_type != "application/octet-stream":
        return Problem("file.binary", detail=f"It is {found.media_type}.")
    nul = data.find(0)
    if nul < 0:
        return Problem("text.undecodable")
    return Problem("file.binary", detail=f"A NUL byte stands at byte {nul}.", byte_start=nul, byte_end=nul + 1)
