"""Killed at every step: a process dies at the n-th pass of a failpoint, n = 1, 2, 3 …, until it comes through."""

from pathlib import Path

import pytest

from tests.faults.conftest import FULL, Cases
from tests.faults.world import (
    a_pass,
    all_again,
    assert_invariants,
    built_again,
    checksums,
    drop_all,
    dropped_hashes,
    hashes,
    killed_at,
    one_forgotten,
    one_renamed,
    world,
)


def places(short: tuple[str, ...], more: tuple[str, ...]) -> list[object]:
    """Failpoints; those of `more` in `make faults` alone."""
    return [*short, *(pytest.param(name, marks=pytest.mark.full) for name in more)]


OF_A_PASS = places(
    ("mid_copy", "after_claim", "mid_transaction", "after_commit", "mid_set_aside", "after_unlink"),
    ("after_sync", "after_rename", "mid_enrich", "before_begin", "before_commit", "mid_publish",
     "before_rename_publish", "before_unlink", "mid_migration"),
)  # fmt: skip


@pytest.mark.fault("Killed", "at each step of a pass, at the first, second … time")
@pytest.mark.parametrize("name", OF_A_PASS)
def test_a_pass_that_is_killed_is_finished_by_the_next(tmp_path: Path, cases: Cases, name: str) -> None:
    passes = 0
    while True:
        passes += 1
        desk = world(tmp_path / str(passes), bare=name == "mid_migration")
        dropped = dropped_hashes(drop_all(desk))
        died = killed_at(name, passes, a_pass, desk.home.root)
        desk.ingest()
        assert_invariants(desk, dropped)
        assert desk.ask("select count(*), count(distinct text_sha256) from articles") == [(4, 4)]
        if not died:
            break
        cases.add()
        if not FULL:
            return
    assert passes > 1, f"no pass goes through {name}"


@pytest.mark.fault("Killed", "at each step of enriching again, at the first, second … time")
@pytest.mark.parametrize(
    "name", places(("mid_reprocess",), ("before_begin", "before_commit", "after_commit", "mid_publish"))
)
def test_enriching_again_is_killed_and_changes_nothing(tmp_path: Path, cases: Cases, name: str) -> None:
    desk = world(tmp_path / "home")
    dropped = dropped_hashes(drop_all(desk))
    desk.ingest()
    before, passes = checksums(desk.home), 1
    while killed_at(name, passes, all_again, desk.home.root):
        assert_invariants(desk, dropped)
        assert checksums(desk.home) == before
        passes += 1
        cases.add()
    assert passes > 1


@pytest.mark.fault("Killed", "at each step of building again, at the first, second … time")
@pytest.mark.parametrize(
    "name", places(("before_swap",), ("mid_rebuild", "mid_transaction", "after_commit", "mid_publish"))
)
def test_building_again_is_killed_and_gives_the_same_tables(tmp_path: Path, cases: Cases, name: str) -> None:
    desk = world(tmp_path / "home")
    dropped = dropped_hashes(drop_all(desk))
    desk.ingest()
    before, passes = checksums(desk.home), 1
    while killed_at(name, passes, built_again, desk.home.root):
        assert_invariants(desk, dropped)
        assert checksums(desk.home) == before
        built_again(desk.home.root)
        assert checksums(desk.home) == before
        passes += 1
        cases.add()
    assert passes > 1


@pytest.mark.fault("Killed", "at each step of forgetting, at the first, second … time")
@pytest.mark.parametrize(
    "name",
    places(("before_compact",), ("mid_forget", "before_forget_commit", "before_commit", "after_commit", "mid_publish")),
)
def test_forgetting_is_killed_and_forgets_when_asked_again(tmp_path: Path, cases: Cases, name: str) -> None:
    desk = world(tmp_path / "home")
    passes = 1
    dropped = set()
    while True:
        dropped |= dropped_hashes(drop_all(desk, 10 * passes))
        desk.ingest()
        ((article_id,),) = desk.ask("select min(article_id) from articles")
        died = killed_at(name, passes, one_forgotten, desk.home.root)
        desk.ingest()
        ((left,),) = desk.ask(f"select count(*) from articles where article_id = '{article_id}'")
        if left:
            one_forgotten(desk.home.root)
        gone = dropped - hashes((desk.home.inbox, desk.home.vault, desk.home.quarantine))
        assert any(one.startswith(str(article_id)[:16]) for one in gone)
        assert_invariants(desk, dropped, gone)
        if not died:
            break
        cases.add()
        if not FULL:
            return
        passes += 1
    assert passes > 1


@pytest.mark.fault("Killed", "at each step of a correction")
def test_a_correction_that_is_killed_holds_after_the_next_pass(tmp_path: Path, cases: Cases) -> None:
    desk = world(tmp_path / "home")
    dropped = dropped_hashes(drop_all(desk))
    desk.ingest()
    for name in ("mid_correction", "before_commit", "after_commit"):
        assert killed_at(name, 1, one_renamed, desk.home.root)
        desk.ingest()
        assert_invariants(desk, dropped)
        cases.add()
