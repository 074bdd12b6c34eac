"""One worker process, seen from its parent: started, asked, watched over, killed when it is over its time.

CannotStart  it ended before it was ready: the installation is at fault, and no file
Killed       it ended with files in hand: it was killed, or crashed beyond Python's reach
Overdue      it took longer than its files may take, and was killed for it
"""

import os
import time
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

import psutil

from flows.parcel import LIFE, unpack
from flows.worker import Limits, serve
from schemas.dropped import Taken
from schemas.enriched import Postponed, Processed
from schemas.settings import Engines
from tasks.vault import Vault

LOOK_SECONDS = 0.5  # between two looks at the time a worker takes
STANDSTILL = 20  # times its CPU time a worker may wait for the disk or for a busy machine
MEGABYTE = 1_000_000


class CannotStart(Exception):
    """The worker ended before it was ready."""


class Lost(Exception):
    """The worker is gone, with files in hand."""


class Killed(Lost):
    """It ended by itself, or was killed from outside."""


class Overdue(Lost):
    """It was over its time."""


class WorkerProcess:
    """A process that reads and enriches files, started once."""

    def __init__(self, engines: Engines, limits: Limits) -> None:
        self._engines = engines
        self._limits = limits
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._is_ready = False

    def start(self) -> None:
        """Start it; it ends with the thread that started it."""
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one BLAS thread each: the workers are the parallelism
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        given = (theirs, self._engines, self._limits, os.getpid())
        self._process = context.Process(target=serve, args=given, name="dateline-worker", daemon=True)
        self._process.start()
        theirs.close()

    def kill(self) -> None:
        """End it; who waits for it is told that it is lost."""
        if self._process is not None:
            self._process.kill()
            self._process.join()

    def ready(self) -> None:
        """Return once it is loaded; CannotStart where it never will be."""
        if not self._is_ready:
            try:
                self._connection.recv_bytes()
            except (EOFError, OSError):
                self.kill()
                raise CannotStart from None
            self._is_ready = True

    def process(self, files: Sequence[Taken], vault: Vault) -> list[Processed | Postponed]:
        """Have files read and enriched: one result a file, in order; Lost where it did not come back."""
        self.ready()
        try:
            self._connection.send((tuple(files), vault))
            parcel = self._answer(self._limits.seconds * max(1.0, *(one.byte_size / MEGABYTE for one in files)))
        except (EOFError, OSError):
            self.kill()
            raise Killed from None
        return unpack(parcel, files)

    def _answer(self, seconds: float) -> bytes:
        """The parcel of results; each sign of life before them gives it its time again, counted in CPU seconds."""
        began, used = time.monotonic(), self._cpu_seconds()
        while True:
            if self._connection.poll(LOOK_SECONDS):
                if (told := self._connection.recv_bytes()) != LIFE:
                    return told
                began, used = time.monotonic(), self._cpu_seconds()
            elif self._cpu_seconds() - used > seconds or time.monotonic() - began > STANDSTILL * seconds:
                self.kill()
                raise Overdue

    def _cpu_seconds(self) -> float:
        with suppress(psutil.Error):  # it has just ended: the pipe says so next
            times = psutil.Process(self._running.pid).cpu_times()
            return times.user + times.system
        return 0.0

    @property
    def _running(self) -> SpawnProcess:
        if self._process is None:
            raise RuntimeError("the worker was never started")
        return self._process

    @property
    def _connection(self) -> Connection:
        if self._pipe is None:
            raise RuntimeError("the worker was never started")
        return self._pipe
