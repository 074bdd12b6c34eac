"""Killed at every step: a process dies at the n-th pass of a failpoint, n = 1, 2, 3 …, until it comes through."""

import pytest

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

OF_A_PASS = (
    "mid_copy", "after_sync", "after_rename", "after_claim", "mid_enrich", "before_begin", "mid_transaction",
    "before_commit", "after_commit", "mid_publish", "before_rename_publish", "mid_set_aside", "before_unlink",
    "after_unlink", "mid_migration",
)  # fmt: skip


@pytest.mark.parametrize("name", OF_A_PASS)
def test_a_pass_that_is_killed_is_finished_by_the_next(tmp_path, name):
    passes = 0
    while True:
        passes += 1
        desk = world(tmp_path / str(passes))
        dropped = dropped_hashes(drop_all(desk))
        died = killed_at(name, passes, a_pass, desk.home.root)
        desk.ingest()
        assert_invariants(desk, dropped)
        assert desk.ask("select count(*), count(distinct text_sha256) from articles") == [(4, 4)]
        if not died:
            break
    assert passes > 1, f"no pass goes through {name}"


@pytest.mark.parametrize("name", ["before_begin", "mid_reprocess", "before_commit", "after_commit", "mid_publish"])
def test_enriching_again_is_killed_and_changes_nothing(tmp_path, name):
    desk = world(tmp_path / "home")
    dropped = dropped_hashes(drop_all(desk))
    desk.ingest()
    before, passes = checksums(desk.home), 1
    while killed_at(name, passes, all_again, desk.home.root):
        assert_invariants(desk, dropped)
        assert checksums(desk.home) == before
        passes += 1
    assert passes > 1


@pytest.mark.parametrize("name", ["mid_rebuild", "mid_transaction", "after_commit", "before_swap", "mid_publish"])
def test_building_again_is_killed_and_gives_the_same_tables(tmp_path, name):
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
    assert passes > 1


@pytest.mark.parametrize(
    "name", ["mid_forget", "before_forget_commit", "before_commit", "after_commit", "before_compact", "mid_publish"]
)
def test_forgetting_is_killed_and_forgets_when_asked_again(tmp_path, name):
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
        passes += 1
    assert passes > 1


def test_a_correction_that_is_killed_holds_after_the_next_repair(tmp_path):
    desk = world(tmp_path / "home")
    dropped = dropped_hashes(drop_all(desk))
    desk.ingest()
    for name in ("mid_correction", "before_commit", "after_commit"):
        assert killed_at(name, 1, one_renamed, desk.home.root)
        desk.ingest()
        assert_invariants(desk, dropped)
