"""Dates as metadata write them: ISO 8601, mail and feed headers, seconds since 1970, and plain days."""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from schemas.article import Precision
from tasks.days import days_in

EARLIEST_YEAR = 1700  # no newspaper archive that is dropped here is older; smaller years are slips
AHEAD = timedelta(days=1)  # a day has begun somewhere before it has here
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?")
_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})"
    r"(?:[T ]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?"
)
_EPOCH = re.compile(r"\d{9,10}|\d{12,13}")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day with its precision; `at` is there only where both the time and its zone were written.

    `written` is the text that it was read from; two stamps of one time are equal however they were written.
    """

    day: date
    precision: Precision
    at: datetime | None = None
    written: str = field(default="", compare=False)


def parse_stamp(value: str | int | float) -> Stamp | None:
    """What a metadata value dates, None where it is no date."""
    text = " ".join(str(value).split())
    if isinstance(value, int | float) or _EPOCH.fullmatch(text):
        found = _from_epoch(float(value))
    else:
        found = _from_iso(text) or _from_partial(text) or _from_mail(text) or _from_words(text)
    return replace(found, written=text) if found else None


def plausible(stamp: Stamp, now: datetime) -> bool:
    """Whether something can have been published then: not before newspapers, not after `now`."""
    return why_not(stamp, now) is None


def why_not(stamp: Stamp, now: datetime) -> str | None:
    """Why nothing can have been published then, as a sentence; None where something can."""
    if stamp.day.year < EARLIEST_YEAR:
        return f"It lies before {EARLIEST_YEAR}, when there were no papers yet that are read here."
    if stamp.day > (now + AHEAD).date():
        return f"It lies in the future: the file was read on {now.date().isoformat()}."
    return None


def _from_epoch(seconds: float) -> Stamp | None:
    if seconds > 1e11:
        seconds /= 1000
    try:
        at = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return Stamp(at.date(), "second", at)


def _from_iso(text: str) -> Stamp | None:
    match = _ISO.fullmatch(text)
    if not match:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    try:
        stamp = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), min(int(second or 0), 59))
    except ValueError:
        return None
    offset = _offset(zone) if hour and zone else None
    if offset is None:
        return Stamp(stamp.date(), "day")
    at = datetime.fromisoformat(f"{stamp.isoformat()}{offset}")
    return Stamp(stamp.date(), "second" if second else "minute", at)


def _offset(zone: str) -> str | None:
    if zone in ("Z", "UTC", "GMT"):
        return "+00:00"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}" if int(digits[:2]) < 24 and int(digits[2:]) < 60 else None


def _from_partial(text: str) -> Stamp | None:
    match = _PARTIAL.fullmatch(text)
    if not match or int(match[1]) < 1 or not 1 <= int(match[2] or 1) <= 12:
        return None
    return Stamp(date(int(match[1]), int(match[2] or 1), 1), "month" if match[2] else "year")


def _from_mail(text: str) -> Stamp | None:
    """`Thu, 10 Jul 2014 09:30:00 +0800`."""
    if not re.match(r"(?:[A-Za-z]{3,9},? )?\d{1,2} [A-Za-z]{3,9} \d{4} \d{1,2}:\d{2}", text):
        return None
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return Stamp(at.date(), "second", at) if at.tzinfo else Stamp(at.date(), "day")


def _from_words(text: str) -> Stamp | None:
    if len(text) > 60:
        return None
    days = days_in(text)
    return Stamp(days[0].day, "day") if days else None
