"""Enrichment by a real Dask cluster of two workers: what is lost, what is refused, what waits."""

import asyncio
import logging
import os
import signal
from dataclasses import replace

import dask
import pytest
from distributed import Client, KilledWorker, LocalCluster

from flows import dask_engine, dask_worker, engine
from flows.dask_engine import DaskEngine, _parcels
from flows.engine import open_engine
from flows.parcel import as_taken, order, pack, unpack
from flows.worker import Limits, process
from schemas.enriched import Postponed, Processed
from schemas.problem import Unavailable
from schemas.settings import Settings
from tasks.vault import FolderVault
from tests.conftest import STORY
from tests.flows.test_worker import codes, taken  # noqa: F401  (a fixture)


class PoolOfNames:
    """In place of a warm pool in Dask's worker: what a file does is its name."""

    def __init__(self, *_: object) -> None:
        """There are no processes."""

    async def __aenter__(self) -> None:
        """Nothing starts."""

    async def warm(self) -> None:
        """Nothing is loaded."""

    async def process(self, files, vault):
        for one in files:
            assert vault.read(one.vault_path).decode().startswith(STORY)
            await asyncio.sleep(1.0 if one.name == "slow.txt" else 0.0)
        return [Processed(one, "text/plain", "utf-8") for one in files]


def without_models() -> int:
    """Run in a worker of Dask; gives its process."""
    dask_worker.WarmPool = PoolOfNames
    return os.getpid()


def test_what_a_lost_worker_had_in_hand_is_done_by_another(home, taken):  # noqa: F811
    files = [taken(f"{number}.txt", STORY + str(number)) for number in range(8)] + [taken("slow.txt")]

    async def work(cluster, pids):
        settings = Settings(home=home.root, enrich_engine="dask", dask_scheduler=cluster.scheduler_address)
        async with open_engine(settings) as asked:
            await asked.warm()
            working = asyncio.create_task(asked.process(files, FolderVault(home.vault)))
            await asyncio.sleep(0.1)
            while not (busy := [one.address for one in cluster.scheduler.workers.values() if one.processing]):
                await asyncio.sleep(0.02)
            os.kill(pids[busy[0]], signal.SIGKILL)
            return await working

    shape = {"n_workers": 2, "threads_per_worker": 1, "memory_limit": 0, "dashboard_address": None}
    with (
        dask.config.set({"distributed.worker.daemon": False}),
        LocalCluster(host="127.0.0.1", silence_logs=logging.CRITICAL, **shape) as cluster,
    ):
        with Client(cluster) as client:
            pids = client.run(without_models)
        results = asyncio.run(work(cluster, pids))
    assert [(one.taken.name, codes(one)) for one in results] == [(one.name, []) for one in files]


def test_a_file_that_no_worker_survives_is_refused_alone(home, taken):  # noqa: F811
    class Lethal:
        """In place of Dask's client: its workers die of one file."""

        def submit(self, _, orders, *__, **___):
            return Lost() if any(order[2] == "kills.txt" for order in orders) else Done(orders)

        async def nthreads(self):
            return {"one": 1}

    class Done:
        def __init__(self, orders):
            self.orders = orders

        async def result(self):
            return pack([Processed(as_taken(one), None, None) for one in self.orders])

        def release(self):
            """Nothing is kept."""

    class Lost(Done):
        def __init__(self):
            super().__init__([])

        async def result(self):
            raise KilledWorker("task", "worker", 3)

    async def work():
        engine = DaskEngine(Settings(home=home.root, dask_scheduler="tcp://nobody:1"), Limits())
        engine._connected = connected
        return await engine.process([taken("kills.txt"), taken("good.txt", STORY + "good")], FolderVault(home.vault))

    async def connected():
        return Lethal()

    assert [codes(one) for one in asyncio.run(work())] == [["enrich.killed"], []]


def test_without_a_scheduler_the_files_wait_and_the_resident_says_so(home, taken, monkeypatch):  # noqa: F811
    monkeypatch.setattr(dask_engine, "CONNECT_SECONDS", 0.2)

    async def work():
        async with DaskEngine(Settings(home=home.root, dask_scheduler="tcp://127.0.0.1:9"), Limits()) as asked:
            with pytest.raises(Unavailable, match="does not answer"):
                await asked.warm()
            return await asked.process([taken("story.txt")], FolderVault(home.vault))

    (one,) = asyncio.run(work())
    assert isinstance(one, Postponed)
    assert one.reason == "the Dask scheduler at tcp://127.0.0.1:9 does not answer"


def test_without_the_extra_the_command_says_what_to_install(home, monkeypatch):
    monkeypatch.setattr(engine, "find_spec", lambda _: None)

    async def work():
        async with open_engine(Settings(home=home.root, enrich_engine="dask")):
            """Never reached."""

    with pytest.raises(Unavailable, match=r"extra\.missing.*dateline\[dask\]"):
        asyncio.run(work())


def test_results_come_back_as_they_went(home, taken):  # noqa: F811
    broken = os.fsdecode(b"st\xf6ry.json")
    files = [taken("story.txt"), taken("bad.json", "{"), taken(broken, "{}")]
    results = process(files, FolderVault(home.vault))

    assert unpack(pack(results), files) == results
    assert [as_taken(order(one)).path.name for one in files] == ["story.txt", "bad.json", broken]
    with pytest.raises(ValueError, match="other files"):
        unpack(pack(results), files[:1])


def test_parcels_feed_every_worker_and_stay_small(taken):  # noqa: F811
    files = [replace(taken("story.txt"), byte_size=3_000_000)] * 40

    assert [len(one) for one in _parcels(files, 4, whole=True)] == [10] * 4
    assert {len(one) for one in _parcels(files, 4, whole=False)} == {2}
    assert [len(one) for one in _parcels(files[:9], 4, whole=True)] == [8, 1]
