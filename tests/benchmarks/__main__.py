"""`make bench`: the bare enrichment and the whole pipeline side by side, on the same processes, in one run.

Rates are of this machine in this minute; the ratio between two rates of one run is what may be compared.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from flows.inbox import drain, run_plainly
from flows.stages import Batch, Workshop, take_stage
from flows.workshop import open_workshop
from schemas.settings import Settings
from tasks.scan import scan
from tests.benchmarks.corpus import SAMPLES, write_corpus

MEGABYTE = 1_000_000


def say(told: str) -> None:
    sys.stdout.write(told + "\n")
    sys.stdout.flush()


def megabytes() -> float:
    """Memory of this process and its workers."""
    here = psutil.Process()
    return sum(one.memory_info().rss for one in (here, *here.children(recursive=True))) / MEGABYTE


async def bare(shop: Workshop, folder: Path) -> float:
    """Seconds that the workers alone take for all files, from the vault."""
    batch = Batch(scan(folder))
    await take_stage(batch, shop)
    began = time.perf_counter()
    size = shop.settings.batch_files
    for start in range(0, len(batch.taken), size):
        await shop.pool.process(batch.taken[start : start + size], shop.home.vault)
    return time.perf_counter() - began


async def whole(shop: Workshop, folder: Path) -> tuple[float, list[float]]:
    """Seconds of one pass through everything, and memory after each batch."""
    memory: list[float] = []
    began = time.perf_counter()
    await drain(shop, [folder], run_plainly, lambda _: memory.append(megabytes()))
    return time.perf_counter() - began, memory


async def rates(articles: int, words: int, folder: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as place:
        corpus = Path(place) / "corpus"
        write_corpus(corpus, articles, words, folder=folder)
        warm = Path(place) / "warm"
        write_corpus(warm, 32, words, seed=2, folder=folder)
        async with open_workshop(Settings(home=Path(place) / "bare")) as shop:
            await bare(shop, warm)  # what each worker compiles with its first articles
            alone = await bare(shop, corpus)
            settings = Settings(home=Path(place) / "whole")
            async with open_workshop(settings) as second:
                second.pool = shop.pool  # the same warm processes
                together, memory = await whole(second, corpus)
                settle = settings.settle_seconds
    say(f"{articles} articles of about {words} words, {shop.settings.workers} workers")
    say(f"  bare enrichment     {articles / alone:7.1f} articles/s")
    say(
        f"  the whole pipeline  {articles / (together - settle):7.1f} articles/s (without the {settle:g} s of settling)"
    )
    say(f"  ratio               {alone / (together - settle):7.2f}")
    say(f"  memory              {memory[0]:7.0f} MB after the first batch, {memory[-1]:.0f} MB after the last")


def latency(files: int, words: int, folder: Path) -> None:
    """From a file's drop to its row in the published warehouse, resident warm, one file at a time."""
    import duckdb

    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as place:
        home, corpus = Path(place) / "home", Path(place) / "corpus"
        write_corpus(corpus, files + 2, words, seed=1, folder=folder)
        environment = {key: value for key, value in os.environ.items() if not key.startswith("PREFECT_")}
        environment |= {"DATELINE_HOME": str(home), "DATELINE_PORT": "4399"}
        command = [sys.executable, "-m", "flows.cli", "up"]
        resident = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            assert resident.stdout
            while "Ctrl-C ends" not in (line := resident.stdout.readline()):
                assert line, "the resident did not start"
            took = []
            for number, path in enumerate(sorted(corpus.iterdir())):
                began = time.perf_counter()
                path.rename(home / "inbox" / path.name)
                while True:
                    try:
                        with duckdb.connect(":memory:") as reader:
                            reader.execute(f"attach '{home / 'warehouse.duckdb'}' as w (read_only)")
                            if reader.execute("select count(*) from w.articles").fetchall()[0][0] > number:
                                break
                    except duckdb.IOException:
                        pass  # not published yet
                    time.sleep(0.02)
                took.append(time.perf_counter() - began)
        finally:
            resident.terminate()
            resident.wait(10)
    warm = sorted(took[2:])
    middle, late = statistics.median(warm), warm[int(0.95 * (len(warm) - 1))]
    say(f"{len(warm)} files, one at a time, from drop to row (settle time 1 s)")
    say(f"  p50 {middle:.2f} s, p95 {late:.2f} s, longest {warm[-1]:.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--words", type=int, default=400)
    parser.add_argument("--files", type=int, default=20, help="for the latency; 0 leaves it out")
    parser.add_argument("--folder", type=Path, default=SAMPLES, help="whose paragraphs the articles are made of")
    chosen = parser.parse_args()
    asyncio.run(rates(chosen.articles, chosen.words, chosen.folder))
    if chosen.files:
        latency(chosen.files, chosen.words, chosen.folder)


if __name__ == "__main__":
    main()
