"""Copy the live warehouse to the file that people open, whole and at once."""

import os
import shutil
import time
from dataclasses import dataclass

import duckdb

from schemas.problem import Deferred
from schemas.settings import Home
from warehouse.open import connect_live, first_line, locked

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


def publish(home: Home, lock_seconds: float) -> None:
    """Copy `state/live.duckdb` beside `warehouse.duckdb`, sync it, rename it over.

    Only under the writers' lock and with the database closed: opening and closing the file in a process that has it
    connected drops DuckDB's own lock. Readers keep the file they opened. Deferred where the disk is full or locked.
    """
    with locked(home, lock_seconds, "publish"):
        try:
            if not home.live.exists() or home.live.with_name(home.live.name + ".wal").exists():
                connect_live(home.live).close()  # makes a new file; folds a killed writer's log into an old one
            arriving = home.root / f".warehouse.{os.getpid()}.arriving"
            try:
                with home.live.open("rb") as source, arriving.open("wb") as target:
                    shutil.copyfileobj(source, target, COPY_BYTES)
                    target.flush()
                    os.fsync(target.fileno())
                # A log left by somebody's read-write session belongs to the old file, not to the new one.
                home.warehouse.with_name(home.warehouse.name + ".wal").unlink(missing_ok=True)
                arriving.replace(home.warehouse)
            finally:
                arriving.unlink(missing_ok=True)
        except (OSError, duckdb.IOException) as fault:
            raise Deferred(f"the warehouse cannot be published: {first_line(fault)}") from fault
