"""The watcher and what file systems do to it: bursts, moves, rewrites, jumps of the clock; equal to a pass."""

import asyncio
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from flows import inbox, watch
from flows.inbox import run_plainly
from flows.watch import Watcher
from tests.conftest import Desk
from tests.faults.conftest import FULL, Cases
from tests.faults.world import assert_invariants, checksums, dropped_hashes, story, world

SECONDS = 60.0


@pytest.fixture(autouse=True)
def without_prefect(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "emit_event", lambda *_, **__: None)


def watched(desk: Desk, acts: list[Callable[[], object]], files: int) -> None:
    """Do things while the watcher runs, until so many outcomes are told."""
    told: list[str] = []

    async def live() -> None:
        stop = asyncio.Event()
        watcher = Watcher(desk.shop, run_plainly, lambda batch: told.extend(one.name for one in batch.outcomes), "")
        running = asyncio.create_task(watcher.watch(stop))
        await asyncio.sleep(0.2)
        for act in acts:
            await asyncio.to_thread(act)
        deadline = time.monotonic() + SECONDS
        while len(told) < files and time.monotonic() < deadline:
            await asyncio.sleep(0.05)
        stop.set()
        await running

    asyncio.run(live())
    assert len(told) >= files


@pytest.mark.fault("Watching", "nested bursts, folders moved in, old dates, rewrites of the same size and date, stalls")
def test_whatever_comes_however_is_loaded(tmp_path: Path, cases: Cases) -> None:
    desk = world(tmp_path / "home")
    away = tmp_path / "away"
    (away / "deep").mkdir(parents=True)
    (away / "deep" / "moved.txt").write_text(story(401))
    os.utime(away / "deep" / "moved.txt", (1, 1))
    dropped = dropped_hashes([away / "deep" / "moved.txt"])

    def burst() -> None:
        for number in range(20):
            place = desk.home.inbox / f"a{number}" / "b" / "c"
            place.mkdir(parents=True)
            (place / "x.txt").write_text(story(410 + number))

    def rewrite() -> None:
        place = desk.drop("same.txt", story(441))
        found = place.stat()
        place.write_text(story(442))
        os.utime(place, ns=(found.st_atime_ns, found.st_mtime_ns))

    def stall() -> None:
        with (desk.home.inbox / "stalls.txt").open("w") as out:
            out.write(story(443)[:100])
            out.flush()
            time.sleep(0.01)
            out.write(story(443)[100:])

    acts: list[Callable[[], object]] = [burst, lambda: shutil.move(away, desk.home.inbox / "moved"), rewrite, stall]
    watched(desk, acts, 23)
    desk.ingest()
    assert_invariants(desk, dropped)
    texts = {text for (text,) in desk.ask("select text from articles")}
    assert {story(401), story(442), story(443), *(story(410 + number) for number in range(20))} <= texts
    cases.add(23)


@pytest.mark.fault("Watching", "the clock jumps a year forwards and back")
def test_a_clock_that_jumps_changes_no_outcome(tmp_path: Path, cases: Cases, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, real = world(tmp_path / "home"), time.time
    jumps = iter([3e7, -3e7, 0.0, 9e8] * 100)
    monkeypatch.setattr(time, "time", lambda: real() + next(jumps, 0.0))
    dropped = dropped_hashes([desk.drop(f"{number}.txt", story(450 + number)) for number in range(4)])
    watched(desk, [], 4)
    assert_invariants(desk, dropped)
    cases.add(4)


@pytest.mark.fault("Watching", "the same files by the watcher, by one pass and in another order: equal tables")
def test_watcher_and_pass_give_the_same_tables(tmp_path: Path, cases: Cases) -> None:
    told = []
    files = 100 if FULL else 6
    for number in range(3):
        desk = world(tmp_path / str(number))
        order = sorted(range(files), key=lambda one, number=number: (one * (1, 1, 37)[number]) % 101)

        def drop(desk: Desk = desk, order: list[int] = order) -> None:
            for one in order:
                desk.drop(f"{one}.txt", story(500 + one))

        if number:
            drop()
            desk.ingest()
        else:
            watched(desk, [drop], files)
        assert_invariants(desk, [])
        told.append({name: value for name, value in checksums(desk.home).items() if name != "drops"})
        cases.add(files)
    assert told[0] == told[1] == told[2]


@pytest.mark.full
@pytest.mark.fault("Watching", "10,000 files at once")
def test_ten_thousand_at_once(tmp_path: Path, cases: Cases) -> None:
    desk = world(tmp_path / "home")
    desk.settings.__dict__["batch_files"] = 500
    files = [desk.drop(f"{number % 50}/{number}.json", "{" + str(number)) for number in range(10_000)]
    dropped = dropped_hashes(files)
    outcomes = desk.ingest()
    assert len(outcomes) == len(files)
    assert_invariants(desk, dropped)
    assert inbox.scan(desk.home.inbox) == []
    cases.add(len(files))
