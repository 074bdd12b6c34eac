"""Files through the whole pipeline, without Prefect: what becomes of each, and what stands in the warehouse."""

import asyncio
import io
import json
import os
import time
import zipfile

import pytest

from flows import inbox, stages
from flows.again import reprocess
from flows.commands import forget
from flows.doctor import examine, rebuild
from flows.inbox import drain, run_plainly
from flows.stages import Batch
from flows.status import status
from tasks import journal
from tasks.quarantine import refusals
from tasks.scan import look
from tests.conftest import STORY
from warehouse.open import locked


def test_a_story_becomes_rows_that_point_at_their_characters(desk):
    desk.drop("wire/story.txt")

    assert desk.outcomes() == {"wire/story.txt": "loaded"}
    assert list(desk.home.inbox.rglob("*.txt")) == []
    assert desk.ask("select headline, published_date::varchar, language from articles") == [
        ("Harbour traffic falls", "2025-03-03", "en")
    ]
    assert desk.ask("select signed_value, unit, direction from figures_in_context where unit = '%'") == [
        (-4.5, "%", "down")
    ]
    assert desk.ask("select source from drops") == [("wire",)]


def test_the_equation_adds_up_whatever_was_dropped(desk):
    desk.drop("good.txt")
    desk.drop("same.txt")
    desk.drop("empty.txt", b"")
    desk.drop("broken.json", '{"headline": "x", ')
    desk.drop("half.txt.part")

    assert desk.outcomes() == {
        "good.txt": "loaded",
        "same.txt": "duplicate",
        "empty.txt": "quarantined",
        "broken.json": "quarantined",
        "half.txt.part": "ignored",
    }
    found = status(desk.settings)
    assert found.equation() == (
        "5 dropped = 1 loaded + 1 duplicate + 2 quarantined + 1 ignored + 0 deferred + 0 in flight"
    )
    assert [finding for finding in examine(desk.home, desk.settings) if finding.rows] == []


def test_a_second_pass_over_the_same_files_changes_nothing(desk):
    desk.drop("story.txt.part")
    desk.ingest()
    desk.ingest()

    assert status(desk.settings).equation().startswith("1 dropped = 0 loaded")


def test_a_refused_file_is_let_in_again_once_it_is_mended(desk):
    desk.drop("story.json", '{"headline": "x", ')
    desk.ingest()
    (refusal,) = refusals(desk.home)
    assert refusal.codes == {"json.invalid"}

    refusal.place.write_text(json.dumps({"headline": "Harbour", "text": STORY}))
    refusal.place.rename(desk.home.inbox / "story.json")
    assert desk.outcomes() == {"story.json": "loaded"}


def test_files_outside_the_inbox_are_loaded_and_left(desk, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY)

    assert desk.outcomes(folder) == {str(folder / "a.txt"): "loaded"}
    assert desk.outcomes(folder) == {str(folder / "a.txt"): "loaded"}
    assert (folder / "a.txt").exists()
    assert desk.ask("select count(*) from drops") == [(1,)]


def test_moved_in_with_an_old_mtime_is_still_loaded(desk, tmp_path):
    old = tmp_path / "old.txt"
    old.write_text(STORY)
    os.utime(old, (1, 1))
    old.rename(desk.home.inbox / "old.txt")

    assert desk.outcomes() == {"old.txt": "loaded"}


def test_a_file_over_the_limit_is_refused_with_its_size(desk):
    desk.settings.__dict__["max_file_bytes"] = 10
    desk.drop("big.txt")

    outcome = desk.ingest()["big.txt"]
    assert [problem.code for problem in outcome.problems] == ["file.too_large"]
    assert (desk.home.quarantine / "big.txt").exists()


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


def test_a_batch_larger_than_one_is_loaded_whole(desk):
    desk.settings.__dict__["batch_files"] = 4
    for number in range(11):
        desk.drop(f"{number}.txt", STORY.replace("4.5 percent", f"{number + 5} percent"))

    assert set(desk.outcomes().values()) == {"loaded"}
    assert desk.ask("select count(*) from loads") == [(3,)]
    assert desk.ask("select count(*) from articles") == [(11,)]


def test_rebuilding_gives_the_same_facts(desk):
    desk.drop("story.txt")
    desk.drop("copy.txt")
    desk.drop("broken.json", "{")
    desk.ingest()
    facts = "select * exclude (load_id, loaded_at) from articles"
    before = [desk.ask(facts), desk.ask("from figures"), desk.ask("select drop_id, outcome from drops order by 1")]
    desk.home.live.unlink()

    counts = asyncio.run(rebuild(desk.shop, lambda *_: None))

    assert counts == {"loaded": 1, "duplicate": 1, "quarantined": 1}
    assert [
        desk.ask(facts),
        desk.ask("from figures"),
        desk.ask("select drop_id, outcome from drops order by 1"),
    ] == before


def test_the_journal_has_every_arrival_and_every_outcome(desk):
    desk.drop("story.txt")
    began = time.time()
    desk.ingest()

    (arrival,) = journal.arrivals(desk.home.journal).values()
    assert arrival.settled_at >= began
    assert [line["outcome"] for line in journal.read(desk.home.journal) if line["what"] == "finished"] == ["loaded"]


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


def test_a_file_dropped_again_while_its_content_is_forgotten_is_not_lost(desk):
    desk.drop("first.txt")
    desk.ingest()
    ((article_id,),) = desk.ask("select article_id from articles")
    again = Batch([look(desk.drop("again.txt"))])

    async def forget_in_between():
        await stages.take_stage(again, desk.shop)
        await stages.enrich_stage(again, desk.shop)
        forget(desk.settings, article_id, whole_file=False)
        await stages.load_stage(again, desk.shop)
        await stages.settle_stage(again, desk.shop)

    asyncio.run(forget_in_between())

    assert [outcome.outcome for outcome in again.outcomes] == ["deferred"]
    assert (desk.home.inbox / "again.txt").exists()
    assert desk.outcomes() == {"again.txt": "loaded"}
    assert [finding for finding in examine(desk.home, desk.settings) if finding.rows] == []


def test_what_is_forgotten_is_gone_from_every_file_with_its_copies(desk):
    word = "Zyxwvut"
    desk.drop("a.txt", STORY.replace("Ines Prado", word))
    desk.ingest()
    desk.drop("b.md", STORY.replace("Ines Prado", word))
    desk.drop("c.txt", STORY.replace("Ines Prado", word).replace("\n", "\r\n"))
    desk.ingest()
    assert desk.ask("select outcome, count(*) from drops group by all order by 1") == [("duplicate", 2), ("loaded", 1)]
    ((article_id,),) = desk.ask("select article_id from articles")

    forget(desk.settings, article_id, whole_file=False)
    asyncio.run(rebuild(desk.shop, lambda *_: None))

    assert desk.ask("select count(*) from articles") == [(0,)]
    holding = [path for path in desk.home.root.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]
    assert holding == []
    assert status(desk.settings).equation().startswith("3 dropped = 0 loaded + 0 duplicate + 0 quarantined + 3 ignored")
    desk.drop("c.txt", STORY.replace("Ines Prado", word))
    assert desk.outcomes() == {"c.txt": "loaded"}


def test_what_is_forgotten_while_it_is_enriched_again_stays_forgotten(desk):
    desk.drop("story.txt")
    desk.ingest()
    ((article_id,),) = desk.ask("select article_id from articles")

    asyncio.run(reprocess(desk.shop, True, False, lambda _: forget(desk.settings, article_id, whole_file=False)))

    assert desk.ask("select count(*) from articles") == [(0,)]
    assert [finding for finding in examine(desk.home, desk.settings) if finding.rows] == []


def test_the_same_refused_file_outside_is_set_aside_once(desk, tmp_path):
    bad = tmp_path / "bad.json"
    bad.write_text("{")
    for _ in range(3):
        assert desk.outcomes(bad) == {str(bad): "quarantined"}

    assert len(refusals(desk.home)) == 1


def test_a_refused_file_called_like_its_reasons_is_listed_too(desk):
    desk.drop("x.problem.json", "{")
    desk.ingest()

    assert [one.name for one in refusals(desk.home)] == ["x.problem.json"]


def test_dateline_does_not_load_its_own_home(desk):
    desk.drop("story.txt")
    desk.ingest()
    desk.drop("other.txt", STORY + "Other.\n")

    assert desk.outcomes(desk.home.root) == {"other.txt": "loaded"}


def test_a_folder_that_may_not_be_listed_stops_no_other(desk, monkeypatch):
    desk.drop("closed/story.txt")
    desk.drop("open/story.txt")
    real = os.scandir

    def refuse(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert desk.outcomes() == {"closed": "ignored", "open/story.txt": "loaded"}


def test_what_is_no_article_in_an_archive_is_told_and_the_rest_is_loaded(desk):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("wire/story.txt", STORY)
        archive.writestr("wire/photo.png", b"\x89PNG\r\n\x1a\n" + bytes(40))
    desk.drop("day.zip", packed.getvalue())

    outcome = desk.ingest()["day.zip"]

    assert (outcome.outcome, outcome.reason) == ("loaded", "1 of its members are no articles")
    assert desk.ask("select member from articles") == [("wire/story.txt",)]
    assert desk.ask("select member, code from passed_over") == [("wire/photo.png", "file.binary")]
