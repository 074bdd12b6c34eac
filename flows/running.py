"""Do the work of batches, and have Prefect show it as flow runs while it keeps up with them.

The work never waits for the server, but for a moment to learn the id of its run: the stages are begun here, and the
tasks of the flow wait for them. So no file is held up by a server that is away, that answers and cannot write since
another program holds its database, or that stops answering while a batch is under way; and none is worked on twice.
"""

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import httpx
from prefect.context import AsyncClientContext, SyncClientContext
from prefect.exceptions import PrefectHTTPStatusError

from flows import stages
from flows.batch import run_batch
from flows.server import answers
from flows.stages import Batch, Workshop

BEGIN_SECONDS = 1.0  # that a batch waits for the id of its run: under half of one on a quiet machine
TOLD_SECONDS = 10.0  # for Prefect to hear of a batch that is loaded and cleared, before the next go without it
AWAY = "The Prefect server does not answer: loading without it."
BEHIND = "The Prefect server takes too long over a run: loading without it until it is done with that."

logger = logging.getLogger("dateline")


@asynccontextmanager
async def kept_client() -> AsyncIterator[None]:
    """Have all runs begun inside share one client of each kind; those that each would make read all certificates first,
    which takes a fifth of a second of the processor. Without a server that answers, each makes its own."""
    async with AsyncExitStack() as kept:
        with suppress(httpx.HTTPError, PrefectHTTPStatusError):
            await kept.enter_async_context(AsyncClientContext.get_or_create())
            kept.enter_context(SyncClientContext.get_or_create())
        yield


class WithOrWithout:
    """Runs batches; says once when it goes on without Prefect."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._is_without = False
        self._behind: set[asyncio.Task[str | None]] = set()  # of batches that are loaded, but not yet told of

    async def run(self, batch: Batch, shop: Workshop, at_once: bool) -> None:
        """Run a batch, `at_once` as for `run_batch`. Raises what its stages raise; then it is tried again whole."""
        showing = asyncio.create_task(self._show(batch, shop, at_once))
        working = asyncio.create_task(_work(batch, shop, at_once, showing))
        try:
            await asyncio.wait({working})
            trouble = await self._until_told(showing)
        except asyncio.CancelledError:
            working.cancel()
            showing.cancel()
            await asyncio.gather(working, showing, return_exceptions=True)
            raise
        if trouble and not self._is_without:
            self._say(trouble)
        self._is_without = bool(trouble)
        working.result()

    async def _show(self, batch: Batch, shop: Workshop, at_once: bool) -> str | None:
        """Have Prefect show a batch; why it does not, where it does not."""
        url, auth = os.environ["PREFECT_API_URL"], os.environ.get("PREFECT_API_AUTH_STRING")
        if self._behind:
            return BEHIND
        if not await asyncio.to_thread(answers, url, auth):
            return AWAY
        try:
            await run_batch(batch, shop, at_once)
        except (httpx.HTTPError, PrefectHTTPStatusError) as fault:
            if not batch.begun.is_set():
                return AWAY
            logger.warning("Prefect did not hear how a batch ended: %s", fault)
        return None

    async def _until_told(self, showing: "asyncio.Task[str | None]") -> str | None:
        """Wait for Prefect to know how a batch ended; why the next do not wait for it, where it takes too long."""
        done, _ = await asyncio.wait({showing}, timeout=TOLD_SECONDS)
        if not done:
            self._behind.add(showing)
            showing.add_done_callback(self._caught_up)
            return BEHIND
        if (fault := showing.exception()) is None:
            return showing.result()
        logger.warning("A batch is not shown as it ended: %s", fault)  # of a stage, raised where the work is done
        return None

    def _caught_up(self, showing: "asyncio.Task[str | None]") -> None:
        self._behind.discard(showing)
        if not showing.cancelled() and (fault := showing.exception()) is not None:
            logger.warning("Prefect did not show a batch: %s", fault)


async def _work(batch: Batch, shop: Workshop, at_once: bool, showing: "asyncio.Task[str | None]") -> None:
    await stages.take_stage(batch, shop)
    await stages.enrich_stage(batch, shop)
    await _until_begun(batch, showing)
    await stages.finish(batch, shop, at_once)


async def _until_begun(batch: Batch, showing: "asyncio.Task[str | None]") -> None:
    """Until the run of a batch has its id, will not have one, or takes too long over it."""
    begun = asyncio.create_task(batch.begun.wait())
    try:
        await asyncio.wait({begun, showing}, timeout=BEGIN_SECONDS, return_when=asyncio.FIRST_COMPLETED)
    finally:
        begun.cancel()
