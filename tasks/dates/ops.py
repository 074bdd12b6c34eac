"""What the `op` of a rule in the data files can name: the function that reads its matches."""

from collections.abc import Callable

from tasks.dates import clock, explicit, relative, seasons, spans
from tasks.dates.scene import Hit, Reading, Scene

OPS: dict[str, Callable[[Scene, Hit], Reading | None]] = {
    "date": explicit.full_date,
    "han_date": explicit.spelled_year_date,
    "era_date": explicit.era_date,
    "compact_date": explicit.compact_date,
    "day_range": explicit.day_range,
    "year_range": explicit.year_range,
    "part_of_year": explicit.part_of_year,
    "fiscal_year": explicit.fiscal_year,
    "season": seasons.season,
    "decade": explicit.decade,
    "century": explicit.century,
    "week_of_day": explicit.week_of_day,
    "week_of_month": explicit.week_of_month,
    "weekday_of_month": explicit.weekday_of_month,
    "relative_day": relative.relative_day,
    "weekday": relative.weekday,
    "weekday_of_week": relative.weekday_of_week,
    "shifted_unit": relative.shifted_unit,
    "counted": relative.counted,
    "same_period": relative.same_period,
    "holiday": relative.holiday,
    "lasting": spans.lasting,
    "nothing": spans.nothing,
    "repeated": spans.repeated,
    "fixed": spans.fixed,
    "clock": clock.clock,
    "clock_date": clock.clock_date,
    "part_of_day": clock.part_of_day,
    "dated_part_of_day": clock.dated_part_of_day,
}
