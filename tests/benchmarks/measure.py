"""What the benchmarks measure with: memory and processor time of processes, sizes on disk, and how they are told."""

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

MEGABYTE = 1_000_000


def say(told: str = "") -> None:
    """One line of the report, at once."""
    sys.stdout.write(told + "\n")
    sys.stdout.flush()


def family(pid: int | None = None) -> list[psutil.Process]:
    """A process (this one unless given) with all that it started."""
    here = psutil.Process(pid)
    return [here, *here.children(recursive=True)]


def megabytes(processes: Sequence[psutil.Process]) -> float:
    """Their memory; what they share with each other counts for each."""
    return sum(one.memory_info().rss for one in processes if one.is_running()) / MEGABYTE


def cpu_seconds(processes: Sequence[psutil.Process]) -> float:
    """Processor time that they took until now."""
    return sum(sum(one.cpu_times()[:2]) for one in processes if one.is_running())


def size(place: Path) -> float:
    """Megabytes of a file, or of all files below a folder."""
    return sum(map(_bytes, [place] if place.is_file() else place.rglob("*"))) / MEGABYTE


def _bytes(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except FileNotFoundError:  # the log of a database comes and goes while one looks
        return 0


@dataclass(slots=True)
class MemoryCourse:
    """How the memory of this process and its children went; looked at once a second, since looking takes time too."""

    values: list[float] = field(default_factory=list)
    looked_at: float = float("-inf")

    def look(self) -> None:
        """Keep the memory as it is now, if a second has passed."""
        if time.monotonic() - self.looked_at >= 1.0:
            self.values.append(megabytes(family()))
            self.looked_at = time.monotonic()

    def told(self) -> str:
        """After a fifth, after half and at the end: a flat course has three alike."""
        places = [self.values[min(len(self.values) - 1, int(part * len(self.values)))] for part in (0.2, 0.5, 1.0)]
        return " / ".join(f"{value:.0f}" for value in places)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of them does not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]
