"""When a file has come to rest: nothing about it changed for the settle time, by the monotonic clock.

Never a time watermark: a file that is moved in keeps an old modification time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from schemas.dropped import Stat
from tasks.scan import Seen


def at_rest(seen: Stat, now: Stat, quiet_for: float, settle_seconds: float) -> bool:
    """A file rests when it is what it was and has been so for the settle time."""
    return seen == now and quiet_for >= settle_seconds


@dataclass(slots=True)
class _Tracked:
    stat: Stat
    ignored: str | None
    since: float
    handed: bool = False


class Tracker:
    """Remembers what the scans saw, and hands each file out once when it rests (again when it changed, or was let go).

    Pure but for its memory: the clock is an argument.
    """

    def __init__(self, settle_seconds: float) -> None:
        self._settle_seconds = settle_seconds
        self._tracked: dict[Path, _Tracked] = {}
        self._waiting: dict[Path, float] = {}  # not handed out, and since when they rest
        self.fresh = 0  # files that the last scan saw for the first time, or changed

    def observe(self, scan: Iterable[Seen], clock: float) -> list[Seen]:
        """Files of this scan that have just come to rest."""
        resting: list[Seen] = []
        present: dict[Path, _Tracked] = {}
        self._waiting = {}
        self.fresh = 0
        for seen in scan:
            tracked = self._tracked.get(seen.path)
            if tracked is None or (tracked.stat, tracked.ignored) != (seen.stat, seen.ignored):
                tracked = _Tracked(seen.stat, seen.ignored, clock)
                self.fresh += 1
            elif not tracked.handed and at_rest(tracked.stat, seen.stat, clock - tracked.since, self._settle_seconds):
                tracked.handed = True
                resting.append(seen)
            present[seen.path] = tracked
            if not tracked.handed:
                self._waiting[seen.path] = tracked.since
        self._tracked = present
        return resting

    def let_go(self, path: Path, clock: float) -> None:
        """Forget that a file was handed out: it is handed out again once it has rested from now."""
        if (tracked := self._tracked.get(path)) is not None:
            tracked.handed, tracked.since = False, clock
            self._waiting[path] = clock

    def next_rest(self, clock: float) -> float | None:
        """Seconds until the first file may rest; None when none is waiting."""
        earliest = min(self._waiting.values(), default=None)
        return None if earliest is None else max(0.0, earliest + self._settle_seconds - clock)

    @property
    def waiting(self) -> int:
        """Files seen that have not come to rest yet."""
        return len(self._waiting)
