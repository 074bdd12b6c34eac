"""When it was published: what the file says of itself first, then what its text and its name give away.

Order of evidence: metadata; a date line or byline near the title; a dateline; a caption; the file's name; the address.
A weekday in the opening sentences that agrees makes a date of the text surer, one that disagrees less sure.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from schemas.article import Block, BlockKind, PublishedSource
from tasks.blocks.phrases import begins_with, fold, phrases
from tasks.days import days_in
from tasks.stamps import Stamp, plausible

#: How often a date from this source is the day of publication, before the lede's weekday is asked.
CONFIDENCE: dict[PublishedSource, float] = {
    "metadata": 0.97,
    "date_line": 0.9,
    "byline": 0.9,
    "dateline": 0.85,
    "caption": 0.6,
    "lede_weekday": 0.6,
    "file_name": 0.7,
    "url": 0.85,
}
AGREES, DISAGREES = 0.5, 0.6  # the share of the doubt that a weekday takes away; the factor when it contradicts
_NAMED_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_/.]?)(\d{1,2})\2(\d{1,2})(?!\d)")
_LEDE = 600  # characters of the body in which a weekday is the day of the news
_DATED_BLOCKS: tuple[tuple[BlockKind, PublishedSource], ...] = (
    ("date", "date_line"),
    ("byline", "byline"),
    ("caption", "caption"),
)
LONGEST_DATE_LINE = 14  # words


Dated = tuple[PublishedSource, Stamp]


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date with where it is from and how sure that is."""

    stamp: Stamp
    source: PublishedSource
    confidence: float

    def fields(self) -> dict[str, Any]:
        """As the columns of an article."""
        return {
            "published_at": self.stamp.at,
            "published_date": self.stamp.day,
            "published_precision": self.stamp.precision,
            "published_source": self.source,
            "published_confidence": round(self.confidence, 3),
        }


def is_date_line(line: str) -> bool:
    """Whether a line says a day and hardly anything else (`Published on July 10, 2014 at 9:30`)."""
    if len(line) > 120 or len(line.split()) > LONGEST_DATE_LINE:
        return False
    days = days_in(line)
    if not days:
        return False
    rest = line[: days[0].start] + " " + line[days[-1].end :]
    words = [word for word in re.findall(r"[^\W\d_]+", rest) if len(word) > 3]
    return len(words) <= 2 or begins_with(fold(line), phrases().date_starts)


def published(candidates: Iterable[Dated], now: datetime) -> Published | None:
    """The first candidate that can be a publication date; candidates come in the order of evidence."""
    for source, stamp in candidates:
        if plausible(stamp, now):
            return Published(stamp, source, CONFIDENCE[source])
    return None


def from_blocks(text: str, blocks: Sequence[Block]) -> Iterator[Dated]:
    """The days that stand in date lines, bylines, datelines and captions, in the order of evidence."""
    for kind, source in _DATED_BLOCKS:
        for block in blocks:
            if block.kind == kind:
                for day in days_in(text[block.start_char : block.end_char])[:1]:
                    yield source, Stamp(day.day, "day")


def from_name(name: str, source: PublishedSource) -> Iterator[Dated]:
    """The day in a file's name or in an address (`/2014/07/10/`, `20140710`)."""
    for match in _NAMED_DAY.finditer(name):
        try:
            yield source, Stamp(date(int(match[1]), int(match[3]), int(match[4])), "day")
        except ValueError:
            continue
