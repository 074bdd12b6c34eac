"""A temporal expression, in the terms of TIMEX3 (ISO-TimeML) and EDTF (ISO 8601-2)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Grain = Literal["second", "minute", "hour", "daypart", "day", "weekend", "week", "month", "season", "quarter", "half",
                "year", "decade", "century"]  # fmt: skip
TimexMod = Literal["BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS",
                   "EQUAL_OR_MORE", "START", "MID", "END", "APPROX"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class DateMention:
    """What one temporal expression says, and the interval it names.

    `value` is a TIMEX3 value (`2014-07-10`, `2014-Q1`, `P18M`, `PAST_REF`, `XXXX-WXX-4`); `begin_date` and the
    exclusive `end_date` bound the calendar interval, both None where there is none to name (durations, sets, an
    unanchored weekday). `function` says how the value was found: `explicit` (complete in itself), `relative`
    (counted from the anchor), `partial` (a part was taken from the anchor), `anaphoric` (the mention before it),
    `vague`, `duration`, `set`. `anchor` is the date that it was counted from (ISO), or the reason why there is none
    (`no reference date`).
    """

    start_char: int
    end_char: int
    surface: str
    type: TimexType
    value: str
    rule: str
    function: Literal["explicit", "relative", "partial", "anaphoric", "vague", "duration", "set"]
    confidence: float
    mod: TimexMod | None = None
    quant: str | None = None
    freq: str | None = None
    begin_date: date | None = None
    end_date: date | None = None
    grain: Grain | None = None
    edtf: str | None = None
    anchor: str | None = None
