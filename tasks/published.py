"""When it was published: what the file says of itself first, then what its text and its name give away.

Order of evidence: metadata; a date line or byline near the title; a dateline; a caption; the file's name; the address.
A dateline without a year takes it from the years that the text names, where the opening's weekday agrees.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from typing import Any

from schemas.article import Block, BlockKind, PublishedSource
from tasks.blocks.phrases import fold, phrases, starts_of
from tasks.dates import find_dates
from tasks.days import days_in, weekdays_in
from tasks.stamps import Stamp, plausible, why_not

#: How often a date from this source is the day of publication, before the opening's weekday is asked.
CONFIDENCE: dict[PublishedSource, float] = {
    "metadata": 0.97,
    "date_line": 0.9,
    "byline": 0.9,
    "dateline": 0.8,
    "caption": 0.6,
    "lede_weekday": 0.6,
    "file_name": 0.7,
    "url": 0.85,
}
AGREES = 0.5  # the share of the doubt that is left where the opening names the same weekday
DISAGREES = 0.6  # a picture from the archive: its day is not among the weekdays that the opening names
LEDE = 600  # characters of the body in which a weekday is the day of the news
LONGEST_DATE_LINE = 14  # words
LONGEST_REST = 24  # letters beside the day; one of Chinese or Japanese says as much as three
FIRST_WIDE = "\u2e80"  # where their letters begin
_NAMED_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_/.]?)(\d{1,2})\2(\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d{2}(?![\d.,]?\d)")
_MONTH_DAY = re.compile(r"XXXX-(\d{2})-(\d{2})")
_DATED_BLOCKS: tuple[tuple[BlockKind, PublishedSource], ...] = (("date", "date_line"), ("byline", "byline"))

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


def published_fields(
    text: str,
    blocks: Sequence[Block],
    dateline: str | None,
    languages: Sequence[str],
    now: datetime,
    told: Iterable[Dated] = (),
    named: Iterable[Dated] = (),
) -> dict[str, Any]:
    """The `published_*` fields of an article; empty where nothing dates it.

    `told` is what metadata say, `named` what the file's name and the address do; the text stands between. What is given
    as its publication and cannot be is kept as it is written, with the reason.
    """
    given = list(told)
    found = published(chain(given, from_text(text, blocks, dateline, languages), named), now)
    dated = weighed(found, opening(text, blocks), languages).fields() if found else {}
    return refused(given, now) | dated


def refused(given: Iterable[Dated], now: datetime) -> dict[str, Any]:
    """`published_text` and `published_reason`: the first day that is given as its publication and cannot be."""
    for _, stamp in given:
        reason = why_not(stamp, now)
        if reason is not None:
            return {"published_text": stamp.written or stamp.day.isoformat(), "published_reason": reason}
    return {}


def published(candidates: Iterable[Dated], now: datetime) -> Published | None:
    """The first candidate that can be a publication date; candidates come in the order of evidence."""
    for source, stamp in candidates:
        if plausible(stamp, now):
            return Published(stamp, source, CONFIDENCE[source])
    return None


def is_date_line(line: str, languages: Sequence[str]) -> bool:
    """Whether a line says a day and hardly anything else (`Published on July 10, 2014 at 9:30`)."""
    if len(line) > 120 or len(line.split()) > LONGEST_DATE_LINE:
        return False
    days = days_in(uncapitalised(line), languages)
    if not days:
        return False
    rest = line[: days[0].start] + " " + line[days[-1].end :]
    words = [word for word in re.findall(r"[^\W\d_]+", rest) if len(word) > 3 or word >= FIRST_WIDE]
    letters = sum(len(word) * (1 if word < FIRST_WIDE else 3) for word in words)
    if len(words) <= 2 and letters <= LONGEST_REST:
        return True
    return not starts_of(fold(line)).isdisjoint(phrases().date_starts)


def uncapitalised(line: str) -> str:
    """`FEB. 3, 2026` as `Feb. 3, 2026`, as long as it was: months in capitals are not looked for."""
    lower = line.title() if line.isupper() else line
    return lower if len(lower) == len(line) else line


def from_text(text: str, blocks: Sequence[Block], dateline: str | None, languages: Sequence[str]) -> Iterator[Dated]:
    """The days that stand in date lines, bylines, the dateline and captions, in the order of evidence."""
    for kind, source in _DATED_BLOCKS:
        yield from _from_blocks(text, blocks, kind, source, languages)
    if dateline:
        yield from _from_dateline(dateline, text, opening(text, blocks), languages)
    yield from _from_blocks(text, blocks, "caption", "caption", languages)


def from_name(name: str, source: PublishedSource) -> Iterator[Dated]:
    """The day in a file's name or in an address (`/2014/07/10/`, `20140710`)."""
    for match in _NAMED_DAY.finditer(name):
        try:
            yield source, Stamp(date(int(match[1]), int(match[3]), int(match[4])), "day")
        except ValueError:
            continue


def opening(text: str, blocks: Sequence[Block]) -> str:
    """The first sentences of the story."""
    start = next((block.start_char for block in blocks if block.kind in ("body", "quote")), 0)
    return text[start : start + LEDE]


def weighed(found: Published, lede: str, languages: Sequence[str]) -> Published:
    """Surer where the opening names the same weekday; a caption's day less sure where it names others alone."""
    if found.source in ("metadata", "lede_weekday") or found.stamp.precision in ("year", "month"):
        return found
    named = weekdays_in(lede, languages)
    if found.stamp.day.weekday() in named:
        return replace(found, confidence=1 - AGREES * (1 - found.confidence))
    if named and found.source == "caption":
        return replace(found, confidence=DISAGREES * found.confidence)
    return found


def _from_blocks(
    text: str, blocks: Sequence[Block], kind: BlockKind, source: PublishedSource, languages: Sequence[str]
) -> Iterator[Dated]:
    for block in blocks:
        if block.kind == kind:
            for day in days_in(uncapitalised(text[block.start_char : block.end_char]), languages)[:1]:
                yield source, Stamp(day.day, "day")


def _from_dateline(dateline: str, text: str, lede: str, languages: Sequence[str]) -> Iterator[Dated]:
    """Its full day, or its day and month in the latest named year in which the opening's weekday falls on it."""
    for day in days_in(dateline, languages):
        yield "dateline", Stamp(day.day, "day")
    years = sorted({int(year) for year in _YEAR.findall(text)}, reverse=True)
    named = weekdays_in(lede, languages)
    for found in find_dates(dateline, languages[0], None):
        match = _MONTH_DAY.fullmatch(found.value)
        for year in years if match else ():
            try:
                day_then = date(year, int(match[1]), int(match[2])) if match else None
            except ValueError:
                continue
            if day_then and day_then.weekday() in named:
                yield "lede_weekday", Stamp(day_then, "day")
