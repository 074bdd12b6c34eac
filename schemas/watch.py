"""What a desk wants to be told of by itself: a name that appears, a figure that moves, refusals that grow, silence.

A watch is kept in the journal and in the warehouse, so that a warehouse that is built again has it. An alert is a row
as well: a watch fires once for an article, whatever is killed in between.
"""

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from schemas.problem import UsageError

WatchKind = Literal["entity", "figure", "quarantine", "silence"]
ChannelName = Literal["file", "webhook", "mail"]

MOST_FILES, MOST_MINUTES = 1_000_000, 60 * 24 * 366
LONGEST_WORDS = 200  # characters of a name or of a subject's words

HOW: Final = "Watch one of: an entity, a figure (that moves, or crosses a value), the quarantine, silence."


@dataclass(frozen=True, slots=True)
class Wish:
    """What is watched.

    entity: an entity's name or id; of a figure, the one that its sentence names. about: words of the figure's subject.
    unit: UCUM or ISO 4217 code, or as written. moves, crosses: in that unit. files: refused within an hour. minutes:
    without an arrival.
    """

    kind: WatchKind
    entity: str = ""
    about: str = ""
    unit: str = ""
    figure_kind: str = ""
    moves: float | None = None
    crosses: float | None = None
    files: int | None = None
    minutes: int | None = None

    def told(self) -> str:
        """The wish as a line of text."""
        match self.kind:
            case "entity":
                return f"{self.entity} is named"
            case "quarantine":
                return f"more than {self.files} files are refused within an hour"
            case "silence":
                return f"nothing arrives for {self.minutes} minutes"
            case "figure":
                of = self.about or "a figure"
                where = f" with {self.entity}" if self.entity else ""
                kind = f" ({self.figure_kind.replace('_', ' ')})" if self.figure_kind else ""
                unit = f" {self.unit}" if self.unit else ""
                if self.moves is not None:
                    return f"{of}{kind}{where} moves by more than {self.moves:.10g}{unit}"
                return f"{of}{kind}{where} crosses {self.crosses:.10g}{unit}"


@dataclass(frozen=True, slots=True)
class Watch:
    """A wish that somebody made; `removed_at` where it was taken back."""

    watch_id: str
    made_at: datetime
    wish: Wish
    removed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """A watch that fired. `channels` is where it was to be sent when it fired, `sent` where it has been.

    value is the figure, the number of files or of minutes; before is the figure's last value, where one was known.
    """

    alert_id: str
    watch_id: str
    kind: WatchKind
    fired_at: datetime
    article_id: str | None = None
    mention_no: int | None = None
    figure_no: int | None = None
    value: float | None = None
    before: float | None = None
    channels: tuple[ChannelName, ...] = ()
    sent: tuple[ChannelName, ...] = ()


@dataclass(frozen=True, slots=True)
class Fired:
    """An alert that has just fired, with its wish as a line of text."""

    alert: Alert
    told: str


def make_wish(
    entity: str = "",
    about: str = "",
    unit: str = "",
    figure_kind: str = "",
    moves: float | None = None,
    crosses: float | None = None,
    files: int | None = None,
    minutes: int | None = None,
) -> Wish:
    """A wish from what somebody filled in; UsageError says what is missing or does not go together."""
    entity, about, unit, figure_kind = (" ".join(one.split()) for one in (entity, about, unit, figure_kind))
    if max(map(len, (entity, about, unit, figure_kind))) > LONGEST_WORDS:
        raise UsageError(f"Watch for at most {LONGEST_WORDS} characters.")
    of_figure = bool(about or unit or figure_kind) or moves is not None or crosses is not None
    asked = [files is not None, minutes is not None, of_figure or bool(entity)]
    if sum(asked) != 1:
        raise UsageError(HOW)
    if files is not None:
        if not 0 <= files <= MOST_FILES:
            raise UsageError(f"Files are counted from 0 to {MOST_FILES}.")
        return Wish("quarantine", files=files)
    if minutes is not None:
        if not 1 <= minutes <= MOST_MINUTES:
            raise UsageError(f"Minutes are counted from 1 to {MOST_MINUTES}.")
        return Wish("silence", minutes=minutes)
    if not of_figure:
        return Wish("entity", entity=entity)
    if not (about or entity):
        raise UsageError("Say which figure: words of its subject, or the entity that its sentence names.")
    if (moves is None) == (crosses is None):
        raise UsageError("Say either by how much the figure moves, or which value it crosses.")
    if moves is not None and not 0 <= moves < math.inf:
        raise UsageError("A figure moves by more than a number from 0 up.")
    if crosses is not None and not math.isfinite(crosses):
        raise UsageError("A figure crosses a number.")
    return Wish("figure", entity, about, unit, figure_kind, moves, crosses)
