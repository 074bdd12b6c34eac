"""What runs in a worker of Dask: it keeps a warm pool of its own, one process a thread that Dask gives it.

So a file that kills, blocks or fills its process is found out here, by the same rules as on one machine, and Dask's
worker lives on. Dask itself repeats what a machine that is lost had in hand.
"""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from multiprocessing import current_process
from pathlib import Path
from tempfile import TemporaryDirectory

from distributed import Worker, get_worker

from flows.parcel import Order, as_taken, pack
from flows.pool import WarmPool
from flows.worker import Limits
from schemas.problem import Unavailable
from schemas.settings import Engines
from tasks.vault import FolderVault, vault_at

IDLE_SECONDS = 600.0  # then the processes end, with their 0.8 GB each: the cluster may have other work

#: What the rows depend on: models by language, language detector, CPU seconds a megabyte, bytes of memory.
Terms = tuple[tuple[tuple[str, str], ...], str, float, int]


class _Crew:
    """The pool for some terms, and how many files' orders it has in hand."""

    def __init__(self, terms: Terms, workers: int) -> None:
        models, detector, seconds, memory = terms
        self.pool = WarmPool(workers, Engines(dict(models), detector), Limits(seconds, memory))
        self.at_work = 0
        self.going_home: asyncio.TimerHandle | None = None


_crews: dict[Terms, _Crew] = {}


async def warm(terms: Terms, dask_worker: Worker) -> None:  # a name by which Dask hands it over
    """Have the processes of this worker started and loaded; Unavailable where they cannot be."""
    async with AsyncExitStack() as at_work:
        await (await _crew(terms, dask_worker, at_work)).pool.warm()


async def process_orders(orders: Sequence[Order], contents: Sequence[bytes], vault: str, terms: Terms) -> bytes:
    """Read and enrich files: from a vault that this machine sees, or from their contents where those came along."""
    files = [as_taken(one) for one in orders]
    async with AsyncExitStack() as at_work:
        crew = await _crew(terms, get_worker(), at_work)
        if not contents:
            return pack(await crew.pool.process(files, vault_at(vault)))
        own_vault = Path(at_work.enter_context(TemporaryDirectory(prefix="dateline-")))
        for taken, content in zip(files, contents, strict=True):
            place = own_vault / taken.vault_path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        return pack(await crew.pool.process(files, FolderVault(own_vault)))


async def _crew(terms: Terms, worker: Worker, at_work: AsyncExitStack) -> _Crew:
    """The crew, kept from going home while the stack is open."""
    crew = _crews.get(terms)
    if crew is None:
        if current_process().daemon:
            raise Unavailable(
                "the Dask worker may start no processes: start it with DASK_DISTRIBUTED__WORKER__DAEMON=False"
            )
        crew = _crews[terms] = _Crew(terms, worker.state.nthreads)
        await crew.pool.__aenter__()
    if crew.going_home:
        crew.going_home.cancel()
    crew.at_work += 1
    at_work.callback(_put_down, terms, crew)
    return crew


def _put_down(terms: Terms, crew: _Crew) -> None:
    crew.at_work -= 1
    if not crew.at_work:
        crew.going_home = asyncio.get_running_loop().call_later(IDLE_SECONDS, _send_home, terms, crew)


def _send_home(terms: Terms, crew: _Crew) -> None:
    del _crews[terms]
    _leaving.add(leaving := asyncio.ensure_future(crew.pool.__aexit__(None, None, None)))
    leaving.add_done_callback(_leaving.discard)


_leaving: set[asyncio.Future[None]] = set()
