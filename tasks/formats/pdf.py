"""PDF: the text of its pages as pypdf extracts it, lines joined to paragraphs; its properties are evidence too."""

import io
import logging
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from schemas.article import Article
from schemas.problem import Problem, Refused
from tasks.decode import sound
from tasks.formats.document import Properties, document_article
from tasks.formats.printed_lines import paragraphs_of
from tasks.formats.source import Source
from tasks.stamps import Stamp

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 1_000
MOST_OPERATIONS = 500_000  # of drawing, over all pages; each takes a ten-thousandth of a second, a page mostly 2,000
#: What pypdf raises on damaged files besides its own errors.
_BROKEN = (ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, OSError, RecursionError,
           NotImplementedError, TypeError, ValueError, zlib.error)  # fmt: skip

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is broken in a file is a problem of ours to tell


def read_pdf(source: Source) -> Iterator[Article]:
    """The one article of a document."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError
    except ImportError:
        raise Refused(Problem("extra.missing", "Install dateline[documents].")) from None
    try:
        reader = PdfReader(io.BytesIO(source.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused(Problem("document.encrypted"))
        pages, told = _pages(reader), _properties(reader)
    except (DependencyError, FileNotDecryptedError):
        raise Refused(Problem("document.encrypted")) from None
    except (PyPdfError, *_BROKEN) as fault:
        raise Refused(Problem("document.broken", f"{str(fault)[:200]}." if str(fault) else "")) from None
    paragraphs = paragraphs_of([page.splitlines() for page in pages])
    yield document_article(paragraphs, told, source)


def _pages(reader: "PdfReader") -> list[str]:
    """The text of each page; drawing is counted, for what a page draws may draw others, over and over."""
    if len(reader.pages) > MOST_PAGES:
        raise Refused(Problem("document.too_long", f"It has {len(reader.pages):,} pages."))
    drawn = 0

    def count(*_operation: object) -> None:
        nonlocal drawn
        drawn += 1
        if drawn > MOST_OPERATIONS:
            raise Refused(Problem("document.too_long"))

    texts = []
    for page in reader.pages:
        texts.append(sound(page.extract_text(visitor_operand_before=count)))
        if drawn > MOST_OPERATIONS:  # pypdf may have taken our refusal for a fault of the page
            raise Refused(Problem("document.too_long"))
    return texts


def _properties(reader: "PdfReader") -> Properties:
    told = reader.metadata
    if told is None:
        return Properties()
    return Properties(
        title=_line(told.title), author=_line(told.author), made=_stamp(told, "creation_date"),
        modified=_stamp(told, "modification_date"),
    )  # fmt: skip


def _line(value: object) -> str | None:
    return " ".join(sound(value).split()) or None if isinstance(value, str) else None


def _stamp(told: Any, name: str) -> Stamp | None:
    try:
        at = getattr(told, name)
    except _BROKEN:
        return None
    if at is None:
        return None
    return Stamp(at.date(), "second", at) if at.tzinfo else Stamp(at.date(), "day")
