"""Reads what has no one place in the calendar: durations, sets, vague words."""

from typing import cast

from schemas.date import Grain, TimexType
from tasks.dates import periods
from tasks.dates.amounts import Amount, added, duration
from tasks.dates.periods import Period
from tasks.dates.scene import Function, Hit, Reading, Scene


def lasting(scene: Scene, hit: Hit) -> Reading | None:
    """`two days`, `18-month`, `the past three years`, `five years and three months`, `decades`."""
    number: Amount | None = scene.number(hit)
    unit = scene.get(hit, "unit")
    plus = scene.get(hit, "plus")
    if number is None or number == 0:
        return None
    if plus is not None and not isinstance(number, str):
        number += plus
    value, rest, less = duration(number, unit), scene.number(hit, "n2"), scene.get(hit, "unit2")
    if rest is not None and less is not None:
        value = added(value, duration(rest, less))
    counted = int(number) if isinstance(number, int | float) and number == int(number) and rest is None else None
    confidence = 0.8 if isinstance(number, str) else 0.92
    period = _opening(scene, hit, unit, counted) if counted and scene.get(hit, "opening") else None
    return Reading("DURATION", value, "duration", confidence, period, grain=_grain(unit), count=counted)


def _opening(scene: Scene, hit: Hit, unit: str, number: int) -> Period | None:
    """`the first five months`: of this year where they are over, else of the last; None where an `of` follows."""
    of_what = scene.language.cues.get("of_what")
    if scene.narrative or scene.reference is None or (of_what and of_what.match(scene.tokens.codes, hit.end)):
        return None
    year = scene.reference.replace(month=1, day=1)
    this = periods.first_of(year, unit, number)
    if this is None or this.end is None or this.end <= scene.reference:
        return this
    return periods.first_of(periods.shifted(year, "year", -1), unit, number)


def nothing(_scene: Scene, _hit: Hit) -> Reading:
    """What only looks like a mention, as the age in `Ann Lee (45 ans)`: passed over as a whole."""
    return Reading("DATE", "", "vague", 1.0)


def repeated(scene: Scene, hit: Hit) -> Reading | None:
    """`annual`, `every Tuesday`, `every year on 12 March`, `twice a week`, `every two years`."""
    weekday, daypart, unit = (scene.get(hit, name) for name in ("weekday", "daypart", "unit"))
    number = scene.number(hit)
    quant, freq = scene.get(hit, "quant"), scene.get(hit, "freq")
    if weekday is not None:
        value, grain = f"XXXX-WXX-{weekday}", "day"
    elif daypart is not None:
        value, grain = f"XXXX-XX-XXT{daypart}", "daypart"
    elif scene.get(hit, "day") is not None:
        value, grain = f"XXXX-{scene.get(hit, 'month'):02d}-{scene.get(hit, 'day'):02d}", "day"
    elif scene.get(hit, "month") is not None:
        value, grain = f"XXXX-{scene.get(hit, 'month'):02d}", "month"
    elif scene.get(hit, "season") is not None:
        value, grain = f"XXXX-{scene.get(hit, 'season')}", "season"
    else:
        value, grain = duration(1 if number is None else number, unit), unit
    freq = scene.number(hit, "times") if freq is None else freq
    times = f"{freq}X" if freq is not None else None
    return Reading("SET", value, "set", 0.85, grain=_grain(grain), quant=quant, freq=times)


def fixed(scene: Scene, hit: Hit) -> Reading:
    """A word with one value wherever it stands: `now`, `recently`, `the future`."""
    value = str(scene.get(hit, "value"))
    function: Function = "vague" if value.endswith("_REF") or "X" in value else "duration"
    kind: TimexType = scene.get(hit, "type") or "DATE"
    return Reading(kind, value, function, float(scene.get(hit, "confidence") or 0.8))


def _grain(unit: str) -> Grain:
    return cast(Grain, {"fortnight": "week", "millennium": "century"}.get(unit, unit))
