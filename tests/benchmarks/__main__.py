"""`make bench`: the bare enrichment, the pipeline in one pass, the resident and a hand-written script, side by side.

Rates are of this machine in these minutes; the ratio between two rates of one run is what may be compared.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import tempfile
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy

from flows.stages import Workshop
from flows.workshop import open_workshop
from schemas.settings import Settings
from tests.benchmarks.corpus import SAMPLES, write_corpus
from tests.benchmarks.measure import percentile, say, size
from tests.benchmarks.resident import burst, memory, one_a_second, resident
from tests.benchmarks.stages import by_stage
from tests.benchmarks.ways import Went, bare, one_pass

SCRIPT = Path(__file__).parent / "script.py"
STAGE_ARTICLES = 100
WARM_ARTICLES = 200  # for the workers: what patterns and frequent words cost a process once
RATIO, TIMES_THE_SCRIPT, PUBLISHING = 0.90, 25.0, 0.1  # what this project holds itself to
P50, P99, FIRST_ROW = 1.5, 3.0, 3.0  # seconds


def stages(chosen: argparse.Namespace) -> None:
    """Processor time by stage."""
    say(f"By stage, milliseconds of processor time an article of {chosen.words} words, on one core")
    for stage, took in by_stage(chosen.folder, STAGE_ARTICLES, chosen.words).items():
        say(f"  {stage:20} {took:6.1f}")
    say()


async def passes(articles: int, chosen: argparse.Namespace) -> float:
    """The bare enrichment and the pipeline in one pass, on the same warm workers; articles a second of the pass."""
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as place:
        corpus, warm = Path(place) / "corpus", Path(place) / "warm"
        write_corpus(corpus, articles, chosen.words, folder=chosen.folder)
        write_corpus(warm, WARM_ARTICLES, chosen.words, seed=2, folder=chosen.folder)
        async with open_workshop(Settings(home=Path(place) / "bare")) as shop:
            await bare(shop, warm)
            alone = await bare(shop, corpus)
            whole = Workshop(Settings(home=Path(place) / "whole"), shop.home, shop.pool)
            whole.home = type(shop.home)(whole.settings.home)
            whole.home.make()
            together = await one_pass(whole, corpus)
            home = whole.home
            say(f"{articles} articles of about {chosen.words} words, {shop.settings.workers} workers")
            _tell_way("bare enrichment", articles, alone)
            _tell_way("the pipeline in one pass", articles, together)
            _tell_goal("pipeline to bare, by the clock", alone.seconds / together.seconds, RATIO, at_least=True)
            _tell_goal("pipeline to bare, by processors", alone.cpu / together.cpu, RATIO, at_least=True)
            _tell_goal("time spent publishing", together.publishing / together.seconds, PUBLISHING, at_least=False)
            vault = size(home.vault)
            say(f"  on disk: live {size(home.live):.1f} MB, published {size(home.warehouse):.1f}, vault {vault:.1f}")
            return articles / together.seconds


def under_load(articles: int, files: int, chosen: argparse.Namespace) -> None:
    """The resident: one file a second, then a burst."""
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as place:
        home, corpus, single = Path(place) / "home", Path(place) / "corpus", Path(place) / "single"
        write_corpus(corpus, articles, chosen.words, folder=chosen.folder)
        write_corpus(single, files + 3, chosen.words, seed=1, folder=chosen.folder)
        with resident(home) as process:
            ones = sorted(single.iterdir())
            one_a_second(home, ones[:3])  # the first batches load what the others find loaded
            if files:
                took = one_a_second(home, ones[3:])
                say(f"The resident, {files} files, one a second, from drop to visible row")
                _tell_goal("p50 in seconds", statistics.median(took), P50, at_least=False)
                _tell_goal("p99 in seconds", percentile(took, 0.99), P99, at_least=False)
            before, database = memory(process), size(home / "state" / "prefect")
            first, last, cpu = burst(home, sorted(corpus.iterdir()), process)
            say(f"The resident, a burst of {articles} files")
            _tell_goal("first row in seconds", first, FIRST_ROW, at_least=False)
            say(f"  {articles / last:6.1f} articles/s until the last row is visible")
            told = ", ".join(f"{kind} {1000 * seconds / articles:.1f}" for kind, seconds in cpu.items())
            say(f"  milliseconds of processor time an article: {told}")
            say(f"  memory {before:.0f} MB before, {memory(process):.0f} MB after, of all its processes")
            grown = size(home / "state" / "prefect") - database
            live = size(home / "state" / "live.duckdb")
            say(f"  Prefect's database grew by {grown:.1f} MB; the live warehouse has {live:.1f} MB")
    say()


def by_script(chosen: argparse.Namespace) -> float | None:
    """Articles a second of the hand-written script, with as many processes."""
    if not chosen.script:
        return None
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as place:
        write_corpus(Path(place) / "corpus", chosen.script_articles, chosen.words, folder=chosen.folder)
        command = [chosen.script, SCRIPT, Path(place) / "corpus", Path(place) / "a.duckdb", str(Settings().workers)]
        environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
        ran = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True)
    told = json.loads(ran.stdout.splitlines()[-1])
    rate = told["articles"] / told["seconds"]
    say(f"The hand-written script, {told['articles']} articles, {Settings().workers} processes")
    say(f"  {rate:6.2f} articles/s")
    for stage, seconds in told["stages"].items():
        say(f"  {stage:20} {1000 * seconds / told['articles']:8.1f} ms of processor time an article")
    say()
    return float(rate)


def _tell_way(name: str, articles: int, went: Went) -> None:
    rate, cpu = articles / went.seconds, 1000 * went.cpu / articles
    say(f"  {name:26} {rate:6.1f} articles/s, {cpu:5.1f} ms of processor time an article; MB {went.memory.told()}")


def _tell_goal(what: str, value: float, goal: float, at_least: bool) -> None:
    reached = value >= goal if at_least else value <= goal
    words = "at least" if at_least else "at most"
    say(f"  {what:32} {value:6.2f}   ({words} {goal:g}: {'reached' if reached else 'NOT REACHED'})")


def main() -> None:
    """Measure and tell; a goal that is missed is told, and is no error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000", help="numbers of articles, with spaces between them")
    parser.add_argument("--words", type=int, default=400)
    parser.add_argument("--files", type=int, default=20, help="for the latency, one a second; 0 leaves it out")
    parser.add_argument("--burst", type=int, default=1000, help="files dropped at once; 0 leaves it out")
    parser.add_argument("--folder", type=Path, default=SAMPLES, help="whose paragraphs the articles are made of")
    parser.add_argument("--script", help="the Python with the libraries of script_requirements.txt")
    parser.add_argument("--script-articles", type=int, default=24, help="it takes seconds for each")
    chosen = parser.parse_args()
    say(f"{os.cpu_count()} cores; load before: {os.getloadavg()[0]:.1f} (above 0.5 the clock tells of others' work)")
    by_hand = by_script(chosen)
    for articles in map(int, chosen.sizes.split()):
        rate = asyncio.run(passes(articles, chosen))
        if by_hand:
            _tell_goal("times the hand-written script", rate / by_hand, TIMES_THE_SCRIPT, at_least=True)
        say()
    if chosen.burst:
        under_load(chosen.burst, chosen.files, chosen)
    stages(chosen)  # last: the models that it loads into this process are no part of what was measured before


if __name__ == "__main__":
    main()
