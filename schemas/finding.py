"""What the doctor found."""

from dataclasses import dataclass
from typing import Literal

OUTSIDE = "alerts"  # of what is outside of the home, which is sound all the same


@dataclass(frozen=True, slots=True)
class Finding:
    """One invariant: its number (I1 to I6, or `alerts`), what it says, and the rows that break it, if any."""

    invariant: str
    sentence: str
    rows: tuple[str, ...]

    @property
    def state(self) -> Literal["holds", "warning", "broken"]:
        """A channel that takes no alerts is a warning: nothing of the home is broken, and the alerts are kept."""
        if not self.rows:
            return "holds"
        return "warning" if self.invariant == OUTSIDE else "broken"
