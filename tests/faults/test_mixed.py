"""Many damaged files among good ones: the good ones load, and every other has an outcome that says why."""

from pathlib import Path
from random import Random

import pytest

from schemas.problem import PROBLEMS
from tests.faults.conftest import FULL, Cases
from tests.faults.world import assert_invariants, story, world
from tests.fuzz import seeds
from tests.fuzz.mutate import damaged_bytes

DAMAGED, GOOD = (10_000, 1_000) if FULL else (100, 10)
MOST_DAMAGES = 6


def damaged(number: int, files: list[seeds.Seed], chance: Random) -> tuple[str, bytes]:
    """The name and bytes of one of the files, damaged at some places before or after it is packed."""
    one = files[number % len(files)]
    others = [other.data for other in chance.sample(files, 3)]
    data = one.data
    for _ in range(chance.randint(1, MOST_DAMAGES)):
        data = damaged_bytes(data, others, chance)
    return f"{number:05} {one.name}", one.pack(data) if one.pack else data


@pytest.mark.fault("Hostile content", f"{DAMAGED:,} damaged files of every kind among {GOOD:,} good ones")
def test_good_files_load_beside_damaged_ones_and_each_of_those_has_a_code(tmp_path: Path, cases: Cases) -> None:
    desk, chance, files = world(tmp_path / "home"), Random(0), seeds.files()
    desk.settings.__dict__["batch_files"] = 64
    for number in range(DAMAGED):
        name, data = damaged(number, files, chance)
        (desk.home.inbox / name).write_bytes(data)
    for number in range(GOOD):
        desk.drop(f"good {number}.txt", story(number))

    desk.ingest()

    assert desk.ask("select count(*) from drops") == [(DAMAGED + GOOD,)]
    assert desk.ask("select count(*) from drops where path like 'good %' and outcome = 'loaded'") == [(GOOD,)]
    outcomes = {outcome for (outcome,) in desk.ask("select distinct outcome from drops")}
    assert outcomes <= {"loaded", "duplicate", "quarantined"}
    refused = desk.ask("select count(*) from drops where outcome = 'quarantined'")[0][0]
    codes = {code for (code,) in desk.ask("select distinct reason from drops where outcome = 'quarantined'")}
    assert DAMAGED / 10 < refused < DAMAGED
    assert codes <= PROBLEMS.keys()
    assert "bug.crash" not in codes
    assert_invariants(desk, [])
    cases.add(DAMAGED)
