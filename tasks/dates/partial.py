"""Finds what a date leaves out: the year of a month, the month of a day, the year of a quarter."""

from datetime import date

from tasks.dates import periods
from tasks.dates.scene import Function, Hit, Reading, Scene

_REPORTED = 100  # days after its end in which a quarter is still the one that `will be reported`
_JUST_PAST = 14  # days ago that are likelier than a whole year ahead, whatever the verb seems to say
_REPORTED_MONTH = 92  # days since its first: a month that `was expected to fall`, rather than that of next year
_NEAR_PAST = 21  # days ahead that are likelier than the same day of last year even where the verb tells of the past
_OVER_NEW_YEAR = 6  # months back that are likelier a step into the next year
_NEXT_MONTH = 31  # days ahead that a month without a year may begin, where no verb says which way
_NEAR = 62  # days ahead that a month or day without a year may lie, where no verb says which way


def partial_date(scene: Scene, hit: Hit, month: int | None, day: int | None) -> Reading | None:
    """A month, a day of a month or a day alone, completed from the anchor."""
    if month is None:
        weekday = scene.get(hit, "weekday")
        return (_weekday_of_month(scene, weekday, day) if weekday else _day_of_month(scene, hit, day)) if day else None
    if scene.last_year_bc is not None:
        told = periods.before_christ(scene.last_year_bc, month, day)
        return Reading("DATE", told.value, "partial", 0.7, told, anchor=f"BC{scene.last_year_bc:04d}")
    year, anchor, confidence = partial_year(scene, hit, month, day)
    function: Function = "anaphoric" if scene.get(hit, "base") == "before" else "partial"
    if year is None:
        value = f"XXXX-{month:02d}" + (f"-{day:02d}" if day else "")
        return Reading("DATE", value, "partial", 0.6, grain="day" if day else "month", anchor=anchor)
    period = periods.named(year, month, day)
    return Reading("DATE", period.value, function, confidence, period, anchor=anchor) if period else None


def partial_year(scene: Scene, hit: Hit, month: int, day: int | None) -> tuple[int | None, str, float]:
    """The year of a month or day that names none; the anchor it was taken from; how sure that is."""
    if scene.get(hit, "base") == "before" and scene.previous is not None and scene.previous.begin is not None:
        return (
            _year_beside(scene.previous.begin, month, scene.get(hit, "shift")),
            scene.previous.begin.isoformat(),
            0.75,
        )
    ahead_of = scene.year_ahead(hit.end)
    if ahead_of is not None:
        return ahead_of, f"{ahead_of:04d}", 0.9
    linked = scene.linked_from(hit.start)
    if linked is not None and periods.exists(linked.year, month, day):
        later = date(linked.year, month, day or 1) >= linked.replace(day=1 if not day else linked.day)
        year = linked.year if later else linked.year + 1
        return (year if periods.exists(year, month, day) else linked.year), linked.isoformat(), 0.85
    if scene.last_year is not None and (scene.narrative or scene.reference is None):
        return _year_told(scene, scene.last_year, month), f"{scene.last_year:04d}", 0.8
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
    years = [year for year in (now.year - 1, now.year, now.year + 1) if periods.exists(year, month, day)]
    if weekday is not None and day:
        years = [year for year in years if date(year, month, day).isoweekday() == weekday] or years
    begins = {year: date(year, month, day or 1) for year in years}
    past = [
        year for year in years if begins[year] <= now and not (shift == -1 and not day and _holds(now, year, month))
    ]
    ahead = [year for year in years if begins[year] > now or (not day and shift != 1 and _holds(now, year, month))]
    if tense == "future" and ahead:
        recent = _JUST_PAST if day else _REPORTED_MONTH
        just_past = [year for year in past if (now - begins[year]).days <= recent and (day or shift != 1)]
        return (just_past or ahead)[0], anchor, 0.6 if just_past else 0.9
    near = _NEAR if tense is None else _NEAR_PAST
    if not day and tense is None:
        near = _NEXT_MONTH
    if (day or tense is None) and ahead and shift != -1 and 0 < (begins[ahead[0]] - now).days <= near:
        return ahead[0], anchor, 0.75 if tense is None else 0.65
    if not past:
        return (ahead[0], anchor, 0.6) if ahead else (None, anchor, 0.5)
    return past[-1], anchor, 0.9 if tense == "past" else 0.85


def _year_beside(before: date, month: int, shift: int | None) -> int:
    """The year of `that June`, `the following April`, counted from the mention before."""
    if shift == 1:
        return before.year + (month <= before.month)
    return before.year - (shift == -1 and month >= before.month)


def _year_told(scene: Scene, year: int, month: int) -> int:
    """The year of a month in a narrative: the last one named, or the next where `January` comes after `November`."""
    last = scene.previous.begin if scene.previous and scene.previous.grain in ("day", "month") else None
    return year + (last is not None and last.year == year and last.month - month >= _OVER_NEW_YEAR)


def _weekday_of_month(scene: Scene, weekday: int, day: int) -> Reading | None:
    """`Friday the 4th`: the nearest such day; None where no month near has it, so that the number is no day."""
    now, anchor = scene.now()
    if now is None:
        return Reading("DATE", f"XXXX-XX-{day:02d}", "partial", 0.4, grain="day", anchor=anchor)
    months = [periods.shifted(now.replace(day=1), "month", step) for step in (-1, 0, 1)]
    days = [date(m.year, m.month, day) for m in months if m is not None and periods.exists(m.year, m.month, day)]
    fitting = [one for one in days if one.isoweekday() == weekday]
    if not fitting:
        return None
    period = periods.day(min(fitting, key=lambda one: abs((one - now).days)))
    return Reading("DATE", period.value, "partial", 0.9, period, anchor=anchor)


def _day_of_month(scene: Scene, hit: Hit, day: int) -> Reading | None:
    """`on the 15th`: of the month that was named before, else of the nearest that the tense allows."""
    shift = scene.get(hit, "shift")
    beside = scene.previous and scene.previous.grain in ("day", "month") and shift is None
    near = scene.previous.begin if scene.previous and beside else scene.last_day if scene.narrative else None
    if near is not None:
        period = periods.named(near.year, near.month, day)
        return Reading("DATE", period.value, "anaphoric", 0.7, period, anchor=near.isoformat()) if period else None
    now, anchor = scene.now()
    if now is None:
        return Reading("DATE", f"XXXX-XX-{day:02d}", "partial", 0.4, grain="day", anchor=anchor)
    ahead = shift == 1 or (shift is None and scene.tense(hit.start, hit.end) == "future")
    step = (day < now.day) if ahead else -(day > now.day)
    month = periods.shifted(now.replace(day=1), "month", step)
    period = periods.named(month.year, month.month, day) if month else None
    return Reading("DATE", period.value, "partial", 0.6, period, anchor=anchor) if period else None


def part_year(scene: Scene, hit: Hit, unit: str, part: int) -> tuple[int | None, str | None, float]:
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


def _holds(now: date, year: int, month: int) -> bool:
    return (now.year, now.month) == (year, month)
