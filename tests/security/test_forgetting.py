"""Forgetting reaches what is beside the warehouse: reports, the search index, rows that a killed question left."""

import asyncio
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import ClassVar
from uuid import uuid4

from prefect.client.schemas.objects import Artifact

from flows import artifacts
from flows.doctor import rebuild
from flows.forgetting import forget_article
from tasks.forget import remembered
from tests.conftest import STORY
from warehouse.search import search


def test_reports_since_it_came_go_and_older_or_named_ones_stay(desk):
    desk.drop("story.txt")
    desk.ingest()
    old, new, named = (
        desk.home.reports / name
        for name in ("timeline-20200101-000000.html", "timeline-20991231-000000.csv", "ours.csv")
    )
    for place in (old, new, named):
        place.write_text("told")
    os.utime(old, (1, 1))
    ((article_id,),) = desk.ask("select article_id from articles")
    forget_article(desk.settings, str(article_id), whole_file=False)

    assert set(desk.home.reports.iterdir()) == {old, named}


def test_half_a_report_that_a_killed_process_left_goes_and_one_that_is_being_written_stays(desk):
    desk.drop("story.txt")
    desk.ingest()
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    left, written = (desk.home.reports / f".timeline.csv.{pid}.arriving" for pid in (gone.pid, os.getpid()))
    for place in (left, written):
        place.write_text("rows")
    ((article_id,),) = desk.ask("select article_id from articles")
    forget_article(desk.settings, str(article_id), whole_file=False)

    assert list(desk.home.reports.iterdir()) == [written]


def test_a_word_that_was_searched_before_is_not_in_the_index_after(desk):
    desk.drop("story.txt", STORY.replace("Ines Prado", "Zorbelqua Prado"))
    desk.drop("other.txt", STORY.replace("4.5 percent", "7.5 percent"))
    desk.ingest()
    assert search(desk.home, "zorbelqua").articles == 1
    ((article_id,),) = desk.ask("select article_id from articles where text like '%Zorbelqua%'")
    forget_article(desk.settings, str(article_id), whole_file=False)

    for place in desk.home.state.glob("search.sqlite*"):
        assert b"zorbelqua" not in place.read_bytes().lower()


def test_rows_that_a_killed_question_left_on_disk_go(desk):
    desk.drop("story.txt")
    desk.ingest()
    desk.home.spill.mkdir()
    (desk.home.spill / "duckdb_temp_storage_DEFAULT-0.tmp").write_text("rows")
    ((article_id,),) = desk.ask("select article_id from articles")
    forget_article(desk.settings, str(article_id), whole_file=False)

    assert not list(desk.home.spill.glob("*"))


def test_what_a_rebuild_that_was_killed_left_goes(desk):
    desk.drop("story.txt")
    desk.ingest()
    left = desk.home.state / "rebuilt.killed.duckdb"
    left.write_text("rows")
    ((article_id,),) = desk.ask("select article_id from articles")
    forget_article(desk.settings, str(article_id), whole_file=False)

    assert not left.exists()


def test_a_rebuild_that_goes_on_meanwhile_keeps_no_word(desk):
    word = "Zorbelqua"
    desk.drop("story.txt", STORY.replace("Ines Prado", word))
    desk.ingest()
    ((article_id,),) = desk.ask("select article_id from articles")

    asyncio.run(rebuild(desk.shop, lambda *_: forget_article(desk.settings, str(article_id), whole_file=False)))
    desk.ingest()

    assert desk.ask("select count(*) from articles") == [(0,)]
    places = [path for path in desk.home.root.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]
    assert [path.name for path in places] == []


def test_what_prefect_shows_of_it_is_remembered_without_a_word_until_its_server_answers(desk, monkeypatch):
    desk.drop("story.txt")
    desk.drop("other.txt", STORY.replace("4.5 percent", "7.5 percent"))
    desk.ingest()
    ids = [str(one) for (one,) in desk.ask("select article_id from articles")]
    before = time.time()
    for article_id in ids:
        forget_article(desk.settings, article_id, whole_file=False)

    note = remembered(desk.home)
    assert note["ids"] == sorted(one[:16] for one in ids) and note["since"] <= before
    found = [artifact("report", before + 1), artifact("report", 1.0), artifact("ingest", 1.0, f"/articles/{ids[0]}"),
             artifact("ingest", before + 1, "/articles/another-0")]  # fmt: skip

    class Client:
        gone: ClassVar[list[object]] = []

        async def __aenter__(self):
            return self

        async def __aexit__(self, *_):
            pass

        async def read_artifacts(self, offset, limit, **_):
            return found[offset : offset + limit]

        async def delete_artifact(self, artifact_id):
            self.gone.append(artifact_id)

    monkeypatch.setattr(artifacts, "get_client", Client)
    assert asyncio.run(artifacts.forget_artifacts(desk.home)) == 2
    assert Client.gone == [found[0].id, found[2].id]
    assert not desk.home.forgetting_artifacts.exists()
    assert asyncio.run(artifacts.forget_artifacts(desk.home)) == 0


def artifact(key, created, data=""):
    return Artifact(id=uuid4(), key=key, created=datetime.fromtimestamp(created, UTC), data=data)


def test_an_index_that_nobody_made_is_not_made_to_forget(desk):
    desk.drop("story.txt")
    desk.ingest()
    ((article_id,),) = desk.ask("select article_id from articles")
    forget_article(desk.settings, str(article_id), whole_file=False)

    assert not list(desk.home.state.glob("search.sqlite*"))
