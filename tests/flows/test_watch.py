"""The watcher round a real file system, with Prefect's part left out."""

import asyncio
import json
import os
import shutil
import sqlite3
import time
from contextlib import closing

import pytest

from flows import watch
from flows.inbox import run_plainly
from flows.watch import Watcher
from tests.conftest import STORY

SECONDS = 20.0  # for what takes well under one on a quiet machine


@pytest.fixture
def events(monkeypatch):
    seen = []
    monkeypatch.setattr(watch, "emit_event", lambda event, **_: seen.append(event))
    return seen


def watched(desk, *acts, until, run=run_plainly):
    """Run the watcher, do the acts one by one while it runs, and stop it when `until()` holds or time is up."""
    told = []

    async def live():
        stop = asyncio.Event()
        watcher = Watcher(desk.shop, run, lambda batch: told.extend(batch.outcomes), "")
        running = asyncio.create_task(watcher.watch(stop))
        await asyncio.sleep(0.3)
        for act in acts:
            await asyncio.to_thread(act)
            await asyncio.sleep(0.1)
        for _ in range(int(SECONDS / 0.05)):
            if until(told) or running.done():
                break
            await asyncio.sleep(0.05)
        health = json.loads(desk.home.resident_health.read_text())
        stop.set()
        await running
        return health

    health = asyncio.run(live())
    return {outcome.name: outcome.outcome for outcome in told}, health


def count(number):
    return lambda told: len(told) >= number


def test_dropped_moved_in_and_nested_files_are_loaded(desk, tmp_path, events):
    away = tmp_path / "away" / "deep" / "deeper"
    away.mkdir(parents=True)
    (away / "moved.txt").write_text(STORY + "Moved.\n")

    def nested():
        (desk.home.inbox / "a/b/c").mkdir(parents=True)
        (desk.home.inbox / "a/b/c/nested.txt").write_text(STORY + "Nested.\n")

    outcomes, health = watched(
        desk,
        lambda: desk.drop("dropped.txt"),
        nested,
        lambda: shutil.move(tmp_path / "away", desk.home.inbox / "moved"),
        until=count(3),
    )

    assert outcomes == {"dropped.txt": "loaded", "a/b/c/nested.txt": "loaded", "moved/deep/deeper/moved.txt": "loaded"}
    assert health["watcher"] == "events"
    assert desk.ask("select count(*) from articles") == [(3,)]


def test_what_is_loaded_is_put_into_the_search_before_anybody_searches(desk, events):
    index = desk.home.state / "search.sqlite"

    def known() -> int:
        with closing(sqlite3.connect(index)) as found:
            made = found.execute("select count(*) from sqlite_master where name = 'documents'").fetchone()[0]
            return found.execute("select count(*) from documents").fetchone()[0] if made else 0

    watched(desk, lambda: desk.drop("dropped.txt"), until=lambda told: bool(told) and index.exists() and known() == 1)

    assert known() == 1


def test_a_file_that_is_written_slowly_is_read_whole(desk, events):
    desk.settings.__dict__["settle_seconds"] = 0.6
    pieces = [STORY[start : start + 60] for start in range(0, len(STORY), 60)]

    def append(piece):
        def act():
            with (desk.home.inbox / "slow.txt").open("a") as out:
                out.write(piece)

        return act

    outcomes, _ = watched(desk, *map(append, pieces), until=count(1))

    assert outcomes == {"slow.txt": "loaded"}
    assert desk.ask("select text from articles") == [(STORY,)]


def test_a_file_without_events_is_found_by_the_next_scan(desk, events, monkeypatch):
    async def silent(*_, **__):
        await asyncio.sleep(SECONDS)
        yield set()

    monkeypatch.setattr(watch, "awatch", silent)
    desk.settings.__dict__["rescan_seconds"] = 0.2

    outcomes, _ = watched(desk, lambda: desk.drop("story.txt"), until=count(1))
    assert outcomes == {"story.txt": "loaded"}


def test_a_watcher_that_dies_is_built_again_and_nothing_is_missed(desk, events, monkeypatch):
    real, tries = watch.awatch, []

    def once_broken(*rest, **more):
        tries.append(1)
        if len(tries) == 1:
            raise RuntimeError("file name is not UTF-8")
        return real(*rest, **more)

    monkeypatch.setattr(watch, "awatch", once_broken)
    monkeypatch.setattr(watch, "REBUILD_SECONDS", 0.1)

    outcomes, _ = watched(desk, lambda: desk.drop("story.txt"), until=lambda told: told and len(tries) > 1)

    assert outcomes == {"story.txt": "loaded"}
    assert events == ["dateline.watcher.degraded"]
    assert len(tries) > 1


def test_a_name_that_is_not_utf8_is_loaded_and_stops_nothing(desk, events):
    name = os.fsdecode(b"caf\xe9.txt")

    outcomes, _ = watched(
        desk,
        lambda: desk.drop(name),
        lambda: desk.drop("after.txt", STORY + "After.\n"),
        until=count(2),
    )
    assert outcomes == {"caf\\xe9.txt": "loaded", "after.txt": "loaded"}


def test_an_inbox_that_is_removed_is_made_again(desk, events):
    desk.settings.__dict__["rescan_seconds"] = 0.2

    outcomes, _ = watched(
        desk,
        lambda: shutil.rmtree(desk.home.inbox),
        lambda: time.sleep(2.0),
        lambda: desk.drop("story.txt"),
        until=count(1),
    )
    assert outcomes == {"story.txt": "loaded"}
    assert "dateline.watcher.degraded" in events


def test_forty_at_once_are_loaded_each_once(desk, events):
    def drop_all():
        for number in range(40):
            desk.drop(f"{number}.txt", STORY.replace("4.5 percent", f"{number + 5} percent"))

    outcomes, _ = watched(desk, drop_all, until=count(40))

    assert set(outcomes.values()) == {"loaded"}
    assert desk.ask("select count(*), count(distinct text_sha256) from articles") == [(40, 40)]


def test_a_batch_that_fails_is_tried_again(desk, events):
    tries = []

    async def once_failing(batch, shop, at_once):
        tries.append(1)
        if len(tries) == 1:
            raise ConnectionError("the server went away")
        await run_plainly(batch, shop, at_once)

    outcomes, _ = watched(desk, lambda: desk.drop("story.txt"), until=count(1), run=once_failing)
    assert outcomes == {"story.txt": "loaded"}


def test_files_that_come_without_events_are_polled_for(desk, events, monkeypatch):
    async def silent(*_, **__):
        await asyncio.sleep(SECONDS)
        yield set()

    monkeypatch.setattr(watch, "awatch", silent)
    monkeypatch.setattr(watch, "HEALTH_SECONDS", 0.5)
    monkeypatch.setattr(watch, "EVENT_SECONDS", 0.2)

    outcomes, health = watched(
        desk,
        lambda: time.sleep(1.0),
        lambda: desk.drop("story.txt"),
        until=lambda told: told and "dateline.watcher.degraded" in events,
    )
    assert outcomes == {"story.txt": "loaded"}
    assert (health["watcher"], health["trouble"]) == ("scans", "files come without events")


def test_polling_is_a_setting(desk, events, monkeypatch):
    monkeypatch.setattr(watch, "awatch", None)
    desk.settings.__dict__["watch"] = "polling"

    outcomes, health = watched(desk, lambda: desk.drop("story.txt"), until=count(1))
    assert outcomes == {"story.txt": "loaded"}
    assert (health["watcher"], health["trouble"]) == ("scans", None)


def test_where_the_system_has_no_watches_left_it_is_said_and_files_load(desk, events, monkeypatch):
    async def exhausted(*_, **__):
        raise OSError(28, "OS file watch limit reached")
        yield set()

    monkeypatch.setattr(watch, "awatch", exhausted)
    outcomes, health = watched(desk, lambda: desk.drop("story.txt"), until=count(1))

    assert outcomes == {"story.txt": "loaded"}
    assert "watch limit" in health["trouble"]
    assert events == ["dateline.watcher.degraded"]
