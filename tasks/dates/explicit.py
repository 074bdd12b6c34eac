"""Reads the mentions that name their place in the calendar: dates, months, years, quarters, seasons, decades."""

from datetime import date
from typing import Literal

from tasks.dates import periods
from tasks.dates.periods import Period
from tasks.dates.scene import NO_REFERENCE, Function, Hit, Reading, Scene

_WINTER_ENDS = 3  # the last month in which `this winter` is the one that began the year before
_ANCIENT = 1000  # years before it are read only with their era
_REPORTED = 100  # days after its end in which a quarter is still the one that `will be reported`
_JUST_PAST = 14  # days ago that are likelier than a whole year ahead, whatever the verb seems to say
_NEAR_PAST = 21  # days ahead that are likelier than the same day of last year even where the verb tells of the past
_NEAR = 62  # days ahead that a month or day without a year may lie, where no verb says which way


def full_date(scene: Scene, hit: Hit) -> Reading | None:
    """Year, month, day in any selection that has a month or a year; a missing year is found from the anchor."""
    year, month, day = _year(scene, hit), scene.get(hit, "month"), scene.get(hit, "day")
    if year is None:
        return _partial(scene, hit, month, day)
    if scene.get(hit, "era") == "BC":
        return Reading("DATE", periods.year(-year).value, "explicit", 0.9, periods.year(-year))
    period = _period(year, month, day)
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
    period = _period(int("".join(map(str, digits))), scene.get(hit, "month"), scene.get(hit, "day"))
    return Reading("DATE", period.value, "explicit", 0.95, period) if period else None


def era_date(scene: Scene, hit: Hit) -> Reading | None:
    """A date counted in the years of a reign, as 平成26年; the data file gives the year before its first."""
    year = scene.get(hit, "era_name") + (scene.get(hit, "era_year") or 1)
    period = _period(year, scene.get(hit, "month"), scene.get(hit, "day"))
    return Reading("DATE", period.value, "explicit", 0.95, period) if period else None


def compact_date(scene: Scene, hit: Hit) -> Reading | None:
    """Eight digits, as 20140710."""
    digits = str(scene.get(hit, "ymd8"))
    period = _period(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    return Reading("DATE", period.value, "explicit", 0.7, period) if period else None


def day_range(scene: Scene, hit: Hit) -> Reading | None:
    """From a day to a day: `July 9-10`, `30 June - 2 July 2014`."""
    first_month, last_month = scene.get(hit, "month"), scene.get(hit, "last_month")
    year = _year(scene, hit)
    function: Function = "explicit"
    anchor: str | None = None
    if year is None:
        year, anchor, _ = partial_year(scene, hit, first_month, scene.get(hit, "day"))
        function = "partial"
    if year is None:
        value = f"XXXX-{first_month:02d}-{scene.get(hit, 'day'):02d}"
        return Reading("DATE", value, "partial", 0.5, anchor=anchor, grain="day")
    first = date(year, first_month, scene.get(hit, "day"))
    last = date(year, last_month or first_month, scene.get(hit, "last_day"))
    if last <= first:
        return None
    period = periods.days(first, last)
    return Reading("DATE", period.value, function, 0.85, period, anchor=anchor)


def year_range(scene: Scene, hit: Hit) -> Reading | None:
    """From a year to a year: `2013-14`, `1914–1918`."""
    first, last = scene.get(hit, "year"), scene.get(hit, "last_year")
    if last < 100:
        last += first // 100 * 100
    if not first < last <= first + 120:
        return None
    begin, end = periods.year(first), periods.year(last)
    period = Period("year", f"{begin.value}/{end.value}", begin.begin, end.end, f"{begin.value}/{end.value}")
    return Reading("DATE", period.value, "explicit", 0.85, period)


def part_of_year(scene: Scene, hit: Hit) -> Reading | None:
    """A quarter or half of a year: `the third quarter of 2005`, `Q3`, `second-half`."""
    unit: Literal["quarter", "half"] = scene.get(hit, "part_unit") or "quarter"
    part = scene.get(hit, "part")
    number = {"quarter": 4, "half": 2}[unit]
    part = number if part == -1 else part
    if not 1 <= part <= number:
        return None
    year, confidence = _year(scene, hit), 0.96
    function: Function = "explicit"
    anchor: str | None = None
    if year is None and "fiscal" not in hit.ranges:
        year, anchor, confidence = _part_year(scene, hit, unit, part)
        function = "partial"
    if year is None:
        return Reading(
            "DATE", f"XXXX-{unit[0].upper()}{part}", "partial", 0.6, grain=unit, anchor=anchor or NO_REFERENCE
        )
    period = periods.quarter(year, part) if unit == "quarter" else periods.half(year, part)
    return Reading("DATE", period.value, function, confidence, period, anchor=anchor)


def fiscal_year(scene: Scene, hit: Hit) -> Reading | None:
    """`fiscal 2005`: named, but without an interval, since each company has its own."""
    year, part = _year(scene, hit), scene.get(hit, "part")
    if year is None:
        return None
    value = f"FY{year:04d}" + (f"-Q{4 if part == -1 else part}" if part else "")
    return Reading("DATE", value, "explicit", 0.85, grain="quarter" if part else "year")


def season(scene: Scene, hit: Hit) -> Reading | None:
    """`summer 2014`, `last winter`, `the spring`."""
    code, year, shift = scene.get(hit, "season"), _year(scene, hit), scene.get(hit, "shift")
    if year is not None:
        period = periods.season(year, code)
        return Reading("DATE", period.value, "explicit", 0.9, period)
    if scene.get(hit, "base") == "before" or scene.narrative:
        return _season_told(scene, code, shift)
    now, anchor = scene.now()
    if now is None:
        return Reading("DATE", f"XXXX-{code}", "partial", 0.5, grain="season", anchor=anchor)
    options = [periods.season(now.year + step, code) for step in (-2, -1, 0, 1, 2)]
    started = [p for p in options if p.begin and p.begin <= now]
    ahead = [p for p in options if p.end and p.end > now]
    tense = scene.tense(hit.start, hit.end)
    if shift == -1:
        period = [p for p in started if p.end and p.end <= now][-1]
    elif shift == 1:
        period = next(p for p in ahead if p.begin and p.begin > now)
    elif shift == 0:
        period = periods.season(now.year - (code == "WI" and now.month <= _WINTER_ENDS), code)
    else:
        period = ahead[0] if tense == "future" else started[-1]
    return Reading("DATE", period.value, "partial", 0.75 if shift is None else 0.85, period, anchor=anchor)


def _season_told(scene: Scene, code: str, shift: int | None) -> Reading:
    """`that summer`, `the following spring`: counted from the mention before."""
    near, anchor = scene.before()
    if near is None:
        return Reading("DATE", f"XXXX-{code}", "anaphoric", 0.4, grain="season", anchor=anchor)
    options = [periods.season(near.year + step, code) for step in (-1, 0, 1)]
    period = options[1]
    if shift == 1:
        period = next((p for p in options if p.begin and p.begin > near), period)
    elif shift == -1:
        period = next((p for p in reversed(options) if p.end and p.end <= near), period)
    return Reading("DATE", period.value, "anaphoric", 0.75, period, anchor=anchor)


def decade(scene: Scene, hit: Hit) -> Reading | None:
    """`the 1990s`, `the '90s`, `the nineties`."""
    number = scene.get(hit, "decade")
    if number is None or number % 10:
        return None
    if number < 100:
        pivot = scene.reference.year % 100 if scene.reference else 30
        number += 2000 if number + 10 <= pivot else 1900
    period = periods.decade(number)
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
    year = _year(scene, hit)
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


def week_of_day(scene: Scene, hit: Hit) -> Reading | None:
    """`the week of July 7`: the ISO week that holds the day."""
    read = full_date(scene, hit)
    if read is None or read.period is None or read.period.begin is None:
        return None
    period = periods.week(read.period.begin)
    return Reading("DATE", period.value, read.function, read.confidence - 0.1, period, anchor=read.anchor)


def partial_year(scene: Scene, hit: Hit, month: int, day: int | None) -> tuple[int | None, str, float]:
    """The year of a month or day that names none; the anchor it was taken from; how sure that is."""
    ahead_of = scene.year_ahead(hit.end)
    if ahead_of is not None:
        return ahead_of, f"{ahead_of:04d}", 0.9
    linked = scene.linked_from(hit.start)
    if linked is not None and _exists(linked.year, month, day):
        later = date(linked.year, month, day or 1) >= linked.replace(day=1 if not day else linked.day)
        year = linked.year if later else linked.year + 1
        return (year if _exists(year, month, day) else linked.year), linked.isoformat(), 0.85
    if scene.last_year is not None and (scene.narrative or scene.reference is None):
        return scene.last_year, f"{scene.last_year:04d}", 0.8
    now, anchor = scene.now()
    if now is None:
        return None, anchor, 0.5
    weekday = scene.get(hit, "weekday")
    beside = scene.last_year if weekday is None else None
    shift = scene.get(hit, "shift")
    tense = {-1: "past", 1: "future"}.get(shift) or scene.tense(hit.start, hit.end)
    told = beside is not None and beside < now.year - 1 and scene.opens_sentence_of(hit.start, scene.last_year_at)
    if beside is not None and told and tense != "future":
        return beside, f"{beside:04d}", 0.75
    years = [year for year in (now.year - 1, now.year, now.year + 1) if _exists(year, month, day)]
    if weekday is not None and day:
        years = [year for year in years if date(year, month, day).isoweekday() == weekday] or years
    begins = {year: date(year, month, day or 1) for year in years}
    past = [
        year for year in years if begins[year] <= now and not (shift == -1 and not day and _holds(now, year, month))
    ]
    ahead = [year for year in years if begins[year] > now or (not day and shift != 1 and _holds(now, year, month))]
    if tense == "future" and ahead:
        just_past = [year for year in past if day and (now - begins[year]).days <= _JUST_PAST]
        return (just_past or ahead)[0], anchor, 0.6 if just_past else 0.9
    near = _NEAR if tense is None else _NEAR_PAST
    if day and ahead and shift != -1 and (begins[ahead[0]] - now).days <= near:
        return ahead[0], anchor, 0.75 if tense is None else 0.65
    if not past:
        return (ahead[0], anchor, 0.6) if ahead else (None, anchor, 0.5)
    return past[-1], anchor, 0.9 if tense == "past" else 0.85


def _partial(scene: Scene, hit: Hit, month: int | None, day: int | None) -> Reading | None:
    if month is None:
        return _day_of_month(scene, day) if day else None
    year, anchor, confidence = partial_year(scene, hit, month, day)
    if year is None:
        value = f"XXXX-{month:02d}" + (f"-{day:02d}" if day else "")
        return Reading("DATE", value, "partial", 0.6, grain="day" if day else "month", anchor=anchor)
    period = _period(year, month, day)
    return Reading("DATE", period.value, "partial", confidence, period, anchor=anchor) if period else None


def _day_of_month(scene: Scene, day: int) -> Reading | None:
    """`on the 15th`: of the month that was named before, else of the last one that had the day."""
    near = scene.previous.begin if scene.previous and scene.previous.grain in ("day", "month") else None
    if near is not None:
        period = _period(near.year, near.month, day)
        return Reading("DATE", period.value, "anaphoric", 0.7, period, anchor=near.isoformat()) if period else None
    now, anchor = scene.now()
    if now is None:
        return Reading("DATE", f"XXXX-XX-{day:02d}", "partial", 0.4, grain="day", anchor=anchor)
    month = now if day <= now.day else periods.shifted(now.replace(day=1), "month", -1)
    period = _period(month.year, month.month, day) if month else None
    return Reading("DATE", period.value, "partial", 0.6, period, anchor=anchor) if period else None


def _part_year(scene: Scene, hit: Hit, unit: str, part: int) -> tuple[int | None, str | None, float]:
    """The year of a quarter without one: the latest that began, or the next to end where the verb looks ahead."""
    if scene.narrative and scene.last_year is not None:
        return scene.last_year, f"{scene.last_year:04d}", 0.8
    now, anchor = scene.now()
    if now is None:
        return None, anchor, 0.5
    made = periods.quarter if unit == "quarter" else periods.half
    options = [made(now.year + step, part) for step in (-1, 0, 1)]
    started = [p for p in options if p.begin and p.begin <= now]
    just_over = started[-1].end is not None and 0 <= (now - started[-1].end).days <= _REPORTED
    if scene.tense(hit.start, hit.end) == "future" and not just_over:
        ahead = [p for p in options if p.end and p.end > now]
        return (ahead[0].begin or now).year, anchor, 0.8
    return (started[-1].begin or now).year, anchor, 0.85


def _year(scene: Scene, hit: Hit) -> int | None:
    """The year that is named: in full, by two digits, or as `last year`."""
    year = scene.get(hit, "year")
    if year is not None:
        return int(year)
    short = scene.get(hit, "yy")
    if short is not None:
        pivot = scene.reference.year % 100 + 10 if scene.reference else 40
        return int(short) + (2000 if short <= pivot else 1900)
    shift = scene.get(hit, "year_shift")
    now, _ = scene.now()
    return now.year + int(shift) if shift is not None and now is not None else None


def _period(year: int, month: int | None, day: int | None) -> Period | None:
    if not 1 <= year <= 9998 or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return periods.year(year)
    if day is None:
        return periods.month(year, month)
    return periods.day(date(year, month, day)) if _exists(year, month, day) else None


def _exists(year: int, month: int, day: int | None) -> bool:
    try:
        date(year, month, day or 1)
    except ValueError:
        return False
    return True


def _holds(now: date, year: int, month: int) -> bool:
    return (now.year, now.month) == (year, month)
