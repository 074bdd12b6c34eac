"""What every reader of a format is given."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Source:
    """A file's characters, with what else is known of it: `now` has a time zone and bounds publication dates."""

    text: str
    name: str
    encoding: str
    now: datetime
