"""What a worker does with a file that is at fault, or that we are at fault with."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from flows import worker, worker_process
from flows.pool import WarmPool
from flows.worker import Limits, process, serve
from schemas.enriched import Postponed, Processed
from schemas.problem import Unavailable
from schemas.settings import Engines
from tasks.scan import look
from tasks.take import take
from tasks.vault import FolderVault
from tests.conftest import STORY


@pytest.fixture
def taken(home):
    def one(name, content=STORY):
        (home.inbox / name).write_text(content)
        return take(look(home.inbox / name), home, FolderVault(home.vault), 1_000_000, settled_at=1.0)

    return one


def codes(result: Processed | Postponed) -> list[str]:
    assert isinstance(result, Processed)
    return [problem.code for problem in result.problems]


def test_one_bad_file_never_stops_the_others(home, taken):
    results = process([taken("bad.json", "{"), taken("good.txt")], FolderVault(home.vault))

    assert [codes(result) for result in results] == [["json.invalid"], []]


def test_a_bug_of_ours_is_a_problem_of_that_file_alone(home, taken, monkeypatch, caplog):
    real = worker.enrich

    def fail_on_bad(articles, *rest):
        if any("BUG" in article.text for _, article in articles):
            raise KeyError("unit")
        return real(articles, *rest)

    monkeypatch.setattr(worker, "enrich", fail_on_bad)
    results = process([taken("bad.txt", STORY + "\nBUG is a word here.\n"), taken("good.txt")], FolderVault(home.vault))

    assert [codes(result) for result in results] == [["bug.crash"], []]
    assert results[0].problems[0].detail.startswith("KeyError in test_worker.fail_on_bad")
    assert "Cargo traffic" not in caplog.text


def test_a_vault_that_cannot_be_read_defers(home, taken):
    one = taken("story.txt")
    (home.vault / one.vault_path).unlink()

    (result,) = process([one], FolderVault(home.vault))
    assert isinstance(result, Postponed)


def act_on_names(files, vault: Path, alive):
    """In place of `process`: what a file does to its worker is its name."""
    for one in files:
        if one.name == "kills.txt":
            os.kill(os.getpid(), signal.SIGKILL)
        while one.name == "never ends.txt":
            pass
        if one.name == "slow.txt":
            for _ in range(4):
                began = time.process_time()
                while time.process_time() - began < 0.4:
                    pass
                alive()
    return [Processed(one, None, None) for one in files]


def start_at_once(*_: object) -> None:
    """In place of `start_worker`: without models."""


def serve_names(pipe, models, limits, parent) -> None:
    """In place of `serve`: in the worker, where nothing of the test's process is patched."""
    worker.start_worker, worker.process = start_at_once, act_on_names
    serve(pipe, models, limits, parent)


def fail_to_start(*_: object) -> None:
    """In place of `serve`, where the installation is broken."""
    raise ImportError


def processed(home, monkeypatch, files, workers=2, seconds=30.0):
    monkeypatch.setattr(worker_process, "serve", serve_names)

    async def work():
        async with WarmPool(workers, Engines(), Limits(seconds)) as pool:
            return await pool.process(files, FolderVault(home.vault))

    return {result.taken.name: codes(result) for result in asyncio.run(work())}


def test_workers_that_cannot_start_blame_no_file(home, taken, monkeypatch, capfd):
    monkeypatch.setattr(worker_process, "serve", fail_to_start)

    async def work():
        async with WarmPool(1, Engines()) as workers:
            with pytest.raises(Unavailable):
                await workers.warm()
            return await workers.process([taken("story.txt")], FolderVault(home.vault))

    (result,) = asyncio.run(work())
    assert isinstance(result, Postponed)


def test_a_file_that_kills_its_worker_is_refused_and_the_others_go_on(home, taken, monkeypatch):
    files = [taken(f"{number}.txt", STORY + str(number)) for number in range(3)] + [taken("kills.txt")]

    done = processed(home, monkeypatch, files)
    assert done == {"0.txt": [], "1.txt": [], "2.txt": [], "kills.txt": ["enrich.killed"]}


def test_a_file_that_never_ends_is_refused_and_one_that_is_getting_on_is_not(home, taken, monkeypatch):
    files = [taken("never ends.txt"), taken("slow.txt", STORY + "slow"), taken("other.txt", STORY + "other")]

    done = processed(home, monkeypatch, files, seconds=1.0)
    assert done == {"never ends.txt": ["enrich.too_long"], "slow.txt": [], "other.txt": []}


def test_articles_that_take_more_memory_than_there_is_are_refused(home, taken, monkeypatch):
    real = worker.enrich

    def greedy(articles, *rest):
        if any("HUGE" in article.text for _, article in articles):
            raise MemoryError
        return real(articles, *rest)

    monkeypatch.setattr(worker, "enrich", greedy)
    results = process(
        [taken("huge.txt", STORY + "\nHUGE is a word here.\n"), taken("good.txt")], FolderVault(home.vault)
    )

    assert [codes(result) for result in results] == [["enrich.too_large"], []]


def test_a_worker_ends_with_its_parent_even_while_a_pattern_is_matched(tmp_path):
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    worker_id = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()

    with contextlib.suppress(psutil.NoSuchProcess):
        psutil.Process(worker_id).wait(5.0)


#: A parent whose worker matches a pattern for hours, with no thread of its own able to run.
PARENT = """
import os, re, time
from multiprocessing import get_context
from flows.worker import _die_with_parent

def match(parent):
    _die_with_parent(parent)
    print(os.getpid(), flush=True)
    re.match("(a+)+$", "a" * 60 + "b")

process = get_context("fork").Process(target=match, args=(os.getpid(),))
process.start()
time.sleep(60)
"""
