"""A figure while it is being read."""

from dataclasses import dataclass
from decimal import Decimal

from schemas.figure import Bound, ChangeRole, Direction, FigureKind
from tasks.figures.value import Numeral

WINDOW = 30  # characters looked at before a number; the longest phrase that says anything about it is shorter


ONE_KINDS = frozenset(("money", "percent", "percentage_point", "rate"))  # `ein Prozent`, but not `ein Jahr`


HARD_KINDS = frozenset(
    ["money", "percent", "percentage_point", "basis_point", "measure", "duration", "age", "temperature", "rate"]
)


@dataclass(slots=True)
class Reading:
    """A figure while it is being read; offsets are those of the text."""

    start: int
    end: int
    numeral: Numeral
    value: Decimal
    kind: FigureKind = "number"
    unit_code: str | None = None
    unit_start: int = -1
    unit_end: int = -1
    assumed: bool = False
    per_unit: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: Bound = "exact"
    bound_start: int = -1  # where the words of the bound begin; the figure's start where there are none
    rule: str = "number"
    confidence: float = 0.5
    pair: tuple[ChangeRole, Direction] | None = None  # one end of a change told with both: from 5 to 3 percent

    def unit_text(self, text: str) -> str | None:
        """The unit's words as written."""
        return text[self.unit_start : self.unit_end] if self.unit_end > self.unit_start >= 0 else None
