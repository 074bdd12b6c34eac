"""On which day a holiday falls in a year."""

from datetime import date, timedelta

#: Month and day of the fixed ones.
_FIXED = {
    "new_year": (1, 1), "epiphany": (1, 6), "valentine": (2, 14), "womens_day": (3, 8), "st_patrick": (3, 17),
    "april_fools": (4, 1), "labour_day": (5, 1), "canada_day": (7, 1), "independence_us": (7, 4),
    "bastille": (7, 14), "assumption": (8, 15), "german_unity": (10, 3), "halloween": (10, 31), "all_saints": (11, 1),
    "all_souls": (11, 2), "veterans": (11, 11), "st_nicholas": (12, 6), "christmas_eve": (12, 24),
    "christmas": (12, 25), "boxing_day": (12, 26), "new_year_eve": (12, 31), "juneteenth": (6, 19),
    "columbus_es": (10, 12), "constitution_es": (12, 6), "immaculate": (12, 8), "liberation_it": (4, 25),
    "republic_it": (6, 2), "tiradentes": (4, 21), "independence_br": (9, 7), "aparecida": (10, 12),
    "republic_br": (11, 15), "kings_day": (4, 27), "remembrance_nl": (5, 4), "liberation_nl": (5, 5),
    "st_john": (6, 24), "reformation": (10, 31), "victory_ru": (5, 9), "guy_fawkes": (11, 5),
}  # fmt: skip

#: Days from Easter Sunday.
_EASTER = {"fat_tuesday": -47, "ash_wednesday": -46, "palm_sunday": -7, "maundy_thursday": -3, "good_friday": -2,
           "holy_saturday": -1, "easter": 0, "easter_monday": 1, "ascension": 39, "pentecost": 49, "whit_monday": 50,
           "corpus_christi": 60, "rose_monday": -48, "carnival": -47}  # fmt: skip

#: Month, ISO weekday, and which of them (-1 the last).
_NTH = {"mlk": (1, 1, 3), "presidents": (2, 1, 3), "mothers": (5, 7, 2), "memorial": (5, 1, -1), "fathers": (6, 7, 3),
        "labor_us": (9, 1, 1), "columbus": (10, 1, 2), "thanksgiving": (11, 4, 4)}  # fmt: skip

#: Month, day, ISO weekday: the first such weekday on or after the day. Nordic feasts were moved to a weekend.
_ON_OR_AFTER = {"midsummer_eve_sv": (6, 19, 5), "midsummer_sv": (6, 20, 6), "all_saints_sv": (10, 31, 6)}


def holiday_date(name: str, year: int) -> date | None:
    """The day of a holiday; None for a name that is not known."""
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name in _EASTER:
        return easter(year) + timedelta(_EASTER[name])
    if name in _NTH:
        return nth_weekday(year, *_NTH[name])
    if name in _ON_OR_AFTER:
        month, first, weekday = _ON_OR_AFTER[name]
        day = date(year, month, first)
        return day + timedelta((weekday - day.isoweekday()) % 7)
    if name == "black_friday":
        return nth_weekday(year, 11, 4, 4) + timedelta(1)
    return None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the arithmetic of Meeus, Jones and Butcher."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, left = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - correction + 15) % 30
    weekday = (32 + 2 * left + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    """Which weekday (1 Monday to 7 Sunday) of a month: the first is 1, the last -1; the fifth may lie beyond it."""
    if which > 0:
        first = date(year, month, 1)
        return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (which - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
    return last - timedelta((last.isoweekday() - weekday) % 7)
