"""Killed at random moments under load: every file is there once, and soon."""

import os
import random
import signal
import time
from pathlib import Path

import pytest

from tests.faults.conftest import FULL, Cases
from tests.faults.world import SPAWNING, a_pass, assert_invariants, dropped_hashes, story, world

RECOVERY_SECONDS = 20.0
KILLS = 100 if FULL else 5
FILES = 3  # that come before each kill
LONGEST = 2.5 if FULL else 1.2  # seconds until it: a pass over so few takes one or two


def alone_in_its_group(root: Path) -> None:
    """A pass in a process group of its own."""
    os.setpgid(0, 0)
    a_pass(root)


@pytest.mark.fault("Killed", "at a random moment, with files coming in")
def test_kills_at_random_moments_lose_and_double_nothing(tmp_path: Path, cases: Cases) -> None:
    desk, chance = world(tmp_path / "home"), random.Random(3)
    dropped: set[str] = set()
    for number in range(KILLS):
        dropped |= dropped_hashes(
            desk.drop(f"{number}-{one}.txt", story(1000 + FILES * number + one)) for one in range(FILES)
        )
        process = SPAWNING.Process(target=alone_in_its_group, args=(desk.home.root,))
        process.start()
        time.sleep(chance.uniform(0.0, LONGEST))
        if process.is_alive():
            os.kill(process.pid or 0, chance.choice((signal.SIGKILL, signal.SIGTERM)))
        process.join()
        cases.add()

    desk.settings.__dict__["batch_files"] = 64
    began = time.monotonic()
    desk.ingest()
    assert time.monotonic() - began < RECOVERY_SECONDS
    assert_invariants(desk, dropped)
    assert desk.ask("select count(*), count(distinct text_sha256) from articles") == [(FILES * KILLS,) * 2]
