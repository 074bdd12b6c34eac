"""What said a value, and how often it is right where that says it."""

from collections.abc import Mapping
from typing import Any, Final

from schemas.article import ValueSource

#: How often a headline from a source is the article's own, and the authors are the people who wrote it.
HEADLINE: Final[dict[ValueSource, float]] = {"field": 0.97, "h1": 0.9, "text": 0.8}
AUTHORS: Final[dict[ValueSource, float]] = {"field": 0.95, "byline": 0.85}

SUBJECT = 0.8  # a mail's subject: mostly the headline of what it carries
SENDER = 0.6  # who sent a mail wrote it more often than not
PROPERTY = 0.6  # the title and author among a document's properties: often those of the document it was made from


def sources(fields: Mapping[str, Any], source: ValueSource) -> dict[str, Any]:
    """The `*_source` and `*_confidence` of the values that are there, all from one source."""
    found = headline_from(source) if fields.get("headline") else {}
    found |= authors_from(source) if fields.get("authors") else {}
    return found | {f"{name}_source": source for name in ("publisher", "url") if fields.get(name)}


def headline_from(source: ValueSource, confidence: float | None = None) -> dict[str, Any]:
    """Where the headline is from."""
    return {"headline_source": source, "headline_confidence": confidence or HEADLINE[source]}


def authors_from(source: ValueSource, confidence: float | None = None) -> dict[str, Any]:
    """Where the authors are from."""
    return {"authors_source": source, "authors_confidence": confidence or AUTHORS[source]}
