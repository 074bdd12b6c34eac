"""Bounds round a question that a person wrote: the database looks at its own between two steps, these hold within one.

A single call of a function (`repeat('x', 2000000000)`) was seen to take 30 s and 4 GB beyond the database's limits.
"""

import os
import resource
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

from warehouse.ask import ASK_SECONDS

GRACE_SECONDS = 5.0  # after the database was asked to stop, which takes it up to half a second
MORE_BYTES = 4_000_000_000  # four times what the database may take: its rows become Python's, which are larger
ENVIRONMENT = 3


@contextmanager
def bounded(seconds: float = ASK_SECONDS + GRACE_SECONDS, more_bytes: int = MORE_BYTES) -> Iterator[None]:
    """End the process where the work takes longer; refuse it memory beyond what it has now and `more_bytes`.

    For a command alone: it is the whole process that ends.
    """
    before = resource.getrlimit(resource.RLIMIT_AS)
    most = psutil.Process().memory_info().vms + more_bytes
    ceilings = [one for one in (*before, most) if one != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(ceilings), before[1]))
    timer = threading.Timer(seconds, _end, (seconds,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        resource.setrlimit(resource.RLIMIT_AS, before)


def _end(seconds: float) -> None:
    sys.stderr.write(f"dateline: The question could not be stopped within {seconds:g} s: the command ends.\n")
    sys.stderr.flush()
    os._exit(ENVIRONMENT)
