"""`python -m tests.benchmarks.large --articles 100000 --home FOLDER`: what reading costs in a large warehouse.

The home is made where there is none (see `multiplied`): minutes of processor time and gigabytes of disk. Told is the
best of some turns, by the clock and in processor time; the clock of a machine on which others work says little. With
`--readers 50` so many read at once while files are loaded.
"""

import argparse
import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import quote

import psutil

from flows.doctor import examine
from flows.status import status
from schemas.problem import Unavailable
from schemas.search import Filters
from schemas.settings import Home, Settings
from tests.benchmarks.measure import cpu_seconds, family, say, size
from tests.benchmarks.multiplied import build
from tests.benchmarks.readers import first_byte, tell_readers
from warehouse.ask import ask, reports, run_report
from warehouse.search import search

TURNS = 3
PORT = 4391  # of the desk
REPORT, STATUS, SEARCH, PAGE, DOCTOR = 1.0, 0.3, 0.3, 0.15, 60.0  # seconds that each is held to

#: Parameters with which a report has more to do than by default, or has rows at all.
WORSE: dict[str, dict[str, str]] = {
    "arithmetic": {"holding": "true"},
    "biggest_moves": {"since": "2024-01-01", "most": "500"},
    "contradictions": {"days": "365"},
    "disagreements": {"days": "365"},
    "due": {"day": "latest", "days": "31"},
    "figures_about": {"about": "harbour"},
    "quotes": {"about": "harbour"},
    "reconciled": {"days": "365"},
    "risers": {"kind": "place"},
    "timeline": {"about": "harbour"},
    "who_appears_with_whom": {"name": "Lisbon"},
    "who_is_in_the_news": {"each": "day", "most": "5"},
}
TABLES = ("articles", "sentences", "entity_mentions", "date_mentions", "figures", "quotes", "entities", "drops")
QUESTIONS = ("exports", "port OR rate OR percent", '"fishing quota"', "lisb*", "report AND 417")
SQL = {
    "a count": "select count(*) from figures",
    "a group": "select language, count(*) from news group by all order by all",
    "names of a day": "select * from top_entities_by_day order by articles desc limit 10",
    "an article": "select headline from articles where article_id = '{article}'",
}


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of the clock, and of the processors."""

    clock: float
    cpu: float


def best(work: Callable[[], object], turns: int = TURNS) -> Took:
    """The least of some turns, in this process: its threads count, processes that it starts do not."""
    took = []
    for _ in range(turns):
        clock, cpu = time.perf_counter(), time.process_time()
        work()
        took.append(Took(time.perf_counter() - clock, time.process_time() - cpu))
    return Took(min(one.clock for one in took), min(one.cpu for one in took))


def tell(what: str, took: Took, goal: float | None = None) -> None:
    """A line; a goal is for the clock."""
    held = "" if goal is None else f"   ({goal:g} s: {'reached' if took.clock <= goal else 'NOT REACHED'})"
    say(f"  {what:58} {1000 * took.clock:8.0f} ms, processors {1000 * took.cpu:8.0f} ms{held}")


def tell_size(home: Home) -> None:
    """Rows and megabytes."""
    counts = {name: ask(home, f"select count(*) from {name}").rows[0][0] for name in TABLES}
    say(", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in counts.items()))
    say(f"warehouse {size(home.warehouse):,.0f} MB, search index {size(home.state / 'search.sqlite'):,.0f} MB, "
        f"journal {size(home.journal):,.0f} MB")  # fmt: skip


def tell_reports(home: Home) -> None:
    """Each shipped report, by default and worse."""
    say("Reports")
    for name, report in reports().items():
        for given in ({}, WORSE.get(name)):
            if given is not None:
                told = " ".join([name, *(f"{key}={value}" for key, value in given.items())])
                try:
                    tell(told, best(partial(run_report, home, report, given)), REPORT)
                except Unavailable as fault:
                    say(f"  {told:58} NOT REACHED: {fault}")


def tell_questions(home: Home, article: str) -> None:
    """Searches, and questions in SQL."""
    say("Search, and SQL")
    for question in QUESTIONS:
        found = search(home, question).articles
        tell(f"search {question} ({found:,})", best(partial(search, home, question)), SEARCH)
    tell("search exports, since, in German", best(lambda: search(home, "exports", Filters(language="de"))), SEARCH)
    for name, sql in SQL.items():
        tell(f"sql: {name}", best(partial(ask, home, sql.format(article=article))))


def tell_commands(home: Home) -> None:
    """What is done for the whole home, and whole commands with the start of their process."""
    settings = Settings(home=home.root)
    say("The home")
    tell("status", best(lambda: status(settings)), STATUS)
    broken = [one for one in examine(home, settings) if one.rows]
    for one in broken:
        say(f"  NOT SOUND {one.invariant} {one.sentence} {one.rows[:3]}")
    tell("doctor", best(lambda: examine(home, settings), 1), DOCTOR)
    say("Commands, the start of Python with them")
    for words in (["--help"], ["status"], ["sql", SQL["a count"]], ["search", "exports"], ["doctor"]):
        tell(f"dateline {' '.join(words)}", command(home, *words))


def command(home: Home, *words: str) -> Took:
    """A command's process."""
    line = [sys.executable, "-m", "flows.cli", "--home", str(home.root), *words]
    clock, before = time.perf_counter(), psutil.Process().cpu_times()
    subprocess.run(line, stdout=subprocess.DEVNULL, check=True)
    after = psutil.Process().cpu_times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Took(time.perf_counter() - clock, cpu)


@contextmanager
def desk(home: Home, port: int = PORT) -> Iterator[psutil.Process]:
    """The desk as its own process, without login, warm."""
    environment = os.environ | {
        "DATELINE_HOME": str(home.root), "DATELINE_DESK_PORT": str(port), "DATELINE_DESK_LOGIN": "false",
    }  # fmt: skip
    process = subprocess.Popen([sys.executable, "-m", "flows.desk.serve"], env=environment, stdin=subprocess.PIPE)
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                first_byte(port, "/reports")
                break
            except ConnectionRefusedError:
                assert time.monotonic() < deadline, "the desk does not start"
                time.sleep(0.1)
        time.sleep(3)  # it loads what draws charts meanwhile
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(10)


def pages(home: Home) -> dict[str, list[str]]:
    """Addresses of the desk: whole pages, and the parts that these ask for by themselves."""
    ((article,),) = ask(home, "select max_by(article_id, (loaded_at, article_id)) from articles").rows
    names = "select entity_id from entity_mentions group by all order by count(*) {} limit 1"
    ((often,),), ((seldom,),) = (ask(home, names.format(how)).rows for how in ("desc", "asc"))
    return {
        "Pages of the desk, to the first byte": [
            "/", "/search", "/search?q=exports", f"/articles/{article}", f"/entities/{quote(str(often))}",
            f"/entities/{quote(str(seldom))}", "/timeline", "/disagreements", "/reports",
            "/reports/who_is_in_the_news", "/quarantine", "/watches",
        ],
        "Parts of pages": [
            "/today/equation", "/search/hits?q=exports", "/reports/who_is_in_the_news/result",
            "/reports/contradictions/result",
        ],
    }  # fmt: skip


def tell_desk(home: Home) -> None:
    """Each page by the first byte; one that cannot be told is an error."""
    with desk(home) as process:
        for title, addresses in pages(home).items():
            say(title)
            for path in addresses:
                took = []
                for _ in range(TURNS + 1):  # the first turn compiles the template
                    before = cpu_seconds([process])
                    clock = first_byte(PORT, path)
                    took.append(Took(clock, cpu_seconds([process]) - before))
                least = Took(min(one.clock for one in took[1:]), min(one.cpu for one in took[1:]))
                tell(path, least, PAGE if title.startswith("Pages") else REPORT)


def main() -> None:
    """Make the home where there is none, and tell what reading costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--words", type=int, default=150, help="of an article; the samples are dense with figures")
    parser.add_argument("--home", type=Path, required=True, help="left there for the next time")
    parser.add_argument("--only", default="", help="some of reports, questions, commands, desk")
    parser.add_argument("--readers", type=int, default=0, help="so many at once while files are loaded; nothing else")
    parser.add_argument("--files", type=int, default=300, help="that are loaded then, each time")
    chosen = parser.parse_args()
    home = Home(chosen.home)
    if not home.warehouse.exists():
        cpu = cpu_seconds(family())
        build(chosen.home, chosen.articles, chosen.words)
        say(f"Made in {cpu_seconds(family()) - cpu:.0f} s of processor time")
    ((article,),) = ask(home, "select max(article_id) from articles").rows
    say(f"{os.cpu_count()} cores; load before: {os.getloadavg()[0]:.1f} (above 0.5 the clock tells of others' work)")
    tell_size(home)
    if chosen.readers:
        with desk(home) as process:
            paths = [path for several in pages(home).values() for path in several]
            tell_readers(home, chosen, process, PORT, paths)
        return
    parts: dict[str, Callable[[], None]] = {
        "reports": lambda: tell_reports(home),
        "questions": lambda: tell_questions(home, str(article)),
        "desk": lambda: tell_desk(home),
        "commands": lambda: tell_commands(home),
    }
    for name, part in parts.items():
        if not chosen.only or name in chosen.only:
            part()


if __name__ == "__main__":
    main()
