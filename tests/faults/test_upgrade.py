"""Homes of earlier versions open with this one and give equal reports; a newer one is refused in a sentence."""

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from schemas.problem import Unavailable
from tests.faults.conftest import FULL, Cases
from tests.faults.world import a_pass, assert_invariants, checksums, drop_all, dropped_hashes, killed_at, story, world
from warehouse import migrate
from warehouse.statements import statement


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
