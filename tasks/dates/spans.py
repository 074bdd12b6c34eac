"""Reads what has no one place in the calendar: durations, sets, vague words; and the times of the day."""

from datetime import date, timedelta
from typing import cast

from schemas.date import Grain, TimexType
from tasks.dates import periods
from tasks.dates.amounts import Amount, duration
from tasks.dates.explicit import full_date
from tasks.dates.scene import Function, Hit, Reading, Scene


def lasting(scene: Scene, hit: Hit) -> Reading | None:
    """`two days`, `18-month`, `the past three years`, `decades`."""
    number: Amount | None = scene.number(hit)
    unit = scene.get(hit, "unit")
    plus = scene.get(hit, "plus")
    if number is None or number == 0:
        return None
    if plus is not None and not isinstance(number, str):
        number += plus
    vague = isinstance(number, str)
    return Reading("DURATION", duration(number, unit), "duration", 0.8 if vague else 0.92, grain=_grain(unit))


def repeated(scene: Scene, hit: Hit) -> Reading | None:
    """`annual`, `every Tuesday`, `twice a week`, `every two years`."""
    weekday, daypart, unit = (scene.get(hit, name) for name in ("weekday", "daypart", "unit"))
    number = scene.number(hit)
    quant, freq = scene.get(hit, "quant"), scene.get(hit, "freq")
    if weekday is not None:
        value, grain = f"XXXX-WXX-{weekday}", "day"
    elif daypart is not None:
        value, grain = f"XXXX-XX-XXT{daypart}", "daypart"
    elif scene.get(hit, "month") is not None:
        value, grain = f"XXXX-{scene.get(hit, 'month'):02d}", "month"
    elif scene.get(hit, "season") is not None:
        value, grain = f"XXXX-{scene.get(hit, 'season')}", "season"
    else:
        value, grain = duration(1 if number is None else number, unit), unit
    times = f"{freq}X" if freq is not None else None
    return Reading("SET", value, "set", 0.85, grain=_grain(grain), quant=quant, freq=times)


def fixed(scene: Scene, hit: Hit) -> Reading:
    """A word with one value wherever it stands: `now`, `recently`, `the future`."""
    value = str(scene.get(hit, "value"))
    function: Function = "vague" if value.endswith("_REF") or "X" in value else "duration"
    kind: TimexType = scene.get(hit, "type") or "DATE"
    return Reading(kind, value, function, float(scene.get(hit, "confidence") or 0.8))


def clock(scene: Scene, hit: Hit) -> Reading | None:
    """`8 p.m. EST`, `16:08 UTC`, `noon`: a time of the last day named in its sentence, else of publication."""
    four = scene.get(hit, "clock4")
    hour, minute = (four // 100, four % 100) if four is not None else (scene.get(hit, "hour"), scene.get(hit, "minute"))
    half_day, zone = scene.get(hit, "ampm"), scene.get(hit, "zone")
    if hour is None or hour > 24 or (half_day and not 1 <= hour <= 12):
        return None
    if half_day:
        hour = hour % 12 + (12 if half_day == "PM" else 0)
    written = f"T{hour:02d}:{minute or 0:02d}"
    second = scene.get(hit, "second")
    if second is not None:
        written += f":{second:02d}"
    return _timed(scene, hit, written + ("Z" if zone == "Z" else ""), "second" if second else "minute", 0.85)


def clock_date(scene: Scene, hit: Hit) -> Reading | None:
    """`2014-07-10T08:00Z`: a day and a time in one."""
    time, when = clock(scene, hit), full_date(scene, hit)
    if time is None or when is None or when.period is None:
        return None
    return Reading(
        "TIME", when.value + (time.time or ""), "explicit", 0.97, when.period, grain=time.grain, time=time.time
    )


def part_of_day(scene: Scene, hit: Hit) -> Reading:
    """`morning`, `the evening`: of the last day named in its sentence, else of publication."""
    return _timed(scene, hit, f"T{scene.get(hit, 'daypart')}", "daypart", 0.7)


def _timed(scene: Scene, hit: Hit, time: str, grain: Grain, confidence: float) -> Reading:
    day, anchor = _day_of(scene, hit)
    if day is None:
        value = f"XXXX-XX-XX{time}"
        return Reading("TIME", value, "partial", 0.5, grain=grain, anchor=anchor, time=time, bare=True)
    period = periods.day(day + timedelta(scene.get(hit, "day_shift") or 0))
    value = period.value + time
    return Reading("TIME", value, "partial", confidence, period, grain=grain, anchor=anchor, time=time, bare=True)


def _day_of(scene: Scene, hit: Hit) -> tuple[date | None, str]:
    """The day of a time without one: of the mention before in its sentence (`that night`: anywhere), else of now."""
    beside = scene.get(hit, "base") == "before" or scene.same_sentence(scene.previous_at, hit.start)
    if scene.last_day is not None and (beside or scene.reference is None or scene.narrative):
        return scene.last_day, scene.last_day.isoformat()
    return scene.now()


def _grain(unit: str) -> Grain:
    return cast(Grain, {"fortnight": "week", "millennium": "century"}.get(unit, unit))
