"""A lake holds what a file holds, for several writers and readers at once."""

import asyncio
import threading
from datetime import datetime

import duckdb
import pytest

from flows.commands import forget
from flows.doctor import examine
from flows.inbox import drain, run_plainly
from flows.status import status
from schemas.problem import Deferred, Unavailable, UsageError
from schemas.report import Report
from tests.conftest import STORY, Desk
from tests.warehouse.newsroom import open_newsroom
from warehouse.ask import reports, run_report
from warehouse.doctor import table_checksums
from warehouse.lake import Lake, _gate, lake_of, writing_lake
from warehouse.open import reading, writing

CLOCKS = {"loads"}  # tables that tell when something was done
LATER = {"freshness", "intake", "due", "what_is_next", "quarantine"}  # reports that count from now, or tell the hour


def checksums(desk: Desk) -> dict[str, object]:
    with reading(desk.home) as connection:
        return {table: found for table, found in table_checksums(connection).items() if table not in CLOCKS}


def told(desk: Desk, report: Report) -> list[tuple[object, ...]]:
    """What a report says, without the moments at which files came."""
    rows = run_report(desk.home, report, {}).rows
    return [tuple(value for value in row if not isinstance(value, datetime)) for row in rows]


def test_the_same_files_give_the_same_tables_and_reports(tmp_path):
    file, lake = open_newsroom(tmp_path / "file"), open_newsroom(tmp_path / "lake")
    ours, theirs = checksums(file), checksums(lake)

    assert lake_of(file.home) is None
    assert lake_of(lake.home) is not None
    assert not lake.home.live.exists()
    unlike = {table for table in ours if ours[table] != theirs[table]}
    assert unlike <= {"drops", "files", "problems"}  # their ids hold the inode and the moment
    assert [count for count, _ in ours.values()] == [count for count, _ in theirs.values()]
    for name in sorted(set(reports()) - LATER):
        report = reports()[name]
        assert told(file, report) == told(lake, report), name


def test_two_writers_and_a_reader_at_once_lose_nothing_and_load_nothing_twice(tmp_path):
    desks = [Desk(tmp_path / "shared" / f"home{number}") for number in range(2)]
    with writing(desks[0].home, 30.0, "make"):
        """The lake is there."""
    for number in range(12):
        for desk in desks:  # both get all of them
            desk.drop(f"{number}.txt", STORY.replace("4.5", f"{number}.5"))
    seen, stop = [], threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.append(desks[0].ask("select count(*) from articles where load_id is not null")[0][0])

    def load(desk: Desk) -> None:
        desk.shop.settings = desk.settings.model_copy(update={"batch_files": 4})
        asyncio.run(drain(desk.shop, (), run_plainly, lambda _: None))

    reader, writers = threading.Thread(target=read), [threading.Thread(target=load, args=(desk,)) for desk in desks]
    for thread in (reader, *writers):
        thread.start()
    for writer in writers:
        writer.join()
    stop.set()
    reader.join()
    assert desks[1].ask("select count(*), count(distinct text_sha256) from articles") == [(12, 12)]
    assert desks[0].ask("select outcome, count(*) from drops group by all order by all") == [
        ("duplicate", 12),
        ("loaded", 12),
    ]
    assert sorted(seen) == seen
    assert [list(desk.home.inbox.iterdir()) for desk in desks] == [[], []]
    for desk in desks:  # each speaks of its own arrivals
        assert status(desk.settings).equation().startswith("12 dropped = ")
        assert status(desk.settings).adds_up
        assert [one for one in examine(desk.home, desk.settings) if one.rows] == []


def test_who_finds_the_gate_closed_waits_and_then_says_so(desk):
    lake = lake_of(desk.home)
    assert lake
    with writing_lake(lake, 5.0), pytest.raises(Deferred, match="locked by another writer"), _gate(lake, 0.1):
        """Never reached."""
    with writing_lake(lake, 5.0):
        """The first has gone."""


def test_a_question_reaches_no_file_but_those_of_the_lake_and_changes_nothing(desk):
    desk.drop("story.txt")
    desk.ingest()

    assert desk.ask("select count(*) from articles") == [(1,)]
    for question in ("select * from read_text('/etc/hostname')", "delete from articles"):
        with pytest.raises((UsageError, Unavailable)):
            desk.ask(question)


def test_what_is_forgotten_is_in_no_file_of_the_lake(desk, tmp_path):
    desk.drop("story.txt")
    desk.ingest()
    ((article_id,),) = desk.ask("select article_id from articles")
    lake = lake_of(desk.home)
    assert lake

    forget(desk.settings, article_id, False)
    assert desk.ask("select count(*) from articles") == [(0,)]
    told = [
        duckdb.read_parquet(str(path)).aggregate("count(*)").fetchall()[0][0]
        for path in (tmp_path / "home" / "lake").rglob("articles/*.parquet")
    ]
    assert not any(told)


def test_a_catalog_that_is_away_defers_and_keeps_its_password():
    lake = Lake("host=/nowhere user=lake password=secret dbname=lake", "dateline", "/tmp/none/")
    with pytest.raises(Deferred) as told, writing_lake(lake, 1.0):
        """Never reached."""
    assert "secret" not in str(told.value)
