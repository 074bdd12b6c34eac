"""Calendar periods: an interval with its grain, its TIMEX3 value and its EDTF."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from schemas.date import Grain

SEASON_CODES = ("SP", "SU", "FA", "WI")  # TIMEX3; EDTF counts them 21 to 24
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # meteorological, northern; winter belongs to its December


@dataclass(frozen=True, slots=True)
class Period:
    """`begin` and the exclusive `end` are None for what Python's calendar cannot hold (years before 1, after 9999)."""

    grain: Grain
    value: str
    begin: date | None
    end: date | None
    edtf: str | None


def day(when: date) -> Period:
    return Period("day", when.isoformat(), when, _next(when), when.isoformat())


def shifted_day(period: Period, days: int) -> Period:
    """The day that lies so many days from the beginning of a period; the period itself where that is not known."""
    return day(period.begin + timedelta(days)) if period.begin is not None else period


def week(when: date) -> Period:
    """The ISO week, Monday to Sunday, that holds a day."""
    year, number, weekday = when.isocalendar()
    monday = when - timedelta(weekday - 1)
    return Period("week", f"{year:04d}-W{number:02d}", monday, monday + timedelta(7), _span(monday, 7))


def weekend(when: date) -> Period:
    """Saturday and Sunday of the ISO week that holds a day."""
    year, number, weekday = when.isocalendar()
    saturday = when + timedelta(6 - weekday)
    return Period("weekend", f"{year:04d}-W{number:02d}-WE", saturday, saturday + timedelta(2), _span(saturday, 2))


def month(year: int, number: int) -> Period:
    value = f"{year:04d}-{number:02d}"
    return Period("month", value, date(year, number, 1), _month_start(year, number + 1), value)


def quarter(year: int, number: int) -> Period:
    first = 3 * number - 2
    edtf = f"{year:04d}-{32 + number}"
    return Period("quarter", f"{year:04d}-Q{number}", date(year, first, 1), _month_start(year, first + 3), edtf)


def half(year: int, number: int) -> Period:
    first = 6 * number - 5
    edtf = f"{year:04d}-{39 + number}"
    return Period("half", f"{year:04d}-H{number}", date(year, first, 1), _month_start(year, first + 6), edtf)


def season(year: int, code: str) -> Period:
    first = _SEASON_MONTH[code]
    edtf = f"{year:04d}-{21 + SEASON_CODES.index(code)}"
    return Period("season", f"{year:04d}-{code}", date(year, first, 1), _month_start(year, first + 3), edtf)


def before_christ(number: int, month: int | None = None, day: int | None = None) -> Period:
    """A year BC, or a month or day of one, which Python's calendar cannot hold: `BC0044-03-15`."""
    rest = (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")
    grain: Grain = "day" if month and day else "month" if month else "year"
    return Period(grain, f"BC{number:04d}{rest}", None, None, f"-{number - 1:04d}{rest}")


def year(number: int) -> Period:
    """A year; negative numbers are BC, as `BC0044`."""
    if number < 1:
        return before_christ(-number)
    value = f"{number:04d}"
    return Period("year", value, *_years(number, number + 1), value)


def decade(number: int) -> Period:
    """The ten years that share their first three digits: 1994 gives 199."""
    first = number // 10 * 10
    return Period("decade", f"{first // 10:03d}", *_years(first, first + 10), f"{first // 10:03d}X")


def century(number: int) -> Period:
    """The hundred years that share their first two digits: 1994 gives 19."""
    first = number // 100 * 100
    return Period("century", f"{first // 100:02d}", *_years(first, first + 100), f"{first // 100:02d}XX")


def at(grain: str, when: date) -> Period:
    """The period of a grain that holds a day."""
    match grain:
        case "day":
            return day(when)
        case "week":
            return week(when)
        case "weekend":
            return weekend(when)
        case "month":
            return month(when.year, when.month)
        case "quarter":
            return quarter(when.year, (when.month + 2) // 3)
        case "half":
            return half(when.year, 1 if when.month < 7 else 2)
        case "season":
            spring_first = (when.month - 3) // 3 % 4
            return season(when.year - (when.month < 3), SEASON_CODES[spring_first])
        case "year":
            return year(when.year)
        case "decade":
            return decade(when.year)
        case _:
            return century(when.year)


def named(year_: int, month_: int | None, day_: int | None) -> Period | None:
    """The day, month or year of these numbers; None where the calendar has none."""
    if not 1 <= year_ <= 9998 or (month_ is not None and not 1 <= month_ <= 12):
        return None
    if month_ is None:
        return year(year_)
    if day_ is None:
        return month(year_, month_)
    return day(date(year_, month_, day_)) if exists(year_, month_, day_) else None


def exists(year_: int, month_: int, day_: int | None) -> bool:
    """Whether the calendar has the day; a day that is not told is in every month."""
    try:
        date(year_, month_, day_ or 1)
    except ValueError:
        return False
    return True


_MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7, "weekend": 7}


def shifted(when: date, unit: str, number: int) -> date | None:
    """The day `number` units away; the last of the month where the day does not exist there; None off the calendar."""
    try:
        if unit in _DAYS:
            return when + timedelta(_DAYS[unit] * number)
        months = when.year * 12 + when.month - 1 + _MONTHS[unit] * number
        first = date(months // 12, months % 12 + 1, 1)
        return first.replace(day=min(when.day, (_month_start(first.year, first.month + 1) - timedelta(1)).day))
    except (ValueError, OverflowError):
        return None


def spanned(first: date, end: date) -> Period | None:
    """The month, quarter, half or year that begins on a day and ends before another; None where they bound none."""
    whole = (at(grain, first) for grain in ("month", "quarter", "half", "year"))
    return next((period for period in whole if (period.begin, period.end) == (first, end)), None)


def is_calendar(period: Period | None) -> bool:
    """Whether a period is a part of the calendar: a quarter, not the twelve months to May."""
    return period is not None and bool(period.begin and period.end and spanned(period.begin, period.end))


def first_of(begin: date | None, unit: str, number: int) -> Period | None:
    """So many units from a day on."""
    end = shifted(begin, unit, number) if begin else None
    return _between(begin, end, unit) if begin and end else None


def last_before(end: date | None, unit: str, number: int) -> Period | None:
    """So many units up to a day, which is not one of them any more."""
    begin = shifted(end, unit, -number) if end else None
    return _between(begin, end, unit) if begin and end else None


def years_away(period: Period, number: int) -> Period | None:
    """The same part of another year; None off the calendar."""
    begin, end = (shifted(when, "year", number) if when else None for when in (period.begin, period.end))
    if begin is None or end is None or period.begin is None:
        return None
    whole = at(period.grain, period.begin)
    return at(period.grain, begin) if whole.end == period.end else _between(begin, end, period.grain)


def _between(begin: date, end: date, unit: str) -> Period:
    """The interval as a part of the calendar where it is one, else as days of the year that it begins in."""
    edtf = f"{begin.isoformat()}/{(end - timedelta(1)).isoformat()}"
    return spanned(begin, end) or Period(cast(Grain, unit), f"{begin.year:04d}", begin, end, edtf)


def days(first: date, last: date) -> Period:
    """From a day to another, both included."""
    span = f"{first.isoformat()}/{last.isoformat()}"
    return Period("day", span, first, _next(last), span)


def _span(first: date, length: int) -> str:
    return f"{first.isoformat()}/{(first + timedelta(length - 1)).isoformat()}"


def _next(when: date) -> date:
    return when + timedelta(1) if when < date.max else date.max


def _month_start(year_: int, month_: int) -> date:
    years, months = divmod(month_ - 1, 12)
    return date(year_ + years, months + 1, 1) if year_ + years <= 9999 else date.max


def _years(first: int, end: int) -> tuple[date | None, date | None]:
    if first < 1 or end > 9999:
        return None, None
    return date(first, 1, 1), date(end, 1, 1)
