"""`python -m tests.benchmarks.soak --articles 50000`: short articles through one resident, and what grows meanwhile.

Dropped in portions, each when readers see all of the one before. After each stands a line: rate, processor time,
memory of each kind of process, bytes on disk. It ends with what the soak is held to; the exit code is 1 where one is
missed.
"""

import argparse
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from flows.status import status
from schemas.settings import Settings
from tests.benchmarks.corpus import SAMPLES, paragraphs, recombined
from tests.benchmarks.measure import say, size
from tests.benchmarks.resident import cpu_by_kind, megabytes_by_kind, resident, until

WARM = 0.2  # of the articles: caches of words and patterns are full by then
GROWTH = 1.10  # of the memory after that
PREFECT_BYTES = 1000.0  # an article
SLOWER = 0.8  # of the rate after the warm-up, that the last quarter still has


@dataclass(frozen=True, slots=True)
class Sample:
    """The resident after so many articles: seconds that the last portion took, and megabytes."""

    articles: int
    seconds: float
    cpu: dict[str, float]
    memory: dict[str, float]
    prefect: float
    live: float
    home: float

    @property
    def megabytes(self) -> float:
        """Of the whole family."""
        return sum(self.memory.values())


def soak(place: Path, articles: int, words: int, portion: int, port: int) -> list[Sample]:
    """Run them through one resident; a sample for each portion, the first before any article."""
    home = place / "home"
    pieces = [piece for piece in paragraphs(SAMPLES) if "@" not in piece]  # what follows a mail's head would be a copy
    stream = recombined(pieces, articles, words)
    samples: list[Sample] = []
    heads = "articles | art./s | CPU ms: resident, workers, server, desk | MB: resident, workers, server, desk | all"
    say(f"{heads} | Prefect MB | live MB | home MB")
    with resident(home, port) as process:
        before = cpu_by_kind(process.pid)
        done, seconds = 0, 0.0
        while True:
            after = cpu_by_kind(process.pid)
            cpu = {kind: after[kind] - before[kind] for kind in after}
            samples.append(_sample(home, done, seconds, cpu, megabytes_by_kind(process.pid)))
            _tell(samples[-1], portion)
            before = after
            began = time.perf_counter()
            dropped = _drop(home / "inbox", islice(stream, portion), done)
            if not dropped:
                break
            done += dropped
            seconds = until(home, done) - began
        found = status(Settings(home=home))
        say(found.equation())
        assert found.adds_up, found.equation()
        assert found.loaded == articles, found.equation()
    return samples


def _drop(inbox: Path, texts: "islice[str]", number: int) -> int:
    count = 0
    for count, text in enumerate(texts, 1):
        place = inbox / f"{number + count:06}.txt"
        arriving = place.with_name(f".{place.name}")
        arriving.write_text(text, encoding="utf-8")
        arriving.rename(place)
    return count


def _sample(home: Path, done: int, seconds: float, cpu: dict[str, float], memory: dict[str, float]) -> Sample:
    return Sample(
        done, seconds, cpu, memory, size(home / "state" / "prefect"), size(home / "state" / "live.duckdb"), size(home)
    )


def _tell(one: Sample, portion: int) -> None:
    rate = f"{portion / one.seconds:6.1f}" if one.seconds else "     –"
    cpu = " ".join(f"{1000 * value / portion:5.1f}" for value in one.cpu.values())
    memory = " ".join(f"{value:5.0f}" for value in one.memory.values())
    disk = f"{one.prefect:7.1f} | {one.live:7.1f} | {one.home:7.1f}"
    say(f"{one.articles:7} | {rate} | {cpu} | {memory} | {one.megabytes:6.0f} | {disk}")


def judge(samples: Sequence[Sample]) -> bool:
    """Say what it is held to, and whether it holds."""
    first, last = samples[0], samples[-1]
    warm = next(one for one in samples if one.articles >= WARM * last.articles)
    after = [one for one in samples if one.articles > warm.articles]
    growth = max(one.megabytes for one in after[len(after) // 2 :]) / warm.megabytes
    prefect = 1e6 * (last.prefect - warm.prefect) / (last.articles - warm.articles)
    quarter = max(1, len(after) // 4)
    kept = _cpu(after[:quarter]) / _cpu(after[-quarter:])
    say()
    return all([
        _held("memory of the family, the second half by the warm one", growth, GROWTH, growth <= GROWTH),
        _held("bytes of Prefect's database an article", prefect, PREFECT_BYTES, prefect <= PREFECT_BYTES),
        _held("articles a second of processor time, last quarter by first", kept, SLOWER, kept >= SLOWER),
        _held("live warehouse, bytes an article", 1e6 * (last.live - first.live) / last.articles, None, True),
    ])  # fmt: skip


def _cpu(samples: Sequence[Sample]) -> float:
    return sum(sum(one.cpu.values()) for one in samples)


def _held(what: str, value: float, goal: float | None, is_held: bool) -> bool:
    told = "" if goal is None else f"   ({goal:g}: {'held' if is_held else 'NOT HELD'})"
    say(f"  {what:60} {value:10.2f}{told}")
    return is_held


def tables(home: Path) -> None:
    """What takes the room in Prefect's database: bytes of each table and index, the largest first."""
    with closing(sqlite3.connect(home / "state" / "prefect" / "prefect.db")) as database:
        asked = "select name, sum(pgsize) from dbstat group by name order by 2 desc limit 12"
        for name, taken in database.execute(asked):
            say(f"  {name:60} {taken / 1e6:10.2f} MB")


def main() -> None:
    """Soak and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--words", type=int, default=60)
    parser.add_argument("--portion", type=int, default=2000)
    parser.add_argument("--port", type=int, default=4397, help="of the Prefect server; the desk has the one before it")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dateline-soak-") as folder:
        samples = soak(Path(folder), chosen.articles, chosen.words, chosen.portion, chosen.port)
        is_held = judge(samples)
        tables(Path(folder) / "home")
    raise SystemExit(not is_held)


if __name__ == "__main__":
    main()
