"""`python -m tests.benchmarks.capacity`: what an article costs, measured here, and what a billion would.

Each part is measured on its own: seconds of processor time to enrich and to load, bytes in the vault, in DuckDB's file
and in Parquet. The second table is arithmetic on these, with the assumptions that are printed above it.
"""

import argparse
import asyncio
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb

from flows import stages
from flows.stages import Batch
from tasks.scan import scan
from tests.benchmarks.corpus import write_corpus
from tests.benchmarks.measure import say
from tests.conftest import Desk
from warehouse.publish import publish

WORDS, BATCH = 400, 64
SCALES = (10**5, 10**6, 10**8, 10**9)
DAY = 86_400.0
MONTHS = 120  # the archive of a billion articles spans ten years
PARQUET_FILE = 256_000_000  # bytes of one after compaction
COPY_BYTES = 250_000_000  # a second, of a copy that is synced: see docs/scaling.md


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one article: seconds of processor time, and bytes."""

    enrich: float
    load: float
    vault: float
    file: float
    parquet: float


def measure(home: Path, count: int) -> Cost:
    """Run `count` articles through the stages, one process, and look at what is on the disk."""
    desk = Desk(home)
    write_corpus(desk.home.inbox, count, WORDS)
    files = scan(desk.home.inbox)
    spent = {"enrich": 0.0, "load": 0.0}
    for start in range(0, len(files), BATCH):
        batch = Batch(files[start : start + BATCH])
        asyncio.run(_one(batch, desk, spent, is_first=start == 0))
    publish(desk.home, 30.0)
    measured = count - min(BATCH, count)  # the first batch also loads the models and makes the warehouse
    vault = sum(path.stat().st_size for path in desk.home.vault.rglob("*") if path.is_file())
    return Cost(
        spent["enrich"] / measured,
        spent["load"] / measured,
        vault / count,
        desk.home.live.stat().st_size / count,
        _parquet(desk.home.warehouse, home / "parquet") / count,
    )


async def _one(batch: Batch, desk: Desk, spent: dict[str, float], is_first: bool) -> None:
    for name, stage in (("take", stages.take_stage), ("enrich", stages.enrich_stage), ("load", stages.load_stage)):
        began = time.process_time()
        await stage(batch, desk.shop)
        if name in spent and not is_first:
            spent[name] += time.process_time() - began


def _parquet(warehouse: Path, folder: Path) -> int:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        connection.sql(f"export database '{folder}' (format parquet, compression zstd)")
    return sum(path.stat().st_size for path in folder.glob("*.parquet"))


def told(cost: Cost) -> None:
    """Print both tables."""
    say(f"An article of {WORDS} words: enrich {cost.enrich * 1e3:.1f} ms, load {cost.load * 1e3:.1f} ms of one core;")
    say(f"vault {cost.vault:,.0f} B, DuckDB file {cost.file:,.0f} B, Parquet {cost.parquet:,.0f} B.")
    say(f"Assumed: {COPY_BYTES:,} B/s to copy a file, {MONTHS} months, Parquet files of {PARQUET_FILE:,} B.")
    say()
    heads = ("articles", "core-days", "loader-days", "vault", "file", "a copy", "Parquet", "of a month", "in files")
    say(f"| {' | '.join(heads)} |")
    say("|---" * len(heads) + "|")
    for count in SCALES:
        month = count * cost.parquet / MONTHS
        cells = (
            f"{count:,}",
            f"{count * cost.enrich / DAY:,.2f}",
            f"{count * cost.load / DAY:,.2f}",
            _bytes(count * cost.vault),
            _bytes(count * cost.file),
            f"{count * cost.file / COPY_BYTES:,.0f} s",
            _bytes(count * cost.parquet),
            _bytes(month),
            f"{max(1, round(month / PARQUET_FILE)):,}",
        )
        say(f"| {' | '.join(cells)} |")


def _bytes(count: float) -> str:
    for unit in ("B", "kB", "MB", "GB"):
        if count < 1000:
            return f"{count:,.0f} {unit}"
        count /= 1000
    return f"{count:,.1f} TB"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1024)
    with tempfile.TemporaryDirectory() as folder:
        told(measure(Path(folder) / "home", parser.parse_args().articles))
