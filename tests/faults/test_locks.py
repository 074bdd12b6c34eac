"""Locks: another writer, holders that die, readers in loops, two residents, the same file in the watcher and a pass."""

import asyncio
import json
import time
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event, Thread

import duckdb
import pytest

from flows import watch
from flows.inbox import drain, run_plainly
from flows.resident import only_resident
from flows.watch import Watcher
from schemas.problem import Unavailable
from schemas.settings import Home
from tests.faults.conftest import FULL, Cases
from tests.faults.world import SPAWNING, assert_invariants, dropped_hashes, story, world
from warehouse.open import locked, reading
from warehouse.publish import publish


def hold_for_ever(root: Path, pipe: Connection) -> None:
    """Take the writers' lock and the live file, say so, and never let go."""
    with locked(Home(root), 5.0, "a test"):
        duckdb.connect(str(Home(root).live))
        pipe.send(None)
        time.sleep(60)


@pytest.mark.fault("Locks", "another writer holds the warehouse, and is killed")
def test_a_holder_that_dies_lets_the_others_go_on(tmp_path: Path, cases: Cases) -> None:
    desk = world(tmp_path / "home")
    desk.settings.__dict__["lock_seconds"] = 0.1
    dropped = dropped_hashes([desk.drop("a.txt", story(1))])
    here, there = SPAWNING.Pipe()
    holder = SPAWNING.Process(target=hold_for_ever, args=(desk.home.root, there))
    holder.start()
    here.recv()

    outcome = desk.ingest()["a.txt"]
    assert outcome.outcome == "deferred"
    assert f"process {holder.pid} (a test, since 20" in (outcome.reason or "")
    holder.kill()
    holder.join()
    assert desk.outcomes() == {"a.txt": "loaded"}
    assert_invariants(desk, dropped)
    cases.add()


@pytest.mark.fault("Locks", "somebody has the live file itself open in another program")
def test_a_program_that_opens_the_live_file_only_delays(tmp_path: Path, cases: Cases) -> None:
    desk = world(tmp_path / "home")
    dropped = dropped_hashes([desk.drop("a.txt", story(1))])
    desk.ingest()
    dropped |= dropped_hashes([desk.drop("b.txt", story(2))])
    here, there = SPAWNING.Pipe()
    holder = SPAWNING.Process(target=open_live, args=(desk.home.root, there))
    holder.start()
    here.recv()

    outcome = desk.ingest()["b.txt"]
    assert outcome.outcome == "deferred"
    assert "lock" in (outcome.reason or "")
    holder.kill()
    holder.join()
    assert desk.outcomes() == {"b.txt": "loaded"}
    assert_invariants(desk, dropped)
    cases.add()


def open_live(root: Path, pipe: Connection) -> None:
    """Open the live file as a person with the DuckDB shell does."""
    connection = duckdb.connect(str(Home(root).live))
    pipe.send(None)
    time.sleep(60)
    connection.close()


@pytest.mark.fault("Locks", "readers in loops while a copy is published every 100 ms")
def test_readers_see_whole_copies_while_they_are_replaced(tmp_path: Path, cases: Cases) -> None:
    desk = world(tmp_path / "home")
    for number in range(3):
        desk.drop(f"{number}.txt", story(number + 1))
    desk.ingest()
    stop, seen, faults = Event(), [0], []

    def read() -> None:
        while not stop.is_set():
            try:
                with reading(desk.home) as connection:
                    found = connection.execute("select count(*), count(distinct article_id) from articles").fetchall()
                    assert found == [(3, 3)]
                seen[0] += 1
            except (AssertionError, Unavailable, duckdb.Error) as fault:
                faults.append(fault)

    readers = [Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for _ in range(100 if FULL else 15):
        publish(desk.home, 5.0)
        time.sleep(0.1)
        cases.add()
    stop.set()
    for reader in readers:
        reader.join()

    assert faults == []
    assert seen[0] > 10


@pytest.mark.fault("Locks", "two residents on one home")
def test_a_second_resident_is_told_who_is_up_and_since_when(tmp_path: Path, cases: Cases) -> None:
    home = Home(tmp_path / "home")
    with only_resident(home):
        with pytest.raises(Unavailable, match=r"process \d+, since 20\d\d-"), only_resident(home):
            pass
        home.resident_lock.write_text("")
        with pytest.raises(Unavailable, match="another process"), only_resident(home):
            pass
    with only_resident(home):
        cases.add(2)


@pytest.mark.fault("Locks", "the same files in the watcher and in a pass at once")
def test_the_watcher_and_a_pass_share_the_work(tmp_path: Path, cases: Cases, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "emit_event", lambda *_, **__: None)
    desk = world(tmp_path / "home")
    files = [desk.drop(f"{number}.txt", story(number + 1)) for number in range(8)]
    files += [desk.drop(f"{number}.json", "{" + str(number)) for number in range(4)]
    dropped = dropped_hashes(files)

    async def both() -> None:
        stop = asyncio.Event()
        watching = asyncio.create_task(Watcher(desk.shop, run_plainly, lambda _: None, "").watch(stop))
        await drain(desk.shop, (), run_plainly, lambda _: None)
        for _ in range(200):
            if not list(desk.home.inbox.iterdir()):
                break
            await asyncio.sleep(0.05)
        stop.set()
        await watching

    asyncio.run(both())
    assert_invariants(desk, dropped)
    assert desk.ask("select outcome, count(*) from drops group by all order by all") == [
        ("loaded", 8),
        ("quarantined", 4),
    ]
    refused = [one.name for one in desk.home.quarantine.rglob("*")]
    assert sorted(refused) == sorted(f"{number}.json{more}" for number in range(4) for more in ("", ".problem.json"))
    assert all(json.loads(one.read_text())["problems"] for one in desk.home.quarantine.rglob("*.problem.json"))
    cases.add(len(files))
