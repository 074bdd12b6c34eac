"""What cannot be loaded now, or was cut short: it waits with its reason, and a later pass loads it."""

import asyncio
import os

import pytest

from flows import inbox, stages
from flows.inbox import drain, run_plainly
from flows.stages import Batch
from flows.status import status
from tasks.scan import look
from tests.conftest import STORY
from warehouse.open import locked


def test_a_locked_warehouse_defers_and_the_next_pass_loads(desk):
    desk.settings.__dict__["lock_seconds"] = 0.05
    desk.drop("story.txt")
    with locked(desk.home, 1.0, "a long rebuild"):
        outcome = desk.ingest()["story.txt"]

    assert outcome.outcome == "deferred"
    assert "a long rebuild" in (outcome.reason or "")
    assert (desk.home.inbox / "story.txt").exists()
    assert desk.outcomes() == {"story.txt": "loaded"}


def test_an_unreadable_file_defers_and_names_the_reason(desk, monkeypatch):
    desk.drop("story.txt")
    real_open = os.open

    def refuse(path, *rest, **more):
        if str(path).endswith("story.txt"):
            raise PermissionError(13, "Permission denied")
        return real_open(path, *rest, **more)

    monkeypatch.setattr(os, "open", refuse)
    outcome = desk.ingest()["story.txt"]
    monkeypatch.undo()

    assert (outcome.outcome, outcome.reason) == ("deferred", "it cannot be opened: Permission denied")
    assert status(desk.settings).deferred == 1
    assert desk.ask("select finished_at from drops") == [(None,)]
    assert desk.outcomes() == {"story.txt": "loaded"}
    assert status(desk.settings).deferred == 0


def test_a_deferred_file_that_is_removed_ends_as_ignored(desk, monkeypatch):
    place = desk.drop("story.txt")
    monkeypatch.setattr(stages, "take", lambda *_: (_ for _ in ()).throw(stages.Deferred("the disk is full")))
    desk.ingest()
    monkeypatch.undo()
    place.unlink()
    desk.ingest()

    assert desk.ask("select outcome, reason from drops") == [("ignored", "it was removed before it could be read")]


@pytest.mark.parametrize("last", ["take_stage", "enrich_stage", "load_stage"])
def test_a_run_that_ends_after_any_stage_is_finished_by_the_next(desk, last):
    place = desk.drop("story.txt")

    async def run_until(batch):
        for stage in ("take_stage", "enrich_stage", "load_stage"):
            await getattr(stages, stage)(batch, desk.shop)
            if stage == last:
                return

    asyncio.run(run_until(Batch([look(place)])))

    assert desk.outcomes() == {"story.txt": "loaded"}
    assert not place.exists()
    assert desk.ask("select count(*), count(distinct text_sha256) from articles") == [(1, 1)]
    assert desk.ask("select count(*) from drops") == [(1,)]


def test_a_file_that_was_taken_and_then_removed_is_loaded_from_the_vault(desk):
    place = desk.drop("story.txt")
    asyncio.run(stages.take_stage(Batch([look(place)]), desk.shop))
    place.unlink()

    assert desk.outcomes() == {"story.txt": "loaded"}


def test_a_file_that_goes_on_growing_is_left_for_the_next_time(desk, monkeypatch):
    monkeypatch.setattr(inbox, "PATIENCE_SECONDS", 0.2)
    place = desk.drop("story.txt")

    async def grow_meanwhile():
        async def grow():
            for _ in range(100):
                with place.open("a") as out:
                    out.write("more\n")
                await asyncio.sleep(0.005)

        growing = asyncio.create_task(grow())
        done = await drain(desk.shop, (), run_plainly, lambda _: None)
        growing.cancel()
        return done

    assert asyncio.run(grow_meanwhile()) == []
    assert place.exists()


def test_a_journal_that_cannot_be_written_defers_and_nothing_is_worked_on(desk, monkeypatch):
    desk.drop("story.txt")
    monkeypatch.setattr(
        stages.journal, "append", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device"))
    )
    outcome = desk.ingest()["story.txt"]
    monkeypatch.undo()

    assert (outcome.outcome, outcome.reason) == ("deferred", "the journal cannot be written: No space left on device")
    assert (desk.home.inbox / "story.txt").exists()
    assert status(desk.settings).equation().startswith("0 dropped = 0 loaded")
    assert desk.outcomes() == {"story.txt": "loaded"}
    assert status(desk.settings).equation().startswith("1 dropped = 1 loaded")


def test_a_deferred_file_outside_the_inbox_is_tried_again_by_the_next_pass(desk, tmp_path):
    mine = tmp_path / "mine.txt"
    mine.write_text(STORY)
    desk.settings.__dict__["lock_seconds"] = 0.05
    with locked(desk.home, 1.0, "a long rebuild"):
        assert desk.outcomes(mine) == {str(mine): "deferred"}

    assert desk.outcomes() == {str(mine): "loaded"}
    assert mine.exists()
    assert status(desk.settings).in_flight == 0
