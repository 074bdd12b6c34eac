"""A home whose originals are in an object store: what it loads, tells, mends and forgets."""

import asyncio

import pytest
from obstore.exceptions import GenericError

from flows.again import reprocess
from flows.commands import forget, retry
from flows.doctor import examine, rebuild
from flows.showing import show_stored
from tasks import object_vault
from tests.conftest import STORY, Desk


@pytest.fixture
def far(tmp_path, monkeypatch) -> Desk:
    object_vault.open_store.cache_clear()
    monkeypatch.setenv("DATELINE_VAULT_URL", "memory:///")
    return Desk(tmp_path / "home")


def broken(desk: Desk) -> list[str]:
    return [one.invariant for one in examine(desk.home, desk.settings) if one.rows]


def names(desk: Desk) -> list[str]:
    return [one.name for one in desk.shop.vault.kept()]


def test_a_file_is_loaded_shown_derived_again_and_forgotten(far, capsys):
    far.drop("story.txt")
    assert far.outcomes() == {"story.txt": "loaded"}
    assert list(far.home.inbox.iterdir()) == []
    assert [path for path in far.home.vault.rglob("*") if path.is_file()] == []
    assert broken(far) == []
    ((article_id, vault_path),) = far.ask("select article_id, vault_path from articles join files using (file_sha256)")
    assert names(far) == [vault_path]

    show_stored(far.settings, f"{article_id}:0", "json")
    shown = capsys.readouterr().out
    assert f'"memory:///{vault_path}"' in shown
    assert '"byte_start": null' not in shown

    (same,) = asyncio.run(reprocess(far.shop, True, False, lambda _: None))
    assert same.empty
    assert same.problem is None
    assert asyncio.run(rebuild(far.shop, lambda *_: None)) == {"loaded": 1}
    assert broken(far) == []

    forget(far.settings, str(article_id), False)
    assert names(far) == []
    assert far.ask("select count(*) from articles") == [(0,)]
    assert broken(far) == []


def test_a_refused_file_from_elsewhere_is_set_aside_from_the_store_and_let_in_again(far, tmp_path):
    mine = tmp_path / "mine.json"
    mine.write_text("{")
    assert far.outcomes(mine) == {str(mine): "quarantined"}
    assert (far.home.quarantine / "mine.json").read_text() == "{"

    assert retry(far.settings, ()) == 0
    assert far.outcomes() == {"mine.json": "quarantined"}


def test_while_the_store_is_away_files_wait_in_the_inbox_and_then_load_by_themselves(far, monkeypatch):
    far.drop("story.txt")

    def away(*_: object) -> None:
        raise GenericError("no answer")

    with monkeypatch.context() as without:
        without.setattr(object_vault.obstore, "put", away)
        (outcome,) = far.ingest().values()
        assert outcome.outcome == "deferred"
        assert outcome.reason == "it cannot be copied into the vault: memory:/// cannot be used: no answer"
        assert (far.home.inbox / "story.txt").read_text() == STORY
        assert list(far.home.incoming.iterdir()) == []

    assert far.outcomes() == {"story.txt": "loaded"}


def test_a_loaded_file_stays_until_its_original_is_known_to_be_in_the_store(far, monkeypatch):
    far.drop("story.txt")

    def away(*_: object) -> None:
        raise GenericError("no answer")

    with monkeypatch.context() as without:
        without.setattr(object_vault.obstore, "head", away)
        assert far.outcomes() == {"story.txt": "loaded"}
        assert (far.home.inbox / "story.txt").exists()

    far.ingest()
    assert list(far.home.inbox.iterdir()) == []
    assert far.ask("select count(*) from articles") == [(1,)]
    assert broken(far) == []


def test_an_original_that_is_gone_from_the_store_is_missed(far):
    far.drop("story.txt")
    far.ingest()
    for name in names(far):
        far.shop.vault.delete(name)

    assert broken(far) == ["I2", "I6"]


def test_a_home_may_keep_its_originals_in_another_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_VAULT_URL", f"file://{tmp_path}/elsewhere")
    desk = Desk(tmp_path / "home")
    desk.drop("story.txt")

    assert desk.outcomes() == {"story.txt": "loaded"}
    assert broken(desk) == []
    (kept,) = desk.shop.vault.kept()
    assert (tmp_path / "elsewhere" / kept.name).read_text() == STORY
