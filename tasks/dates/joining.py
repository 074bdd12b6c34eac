"""Which matches make one mention, and which make two: a day with its time, a range with its two ends."""

import re
from dataclasses import replace

from tasks.dates import periods
from tasks.dates.clock import NIGHT_ENDS, in_part_of_day
from tasks.dates.edges import crosses_a_heading
from tasks.dates.scene import Hit, Reading, Scene

_CLOCK = re.compile(r"T\d\d:\d\d")
_PART_OF_DAY = re.compile(r"T[A-Z]{2}")


def bounded(scene: Scene, hit: Hit, reading: Reading, next_hit: Hit, next_reading: Reading) -> Reading:
    """A duration with the interval that the mention after it bounds: `three months ended March 31`.

    `first five months` begin the year after them. Any other mention is as it was.
    """
    opens, bound = hit.rule.options.get("opening"), next_reading.period
    cue = scene.language.cues.get("of_what" if opens else "bounded")
    if cue is None or bound is None or reading.count is None or reading.type != "DURATION":
        return reading
    if bound.grain not in (("year",) if opens else ("day", "month")):
        return reading
    if not cue.fullmatch(scene.tokens.codes, hit.end, next_hit.start):
        return reading
    if opens:
        return replace(reading, period=periods.first_of(bound.begin, str(reading.grain), reading.count))
    return replace(reading, period=periods.last_before(bound.end, str(reading.grain), reading.count))


def of_its_half_day(scene: Scene, hit: Hit, reading: Reading, next_hit: Hit, next_reading: Reading) -> Reading:
    """A time with the half of the day that the time linked to it says: the first of `from 7:30 to 9 p.m.`."""
    if reading.half != "open" or next_reading.half != "told" or not scene.links(hit.end, next_hit.start):
        return reading
    time = str(reading.time)
    late = in_part_of_day(time, "TAF")
    if late > str(next_reading.time):
        return reading
    return replace(reading, time=late, value=reading.value.removesuffix(time) + late, half="told")


def ends_of_range(hit: Hit, reading: Reading) -> list[tuple[Hit, Reading]]:
    """A range as its two ends; anything else as it is."""
    if reading.closing is None:
        return [(hit, reading)]
    stops, begins, last = reading.closing
    return [(replace(hit, end=stops), reading), (replace(hit, start=begins), last)]


def join(scene: Scene, hit: Hit, reading: Reading, next_hit: Hit, next_reading: Reading) -> tuple[Hit, Reading] | None:
    """A day and a time that stand together are one mention: `8 p.m. on Thursday`, `5 o'clock Saturday afternoon`."""
    if hit.end > next_hit.start or not scene.language.joins.fullmatch(scene.tokens.codes, hit.end, next_hit.start):
        return None
    if crosses_a_heading(scene.tokens, hit.start, next_hit.end):
        return None
    hour, part_of_day = str(reading.time), str(next_reading.time)
    if _CLOCK.fullmatch(hour) and _PART_OF_DAY.fullmatch(part_of_day) and (reading.bare or next_reading.bare):
        named, where = (reading, hit) if next_reading.bare else (next_reading, next_hit)  # what says the day, if any
        time = in_part_of_day(hour, part_of_day)
        on = named.value.removesuffix(str(named.time))
        if where.rule.options.get("day_shift") == -1 and int(time[1:3]) < NIGHT_ENDS and named.period:
            named = replace(named, period=periods.shifted_day(named.period, 1))  # 3 a.m. of the night to Tuesday
            on = named.period.value if named.period else on
        joined = replace(named, value=on + time, time=time, grain=reading.grain, half="told")
        return replace(hit, end=next_hit.end), joined
    for day, part in ((reading, next_reading), (next_reading, reading)):
        grain = day.grain or (day.period.grain if day.period else None)
        if day.type == "DATE" and grain == "day" and "/" not in day.value and part.bare and part.time:
            joined = replace(part, value=day.value + part.time, period=day.period, function=day.function, bare=False,
                             confidence=min(day.confidence, 0.9), anchor=day.anchor, mod=reading.mod)  # fmt: skip
            return replace(hit, end=next_hit.end), joined
    return None


def hour_in_part_of_day(scene: Scene, hit: Hit, reading: Reading, next_hit: Hit, next_reading: Reading) -> Reading:
    """An hour with the half of the day that the mention before it tells: `Tuesday evening at half past ten`."""
    hour, part = str(next_reading.time), str(reading.time)
    if not (next_reading.bare and _CLOCK.fullmatch(hour) and _PART_OF_DAY.fullmatch(part)):
        return next_reading
    if hit.end > next_hit.start or not scene.language.joins.fullmatch(scene.tokens.codes, hit.end, next_hit.start):
        return next_reading
    time = in_part_of_day(hour, part)
    return replace(next_reading, value=next_reading.value.removesuffix(hour) + time, time=time)
