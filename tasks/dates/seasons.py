"""Reads the seasons: `summer 2014`, `last winter`, `the following spring`."""

from tasks.dates import periods
from tasks.dates.explicit import named_year
from tasks.dates.scene import Hit, Reading, Scene

_WINTER_ENDS = 3  # the last month in which `this winter` is the one that began the year before


def season(scene: Scene, hit: Hit) -> Reading | None:
    """`summer 2014`, `last winter`, `the spring`."""
    code, year, shift = scene.get(hit, "season"), named_year(scene, hit), scene.get(hit, "shift")
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
    elif shift == 0 and scene.get(hit, "upcoming"):
        period = ahead[0]  # where another word is for the one that is over, as Swedish `i vår` beside `i våras`
    elif shift == 0:
        period = periods.season(now.year - (code == "WI" and now.month <= _WINTER_ENDS), code)
    else:
        period = ahead[0] if tense == "future" else started[-1]
    return Reading("DATE", period.value, "partial", 0.75 if shift is None else 0.85, period, anchor=anchor)


def _season_told(scene: Scene, code: str, shift: int | None) -> Reading:
    """`that summer`, `the following spring`: counted from the mention before."""
    near, anchor = scene.before()
    if scene.last_year_bc is not None and (ancient := scene.bc_later(shift or 0)):
        return Reading("DATE", f"{ancient.value}-{code}", "anaphoric", 0.6, grain="season", anchor=ancient.value)
    if near is None:
        return Reading("DATE", f"XXXX-{code}", "anaphoric", 0.4, grain="season", anchor=anchor)
    options = [periods.season(near.year + step, code) for step in (-1, 0, 1)]
    period = options[1]
    if shift == 1 and scene.previous and scene.previous.grain == "year":
        period = options[2]  # `in 1788 …, the following spring`
    elif shift == 1:
        period = next((p for p in options if p.begin and p.begin > near), period)
    elif shift == -1:
        period = next((p for p in reversed(options) if p.end and p.end <= near), period)
    return Reading("DATE", period.value, "anaphoric", 0.75, period, anchor=anchor)
