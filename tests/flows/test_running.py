"""Batches as flow runs while Prefect keeps up, plainly while it does not; with something in Prefect's place."""

import asyncio
from functools import partial

import httpx
import pytest

from flows import running, serving
from flows.running import AWAY, BEHIND, WithOrWithout
from flows.stages import Batch


class Prefect:
    """What the server does with a run: each of these is awaited where it would be."""

    def __init__(self, monkeypatch):
        self.there, self.begins, self.hears = True, asyncio.Event(), asyncio.Event()
        self.fault_at: dict[str, Exception] = {}
        self.log: list[str] = []
        monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:1/api")
        monkeypatch.setattr(running, "BEGIN_SECONDS", 0.05)
        monkeypatch.setattr(running, "TOLD_SECONDS", 0.05)
        monkeypatch.setattr(running, "answers", lambda *_: self.there)
        monkeypatch.setattr(running, "run_batch", self.run_batch)
        for stage in ("take_stage", "enrich_stage", "finish"):
            monkeypatch.setattr(running.stages, stage, partial(self.work, stage))

    async def run_batch(self, batch, shop, at_once):
        self._fail("begin")
        await self.begins.wait()
        batch.flow_run_id = "a run"
        batch.begun.set()
        await batch.done.wait()
        self._fail("end")
        await self.hears.wait()
        self.log.append("shown")

    async def work(self, stage, batch, *_):
        self._fail(stage)
        if stage == "finish":
            self.log.append("loaded with a run" if batch.flow_run_id else "loaded")
            batch.done.set()

    def _fail(self, place):
        if place in self.fault_at:
            raise self.fault_at[place]


def batch():
    made = Batch([])
    made.done = asyncio.Event()
    return made


@pytest.fixture
def prefect(monkeypatch):
    return Prefect(monkeypatch)


def run(prefect, *steps):
    """Run a batch after each step; what was said."""
    said = []

    async def all_of_them():
        way = WithOrWithout(said.append)
        for step in steps:
            step()
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            await way.run(batch(), None, False)

    asyncio.run(all_of_them())
    return said


def keeps_up(prefect):
    def step():
        prefect.there = True
        prefect.begins.set()
        prefect.hears.set()

    return step


def test_a_server_that_keeps_up_has_a_run_a_batch(prefect):
    assert run(prefect, keeps_up(prefect), lambda: None) == []
    assert prefect.log == ["loaded with a run", "shown"] * 2


def test_a_server_that_is_away_is_told_of_once(prefect):
    def away():
        prefect.there = False

    assert run(prefect, away, away, keeps_up(prefect), away) == [AWAY, AWAY]
    assert prefect.log == ["loaded", "loaded", "loaded with a run", "shown", "loaded"]


def test_what_the_server_does_not_take_up_in_time_is_loaded_and_the_next_do_not_wait(prefect):
    assert run(prefect, lambda: None, lambda: None, keeps_up(prefect)) == [BEHIND]
    assert prefect.log == ["loaded", "loaded", "shown", "loaded with a run", "shown"]


def test_who_does_not_hear_the_end_of_a_batch_stops_no_other(prefect):
    assert run(prefect, prefect.begins.set, lambda: None, keeps_up(prefect)) == [BEHIND]
    assert prefect.log == ["loaded with a run", "loaded", "shown", "loaded with a run", "shown"]


GONE = httpx.ConnectError("gone")


@pytest.mark.parametrize(("place", "log"), [("begin", ["loaded"]), ("end", ["loaded with a run"])])
def test_a_server_that_goes_before_or_after_the_work_loses_none_and_doubles_none(prefect, place, log):
    prefect.fault_at[place] = GONE

    assert run(prefect, keeps_up(prefect)) == ([AWAY] if place == "begin" else [])
    assert prefect.log == log


@pytest.mark.parametrize("stage", ["take_stage", "enrich_stage", "finish"])
def test_a_batch_whose_work_fails_is_tried_again_by_who_asked(prefect, stage):
    prefect.fault_at[stage] = RuntimeError("a bug")

    with pytest.raises(RuntimeError, match="a bug"):
        run(prefect, keeps_up(prefect))
    assert prefect.log == []


def test_a_person_who_ends_it_ends_the_run_under_way(prefect):
    ended = []

    async def end_it():
        way = WithOrWithout(print)
        waiting = asyncio.create_task(way.run(batch(), None, False))
        await asyncio.sleep(0.02)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        ended.append(waiting.cancelled())
        return len(asyncio.all_tasks())

    assert asyncio.run(end_it()) == 1
    assert ended == [True] and prefect.log == []


def test_deployments_are_served_again_when_the_runner_gives_up(home, monkeypatch, caplog):
    tries = []

    async def serve(_):
        tries.append(1)
        if len(tries) == 1:
            raise RuntimeError("Service exceeded error threshold.")
        await asyncio.sleep(60)

    async def until_it_serves_again():
        serves = asyncio.create_task(serving.serve_deployments(home))
        while len(tries) < 2:
            await asyncio.sleep(0.01)
        serves.cancel()
        await asyncio.gather(serves, return_exceptions=True)
        return serves.cancelled(), len(asyncio.all_tasks())

    monkeypatch.setattr(serving, "_serve", serve)
    monkeypatch.setattr(serving, "SERVE_AGAIN_SECONDS", 0.0)
    assert asyncio.run(until_it_serves_again()) == (True, 1)
    assert "exceeded error threshold" in caplog.text
