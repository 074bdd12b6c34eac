"""One process that takes inputs, seen from both of its ends; it is ended when an input takes too long.

Overdue  an input took more than SLOWEST seconds of the processor, or PATIENCE of the clock
Ended    the process went away with an input in hand: out of memory, or a crash beyond Python's reach
"""

import resource
import time
import traceback
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import psutil

from tasks.read import warm_reading
from tests.fuzz.targets import LawBroken, find_in_one, read_one

SLOWEST = 10.0  # seconds of CPU; no whole seed takes a tenth
PATIENCE = 120.0  # seconds of the clock, for an input that waits for something
MEMORY = 3_000_000_000  # bytes: the default of `worker_bytes`
LOOK = 0.5  # seconds between looks at a process that does not answer

#: A file with its name, or a text with its language and its day of publication.
Input = tuple[bytes, str] | tuple[str, str, date | None]
#: What an input came to, as it is counted; of a fault also where it happened, and its trace.
Answer = tuple[str, str, str]


class Overdue(Exception):
    """The message says how long it took."""


class Ended(Exception):
    """The message says how it went."""


def judge(given: Input) -> Answer:
    """What one input comes to. Whatever is raised is a fault, named by its last line of ours."""
    try:
        if len(given) == 2:
            return (*read_one(*given), "")
        find_in_one(*given)
        return f"engines, {given[1]}", "found", ""
    except Exception as fault:  # noqa: BLE001  (to meet them is what this is for)
        ours = [one for one in traceback.extract_tb(fault.__traceback__) if "site-packages" not in one.filename]
        where = fault if isinstance(fault, LawBroken) else f"{Path(ours[-1].filename).stem} {ours[-1].name}"
        return "fault", f"{type(fault).__name__} {where}", traceback.format_exc()


def serve(pipe: Connection) -> None:
    """Judge inputs until the pipe closes."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    warm_reading()
    pipe.send(None)
    while True:
        try:
            given = pipe.recv()
        except EOFError:
            return
        pipe.send(judge(given))


class Child:
    """A process that serves, with its end of the pipe."""

    def __init__(self) -> None:
        context = get_context("spawn")
        self._pipe, there = context.Pipe()
        self._process = context.Process(target=serve, args=(there,), daemon=True)
        self._process.start()
        there.close()
        self._pipe.recv()
        self._usage = psutil.Process(self._process.pid)

    def ask(self, given: Input) -> Answer:
        """What an input comes to; raises Overdue or Ended, and then this child is of no more use."""
        used, since = self._used(), time.monotonic()
        try:
            self._pipe.send(given)
            while not self._pipe.poll(LOOK):
                took, waited = self._used() - used, time.monotonic() - since
                if took > SLOWEST or waited > PATIENCE:
                    raise Overdue(f"{took:.0f} s of the processor in {waited:.0f} s")
            return self._pipe.recv()  # type: ignore[no-any-return]
        except (EOFError, BrokenPipeError, ConnectionResetError, psutil.NoSuchProcess) as gone:
            self._process.join()
            raise Ended(f"exit code {self._process.exitcode}") from gone

    def end(self) -> None:
        """Be rid of the process, whatever it is at."""
        self._process.kill()
        self._process.join()
        self._pipe.close()

    def _used(self) -> float:
        times = self._usage.cpu_times()
        return float(times.user + times.system)
