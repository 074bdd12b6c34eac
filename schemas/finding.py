"""What the doctor found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One invariant: its number (I1 to I6), what it says, and the rows that break it (none where it holds)."""

    invariant: str
    sentence: str
    rows: tuple[str, ...]
