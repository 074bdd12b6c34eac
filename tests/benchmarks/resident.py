"""The resident under load: one file a second, and everything at once."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import psutil

from tests.benchmarks.measure import cpu_seconds, family, megabytes

PORT = 4399  # the desk has the one before it
LOOK_SECONDS = 0.005


@contextmanager
def resident(home: Path, port: int = PORT) -> Iterator[subprocess.Popen[str]]:
    """`dateline up` for a home of its own, warm; other settings are those of the environment."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PREFECT_")}
    environment |= {"DATELINE_HOME": str(home), "DATELINE_PORT": str(port), "DATELINE_DESK_PORT": str(port - 1)}
    command = [sys.executable, "-m", "flows.cli", "up"]
    written = home.parent / "resident.log"
    with written.open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, text=True)
        try:
            while "Ctrl-C ends" not in written.read_text():
                assert process.poll() is None, written.read_text()
                time.sleep(0.1)
            yield process
        finally:
            process.terminate()
            process.wait(30)


def rows(home: Path) -> int:
    """Articles that readers see."""
    if not (home / "warehouse.duckdb").exists():
        return 0
    with duckdb.connect(":memory:") as reader:
        reader.execute(f"attach '{home / 'warehouse.duckdb'}' as w (read_only)")
        found = reader.execute("select count(*) from w.articles").fetchone()
    return int(found[0]) if found else 0


def until(home: Path, wanted: int) -> float:
    """When readers first saw so many articles (seconds, of `time.perf_counter`).

    Asked only after a new file was published: a reader in a loop would take the processors from what is measured.
    """
    known: int | None = None
    while True:
        published, at = _published(home), time.perf_counter()
        if published != known:
            known = published
            if rows(home) >= wanted:
                return at
        time.sleep(LOOK_SECONDS)


def _published(home: Path) -> int | None:
    place = home / "warehouse.duckdb"
    return place.stat().st_mtime_ns if place.exists() else None


def one_a_second(home: Path, files: Sequence[Path], gap: float = 1.0) -> list[float]:
    """Seconds from each file's drop to its visible row; the next one comes a second after the last was dropped."""
    took, there = [], rows(home)
    for number, path in enumerate(files, 1):
        began = time.perf_counter()
        path.rename(home / "inbox" / path.name)
        took.append(until(home, there + number) - began)
        time.sleep(max(0.0, gap - took[-1]))
    return took


def burst(home: Path, files: Sequence[Path], process: subprocess.Popen[str]) -> tuple[float, float, dict[str, float]]:
    """Seconds to the first row and to the last, and the processor seconds that each kind of process took."""
    there, before = rows(home), cpu_by_kind(process.pid)
    began = time.perf_counter()
    for path in files:
        path.rename(home / "inbox" / path.name)
    first = until(home, there + 1) - began
    last = until(home, there + len(files)) - began
    after = cpu_by_kind(process.pid)
    return first, last, {kind: after[kind] - before.get(kind, 0.0) for kind in after}


def memory(process: subprocess.Popen[str]) -> float:
    """Megabytes of the resident and all its children."""
    return megabytes(family(process.pid))


def cpu_by_kind(pid: int) -> dict[str, float]:
    """Processor seconds of the resident itself, its workers, the Prefect server, the desk."""
    return {kind: cpu_seconds(processes) for kind, processes in _kinds(pid).items()}


def megabytes_by_kind(pid: int) -> dict[str, float]:
    """The memory of the same."""
    return {kind: megabytes(processes) for kind, processes in _kinds(pid).items()}


def _kinds(pid: int) -> dict[str, list[psutil.Process]]:
    found: dict[str, list[psutil.Process]] = {"resident": [], "workers": [], "Prefect server": [], "desk": []}
    for one in family(pid):
        words = " ".join(one.cmdline())
        kind = (
            "resident"
            if one.pid == pid
            else "workers"
            if "multiprocessing" in words
            else "desk"
            if "desk" in words
            else "Prefect server"
        )
        found[kind].append(one)
    return found
