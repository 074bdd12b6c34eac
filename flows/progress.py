"""How far a long run is, as an artifact in Prefect's UI."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from uuid import UUID

import httpx
from prefect.artifacts import acreate_progress_artifact, aupdate_progress_artifact
from prefect.exceptions import PrefectHTTPStatusError

EVERY_SECONDS = 2.0  # a request a batch would cost more than a small batch

logger = logging.getLogger("dateline")


@asynccontextmanager
async def progress_shown(key: str, description: str) -> AsyncIterator[Callable[[int, int], None]]:
    """A progress artifact; what it yields hears how much of how much is done. A server that is away stops nothing."""
    percent = 0.0
    artifact_id = await acreate_progress_artifact(0.0, key=key, description=description)

    def count(done: int, of: int) -> None:
        nonlocal percent
        percent = 100.0 * done / max(of, 1)

    async def keep_showing() -> None:
        shown = 0.0
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            if percent != shown:
                shown = percent
                await _show(artifact_id, shown)

    showing = asyncio.create_task(keep_showing())
    try:
        yield count
        percent = 100.0
    finally:
        showing.cancel()
        await asyncio.gather(showing, return_exceptions=True)
        await _show(artifact_id, percent)


async def _show(artifact_id: UUID, percent: float) -> None:
    try:
        await aupdate_progress_artifact(artifact_id, percent)
    except (httpx.HTTPError, PrefectHTTPStatusError) as fault:
        logger.debug("progress cannot be shown now: %s", fault)
