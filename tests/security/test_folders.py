"""Who may read what lies in a home: folders and files by their modes, and a login that is never empty."""

import asyncio
import os
import stat
from pathlib import Path

import pytest

from flows.doctor import rebuild
from flows.server import auth_string, server_environment
from schemas.problem import Unavailable
from schemas.settings import Home
from warehouse.search import search


def mode(place):
    return stat.S_IMODE(place.stat().st_mode)


@pytest.fixture(autouse=True)
def open_handed():
    before = os.umask(0)
    yield
    os.umask(before)


def test_a_new_home_and_its_state_are_for_their_owner_alone(tmp_path):
    home = Home(tmp_path / "new")
    home.make()

    assert mode(home.root) == 0o700
    assert mode(home.state) == 0o700


def test_a_state_that_was_opened_to_others_is_closed_again_and_a_home_is_left_as_its_owner_wants_it(tmp_path):
    home = Home(tmp_path)
    home.make()
    home.root.chmod(0o755)
    home.state.chmod(0o777)
    home.make()

    assert (mode(home.root), mode(home.state)) == (0o755, 0o700)


def test_a_state_behind_a_link_is_closed_where_it_leads(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    home = Home(tmp_path / "home")
    home.root.mkdir()
    home.state.symlink_to(elsewhere)
    home.make()

    assert mode(elsewhere) == 0o700


def test_a_state_of_another_user_is_refused(tmp_path, monkeypatch):
    home = Home(tmp_path)
    home.make()
    monkeypatch.setattr(os, "geteuid", lambda: home.state.stat().st_uid + 1)

    with pytest.raises(Unavailable, match="belongs to another user"):
        home.make()


def test_the_login_is_made_once_long_and_for_its_owner_alone(tmp_path):
    home = Home(tmp_path / "home")
    login = auth_string(home)

    assert login == auth_string(home)
    assert len(login.partition(":")[2]) >= 20
    assert (mode(home.state), mode(home.prefect_auth)) == (0o700, 0o600)
    assert [one.name for one in home.state.iterdir() if one.is_file()] == ["prefect-auth"]
    assert auth_string(Home(tmp_path / "other")) != login


def test_a_login_that_others_could_read_is_closed(tmp_path):
    home = Home(tmp_path)
    home.make()
    home.prefect_auth.write_text("desk:long enough\n")
    home.prefect_auth.chmod(0o644)

    assert auth_string(home) == "desk:long enough"
    assert mode(home.prefect_auth) == 0o600


@pytest.mark.parametrize(
    "kept", ["", "\n", ":", "dateline:", "dateline", ":password", "dateline:short", "a:\x1b[2Jlong"]
)
def test_an_empty_login_is_refused_rather_than_served_without_one(tmp_path, kept):
    home = Home(tmp_path)
    home.make()
    home.prefect_auth.write_text(kept)

    with pytest.raises(Unavailable, match="holds no"):
        server_environment(home, 4200)


def test_what_is_loaded_and_published_stands_in_folders_for_their_owner_alone(desk):
    desk.drop("story.txt")
    desk.ingest()

    assert mode(desk.home.root) == 0o700
    kept = [place for place in desk.home.root.rglob("*") if place.is_file()]
    assert desk.home.warehouse in kept
    assert not [place for place in kept if mode(place) & 0o111]  # nothing that was dropped may be run
    assert {mode(place) & 0o222 for place in desk.home.vault.rglob("*.txt")} == {0}


def test_security_md_says_what_stands_in_the_state_and_what_forgetting_does_to_it(desk):
    told = (Path(__file__).parents[2] / "SECURITY.md").read_text(encoding="utf-8").partition("### What stands in")[2]
    desk.drop("story.txt")
    desk.ingest()
    search(desk.home, "port")
    asyncio.run(rebuild(desk.shop, lambda *_: None))
    places = {place for place in vars(desk.home).values() if desk.home.state in place.parents}

    for place in {*places, *desk.home.state.iterdir()}:
        name = "*.set-aside.duckdb" if ".set-aside." in place.name else place.name
        assert f"`{name}" in told, name
