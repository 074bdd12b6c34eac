"""Copy the live warehouse to the file that people open, whole and at once."""

import os
import shutil
import time
from dataclasses import dataclass

from schemas.failpoint import failpoint
from schemas.problem import Unavailable
from schemas.settings import Home
from warehouse.lake import lake_of
from warehouse.migrate import is_newest
from warehouse.open import connect_live, locked, log_of, reading, told_faults

SHARE = 10  # publish at most a tenth of the time: wait ten times the last cost
COPY_BYTES = 1 << 22


@dataclass(slots=True)
class Publisher:
    """Says when it is time to publish, from what the last time cost (seconds, monotonic clock)."""

    cost: float = 0.0
    published_at: float = float("-inf")

    def wait(self, now: float) -> float:
        """Seconds until the next copy is due; 0 when it is."""
        return max(0.0, self.published_at + SHARE * self.cost - now)

    def publish(self, home: Home, lock_seconds: float) -> None:
        """Publish, and remember the cost."""
        began = time.monotonic()
        publish(home, lock_seconds)
        self.published_at = time.monotonic()
        self.cost = self.published_at - began


def is_published(home: Home) -> bool:
    """Whether readers see what is committed, in tables of this version."""
    if lake_of(home):
        return True
    return _is_copied(home) and not log_of(home.live).exists() and (not home.live.exists() or is_of_this_version(home))


def is_of_this_version(home: Home) -> bool:
    """Whether this version can ask all its questions of the copy; of one that cannot be read the doctor tells."""
    try:
        with reading(home) as connection:
            return is_newest(connection)
    except Unavailable:
        return True


def _is_copied(home: Home) -> bool:
    """Whether the copy has the live file's time of writing."""
    try:
        return home.live.stat().st_mtime_ns == home.warehouse.stat().st_mtime_ns
    except FileNotFoundError:
        return not home.live.exists()


def publish(home: Home, lock_seconds: float) -> None:
    """Copy `state/live.duckdb` beside `warehouse.duckdb`, sync it, rename it over.

    Only under the writers' lock and with the database closed: opening and closing the file in a process that has it
    connected drops DuckDB's own lock. Readers keep the file they opened. Deferred where the disk is full or locked.
    """
    if lake_of(home):  # readers see what is committed
        return
    with locked(home, lock_seconds, "publish"), told_faults(home.live, "the warehouse cannot be published"):
        if not home.live.exists() or log_of(home.live).exists() or _is_copied(home):
            # Makes a new file; folds a killed writer's log into an old one; brings one to this version.
            connect_live(home.live).close()
        for left in home.root.glob(".warehouse.*.arriving"):  # of a run that was killed: the lock is ours
            left.unlink(missing_ok=True)
        arriving = home.root / f".warehouse.{os.getpid()}.arriving"
        try:
            with home.live.open("rb") as source, arriving.open("wb") as target:
                shutil.copyfileobj(source, target, COPY_BYTES)
                failpoint("mid_publish")
                target.flush()
                os.fsync(target.fileno())
            state = home.live.stat()
            os.utime(arriving, ns=(state.st_atime_ns, state.st_mtime_ns))  # see is_published
            # A log left by somebody's read-write session belongs to the old file, not to the new one.
            log_of(home.warehouse).unlink(missing_ok=True)
            failpoint("before_rename_publish")
            arriving.replace(home.warehouse)
        finally:
            arriving.unlink(missing_ok=True)
