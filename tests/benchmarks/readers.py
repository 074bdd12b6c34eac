"""Many readers at once while files are loaded: whether one fails, how long they wait, how much slower loading is.

Readers are threads of a process of their own, which `python -m tests.benchmarks.readers` is; it ends, and tells, when
its standard input closes.
"""

import argparse
import asyncio
import http.client
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from itertools import count
from pathlib import Path
from statistics import mean, median

import psutil

from flows.inbox import drain, run_plainly
from flows.stages import Workshop
from flows.workshop import open_workshop
from schemas.settings import Home, Settings
from tests.benchmarks.corpus import write_corpus
from tests.benchmarks.measure import cpu_seconds, percentile, say

THINK_SECONDS = 3.0  # on average, between an answer and the next question
SQL_SHARE = 10  # of so many readers one writes SQL, by a command
SELECT = "select publisher, count(*) from news group by all order by all"
SLOWER = 0.1  # what readers may cost those who load
WAIT_SECONDS = 120.0
TURNS = 2

_seeds = count(int(time.time()))  # a home that is used again has no file of another run


@dataclass(slots=True)
class Read:
    """What the readers met: seconds to the first byte, seconds of commands, and what failed."""

    pages: list[float] = field(default_factory=list)
    commands: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Loaded:
    """Seconds of the clock, of the loader's processors, and of the desk's meanwhile."""

    clock: float
    cpu: float
    desk: float


def tell_readers(home: Home, chosen: argparse.Namespace, desk: psutil.Process, port: int, paths: Sequence[str]) -> None:
    """Load alone and with readers, by turns: the machine's pace changes."""
    asyncio.run(_tell(home, chosen, desk, port, paths))


async def _tell(home: Home, chosen: argparse.Namespace, desk: psutil.Process, port: int, paths: Sequence[str]) -> None:
    files, words, read = chosen.files, chosen.words, Read()
    command = [sys.executable, "-m", "tests.benchmarks.readers", str(home.root), str(port), str(chosen.readers), *paths]
    alone: list[Loaded] = []
    together: list[Loaded] = []
    async with open_workshop(Settings(home=home.root)) as shop:
        await load(shop, files, words, desk)  # models are loaded, words are known
        for _ in range(TURNS):
            alone.append(await load(shop, files, words, desk))
            people = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            await asyncio.sleep(THINK_SECONDS)
            together.append(await load(shop, files, words, desk))
            told, _ = await asyncio.to_thread(people.communicate)
            for name, values in json.loads(told).items():
                getattr(read, name).extend(values)
        alone.append(await load(shop, files, words, desk))
    say(f"{chosen.readers} readers while {files} files are loaded")
    for name, turns in (("alone", alone), ("with readers", together)):
        told_turns = ", ".join(f"{one.clock:.1f}" for one in turns)
        cpu = mean(1000 * one.cpu / files for one in turns)
        say(f"  {name:14} {told_turns} s; {cpu:.1f} ms of processor time a file")
    slower = mean(one.clock for one in together) / mean(one.clock for one in alone) - 1
    say(f"  loading is slower by {slower:.0%} ({SLOWER:.0%}: {'reached' if slower <= SLOWER else 'NOT REACHED'})")
    share = sum(one.desk for one in together) / sum(one.cpu + one.desk for one in together)
    say(f"  of the processor time of loader and desk the desk took {share:.0%}")
    say(f"  {len(read.pages)} pages: {_waited(read.pages)}")
    say(f"  {len(read.commands)} commands of SQL: {_waited(read.commands)}")
    say(f"  failed: {len(read.failed)} {read.failed[:3]}")


def _waited(seconds: Sequence[float]) -> str:
    return f"median {median(seconds):.2f} s, p95 {percentile(seconds, 0.95):.2f} s" if seconds else "none"


async def load(shop: Workshop, files: int, words: int, desk: psutil.Process) -> Loaded:
    """What so many new files take: the loader is this process and its workers."""
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as place:
        write_corpus(Path(place), files, words, next(_seeds))
        workers = [one for one in psutil.Process().children() if "multiprocessing" in " ".join(one.cmdline())]
        family = [psutil.Process(), *workers]
        began, before, looked = time.perf_counter(), cpu_seconds(family), cpu_seconds([desk])
        done = await drain(shop, [Path(place)], run_plainly, lambda _: None)
        assert {one.outcome for one in done} == {"loaded"}, [one for one in done if one.outcome != "loaded"][:3]
        clock = time.perf_counter() - began - shop.settings.settle_seconds
        return Loaded(clock, cpu_seconds(family) - before, cpu_seconds([desk]) - looked)


def _read_pages(port: int, paths: Sequence[str], chance: random.Random, stop: threading.Event, read: Read) -> None:
    while not stop.wait(chance.expovariate(1 / THINK_SECONDS)):
        path = chance.choice(paths)
        try:
            read.pages.append(first_byte(port, path))
        except (OSError, http.client.HTTPException, AssertionError) as fault:
            read.failed.append(f"{path}: {fault!r}")


def first_byte(port: int, path: str) -> float:
    """Seconds until a page's first byte is there, and then the rest of it; AssertionError for one that is refused."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=WAIT_SECONDS)
    began = time.perf_counter()
    connection.request("GET", path)
    reply = connection.getresponse()
    reply.read(1)
    took = time.perf_counter() - began
    reply.read()
    connection.close()
    assert reply.status == 200, reply.status
    return took


def _ask(home: str, chance: random.Random, stop: threading.Event, read: Read) -> None:
    command = [sys.executable, "-m", "flows.cli", "--home", home, "sql", SELECT]
    while not stop.wait(chance.expovariate(1 / (4 * THINK_SECONDS))):
        began = time.perf_counter()
        done = subprocess.run(command, capture_output=True, check=False)
        read.commands.append(time.perf_counter() - began)
        if done.returncode:
            read.failed.append(f"sql: {done.stderr.decode()[-200:]}")


def main(home: str, port: str, readers: str, *paths: str) -> None:
    """Read until standard input closes."""
    read, stop = Read(), threading.Event()
    people = []
    for number in range(int(readers)):
        chance = random.Random(number)
        work, given = (_ask, (home,)) if number % SQL_SHARE == 0 else (_read_pages, (int(port), paths))
        people.append(threading.Thread(target=work, args=(*given, chance, stop, read)))
        people[-1].start()
    sys.stdin.read()
    stop.set()
    for one in people:
        one.join()
    sys.stdout.write(json.dumps(asdict(read)))


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    main(*sys.argv[1:])
