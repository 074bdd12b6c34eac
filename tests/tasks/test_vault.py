"""A folder and an object store keep one promise."""

import errno
from hashlib import sha256
from pathlib import Path

import pytest
from obstore.exceptions import GenericError

from schemas.problem import Unavailable
from schemas.settings import Settings
from tasks import object_vault
from tasks.object_vault import ObjectVault
from tasks.vault import FolderVault, vault_at, vault_of

WORDS = b"words"
SHA = sha256(WORDS).hexdigest()
NAME = f"{SHA[:2]}/{SHA}.txt"


@pytest.fixture(params=["folder", "objects"])
def vault(request, tmp_path):
    object_vault.open_store.cache_clear()
    return FolderVault(tmp_path) if request.param == "folder" else ObjectVault("memory:///")


@pytest.fixture
def arriving(tmp_path) -> Path:
    place = tmp_path / "arriving"
    place.write_bytes(WORDS)
    return place


def test_what_is_put_can_be_read_counted_found_and_deleted(vault, arriving):
    vault.put(arriving, NAME)

    assert vault.read(NAME) == WORDS
    assert vault.size(NAME) == len(WORDS)
    assert [(one.name, one.size) for one in vault.kept()] == [(NAME, len(WORDS))]
    assert [one.name for one in vault.kept(SHA)] == [NAME]
    assert list(vault.kept(SHA[:2] + "0" * 62)) == []
    vault.delete(NAME)
    vault.delete(NAME)
    assert list(vault.kept()) == []


def test_what_is_not_there_has_no_size_and_cannot_be_read(vault):
    assert vault.size(NAME) is None
    with pytest.raises(FileNotFoundError) as told:
        vault.read(NAME)
    assert told.value.strerror


def test_the_same_content_is_put_twice_without_harm(vault, arriving, tmp_path):
    vault.put(arriving, NAME)
    again = tmp_path / "again"
    again.write_bytes(WORDS)
    vault.put(again, NAME)

    assert vault.read(NAME) == WORDS


def test_no_name_leads_out_of_a_folder(tmp_path):
    (tmp_path / "secret").write_bytes(b"x")
    for name in ("../secret", str(tmp_path / "secret")):
        with pytest.raises(FileNotFoundError):
            FolderVault(tmp_path / "vault").read(name)


def test_a_store_that_gives_back_other_bytes_has_not_kept_it(arriving, monkeypatch):
    object_vault.open_store.cache_clear()
    put = object_vault.obstore.put
    monkeypatch.setattr(object_vault.obstore, "put", lambda store, name, _: put(store, name, b"other"))

    with pytest.raises(OSError, match="other bytes"):
        ObjectVault("memory:///").put(arriving, NAME)


def test_a_store_that_is_away_is_a_fault_of_the_environment_in_one_line(arriving, monkeypatch):
    def away(*_: object) -> None:
        raise GenericError("no answer\n\nDebug source:")

    monkeypatch.setattr(object_vault.obstore, "put", away)
    with pytest.raises(OSError) as told:
        ObjectVault("memory:///").put(arriving, NAME)
    assert told.value.errno == errno.EIO
    assert told.value.strerror == "memory:/// cannot be used: no answer"


def test_the_settings_name_the_vault(tmp_path):
    assert vault_of(Settings(home=tmp_path)) == FolderVault(tmp_path / "vault")
    assert vault_of(Settings(home=tmp_path, vault_url="file:///mnt/two%20words")) == FolderVault(Path("/mnt/two words"))
    assert vault_of(Settings(home=tmp_path, vault_url="s3://bucket/home")) == ObjectVault("s3://bucket/home")
    assert vault_at(FolderVault(tmp_path).address) == FolderVault(tmp_path)


def test_an_address_that_is_none_is_told_before_anything_is_read(tmp_path):
    with pytest.raises(Unavailable, match="names no folder"):
        vault_at("file://host")
    with pytest.raises(Unavailable, match="cannot be used"):
        vault_at("s3://")
    with pytest.raises(ValueError, match="vault_url"):
        Settings(home=tmp_path, vault_url="ftp://host")


def test_without_its_package_an_object_store_is_refused_by_name(monkeypatch):
    monkeypatch.setattr("tasks.vault.find_spec", lambda _: None)
    with pytest.raises(Unavailable, match=r"dateline\[objects\]"):
        vault_at("s3://bucket")
