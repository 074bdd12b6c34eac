"""What scorers of page readers ask for: the body of a saved page, or of one saved as text, and its metadata."""

from datetime import UTC, datetime

from schemas.problem import Refused
from tasks.blocks.label import label
from tasks.compose import body_text
from tasks.decode import decode, encoding_of
from tasks.formats.html import read_html
from tasks.formats.source import Source


def extract_html(html: bytes, now: datetime | None = None) -> dict[str, str | None]:
    """`text` (headings, paragraphs and quotations), `title`, `author` (names with `;` between) and `date` of a page.

    All None where the page holds no article.
    """
    encoding = encoding_of(html)
    if encoding is None:
        return dict.fromkeys(("text", "title", "author", "date"))
    try:
        [article] = read_html(Source(decode(html, encoding), "", encoding, now or datetime.now(UTC)))
    except Refused:
        return dict.fromkeys(("text", "title", "author", "date"))
    return {
        "text": body_text(article.text, article.blocks),
        "title": article.headline,
        "author": "; ".join(article.authors) or None,
        "date": article.published_date.isoformat() if article.published_date else None,
    }


def extract_text(text: str) -> str:
    """The story in a page that was saved as plain text: its headings, paragraphs and quotations."""
    return body_text(text, label(text).blocks)
