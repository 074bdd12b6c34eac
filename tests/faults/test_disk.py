"""The disk: full at any byte, folders that may not be written, files and logs that are broken or gone."""

import os
import random
import resource
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from flows.doctor import READABLE, examine
from schemas.settings import Home
from tests.conftest import Desk
from tests.faults.conftest import FULL, Cases
from tests.faults.world import (
    a_pass,
    assert_invariants,
    checksums,
    drop_all,
    dropped_hashes,
    in_a_process,
    killed_at,
    mended,
    story,
    world,
)
from warehouse.open import log_of

NOBODY = 65534
ROOM = (0, 100, 1000, 4096, 12_288, 20_000, 100_000, 300_000, 800_000, 1_100_000, 1_500_000, 2_000_000, 3_000_000)


def with_room(act: Callable[[Path], None], room: int, root: Path) -> None:
    """Do something while no file can grow beyond some bytes: the disk's own error, wherever it comes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    act(root)


@pytest.mark.fault("The disk", "full at some byte of the vault, the journal, the warehouse, its log or the copy")
@pytest.mark.parametrize("loaded_before", [pytest.param(False, marks=pytest.mark.full), True])
def test_what_finds_no_room_waits_and_is_loaded_by_itself(tmp_path: Path, cases: Cases, loaded_before: bool) -> None:
    for room in ROOM if FULL else (300_000,):
        desk = world(tmp_path / str(room), bare=not loaded_before)
        dropped = set()
        if loaded_before:
            dropped |= dropped_hashes(drop_all(desk, 10))
            desk.ingest()
        dropped |= dropped_hashes(drop_all(desk))

        assert in_a_process(with_room, a_pass, room, desk.home.root) == 0, room
        assert_invariants_after_a_pass(desk, dropped)
        cases.add()


def assert_invariants_after_a_pass(desk: Desk, dropped: set[str]) -> None:
    desk.ingest()
    assert_invariants(desk, dropped)


def as_nobody(act: Callable[[Path], None], root: Path) -> None:
    """Do something as a user who may only what the modes say."""
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    act(root)


def give_away(root: Path) -> None:
    """The home belongs to nobody, who can come to it."""
    if os.geteuid() == 0:
        for path in [root, *root.rglob("*")]:
            os.lchown(path, NOBODY, NOBODY)
    for parent in root.parents:
        if parent.stat().st_uid == os.geteuid() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o111)


@pytest.mark.fault("The disk", "a folder or a file may not be written or read")
@pytest.mark.parametrize(
    "place",
    [
        "inbox/b0.txt",
        *(
            pytest.param(place, marks=pytest.mark.full)
            for place in ("inbox", "vault", "vault/incoming", "state", "quarantine", ".")
        ),
    ],
)
def test_what_may_not_be_written_waits(tmp_path: Path, cases: Cases, place: str) -> None:
    desk = world(tmp_path / "home")
    dropped = dropped_hashes(drop_all(desk, 10))
    desk.ingest()
    dropped |= dropped_hashes(drop_all(desk))
    give_away(desk.home.root)
    closed = desk.home.root / place
    mode = closed.stat().st_mode
    closed.chmod(0o555 if closed.is_dir() else 0o000)

    code = in_a_process(as_nobody, a_pass, desk.home.root)
    closed.chmod(mode)
    assert code == 0
    assert in_a_process(as_nobody, a_pass, desk.home.root) == 0
    assert_invariants(desk, dropped)
    cases.add()


def cut(place: Path, share: float) -> None:
    """End a file early."""
    os.truncate(place, int(place.stat().st_size * share))


def flip(place: Path, share: float) -> None:
    """Turn one bit of a file."""
    data = bytearray(place.read_bytes())
    data[int(len(data) * share)] ^= 0x10
    place.write_bytes(data)


def home_with_a_log(root: Path) -> tuple[Desk, set[str]]:
    """A home whose last writer was killed after its commit: the rows are in DuckDB's log alone."""
    desk = world(root)
    dropped = dropped_hashes(drop_all(desk, 10))
    desk.ingest()
    dropped |= dropped_hashes(drop_all(desk))
    assert killed_at("after_commit", 3, a_pass, root)
    assert log_of(desk.home.live).exists()
    return desk, dropped


@pytest.mark.fault("The disk", "the log of the warehouse is cut short, has a wrong bit, or is gone")
def test_a_broken_log_loses_nothing(tmp_path: Path, cases: Cases) -> None:
    chance = random.Random(7)
    acts: list[Callable[[Path], None]] = [Path.unlink, lambda log: cut(log, 0.5)][: 2 if FULL else 1]
    acts += [partial(flip, share=chance.random()) for _ in range(8 if FULL else 1)]
    acts += [partial(cut, share=chance.random()) for _ in range(8 if FULL else 0)]
    for number, act in enumerate(acts):
        desk, dropped = home_with_a_log(tmp_path / str(number))
        act(log_of(desk.home.live))
        a_pass(desk.home.root)  # loads, or lets everything wait
        mended(desk.home.root)
        desk.ingest()
        assert_invariants(desk, dropped)
        cases.add()


BREAK: dict[str, Callable[[Path], object]] = {
    "deleted": Path.unlink,
    "empty": lambda place: place.write_bytes(b""),
    "other bytes": lambda place: place.write_bytes(b"no database\n" * 5000),
    "zeros": lambda place: place.write_bytes(bytes(100_000)),
    "cut in the middle": lambda place: cut(place, 0.5),
    "cut near its end": lambda place: cut(place, 0.95),
    "a wrong bit near its start": lambda place: flip(place, 0.001),
    "a wrong bit in the middle": lambda place: flip(place, 0.5),
}


@pytest.mark.fault("The disk", "the warehouse, or the copy for readers, is deleted or broken")
@pytest.mark.parametrize("broken", ["live", "warehouse"])
def test_a_broken_warehouse_is_told_and_derived_again(tmp_path: Path, cases: Cases, broken: str) -> None:
    for number, (what, act) in enumerate(BREAK.items()):
        if not FULL and what not in ("deleted", "other bytes"):
            continue
        desk = world(tmp_path / str(number))
        dropped = dropped_hashes(drop_all(desk))
        desk.ingest()
        before = checksums(desk.home)
        act(getattr(desk.home, broken))
        later = desk.drop("later.txt", story(50))
        dropped |= dropped_hashes([later])

        done = desk.ingest()  # waits with the reason, or finds that what is gone can be read again
        assert done["later.txt"].outcome in ("loaded", "deferred"), what
        if done["later.txt"].outcome == "deferred":
            assert "doctor --repair" in (done["later.txt"].reason or ""), what
            told = [one for one in examine(desk.home, desk.settings) if one.rows]
            assert [one.sentence for one in told] == [READABLE], what
        mended(desk.home.root)
        desk.ingest()
        assert_invariants(desk, dropped)
        later_gone = forget_later(desk)
        assert {name: later_gone[name] for name in before} == before, what
        cases.add()


def forget_later(desk: Desk) -> dict[str, tuple[int, str]]:
    """The checksums without the file that came later: its rows taken away again."""
    home = Home(desk.home.root)
    from warehouse.load import delete_articles
    from warehouse.open import writing

    with writing(home, 5.0, "test") as connection:
        ((article_id, sha),) = connection.execute(
            "select article_id, file_sha256 from articles where text like '%50.5 percent%'"
        ).fetchall()
        delete_articles(connection, [article_id])
        connection.execute("delete from drops where file_sha256 = ?", [sha])
        connection.execute("delete from files where file_sha256 = ?", [sha])
    return checksums(home)
