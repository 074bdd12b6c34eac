"""Reads the times of the day: `8 p.m. EST`, `half past eight`, `the evening`, `the night of 3 May`."""

from dataclasses import replace
from datetime import date, timedelta

from schemas.date import Grain
from tasks.dates import periods
from tasks.dates.explicit import full_date
from tasks.dates.scene import Half, Hit, Reading, Scene

NOON, EVENING = 12, 18
_HALF_DAY, _DAY = 12 * 60, 24 * 60  # minutes
_PARTS_OF_DAY = {"MO": 6, "EV": 19, "NI": 21}
NIGHT_ENDS = 6  # from this hour on `at night` is the evening's end; before it, the small hours


def clock(scene: Scene, hit: Hit) -> Reading | None:
    """`8 p.m. EST`, `half past eight`, `noon`: a time of the last day named in its sentence, else of publication.

    Minutes that are counted from the hour are `past` or `to` it: `halb acht` is 30 to 8.
    """
    four = scene.get(hit, "clock4")
    hour, minute = (four // 100, four % 100) if four is not None else (scene.get(hit, "hour"), scene.get(hit, "minute"))
    half_day, zone = scene.get(hit, "ampm"), scene.get(hit, "zone")
    if hour is None or hour > 24 or (half_day and not 1 <= hour <= 12):
        return None
    if half_day:
        hour = hour % 12 + (12 if half_day == "PM" else 0)
    at = 60 * hour + (minute or 0) + (scene.get(hit, "past") or 0) - (scene.get(hit, "to") or 0)
    if at < 0:
        return None
    at_noon_or_midnight = "hour" not in hit.ranges and four is None
    half: Half | None = "told" if half_day or at_noon_or_midnight else "open" if _is_open(scene, hit, hour) else None
    if half == "open" and (later := _next_of_half_day(scene, hit, at)) is not None:
        at, half = later, "told"
    second = scene.get(hit, "second")
    written = _written(at % _DAY if at > _DAY else at, second) + ("Z" if zone == "Z" else "")
    reading = _timed(scene, hit, written, "second" if second else "minute", 0.85, next_day=at > _DAY)
    return replace(reading, half=half)


def _written(at: int, second: int | None) -> str:
    return f"T{at // 60:02d}:{at % 60:02d}" + ("" if second is None else f":{second:02d}")


def _is_open(scene: Scene, hit: Hit, hour: int) -> bool:
    """Whether an hour may be of either half of the day: not `05:30`, `17:30` or `0730 hours`, nor where hours go on to
    24 (the option `half_days` of a language says that they do not)."""
    written = hit.ranges.get("hour")
    if written is None or not scene.language.options.get("half_days") or scene.get(hit, "zone"):
        return False
    return 1 <= hour <= 12 and not scene.tokens.words[written[0]].startswith("0")


def _next_of_half_day(scene: Scene, hit: Hit, at: int) -> int | None:
    """Minutes from the day's begin at which a clock first shows a time after the last one told: `11:40 p.m. … 12:05`.

    More than a day for the day after. None where the last time told is of another day or says nothing of its half.
    """
    last, (day, _) = scene.last_time, _day_of(scene, hit)
    if last is None or last.day != day or last.half != "told" or scene.is_linked_to_next(hit.end):
        return None
    if not scene.narrative and not scene.same_sentence(last.end, hit.start):
        return None
    shown = (at % _HALF_DAY + half for half in (0, _HALF_DAY, _DAY))
    return next((one for one in shown if one >= _minutes(last.time)), None)


def _minutes(time: str) -> int:
    return 60 * int(time[1:3]) + int(time[4:6])


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


def dated_part_of_day(scene: Scene, hit: Hit) -> Reading | None:
    """`the night of 3-4 May`: a part of a day that is named with it, of the first where there are two."""
    day, part = full_date(scene, hit), scene.get(hit, "daypart")
    if day is None or day.value.count("-") != 2:
        return None
    if day.period is not None and scene.get(hit, "day_shift"):
        day = replace(day, period=periods.shifted_day(day.period, scene.get(hit, "day_shift")))
    value = f"{day.period.value if day.period else day.value}T{part}"
    return replace(day, type="TIME", value=value, grain="daypart", time=f"T{part}")


def in_part_of_day(time: str, part: str) -> str:
    """The hour that a part of the day makes of it: `5 o'clock` in the afternoon is T17:00."""
    hour = int(time[1:3])
    late = part in ("TAF", "TEV") or (part == "TNI" and hour >= NIGHT_ENDS)
    return f"T{hour + 12:02d}{time[3:]}" if late and 1 <= hour < 12 else time


def _timed(scene: Scene, hit: Hit, time: str, grain: Grain, confidence: float, next_day: bool = False) -> Reading:
    day, anchor = _day_of(scene, hit)
    if day is None:
        value = f"XXXX-XX-XX{time}"
        return Reading("TIME", value, "partial", 0.5, grain=grain, anchor=anchor, time=time, bare=True)
    away = scene.get(hit, "day_shift") or 0  # `the next morning` names a day itself
    if not away and (next_day or _is_after_midnight(scene, hit, day, time)):
        away = 1
    period = periods.day(day + timedelta(away))
    return Reading("TIME", period.value + time, "partial", confidence, period, grain=grain, anchor=anchor, time=time,
                   bare=not away)  # fmt: skip


def _is_after_midnight(scene: Scene, hit: Hit, day: date, time: str) -> bool:
    """Whether a time is of the night's other side: `from 11 p.m. to 5 a.m.`; in a story also of the next sentence."""
    last = scene.last_time
    if last is None or last.day != day or scene.get(hit, "zone"):
        return False
    told = scene.narrative or scene.links(last.end, hit.start)
    return told and _hour(last.time) >= EVENING and _hour(time) < NIGHT_ENDS + 1


def _hour(time: str) -> int:
    return int(time[1:3]) if time[1:3].isdecimal() else _PARTS_OF_DAY.get(time[1:], NOON)


def _day_of(scene: Scene, hit: Hit) -> tuple[date | None, str]:
    """The day of a time without one: of the mention before in its sentence (`that night`: anywhere), else of now."""
    beside = scene.get(hit, "base") == "before" or scene.same_sentence(scene.last_day_at, hit.start)
    if scene.last_day is not None and (beside or scene.reference is None or scene.narrative):
        return scene.last_day, scene.last_day.isoformat()
    return scene.now()
