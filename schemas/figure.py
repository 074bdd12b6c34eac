"""A number that matters: what it is, how much, in what unit, which way it moved, whose it is, for which period."""

from dataclasses import dataclass
from typing import Literal

FigureKind = Literal["money", "percent", "percentage_point", "basis_point", "count", "measure", "duration", "age",
                     "temperature", "ratio", "multiple", "index_points", "rank", "score", "rate", "number"]  # fmt: skip
Direction = Literal["up", "down", "none"]
ChangeRole = Literal["by", "to", "from", "level", "extremum"]
Bound = Literal["exact", "about", "at_least", "more_than", "at_most", "less_than", "range"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a text.

    `value` is the number in `unit_code` (the middle of a range), `value_exact` the same as a decimal string, `low` and
    `high` the ends of a range or of a bound. `unit_code` is ISO 4217 for money, UCUM for measures, durations and
    percent (`%`, `km`, `mo`, `Cel`), `{noun}` for counts (singular, with the adjectives that name it), `[pp]` for
    percentage points, `[bp]` for basis points; `unit_text` the words as written. `per_unit` is the divisor of a rate
    (`$57 a barrel`: USD per `[bbl_us]`). `signed_value` is `value` with the sign of the change where the role is `by`
    (`shrank by 2.9 percent` is -2.9) and unchanged elsewhere: a level keeps its sign.
    `period_mention_no` and `subject_mention_no` are positions in the dates and entities handed to `find_figures`.
    """

    start_char: int
    end_char: int
    surface: str
    kind: FigureKind
    value: float | None
    value_exact: str | None
    rule: str
    confidence: float
    low: float | None = None
    high: float | None = None
    bound: Bound = "exact"
    unit_code: str | None = None
    unit_text: str | None = None
    unit_assumed: bool = False
    per_unit: str | None = None
    direction: Direction = "none"
    change_role: ChangeRole = "level"
    signed_value: float | None = None
    subject_text: str | None = None
    subject_start: int | None = None
    subject_end: int | None = None
    subject_mention_no: int | None = None
    period_mention_no: int | None = None
