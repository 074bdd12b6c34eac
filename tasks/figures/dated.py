"""The dates and times of a text, which are no figures, its durations, which are, and amounts taken for dates."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal

from schemas.date import DateMention
from tasks.figures.lexicon import Lexicon, unit_of

#: UCUM codes of the units of ISO 8601 durations; those of hours stand after a T.
_UNITS = {"Y": "a", "M": "mo", "W": "wk", "D": "d", "TH": "h", "TM": "min", "TS": "s"}
_DURATION = re.compile(r"P(T?)(\d+)([YMWDHS])")


class DateSpans:
    """The dates and times of a text, to ask whether a number stands in one, and which duration it opens."""

    def __init__(self, dates: Sequence[DateMention]) -> None:
        spans = sorted((date.start_char, date.end_char) for date in dates if date.type in ("DATE", "TIME"))
        self._starts = [start for start, _ in spans]
        self._spans = spans
        self._durations = {date.start_char: date for date in dates if date.type == "DURATION"}

    def duration_from(self, start: int, value: Decimal) -> tuple[int, str] | None:
        """End and UCUM code of a duration that begins with this number: `three difficult months`."""
        date = self._durations.get(start)
        match = _DURATION.fullmatch(date.value) if date else None
        unit = _UNITS.get(match[1] + match[3]) if match else None
        if date is None or match is None or unit is None or Decimal(match[2]) != value:
            return None
        return date.end_char, unit

    def end_over(self, start: int, end: int) -> int | None:
        """Where the date ends that overlaps a span, None where none does."""
        index = bisect_right(self._starts, end - 1)
        for low, high in reversed(self._spans[max(0, index - 3) : index]):
            if low < end and high > start:
                return high
        return None


AMOUNTS = frozenset(("percent", "percentage_point", "basis_point", "money", "temperature"))


def misread(text: str, dates: Sequence[DateMention], lexicon: Lexicon) -> frozenset[int]:
    """The positions of dates that are amounts: the 11 of `dell'11 per cento` is no year."""
    found = set()
    for number, date in enumerate(dates):
        if not text[date.end_char - 1 : date.end_char].isdigit():
            continue
        match = lexicon.unit.match(text, date.end_char)
        unit = match and unit_of(match.group("word"), match.group("sign"), lexicon)
        if match and unit and unit.kind in AMOUNTS and not text[match.end() : match.end() + 1].isdigit():
            found.add(number)
    return frozenset(found)
