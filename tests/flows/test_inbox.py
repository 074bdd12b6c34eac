"""Files through the whole pipeline, without Prefect: what becomes of each, and what stands in the warehouse."""

import asyncio
import io
import json
import os
import time
import zipfile

from flows.doctor import examine, rebuild
from flows.status import status
from tasks import journal
from tasks.quarantine import refusals
from tests.conftest import STORY


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

    assert (outcome.outcome, outcome.reason) == ("loaded", "1 of its parts are passed over")
    assert desk.ask("select member from articles") == [("wire/story.txt",)]
    assert desk.ask("select member, code from passed_over") == [("wire/photo.png", "file.binary")]
