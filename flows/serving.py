"""The resident's dealings with Prefect: its server kept up, the deployments served, what it shows tidied."""

import asyncio
import inspect
import logging
import time
from collections.abc import Callable
from contextlib import suppress

import httpx
from prefect.exceptions import ObjectNotFound, PrefectHTTPStatusError

from flows.artifacts import forget_artifacts
from flows.automations import make_automations
from flows.deployments import deployments
from flows.reconcile import crash_lost_runs
from flows.server import START_SECONDS, ServerChild
from schemas.problem import Unavailable
from schemas.settings import Home

POLL_SECONDS = 1  # how often the runner asks for triggered runs
SERVE_AGAIN_SECONDS = 5.0
RUNS_AT_ONCE = 2  # of deployments, on one machine
LAST_WORDS_SECONDS = 1.0
LOOK_SECONDS = 2.0  # between two looks at the server's process
READY_LOOK_SECONDS = 0.1
TIDY_SECONDS = 60.0

logger = logging.getLogger("dateline")


async def until_ready(server: ServerChild, stop: asyncio.Event) -> None:
    """Return once the server answers, or stopping is wished for; Unavailable where it ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while not stop.is_set() and not await asyncio.to_thread(server.answers):
        if server.ended or time.monotonic() > deadline:
            raise Unavailable(f"The Prefect server did not start. Its log: {server.log}")
        await asyncio.sleep(READY_LOOK_SECONDS)


async def keep_up(server: ServerChild, stop: asyncio.Event, say: Callable[[str], None]) -> None:
    """Start the server again whenever it ends by itself; files are loaded without it meanwhile."""
    while not stop.is_set():
        await asyncio.sleep(LOOK_SECONDS)
        if server.ended:
            say(f"The Prefect server ended (its log: {server.log}); starting it again.")
            try:
                await asyncio.to_thread(server.start)
                await until_ready(server, stop)
            except Unavailable as fault:
                logger.warning("%s", fault)


async def tidy_runs(home: Home, stop: asyncio.Event) -> None:
    """Now and then, delete what an article that was forgotten left in artifacts, and mark runs that lost their process:
    a server that was away may have missed both."""
    while not stop.is_set():
        try:
            await forget_artifacts(home)
            await asyncio.sleep(TIDY_SECONDS)
            await crash_lost_runs(home)
        except (httpx.HTTPError, PrefectHTTPStatusError) as fault:
            logger.debug("runs cannot be tidied now: %s", fault)
            await asyncio.sleep(TIDY_SECONDS)


async def serve_deployments(home: Home) -> None:
    """Serve the deployments until cancelled; anew where Prefect's runner gives up, as it does when its server is away
    for a minute or so."""
    while True:
        serving = asyncio.create_task(_serve(home))
        try:
            await asyncio.wait({serving})
        except asyncio.CancelledError:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)
            raise
        logger.warning("The deployments are served again: %s", serving.exception() or "the runner ended by itself")
        await asyncio.sleep(SERVE_AGAIN_SECONDS)


async def _serve(home: Home) -> None:
    from prefect.runner import Runner

    runner = Runner(name="dateline", query_seconds=POLL_SECONDS, limit=RUNS_AT_ONCE, pause_on_shutdown=False)
    for deployment in await deployments(home):
        await runner.aadd_deployment(deployment)
    try:
        await make_automations()
    except (httpx.HTTPError, PrefectHTTPStatusError, ObjectNotFound) as fault:  # the next start makes them
        logger.warning("Prefect has not all automations: %s", fault)
    try:
        await runner.start()
    except asyncio.CancelledError:
        if runner.started:
            await runner.astop()
        raise


async def send_last_words() -> None:
    """Have Prefect send the logs and events that it holds, while the server is there to take them."""
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogHandler

    with suppress(TimeoutError):
        async with asyncio.timeout(LAST_WORDS_SECONDS):
            await APILogHandler.aflush()
            if (draining := EventsWorker.drain_all()) and inspect.isawaitable(draining):
                await draining
