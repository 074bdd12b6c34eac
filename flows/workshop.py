"""Open a workshop: settings, folders and an engine, for as long as a command or a deployment's run needs them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from flows.engine import open_engine
from flows.stages import Workshop
from schemas.settings import Home, Settings


@asynccontextmanager
async def open_workshop(settings: Settings | None = None) -> AsyncIterator[Workshop]:
    """Settings come from the environment and `dateline.toml` unless given; folders that are missing are made."""
    chosen = settings or Settings()
    home = Home(chosen.home)
    home.make()
    async with open_engine(chosen) as engine:
        yield Workshop(chosen, home, engine)
