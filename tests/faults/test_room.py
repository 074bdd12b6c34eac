"""Small file systems of their own that are full: at the vault, at the state, where the warehouse is published.

They exist where this user may mount one; elsewhere `test_disk.py` makes the same errors by a limit on a file's size.
"""

import asyncio
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from flows import watch
from flows.inbox import run_plainly
from flows.watch import Watcher
from schemas.enriched import FileOutcome
from tests.conftest import Desk
from tests.faults.conftest import Cases
from tests.faults.world import assert_invariants, dropped_hashes, story, world
from tests.flows.up import until

SECONDS = 60.0
MEGABYTES = 24  # an empty warehouse has two or three
BALLAST = "ballast"
FULL_DISK = "No space left on device"


@contextmanager
def mounted(place: Path) -> Iterator[None]:
    """A small file system in memory at a folder; what was in the folder is moved in."""
    folders = [one.relative_to(place) for one in place.rglob("*") if one.is_dir()]
    files = [(one.relative_to(place), one.read_bytes(), one.stat()) for one in place.rglob("*") if one.is_file()]
    words = ("mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m,mode=700", "tmpfs", place)
    subprocess.run(words, check=True, capture_output=True)
    try:
        for folder in folders:
            (place / folder).mkdir(parents=True, exist_ok=True)
        for name, data, found in files:
            (place / name).write_bytes(data)
            os.utime(place / name, ns=(found.st_atime_ns, found.st_mtime_ns))
        yield
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def may_mount() -> bool:
    """Whether this user may mount a file system here: root, outside of most containers."""
    if os.geteuid() != 0:
        return False
    try:
        with tempfile.TemporaryDirectory() as folder, mounted(Path(folder)):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


@contextmanager
def small_world(root: Path, small: Sequence[str]) -> Iterator[Desk]:
    """A home with one article, of which these folders are small file systems of their own."""
    desk = world(root)
    desk.drop("first.txt", story(600))
    desk.ingest()
    with ExitStack() as mounts:
        for place in small:
            mounts.enter_context(mounted(root / place))
        yield desk


def fill(folder: Path, left: int) -> None:
    """Take all the room of a file system but some bytes."""
    with (folder / BALLAST).open("wb", buffering=0) as ballast, suppress(OSError):
        while ballast.write(bytes(4096)):
            pass
    os.truncate(folder / BALLAST, (folder / BALLAST).stat().st_size - left)


def while_watched(desk: Desk, act: Callable[[list[FileOutcome]], None]) -> None:
    """Do something while the watcher runs, with every outcome that it tells."""
    told: list[FileOutcome] = []

    async def live() -> None:
        stop = asyncio.Event()
        watcher = Watcher(desk.shop, run_plainly, lambda batch: told.extend(batch.outcomes), "")
        running = asyncio.create_task(watcher.watch(stop))
        try:
            await asyncio.to_thread(act, told)
        finally:
            stop.set()
            await running

    asyncio.run(live())


def comes_true(holds: Callable[[], bool]) -> None:
    assert until(holds, SECONDS)


def articles(desk: Desk) -> object:
    return desk.ask("select count(*) from articles")[0][0]


def drop_two(desk: Desk) -> set[str]:
    return dropped_hashes([desk.drop(f"{number}.txt", story(610 + number)) for number in range(2)])


if may_mount():

    @pytest.fixture(autouse=True)
    def without_prefect(monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(watch, "emit_event", lambda *_, **__: None)

    @pytest.mark.fault("The disk", "a small file system is full at the vault, the journal or the warehouse")
    @pytest.mark.parametrize(
        ("small", "left"), [("vault", 0), ("state", 40_000), pytest.param("state", 0, marks=pytest.mark.full)]
    )
    def test_what_finds_no_room_waits_and_loads_by_itself_once_there_is_some(
        tmp_path: Path, cases: Cases, small: str, left: int
    ) -> None:
        with small_world(tmp_path / "home", [small]) as desk:
            dropped: set[str] = set()

            def full_then_free(told: list[FileOutcome]) -> None:
                fill(desk.home.root / small, left)
                dropped.update(drop_two(desk))
                comes_true(lambda: sum(FULL_DISK in (one.reason or "") for one in told) >= 4)  # each was tried again
                assert articles(desk) == 1
                (desk.home.root / small / BALLAST).unlink()
                comes_true(lambda: articles(desk) == 3)

            while_watched(desk, full_then_free)
            assert_invariants(desk, dropped)
            cases.add()

    @pytest.mark.fault("The disk", "a small file system is full where the copy for readers is made")
    def test_what_cannot_be_published_is_loaded_and_published_by_itself_later(tmp_path: Path, cases: Cases) -> None:
        with small_world(tmp_path / "home", [".", "state", "vault", "inbox"]) as desk:
            dropped: set[str] = set()

            def full_then_free(told: list[FileOutcome]) -> None:
                fill(desk.home.root, 40_000)
                dropped.update(drop_two(desk))
                comes_true(lambda: [one.outcome for one in told] == ["loaded", "loaded"])
                comes_true(lambda: not list(desk.home.inbox.iterdir()))
                assert articles(desk) == 1
                (desk.home.root / BALLAST).unlink()
                comes_true(lambda: articles(desk) == 3)

            while_watched(desk, full_then_free)
            assert_invariants(desk, dropped)
            cases.add()
