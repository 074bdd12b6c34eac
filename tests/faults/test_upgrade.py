"""Homes of earlier versions open with this one and give equal reports; a newer one is refused in a sentence."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from flows.doctor import examine
from schemas.problem import Unavailable
from schemas.settings import Home
from tests.faults.conftest import FULL, Cases
from tests.faults.world import a_pass, assert_invariants, checksums, drop_all, dropped_hashes, killed_at, story, world
from warehouse import migrate
from warehouse.ask import reports, run_report
from warehouse.statements import statement

Reports = dict[str, list[tuple[object, ...]]]


def empty_at(live: Path, number: int) -> None:
    """A live file as the version that knew this many migrations made it."""
    with duckdb.connect(str(live), config={"storage_compatibility_version": "v1.5.0"}) as connection:
        for version, name in migrate.migrations()[:number]:
            connection.execute(statement(f"schema/{name}"))
            row = {"version": version, "name": name, "applied_at": datetime.now(UTC)}
            connection.execute(statement("ledger/record_migration"), row)


@pytest.mark.fault("Upgrade", "a warehouse of each earlier schema, with rows in it")
def test_every_earlier_warehouse_opens_and_tells_the_same(tmp_path: Path, cases: Cases) -> None:
    newest = len(migrate.migrations())
    for number in range(1, newest + 1) if FULL else (3, newest):
        desk = world(tmp_path / str(number), bare=True)
        empty_at(desk.home.live, number)
        dropped = dropped_hashes([desk.drop("a.txt", story(1)), desk.drop("b.txt", story(2))])
        desk.ingest()
        assert_invariants(desk, dropped)
        assert desk.ask("select max(version) from migrations") == [(migrate.migrations()[-1][0],)]
        cases.add()


def moved_into(home: Home, number: int, newest: Home) -> None:
    """Give a home the live file and the copy that the version with this many migrations would have made of its rows."""
    home.live.unlink()
    empty_at(home.live, number)
    with duckdb.connect(str(home.live)) as connection:
        connection.execute(f"attach '{newest.live}' as newest (read_only)")
        columns = connection.execute(
            "select table_name, string_agg('\"' || column_name || '\"', ', ') from duckdb_columns() "
            "where database_name = 'live' and table_name in (select table_name from duckdb_tables()) "
            "and table_name <> 'migrations' group by all"
        ).fetchall()
        for table, names in columns:
            connection.execute(f"insert into {table} ({names}) select {names} from newest.{table}")
        connection.execute("detach newest")
    shutil.copy2(home.live, home.warehouse)  # with its time of writing, as it is published


def told_by_reports(home: Home) -> Reports:
    """The rows of every report over all articles; of times and what hangs on them, only that they are there."""
    told = {
        name: [tuple("a moment" if isinstance(one, datetime) else one for one in row) for row in table.rows]
        for name, table in ((name, run_report(home, report, {})) for name, report in reports().items())
    }
    return {name: rows if name != "freshness" else [row[:4] for row in rows] for name, rows in told.items()}


def without_sources(told: Reports) -> Reports:
    """What reports tell where the third migration came later: what said a headline, what is known of a language."""
    coverage = [(*row[:2], None, *row[3:]) for row in told["coverage"]]
    article = [(*row[:2], None) if row[0] == "headline" else row for row in told["article"]]
    return {**told, "coverage": coverage, "article": article}


@pytest.mark.fault("Upgrade", "a home filled by each earlier schema: its reports, and its doctor")
def test_a_home_that_an_earlier_version_filled_tells_the_same_in_every_report(tmp_path: Path, cases: Cases) -> None:
    filled = world(tmp_path / "filled")
    dropped = dropped_hashes([one for one in drop_all(filled) if one.suffix != ".part"])
    filled.ingest()
    (filled.home.inbox / "half0.txt.part").unlink()
    expected = told_by_reports(filled.home)
    assert len([name for name, rows in expected.items() if rows]) > 10, expected
    newest = len(migrate.migrations())
    for number in range(1, newest + 1) if FULL else (1,):
        root = tmp_path / str(number)
        shutil.copytree(filled.home.root, root)
        desk = world(root)
        moved_into(desk.home, number, filled.home)
        if number < 4:
            with pytest.raises(Unavailable, match="earlier Dateline"):
                told_by_reports(desk.home)
        assert [one for one in examine(desk.home, desk.settings) if one.rows] == []  # before anything is published

        moved_into(desk.home, number, filled.home)
        assert desk.ingest() == {}  # with nothing in the inbox
        assert told_by_reports(desk.home) == (without_sources(expected) if number < 3 else expected)
        dropped_later = dropped_hashes([desk.drop("later.txt", story(8)), desk.drop("again.txt", story(1))])
        assert desk.outcomes() == {"later.txt": "loaded", "again.txt": "duplicate"}
        assert_invariants(desk, dropped | dropped_later)
        cases.add()


@pytest.mark.fault("Upgrade", "killed in the middle of each migration")
def test_a_migration_that_is_killed_is_made_by_the_next_run(tmp_path: Path, cases: Cases) -> None:
    passes = 1
    while True:
        desk = world(tmp_path / str(passes), bare=True)
        empty_at(desk.home.live, 1)
        dropped = dropped_hashes(drop_all(desk))
        died = killed_at("mid_migration", passes, a_pass, desk.home.root)
        desk.ingest()
        assert_invariants(desk, dropped)
        if not died:
            break
        cases.add()
        if not FULL:
            return
        passes += 1
    assert passes == len(migrate.migrations())


@pytest.mark.fault("Upgrade", "a warehouse of a newer version")
def test_a_newer_warehouse_is_refused_in_a_sentence_and_left_as_it_is(tmp_path: Path, cases: Cases) -> None:
    desk = world(tmp_path / "home")
    dropped = dropped_hashes(drop_all(desk))
    desk.ingest()
    before = checksums(desk.home)
    with duckdb.connect(str(desk.home.live)) as connection:
        connection.execute("insert into migrations values (999, 'later', now())")
    desk.drop("later.txt", story(9))

    with pytest.raises(Unavailable, match="newer Dateline"):
        desk.ingest()
    with duckdb.connect(str(desk.home.live)) as connection:
        connection.execute("delete from migrations where version = 999")
    assert checksums(desk.home) == before
    desk.ingest()
    assert_invariants(desk, dropped)
    cases.add()
