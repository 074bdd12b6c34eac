"""Reads the mentions that name their place in the calendar: dates, months, years, quarters, seasons, decades."""

from dataclasses import replace
from datetime import date
from typing import Literal

from tasks.dates import periods
from tasks.dates.holidays import nth_weekday
from tasks.dates.partial import part_year, partial_date, partial_year
from tasks.dates.periods import Period
from tasks.dates.scene import NO_REFERENCE, Function, Hit, Reading, Scene

CALENDAR_ASSUMED = "fiscal year taken as the calendar year"
_CENTURY_AS_YEARS = 1900  # `the 2000s` are mostly the ten years
_ANCIENT = 1000  # years before it are read only with their era


def full_date(scene: Scene, hit: Hit) -> Reading | None:
    """Year, month, day in any selection that has a month or a year; a missing year is found from the anchor."""
    year, month, day = named_year(scene, hit), scene.get(hit, "month"), scene.get(hit, "day")
    if year is None:
        return partial_date(scene, hit, month, day)
    if scene.get(hit, "era") == "BC":
        ancient = periods.before_christ(year, month, day)
        return Reading("DATE", ancient.value, "explicit", 0.9, ancient)
    period = periods.named(year, month, day)
    if period is None:
        return None
    confidence = 0.98 if month else 0.93
    if year < _ANCIENT and not month:
        confidence = 0.8
    if "yy" in hit.ranges:
        confidence = 0.85
    return Reading("DATE", period.value, "explicit", confidence, period)


def spelled_year_date(scene: Scene, hit: Hit) -> Reading | None:
    """A date whose year is written as four digit words, as 二〇一四年七月十日."""
    digits = [scene.language.value(word, "num") for word in scene.words(hit, "year_digits")]
    if not all(isinstance(digit, int) and 0 <= digit <= 9 for digit in digits):
        return None
    period = periods.named(int("".join(map(str, digits))), scene.get(hit, "month"), scene.get(hit, "day"))
    return Reading("DATE", period.value, "explicit", 0.95, period) if period else None


def era_date(scene: Scene, hit: Hit) -> Reading | None:
    """A date counted in the years of a reign, as 平成26年; the data file gives the year before its first."""
    year = scene.get(hit, "era_name") + (scene.get(hit, "era_year") or 1)
    period = periods.named(year, scene.get(hit, "month"), scene.get(hit, "day"))
    return Reading("DATE", period.value, "explicit", 0.95, period) if period else None


def compact_date(scene: Scene, hit: Hit) -> Reading | None:
    """Eight digits, as 20140710."""
    digits = str(scene.get(hit, "ymd8"))
    period = periods.named(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    return Reading("DATE", period.value, "explicit", 0.7, period) if period else None


def day_range(scene: Scene, hit: Hit) -> Reading | None:
    """From a day to a day, each of them a mention: `July 9-10`, `30 June - 2 July 2014`."""
    month, day, year = scene.get(hit, "month"), scene.get(hit, "day"), named_year(scene, hit)
    last_month, last_day = scene.get(hit, "last_month") or month, scene.get(hit, "last_day")
    function: Function = "explicit"
    anchor: str | None = None
    if year is None:
        year, anchor, _ = partial_year(scene, hit, month, day)
        function = "partial"
    if year is None:
        first, last = (
            Reading("DATE", f"XXXX-{m:02d}-{d:02d}", function, 0.5, anchor=anchor, grain="day")
            for m, d in ((month, day), (last_month, last_day))
        )
    else:
        over_new_year = (last_month, last_day) < (month, day)
        if over_new_year and last_month == month:
            return None
        begin, end = date(year - over_new_year, month, day), date(year, last_month, last_day)
        if function == "partial" and over_new_year:
            begin, end = date(year, month, day), date(year + 1, last_month, last_day)
        first, last = (
            Reading("DATE", one.isoformat(), function, 0.85, periods.day(one), anchor=anchor) for one in (begin, end)
        )
    return _closed_by(scene, hit, first, last, "last_month", "last_day")


def year_range(scene: Scene, hit: Hit) -> Reading | None:
    """From a year to a year: two mentions of full years, `1914–1918`; one where the last is cut short, `2013-14`."""
    first, last = scene.get(hit, "year"), scene.get(hit, "last_year")
    if last < 100:
        last += first // 100 * 100
    if not first < last <= first + 120:
        return None
    begin, end = periods.year(first), periods.year(last)
    if hit.ranges["last_year"][2] == "year" and not scene.get(hit, "whole"):
        opening, closing = (Reading("DATE", one.value, "explicit", 0.9, one) for one in (begin, end))
        return _closed_by(scene, hit, opening, closing, "last_year")
    period = Period("year", f"{begin.value}/{end.value}", begin.begin, end.end, f"{begin.value}/{end.value}")
    return Reading("DATE", period.value, "explicit", 0.85, period)


def _closed_by(scene: Scene, hit: Hit, first: Reading, last: Reading, *fields: str) -> Reading:
    """The first end of a range, told where it stops and what the last end says; `fields` begin the last end."""
    begins = min(hit.ranges[name][0] for name in fields if name in hit.ranges)
    stops = max(end for _, end, _ in hit.ranges.values() if end <= begins)
    while stops < begins and scene.tokens.codes[stops] not in " -":
        stops += 1
    first.closing = (stops, begins, last)
    return first


_SHIFTS = ("shift", "shift_before", "shift_after")


def part_of_year(scene: Scene, hit: Hit) -> Reading | None:
    """A quarter or half of a year: `the third quarter of 2005`, `Q3`, `second-half`."""
    unit: Literal["quarter", "half"] = scene.get(hit, "part_unit") or "quarter"
    part = scene.get(hit, "part")
    number = {"quarter": 4, "half": 2}[unit]
    year, confidence = named_year(scene, hit), 0.96
    if part == -1 and year is None and "fiscal" not in hit.ranges and _is_shift(scene, hit):
        return (
            None  # `last quarter` is the one before this, `the last quarter of 2017` and `the final quarter` the fourth
        )
    part = number if part == -1 else part
    if not 1 <= part <= number:
        return None
    function: Function = "explicit"
    anchor: str | None = None
    if year is None and "fiscal" not in hit.ranges:
        year, anchor, confidence = part_year(scene, hit, unit, part)
        function = "partial"
    if year is None:
        return Reading(
            "DATE", f"XXXX-{unit[0].upper()}{part}", "partial", 0.6, grain=unit, anchor=anchor or NO_REFERENCE
        )
    period = periods.quarter(year, part) if unit == "quarter" else periods.half(year, part)
    return Reading("DATE", period.value, function, confidence, period, anchor=anchor)


def _is_shift(scene: Scene, hit: Hit) -> bool:
    """Whether the word for the last part of a year also says the one before this, and no year follows it."""
    start, end, _ = hit.ranges["part"]
    of_year = scene.language.cues.get("of_the_year")
    if of_year and of_year.match(scene.tokens.codes, hit.end):
        return False
    return any(scene.language.is_a(word, name) for word in scene.tokens.words[start:end] for name in _SHIFTS)


def fiscal_year(scene: Scene, hit: Hit) -> Reading | None:
    """`fiscal 2005`: its interval is that of the calendar, which the anchor says, since each company has its own."""
    year, part = named_year(scene, hit), scene.get(hit, "part")
    if year is None or (part is not None and not -1 <= part <= 4):
        return None
    part = 4 if part == -1 else part
    value = f"FY{year:04d}" + (f"-Q{part}" if part else "")
    calendar = periods.quarter(year, part) if part else periods.year(year)
    return Reading("DATE", value, "explicit", 0.8, replace(calendar, value=value), anchor=CALENDAR_ASSUMED)


def decade(scene: Scene, hit: Hit) -> Reading | None:
    """`the 1990s`, `the '90s`, `the nineties`."""
    number = scene.get(hit, "decade")
    if number is None or number % 10:
        return None
    if number < 100:
        pivot = scene.reference.year % 100 if scene.reference else 30
        number += 2000 if number + 10 <= pivot else 1900
    whole = number % 100 == 0 and 1000 <= number <= _CENTURY_AS_YEARS  # `the 1700s` are a century
    period = periods.century(number) if whole else periods.decade(number)
    return Reading("DATE", period.value, "explicit", 0.92 if number >= 1000 else 0.8, period)


def century(scene: Scene, hit: Hit) -> Reading | None:
    """`the 19th century` is 18: the hundred years whose first two digits are 18."""
    number = scene.get(hit, "ordinal") or scene.get(hit, "century")
    if not number or not 1 <= number <= 30:
        return None
    if scene.get(hit, "era") == "BC":
        return Reading("DATE", f"BC{number - 1:02d}", "explicit", 0.8, grain="century")
    period = periods.century((number - 1) * 100)
    return Reading("DATE", period.value, "explicit", 0.95, period)


def week_of_month(scene: Scene, hit: Hit) -> Reading | None:
    """`the last week of March`: the first and last weeks are those of which most days fall in the month."""
    number, month = scene.get(hit, "ordinal"), scene.get(hit, "month")
    year = named_year(scene, hit)
    anchor: str | None = None
    function: Function = "explicit" if year else "partial"
    if year is None:
        year, anchor, _ = partial_year(scene, hit, month, None)
    if year is None or not -1 <= number <= 5:
        return None
    last = periods.month(year, month).end
    day = date(year, month, min(7 * number - 3, 28)) if number > 0 else periods.shifted(last or date.max, "day", -4)
    period = periods.week(day or date.max)
    return Reading("DATE", period.value, function, 0.7, period, anchor=anchor)


def weekday_of_month(scene: Scene, hit: Hit) -> Reading | None:
    """`the second Tuesday of May`, `the last Friday of this month`."""
    which, number, month, shift = (scene.get(hit, name) for name in ("ordinal", "weekday", "month", "shift"))
    year, anchor = named_year(scene, hit), None
    function: Function = "explicit" if year else "partial"
    if month is None:
        now, anchor = scene.now()
        moved = periods.shifted(now.replace(day=1), "month", shift or 0) if now else None
        year, month = (moved.year, moved.month) if moved else (None, None)
    elif year is None:
        year, anchor, _ = partial_year(scene, hit, month, None)
    if year is None or not -1 <= which <= 5:
        return None
    day = nth_weekday(year, month, number, which)
    if (day.year, day.month) != (year, month):
        return None
    return Reading("DATE", day.isoformat(), function, 0.9, periods.day(day), anchor=anchor)


def week_of_day(scene: Scene, hit: Hit) -> Reading | None:
    """`the week of July 7`: the ISO week that holds the day."""
    read = full_date(scene, hit)
    if read is None or read.period is None or read.period.begin is None:
        return None
    period = periods.week(read.period.begin)
    return Reading("DATE", period.value, read.function, read.confidence - 0.1, period, anchor=read.anchor)


def named_year(scene: Scene, hit: Hit) -> int | None:
    """The year that is named: in full, by two digits, or as `last year` or `the following year`."""
    year = scene.get(hit, "year")
    if year is not None:
        return int(year)
    short = scene.get(hit, "yy")
    if short is not None:
        pivot = scene.reference.year % 100 + 10 if scene.reference else 40
        return int(short) + (2000 if short <= pivot else 1900)
    shift = scene.get(hit, "year_shift")
    if shift is None:
        return None
    now, _ = scene.before("year") if scene.get(hit, "base") == "before" else scene.now()
    return now.year + int(shift) if now is not None else None
