"""Full calendar days in a short line, whatever language its month is in."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel.dates import get_month_names

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "ru", "pl", "sv", "da", "nb", "tr", "uk", "cs")
_YEAR = re.compile(r"\d{4}")  # looked for first: most lines have none


@dataclass(frozen=True, slots=True)
class Day:
    """A day that is written out in full, and where it stands in the line."""

    day: date
    start: int
    end: int


@cache
def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    names.setdefault(name.casefold().rstrip("."), number)
    return names | {"sept": 9, "märz": 3, "mrz": 3}


@cache
def _pattern() -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return re.compile(
        rf"\b(?P<m1>{month})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>\d{{4}})\b"
        rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+|of\s+)?(?P<m2>{month})\.?,?\s+(?:de\s+|del\s+)?(?P<y2>\d{{4}})\b"
        r"|\b(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})(?!\d)"
        r"|\b(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>\d{4})\b"
        r"|(?P<y5>\d{4})\s?[年년]\s?(?P<m5>\d{1,2})\s?[月월]\s?(?P<d5>\d{1,2})\s?[日일]"
        r"|\b(?P<a6>\d{1,2})/(?P<b6>\d{1,2})/(?P<y6>\d{4})\b"
        r"|\b(?P<y7>\d{4})/(?P<m7>\d{1,2})/(?P<d7>\d{1,2})\b",
        re.IGNORECASE,
    )


def days_in(line: str) -> list[Day]:
    """Every day of the line that is complete in itself and exists; day or month first only where it is certain."""
    found: list[Day] = []
    if not _YEAR.search(line):
        return found
    for match in _pattern().finditer(line):
        parts = {key[0]: value for key, value in match.groupdict().items() if value is not None}
        try:
            found.append(Day(_day(parts), match.start(), match.end()))
        except ValueError:
            continue
    return found


def _day(parts: dict[str, str]) -> date:
    year = int(parts["y"])
    if "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        if first <= 12 and second <= 12 and first != second:
            raise ValueError("day and month cannot be told apart")
        return date(year, *((second, first) if first > 12 else (first, second)))
    month = parts["m"]
    return date(year, int(month) if month.isdigit() else _months()[month.casefold().rstrip(".")], int(parts["d"]))
