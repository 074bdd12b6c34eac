"""What a worker does with a file that is at fault, or that we are at fault with."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from flows import pool, worker
from flows.pool import WarmPool
from flows.worker import Postponed, process
from schemas.enriched import Processed
from schemas.problem import Unavailable
from tasks.scan import look
from tasks.take import take
from tests.conftest import STORY


@pytest.fixture
def taken(home):
    def one(name, content=STORY):
        (home.inbox / name).write_text(content)
        return take(look(home.inbox / name), home, 1_000_000, settled_at=1.0)

    return one


def codes(result: Processed | Postponed) -> list[str]:
    assert isinstance(result, Processed)
    return [problem.code for problem in result.problems]


def test_one_bad_file_never_stops_the_others(home, taken):
    results = process([taken("bad.json", "{"), taken("good.txt")], home.vault)

    assert [codes(result) for result in results] == [["json.invalid"], []]


def test_a_bug_of_ours_is_a_problem_of_that_file_alone(home, taken, monkeypatch, caplog):
    real = worker.enrich

    def fail_on_bad(articles, *rest):
        if any("BUG" in article.text for _, article in articles):
            raise KeyError("unit")
        return real(articles, *rest)

    monkeypatch.setattr(worker, "enrich", fail_on_bad)
    results = process([taken("bad.txt", STORY + "\nBUG is a word here.\n"), taken("good.txt")], home.vault)

    assert [codes(result) for result in results] == [["bug.crash"], []]
    assert results[0].problems[0].detail.startswith("KeyError in test_worker.fail_on_bad")
    assert "Cargo traffic" not in caplog.text


def test_a_vault_that_cannot_be_read_defers(home, taken):
    one = taken("story.txt")
    (home.vault / one.vault_path).unlink()

    (result,) = process([one], home.vault)
    assert isinstance(result, Postponed)


def die(files, vault: Path):
    """In place of `process`: a worker that is killed by the file `poison.txt`."""
    if any(one.name == "poison.txt" for one in files):
        os.kill(os.getpid(), signal.SIGKILL)
    return [Processed(one, None, None) for one in files]


def start_at_once(models) -> None:
    """In place of `start_worker`: without models."""


def fail_to_start(models) -> None:
    """In place of `start_worker`, where the installation is broken."""
    raise ImportError


def test_workers_that_cannot_start_blame_no_file(home, taken, monkeypatch, capfd):
    monkeypatch.setattr(pool, "start_worker", fail_to_start)

    async def work():
        async with WarmPool(1, {}) as workers:
            with pytest.raises(Unavailable):
                await workers.warm()
            return await workers.process([taken("story.txt")], home.vault)

    (result,) = asyncio.run(work())
    assert isinstance(result, Postponed)


def test_a_file_that_kills_its_worker_is_refused_and_the_others_go_on(home, taken, monkeypatch):
    monkeypatch.setattr(pool, "process", die)
    monkeypatch.setattr(pool, "start_worker", start_at_once)
    files = [taken(f"{number}.txt", STORY + str(number)) for number in range(3)] + [taken("poison.txt")]

    async def work():
        async with WarmPool(2, {}) as workers:
            return await workers.process(files, home.vault)

    results = asyncio.run(work())
    assert [codes(result) for result in results] == [[], [], [], ["enrich.killed"]]
