"""Open a workshop: settings, folders and a warm pool, for as long as a command or a deployment's run needs them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from flows.pool import WarmPool
from flows.stages import Workshop
from flows.worker import Limits
from schemas.settings import Home, Settings


@asynccontextmanager
async def open_workshop(settings: Settings | None = None) -> AsyncIterator[Workshop]:
    """Settings come from the environment and `dateline.toml` unless given; folders that are missing are made."""
    chosen = settings or Settings()
    home = Home(chosen.home)
    home.make()
    limits = Limits(chosen.enrich_seconds, chosen.worker_bytes)
    async with WarmPool(chosen.workers, chosen.engines, limits) as pool:
        yield Workshop(chosen, home, pool)
