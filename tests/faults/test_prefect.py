"""Prefect's part: its database locked by another program, and the whole family killed at once."""

import asyncio
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import sha256

import psutil
import pytest
from prefect import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterState, FlowRunFilterStateType
from prefect.client.schemas.objects import StateType

from schemas.settings import Home
from tests.faults.conftest import FULL, Cases
from tests.faults.world import assert_invariants, world
from tests.flows.up import Resident, deployment_run, until, variant
from tests.security.prefect_tables import holding

FILES = 15  # that come before each kill
KILLS = 20 if FULL else 2
LONGEST = 6.0  # seconds until a kill: the files are loaded in about four, the resident is up in about ten
GONE_SECONDS = 20.0
RECOVERY_SECONDS = 20.0
VACUUMED_SECONDS = 300.0  # events of artifacts are kept for a minute, and looked through every minute
LOCKED_SECONDS = (20.0, 90.0) if FULL else (2.0,)  # at the least: longer than files wait for Prefect


@pytest.fixture(scope="module")
def resident(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Resident]:
    one = Resident(tmp_path_factory.mktemp("prefect") / "home")
    one.start()
    yield one
    one.close()


def drop(resident: Resident, numbers: range) -> set[str]:
    """Drop a story for each number; the hashes of all."""
    for number in numbers:
        resident.drop(f"{number}.txt", variant(number))
    return {sha256(variant(number).encode()).hexdigest() for number in numbers}


@contextmanager
def locked_database(home: Home) -> Iterator[None]:
    """Nobody else can write into Prefect's database, as while another program copies it."""
    with closing(sqlite3.connect(home.prefect / "prefect.db", isolation_level=None)) as holder:
        holder.execute("begin exclusive")
        yield
        holder.execute("rollback")


@pytest.mark.fault("Prefect", "its database is locked by another program while files come")
def test_files_load_while_prefects_database_is_locked(resident: Resident, cases: Cases) -> None:
    assert resident.process
    there = resident.count()
    for number, seconds in enumerate(LOCKED_SECONDS):
        with locked_database(resident.home):
            until_unlocked = time.monotonic() + seconds
            drop(resident, range(100 + 10 * number, 103 + 10 * number))
            resident.wait_for(there := there + 3)
            time.sleep(max(0.0, until_unlocked - time.monotonic()))
        cases.add()
    drop(resident, range(200, 202))
    resident.wait_for(there + 2)
    resident.wait_for_empty_inbox()

    assert resident.process.poll() is None
    assert resident.run("doctor").returncode == 0


@pytest.mark.full
@pytest.mark.fault("Prefect", "an article is forgotten while its server is down: no table holds a word of it later")
def test_what_is_forgotten_without_the_server_goes_from_its_tables(resident: Resident, cases: Cases) -> None:
    word, there = "Zorbelqua", resident.count()
    resident.drop("to be forgotten.txt", variant(300).replace("Ines Prado", f"{word} Prado"))
    resident.wait_for(there + 1)
    resident.wait_for_empty_inbox()
    article = str(resident.count("select max_by(article_id, loaded_at) from articles"))
    with resident.prefect():
        asyncio.run(deployment_run("report"))
    until(lambda: "events" in holding(resident.home, word), GONE_SECONDS)
    assert {"artifact", "artifact_collection", "events"} == set(holding(resident.home, word))
    resident.end()

    assert "deleted when `dateline up` starts next" in resident.run("forget", article).stdout
    resident.start()
    until(lambda: holding(resident.home, word) == [], VACUUMED_SECONDS)
    assert holding(resident.home, word) == []
    cases.add()


def of_home(home: Home) -> list[psutil.Process]:
    """Every living process that works for a home, whoever its parent is."""
    found = []
    for one in psutil.process_iter():
        with suppress(psutil.Error):
            if one.environ().get("DATELINE_HOME") == str(home.root) and one.status() != psutil.STATUS_ZOMBIE:
                found.append(one)
    return found


def kill_and_see_all_end(resident: Resident) -> None:
    """Kill the whole process group; nothing of the family is left."""
    there = of_home(resident.home)
    resident.kill_group()
    until(lambda: not of_home(resident.home), GONE_SECONDS)
    assert [one.cmdline() for one in of_home(resident.home)] == [], [one.cmdline() for one in there]


async def still_running() -> int:
    """Flow runs that Prefect shows as running."""
    running = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.RUNNING])))
    async with get_client() as client:
        return len(await client.read_flow_runs(flow_run_filter=running))


def recovered(resident: Resident, articles: int) -> float:
    """Start it; seconds from when it is ready until all that was left is there, and cleared from the inbox."""
    resident.start()
    began = time.monotonic()
    resident.wait_for(articles)
    resident.wait_for_empty_inbox()
    return time.monotonic() - began


@pytest.mark.fault("Killed", "the whole process group of `dateline up`, under load or while it starts")
def test_a_whole_family_that_is_killed_leaves_no_process_and_loses_nothing(
    resident: Resident, cases: Cases, record_property: Callable[[str, object], None]
) -> None:
    chance, dropped, there, took = random.Random(11), set[str](), resident.count(), list[float]()
    for number in range(KILLS):
        if number % 2:
            resident.begin()
        elif number:
            took.append(recovered(resident, there + len(dropped)))
        dropped |= drop(resident, range(1000 + FILES * number, 1000 + FILES * (number + 1)))
        time.sleep(chance.uniform(0.0, LONGEST))
        kill_and_see_all_end(resident)
        cases.add()
    took.append(recovered(resident, there + len(dropped)))

    record_property("recovery", [round(one, 1) for one in took])
    assert not FULL or max(took) < RECOVERY_SECONDS
    with resident.prefect():
        until(lambda: asyncio.run(still_running()) == 0, GONE_SECONDS)
        assert asyncio.run(still_running()) == 0
    assert resident.run("doctor").returncode == 0
    resident.close()
    until(lambda: not of_home(resident.home), GONE_SECONDS)
    assert of_home(resident.home) == []
    assert_invariants(world(resident.home.root), dropped)
