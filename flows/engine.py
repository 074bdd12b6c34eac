"""What reads and enriches the files of a batch: worker processes of this machine, or a Dask cluster."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.util import find_spec
from typing import Protocol

from flows.pool import WarmPool
from flows.worker import Limits
from schemas.dropped import Taken
from schemas.enriched import Postponed, Processed
from schemas.problem import Unavailable
from schemas.settings import Settings
from tasks.vault import Vault


class Engine(Protocol):
    """Anything that turns taken files into articles with all that was found in them."""

    async def warm(self) -> None:
        """Have everything started and loaded; Unavailable where it cannot be."""

    async def process(self, files: Sequence[Taken], vault: Vault) -> list[Processed | Postponed]:
        """One result a file, in order. A file that its worker does not survive is refused in the end."""


def open_engine(settings: Settings) -> AbstractAsyncContextManager[Engine]:
    """The engine that the settings name; Unavailable where what it needs is not installed."""
    limits = Limits(settings.enrich_seconds, settings.worker_bytes)
    return _dask(settings, limits) if settings.enrich_engine == "dask" else _local(settings, limits)


@asynccontextmanager
async def _local(settings: Settings, limits: Limits) -> AsyncIterator[Engine]:
    async with WarmPool(settings.workers, settings.engines, limits) as pool:
        yield pool


@asynccontextmanager
async def _dask(settings: Settings, limits: Limits) -> AsyncIterator[Engine]:
    if find_spec("distributed") is None:
        raise Unavailable(
            'extra.missing: `enrich_engine = "dask"` needs Dask. Install dateline[dask], or set it to "local".'
        )
    from flows.dask_engine import DaskEngine

    async with DaskEngine(settings, limits) as engine:
        yield engine
