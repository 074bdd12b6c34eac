"""Reads the mentions that are counted from another day: `yesterday`, `last week`, `three years ago`, `that day`."""

from datetime import date, timedelta

from schemas.date import TimexType
from tasks.dates import periods
from tasks.dates.holidays import holiday_date
from tasks.dates.scene import NO_MENTION_BEFORE, Function, Hit, Reading, Scene, weekday_near

#: TIMEX3 values of what cannot be counted, by grain.
_UNKNOWN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX",
            "quarter": "XXXX-QX", "half": "XXXX-HX", "season": "XXXX-XX", "year": "XXXX", "decade": "XXX",
            "century": "XX"}  # fmt: skip


_COUNTED_AS = {"hour": "day", "minute": "day", "second": "day", "fortnight": "week", "half": "month"}
_COMPARED = ("month", "quarter", "year")  # of which news compares one with that before it
_WEDNESDAY, _SATURDAY = 3, 6  # until Wednesday `the weekend` is the last one, afterwards it is the next


def relative_day(scene: Scene, hit: Hit) -> Reading:
    """`today`, `yesterday`, `tonight`: so many days from now, with a part of the day where the word has one."""
    offset, part = scene.get(hit, "relday"), scene.get(hit, "part_of_day")
    now, anchor = scene.now()
    kind: TimexType = "TIME" if part else "DATE"
    if scene.narrative and offset == 0 and not part:
        return Reading("DATE", "PRESENT_REF", "vague", 0.7)
    if now is None:
        value = "XXXX-XX-XX" + (f"T{part}" if part else "")
        return Reading(kind, value, "relative", 0.6, grain="daypart" if part else "day", anchor=anchor)
    period = periods.day(now + timedelta(offset))
    time = f"T{part}" if part else None
    return Reading(kind, period.value + (time or ""), "relative", 0.95, period, anchor=anchor, time=time)


def weekday(scene: Scene, hit: Hit) -> Reading:
    """A weekday: the most recent, publication day included, unless a word or the governing verb says otherwise."""
    number, shift = scene.get(hit, "weekday"), scene.get(hit, "shift")
    apposed = scene.apposed_to(hit.start)
    if apposed is not None and apposed.isoweekday() == number and shift is None:  # `On 3 July, a Friday,`
        return Reading("DATE", apposed.isoformat(), "anaphoric", 0.95, periods.day(apposed), anchor=apposed.isoformat())
    now, anchor = scene.before("day") if scene.get(hit, "base") == "before" else scene.now()
    if now is None:
        return Reading("DATE", f"XXXX-WXX-{number}", "partial", 0.6, grain="day", anchor=anchor)
    tense = scene.tense(hit.start, hit.end)
    if shift == 0 and tense is None and scene.language.options.get("this_weekday") == "past":
        tense = "past"
    linked = scene.linked_from(hit.start) if shift is None else None
    if linked is not None:
        day = weekday_near(linked + timedelta(1), number, "future")
    elif shift == -1:
        day = weekday_near(now - timedelta(1), number, "past")
    elif shift == 1:
        day = weekday_near(now + timedelta(1), number, "future")
    elif shift == 0 and tense != "past":
        day = weekday_near(now, number, "future")
    elif scene.get(hit, "nearest"):
        day = weekday_near(now + timedelta(3), number, "past")
    elif scene.narrative:
        day = weekday_near(now, number, "future")
    else:
        day = weekday_near(now, number, tense)
    day += timedelta(scene.get(hit, "day_shift") or 0)  # `Nacht zum Dienstag` is that of Monday
    confidence = {"past": 0.95, "future": 0.85}.get(tense or "", 0.9)
    period, part = periods.day(day), scene.get(hit, "part_of_day")
    if part:
        value, time = f"{period.value}T{part}", f"T{part}"
        return Reading("TIME", value, "partial", confidence, period, grain="daypart", anchor=anchor, time=time)
    return Reading("DATE", period.value, "partial", confidence, period, anchor=anchor)


def weekday_of_week(scene: Scene, hit: Hit) -> Reading:
    """`Tuesday of last week`."""
    number, shift = scene.get(hit, "weekday"), scene.get(hit, "shift")
    now, anchor = scene.now()
    if now is None:
        return Reading("DATE", f"XXXX-WXX-{number}", "partial", 0.6, grain="day", anchor=anchor)
    day = now + timedelta(number - now.isoweekday() + 7 * shift)
    return Reading("DATE", day.isoformat(), "relative", 0.92, periods.day(day), anchor=anchor)


def shifted_unit(scene: Scene, hit: Hit) -> Reading | None:
    """`last week`, `this year`, `the previous month`: the unit so many steps away."""
    shift, unit = scene.get(hit, "shift"), scene.get(hit, "unit")
    base = scene.get(hit, "base")
    if unit in ("hour", "minute", "second") or (unit == "day" and shift == -1 and base is None):
        return None  # `the last day of the trial` is not the day before
    near = base == "near" and scene.near_before(unit, hit.start)
    if near and shift == 0 and scene.tense(hit.start, hit.end) == "future":
        near = False  # `It will open by the end of the month`
    anaphoric = base == "before" or near
    now, anchor = scene.before(unit, hit.start) if anaphoric else scene.told_at() if shift == -1 else scene.now()
    function: Function = "anaphoric" if anaphoric else "relative"
    if anaphoric and unit == "year" and (ancient := scene.bc_later(shift or 0)):
        return Reading("DATE", ancient.value, function, 0.7, ancient)
    if now is None:
        return Reading("DATE", _UNKNOWN.get(unit, "XXXX-XX-XX"), function, 0.5, grain=unit, anchor=anchor)
    told = scene.told_before(unit, hit.start)
    if anaphoric and told and told.grain == unit and unit == "week" and told.begin:
        now = told.begin
    if unit == "weekend" and shift is None:
        tense = scene.tense(hit.start, hit.end)
        recent = now.isoweekday() <= (_SATURDAY - 1 if tense == "past" else _WEDNESDAY)
        shift = -1 if recent and tense != "future" else 0
    elif unit == "weekend" and shift == 0 and not anaphoric and now.isoweekday() <= _WEDNESDAY:
        shift = -1 if scene.tense(hit.start, hit.end) == "past" else 0  # `this weekend two men were arrested`
    unit, shift = {"fortnight": ("week", 2 * (shift or 0)), "millennium": ("century", 10 * (shift or 0))}.get(
        unit, (unit, shift or 0)
    )
    first = periods.at(unit, now).begin if unit != "day" else now
    moved = periods.shifted(first or now, unit, shift)
    if moved is None or unit not in _UNKNOWN:
        return Reading("DATE", "XXXX-XX-XX", function, 0.4, anchor=anchor)
    period = periods.at(unit, moved)
    confidence = 0.75 if anaphoric else 0.92
    compared = anaphoric and unit in _COMPARED and (not scene.narrative or unit == "year")  # `than the month before`
    of_story = shift != -1 or not (compared if anaphoric else scene.narrative)
    return Reading("DATE", period.value, function, confidence, period, anchor=anchor, remember=of_story)


def counted(scene: Scene, hit: Hit) -> Reading | None:
    """`three years ago`, `two weeks later`, `in ten days`: an amount of a unit from now or from the mention before."""
    number, unit, sign = scene.number(hit), scene.get(hit, "unit"), scene.get(hit, "sign")
    if number is None:
        return None
    if scene.get(hit, "only_ahead") and scene.tense(hit.start, hit.end) != "future":
        return None  # `in vier Jahren` lasts, but for what will be
    from_hour = unit in ("hour", "minute", "second")  # `20 minutes later`: on the last day named, or that of the story
    anaphoric = scene.get(hit, "base") == "before" and not (from_hour and scene.last_day is None)
    anaphoric = anaphoric or (number == 1 and unit == "year" and sign < 0 and scene.compares(hit.start))
    function: Function = "anaphoric" if anaphoric else "relative"
    vague = "PAST_REF" if sign < 0 else "FUTURE_REF"
    if isinstance(number, str) and not from_hour:
        return Reading("DATE", vague, "vague", 0.8)
    number = 0 if isinstance(number, str) else number  # `a few hours ago`: on the same day
    now, anchor = scene.before("day" if from_hour else unit, hit.start) if anaphoric else scene.now()
    grain = scene.get(hit, "of_unit") or _COUNTED_AS.get(unit, unit)  # `50 years ago this month` is a month
    if grain in ("decade", "century") and number != int(number):
        grain = "year"  # half a century ago
    if anaphoric and unit == "year" and (ancient := scene.bc_later(int(sign * number))):
        return Reading("DATE", ancient.value, function, 0.7, ancient)
    if now is None:
        return Reading("DATE", _UNKNOWN.get(grain, "XXXX-XX-XX"), function, 0.5, grain=grain, anchor=anchor)
    weekday = scene.get(hit, "weekday")
    if weekday is not None:  # `a week from Sunday`
        now, grain = weekday_near(now + timedelta(1), weekday, "future"), "day"
    elif scene.get(hit, "relday") is not None:  # `two weeks from tomorrow`
        now, grain = now + timedelta(scene.get(hit, "relday")), "day"
    moved = _move(now, unit, sign * number)
    if moved is None:
        return Reading("DATE", vague, "vague", 0.5, anchor=anchor)
    told = scene.told_before(unit, hit.start)
    compared = anaphoric and unit == "year" and told is not None
    if compared and not scene.narrative and told and told.grain in ("month", "quarter"):
        grain = told.grain
    period = periods.at(grain if grain in _UNKNOWN else "century", moved)
    confidence = 0.7 if anaphoric else 0.88
    return Reading("DATE", period.value, function, confidence, period, anchor=anchor, remember=not compared or sign > 0)


def same_period(scene: Scene, hit: Hit) -> Reading:
    """`the same period`, `the same month a year earlier`, `then`: the mention before, or so many years away from it."""
    previous, shift = scene.told_before(), scene.get(hit, "shift")
    wanted = scene.get(hit, "unit")
    if previous is None and scene.get(hit, "value"):
        return Reading("DATE", scene.get(hit, "value"), "vague", 0.6)
    now, _ = scene.now()
    if previous is None and shift and now is not None:  # `the same time last year`
        previous = periods.at(wanted or "month", now)
    if previous is None or previous.begin is None:
        return Reading("DATE", _UNKNOWN.get(wanted or "day", "XXXX-XX-XX"), "anaphoric", 0.4, anchor=NO_MENTION_BEFORE)
    if wanted == "day" and scene.last_day is not None:
        previous = periods.day(scene.last_day)
    elif not wanted and shift and previous.grain == "day":
        previous = scene.last_span or periods.at("year", previous.begin or date.min)
    period, anchor = previous, (previous.begin or scene.last_day or date.min).isoformat()
    if wanted and wanted != previous.grain:
        period = periods.at(wanted, previous.begin or date.min)
    year = scene.get(hit, "year")
    if year is not None and period.begin is not None:
        shift = int(year) - period.begin.year
    if shift:
        period = periods.years_away(period, shift) or period
    return Reading("DATE", period.value, "anaphoric", 0.75, period, anchor=anchor, remember=not shift)


def holiday(scene: Scene, hit: Hit) -> Reading | None:
    """A holiday, in the year named, or the nearest that the tense allows."""
    name, year, shift = hit.rule.options["holiday"], scene.get(hit, "year"), scene.get(hit, "shift")
    if year is not None:
        return _explicit_holiday(name, year)
    if scene.narrative and scene.last_year is not None:
        return _explicit_holiday(name, scene.last_year)
    now, anchor = scene.now()
    if now is None:
        return Reading("DATE", "XXXX-XX-XX", "partial", 0.5, grain="day", anchor=anchor)
    found = [holiday_date(name, now.year + step) for step in (-1, 0, 1)]
    dates = [day for day in found if day is not None]
    past, ahead = [d for d in dates if d <= now], [d for d in dates if d > now]
    if not dates:
        return None
    tense = scene.tense(hit.start, hit.end)
    future = shift == 1 or (shift != -1 and tense == "future")
    if shift == 0:
        day = next((d for d in dates if d.year == now.year), dates[0])
    elif future and ahead:
        day = ahead[0]
    else:
        day = min(dates, key=lambda d: abs((d - now).days)) if shift is tense is None else (past or dates)[-1]
    return Reading("DATE", day.isoformat(), "partial", 0.75, periods.day(day), anchor=anchor)


def _explicit_holiday(name: str, year: int) -> Reading | None:
    day = holiday_date(name, year)
    return Reading("DATE", day.isoformat(), "explicit", 0.9, periods.day(day)) if day else None


def _move(now: date, unit: str, number: float) -> date | None:
    """The day that lies an amount of a unit away; fractions of years and months by their months and days."""
    if unit in ("hour", "minute", "second"):
        return periods.shifted(now, "day", int(number * {"hour": 1 / 24, "minute": 1 / 1440, "second": 0}[unit]))
    if abs(number) > 10_000:
        return None
    unit, number = {"fortnight": ("week", number * 2), "half": ("month", number * 6),
                    "millennium": ("century", number * 10)}.get(unit, (unit, number))  # fmt: skip
    if number == int(number):
        return periods.shifted(now, unit, int(number))
    if unit == "year":
        return periods.shifted(now, "month", round(number * 12))
    if unit in ("decade", "century"):
        return periods.shifted(now, "year", round(number * (10 if unit == "decade" else 100)))
    return periods.shifted(now, "day", round(number * {"day": 1, "week": 7, "month": 30, "quarter": 91}.get(unit, 365)))
