"""Very many small files in very many folders, before the start and while it watches: none is missed, memory is bounded.

All but a few are copies of the same stories, so that what is made much of is finding, taking and booking.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from flows import watch
from flows.inbox import run_plainly
from flows.stages import Batch
from flows.watch import Watcher
from tasks.scan import Seen, scan
from tests.conftest import Desk
from tests.faults.conftest import FULL, Cases
from tests.faults.world import assert_invariants, story, world

FILES = 100_000 if FULL else 2_000
STORIES = 20
IN_A_FOLDER, IN_A_BRANCH = 50, 1_000
SECONDS = 3600.0 if FULL else 120.0
BYTES_A_FILE = 8_000  # of memory, at the most: what is remembered of a file that lies in the inbox, and its outcome


@dataclass
class Measured:
    """Seconds since the first file was dropped while it watched, and the most memory over that before (bytes)."""

    dropped: float = 0.0
    found: float = 0.0  # a scan had seen the last of them
    booked: float = 0.0  # all had their outcomes
    memory: int = 0


def lay(root: Path, numbers: range) -> None:
    """Put a file for each number below a folder, some in each of many sub-folders."""
    for number in numbers:
        folder = root / f"branch {number // IN_A_BRANCH}" / f"{number // IN_A_FOLDER}"
        if number % IN_A_FOLDER == 0:
            folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number}.txt").write_text(story(number % STORIES))


def watch_many(desk: Desk, files: int) -> Measured:
    """Half of the files before the start, half while it watches; how it went."""
    lay(desk.home.inbox, range(files // 2))
    measured, told, this, seen = Measured(), [0], psutil.Process(), set[int]()
    before = this.memory_info().rss

    def hear(batch: Batch) -> None:
        told[0] += len(batch.outcomes)

    def scan_and_count(inbox: Path) -> list[Seen]:
        found = scan(inbox)
        seen.update(int(one.path.stem) for one in found)
        return found

    async def live() -> None:
        stop = asyncio.Event()
        watcher = Watcher(desk.shop, run_plainly, hear, "")
        running = asyncio.create_task(watcher.watch(stop))
        began = time.monotonic()
        dropping = asyncio.create_task(asyncio.to_thread(lay, desk.home.inbox, range(files // 2, files)))
        while told[0] < files and time.monotonic() - began < SECONDS and not running.done():
            if dropping.done() and not measured.dropped:
                measured.dropped = time.monotonic() - began
            if len(seen) == files and not measured.found:
                measured.found = time.monotonic() - began
            measured.memory = max(measured.memory, this.memory_info().rss - before)
            await asyncio.sleep(0.05)
        measured.booked = time.monotonic() - began
        stop.set()
        await asyncio.gather(running, dropping)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(watch, "emit_event", lambda *_, **__: None)
        patch.setattr(watch, "scan", scan_and_count)
        asyncio.run(live())
    return measured


@pytest.mark.fault("Watching", f"{FILES:,} files in folders of folders, half of them before it starts")
def test_so_many_files_are_all_booked_and_remembered_in_bounded_memory(
    tmp_path: Path, cases: Cases, record_property: Callable[[str, object], None]
) -> None:
    desk = world(tmp_path / "home")
    desk.settings.__dict__["batch_files"] = 128

    measured = watch_many(desk, FILES)
    record_property("measured", str(measured))

    assert desk.ask("select outcome, count(*) from drops group by all order by all") == [
        ("duplicate", FILES - STORIES),
        ("loaded", STORIES),
    ]
    assert [one for one in desk.home.inbox.rglob("*") if one.is_file()] == []
    assert measured.memory < 200_000_000 + BYTES_A_FILE * FILES
    assert_invariants(desk, [])
    cases.add(FILES)
