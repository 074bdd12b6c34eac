"""What is asked of the full-text search, and what it finds."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

PieceKind = Literal["title", "heading", "caption", "quote", "body"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a search; empty and None leave it open. `until` is the day after the last."""

    language: str = ""
    source: str = ""
    since: date | None = None
    until: date | None = None
    kind: PieceKind | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article and the places in it that answer (half-open, in its own characters)."""

    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that answers, the better the higher its rank."""

    article_id: str
    headline: str
    publisher: str | None
    day: str
    language: str
    source: str
    url: str | None
    rank: float
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The best hits, and how many there are in all."""

    hits: tuple[Hit, ...]
    articles: int
