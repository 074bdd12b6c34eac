"""When a file has come to rest: nothing about it changed for the settle time, by the monotonic clock.

Never a time watermark: a file that is moved in keeps an old modification time.
"""

from collections.abc import Iterable
from pathlib import Path

from schemas.dropped import Stat
from tasks.scan import Seen


def at_rest(seen: Stat, now: Stat, quiet_for: float, settle_seconds: float) -> bool:
    """A file rests when it is what it was and has been so for the settle time."""
    return seen == now and quiet_for >= settle_seconds


class Tracker:
    """Remembers what the scans saw, and hands each file out once when it rests (again when it changed, or was let go).

    Pure but for its memory: the clock is an argument.
    """

    def __init__(self, settle_seconds: float) -> None:
        self._settle_seconds = settle_seconds
        self._seen: dict[Path, tuple[Stat, str | None]] = {}  # as the last scan saw each file
        self._waiting: dict[Path, float] = {}  # of these, since when those that are not handed out are as they are
        self.fresh = 0  # files that the last scan saw for the first time, or changed

    def observe(self, scan: Iterable[Seen], clock: float) -> list[Seen]:
        """Files of this scan that have just come to rest."""
        resting: list[Seen] = []
        before, waited = self._seen, self._waiting
        self._seen, self._waiting, self.fresh = {}, {}, 0
        for seen in scan:
            self._seen[seen.path] = now = (seen.stat, seen.ignored)
            if before.get(seen.path) != now:
                self._waiting[seen.path] = clock
                self.fresh += 1
            elif (since := waited.get(seen.path)) is not None:
                if at_rest(now[0], seen.stat, clock - since, self._settle_seconds):
                    resting.append(seen)
                else:
                    self._waiting[seen.path] = since
        return resting

    def let_go(self, path: Path, clock: float) -> None:
        """Forget that a file was handed out: it is handed out again once it has rested from now."""
        if path in self._seen:
            self._waiting[path] = clock

    def next_rest(self, clock: float) -> float | None:
        """Seconds until the first file may rest; None when none is waiting."""
        earliest = min(self._waiting.values(), default=None)
        return None if earliest is None else max(0.0, earliest + self._settle_seconds - clock)

    def rests_within(self, seconds: float, clock: float) -> bool:
        """Whether another file may come to rest so soon."""
        rest = self.next_rest(clock)
        return rest is not None and rest <= seconds

    @property
    def waiting(self) -> int:
        """Files seen that have not come to rest yet."""
        return len(self._waiting)
