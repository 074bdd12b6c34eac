"""Run batches as flow runs while Prefect keeps up with them, and plainly while it does not.

What it defends against: a server that is away; one that answers and cannot write, since another program holds its
database; one that stops answering while a batch is under way. No file waits for any of them longer than
`BEGIN_SECONDS`, and none is worked on twice: the flow of a batch that was loaded without it does nothing.
"""

import asyncio
import logging
import os
from collections.abc import Callable

import httpx
from prefect.exceptions import PrefectHTTPStatusError

from flows.batch import run_batch
from flows.inbox import run_plainly
from flows.server import answers
from flows.stages import Batch, Workshop

BEGIN_SECONDS = 30.0  # for the server to take up a run: well under one on a quiet machine, ten on a very busy one
TOLD_SECONDS = 10.0  # for it to hear how a batch ended, which is loaded and cleared by then
AWAY = "The Prefect server does not answer: loading without it."
BEHIND = "The Prefect server takes too long over a run: loading without it until it is done with that."

logger = logging.getLogger("dateline")


class WithOrWithout:
    """Runs batches; says once when it goes on without Prefect."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._is_without = False
        self._behind: set[asyncio.Task[None]] = set()  # runs that the server has not taken up, or not heard the end of

    async def run(self, batch: Batch, shop: Workshop, at_once: bool) -> None:
        """Run a batch, `at_once` as for `run_batch`."""
        trouble = await self._trouble() or await self._run_as_flow(batch, shop, at_once)
        if trouble and not self._is_without:
            self._say(trouble)
        self._is_without = bool(trouble)
        if trouble:
            await run_plainly(batch, shop, at_once)

    async def _trouble(self) -> str | None:
        if self._behind:
            return BEHIND
        url, auth = os.environ["PREFECT_API_URL"], os.environ.get("PREFECT_API_AUTH_STRING")
        return None if await asyncio.to_thread(answers, url, auth) else AWAY

    async def _run_as_flow(self, batch: Batch, shop: Workshop, at_once: bool) -> str | None:
        """None where it is loaded; else why it was not begun."""
        running = asyncio.create_task(run_batch(batch, shop, at_once))
        try:
            await _wait(running, batch.begun, BEGIN_SECONDS)
            if batch.begun.is_set():
                await _wait(running, batch.settled, None)
                await asyncio.wait({running}, timeout=TOLD_SECONDS)
        except asyncio.CancelledError:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            raise
        if not running.done():
            batch.is_apart = not batch.begun.is_set()
            self._behind.add(running)
            running.add_done_callback(self._caught_up)
            return BEHIND if batch.is_apart else None
        fault = running.exception()
        if isinstance(fault, httpx.HTTPError | PrefectHTTPStatusError):
            if not batch.begun.is_set():
                return AWAY
            if batch.settled.is_set():
                logger.warning("Prefect did not hear how a batch ended: %s", fault)
                return None
        if fault is not None:
            raise fault  # it had begun, and is tried again whole
        return None

    def _caught_up(self, running: "asyncio.Task[None]") -> None:
        self._behind.discard(running)
        if not running.cancelled() and (fault := running.exception()) is not None:
            logger.warning("Prefect did not take up a batch that was loaded without it: %s", fault)


async def _wait(running: "asyncio.Task[None]", event: asyncio.Event, seconds: float | None) -> None:
    """Until the event comes, the run has ended, or so much time is over."""
    coming = asyncio.create_task(event.wait())
    try:
        await asyncio.wait({running, coming}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        coming.cancel()
