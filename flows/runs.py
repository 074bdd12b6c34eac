"""Which process runs which flow run: so that after a kill no run is left Running for ever."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from socket import gethostname

import psutil

from schemas.settings import Home

TAG = "dateline"  # on every flow run of ours


def home_tag(home: Home) -> str:
    """On the runs of one home on one machine: several may use one Prefect server."""
    return f"{TAG}-{blake2b(f'{gethostname()} {home.root}'.encode(), digest_size=4).hexdigest()}"


@contextmanager
def running_here(home: Home, flow_run_id: str | None) -> Iterator[None]:
    """Leave a note `state/runs/ID` while this process runs it."""
    if flow_run_id is None:
        yield
        return
    note = home.runs / flow_run_id
    note.write_text(json.dumps({"pid": os.getpid(), "started": process_start()}))
    try:
        yield
    finally:
        note.unlink(missing_ok=True)


def is_run_alive(home: Home, flow_run_id: str) -> bool:
    """Whether the process that took up a run is still there."""
    try:
        note = json.loads((home.runs / flow_run_id).read_text())
    except (OSError, ValueError):
        return False
    return is_process_alive(note["pid"], note["started"])


def is_process_alive(pid: int, started: float) -> bool:
    """Whether the process of this id is the one that started then (seconds since the epoch): ids are used again."""
    try:
        return psutil.Process(pid).create_time() == started
    except psutil.Error:
        return False


def process_start() -> float:
    """When this process started, seconds since the epoch."""
    return psutil.Process().create_time()
