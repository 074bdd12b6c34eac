"""Enrichment by a Dask cluster: the files of a batch go out in parcels through Dask's client, and come back as rows.

It defends against: a scheduler that is not there or goes away, a cluster without workers, a machine that is lost with
files in hand (Dask repeats them, three times), a file that no worker survives (it is tried alone, and refused in the
end), workers that run another Dateline. All but the last-but-one are the surroundings' fault: the files wait.
"""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from types import TracebackType

import dask
from distributed import Client, KilledWorker, LocalCluster
from distributed.client import FutureCancelledError

from flows import dask_worker
from flows.parcel import Order, order, unpack
from flows.worker import Limits
from schemas.dropped import Taken
from schemas.enriched import Postponed, Processed
from schemas.problem import Deferred, Problem, Unavailable
from schemas.settings import Settings
from tasks.enrich import configure, enricher_version
from tasks.vault import Vault

PARCEL_FILES = 64  # at the most: a parcel costs some 9 ms of this process, against 3 s to enrich it
SMALLEST_PARCEL = 8  # spaCy's batch
PARCEL_BYTES = 8_000_000  # Dask warns from 10 MB on; a file that is larger travels alone
CONNECT_SECONDS = 10.0
LOOK_SECONDS = 5.0  # between two looks whether anybody is still there to work
PATIENCE_SECONDS = 60.0  # without any worker: a nanny starts its worker anew within ten

OTHER_VERSION = "a Dask worker runs another version of Dateline or of its models"

Results = list[Processed | Postponed]


class DaskEngine:
    """A client of the cluster that the settings name, or of one on this machine; use it as an async context manager."""

    def __init__(self, settings: Settings, limits: Limits) -> None:
        self._settings = settings
        self._terms: dask_worker.Terms = (
            tuple(sorted(settings.models.items())),
            settings.language_detector,
            limits.seconds,
            limits.memory,
        )
        self._by_path = settings.dask_send == "paths" or settings.dask_scheduler is None
        self._open = AsyncExitStack()
        self._address = settings.dask_scheduler
        self._client: Client | None = None
        self._connecting = asyncio.Lock()

    async def __aenter__(self) -> "DaskEngine":
        configure(self._settings.engines)  # the version of what comes back is compared with ours
        if self._address is None:
            dask.config.set({"distributed.worker.daemon": False})  # its worker starts processes of its own
            cluster = LocalCluster(
                n_workers=1,
                threads_per_worker=self._settings.workers,
                memory_limit=0,  # the processes that work have their own
                host="127.0.0.1",
                dashboard_address=None,
                asynchronous=True,
            )
            self._address = (await self._open.enter_async_context(cluster)).scheduler_address
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client is not None:
            await self._client.close()
        await self._open.aclose()

    async def warm(self) -> None:
        """Have every worker loaded; Unavailable where the cluster cannot be reached, or cannot run Dateline."""
        try:
            client = await self._connected()
            await client.run(dask_worker.warm, self._terms)
        except Deferred as wait:
            raise Unavailable(f"{wait}.") from wait
        except (OSError, ImportError, RuntimeError) as fault:
            raise Unavailable(f"The Dask workers at {self._address} cannot run Dateline: {fault}") from fault

    async def process(self, files: Sequence[Taken], vault: Vault) -> Results:
        """One result a file, in order; what the cluster cannot do now is postponed."""
        try:
            client = await self._connected()
            there = len(await client.nthreads())
        except (Deferred, OSError) as wait:
            return [Postponed(taken, str(wait)) for taken in files]
        parcels = _parcels(files, max(1, there), whole=self._by_path)
        done = await asyncio.gather(*(self._process_parcel(client, parcel, vault) for parcel in parcels))
        return [result for results in done for result in results]

    async def _process_parcel(self, client: Client, files: Sequence[Taken], vault: Vault) -> Results:
        try:
            return await self._ask(client, files, vault)
        except KilledWorker:
            if len(files) == 1:
                return [Processed(files[0], None, None, problems=(Problem("enrich.killed"),))]
        except (Deferred, Unavailable, OSError, ImportError, RuntimeError, FutureCancelledError) as wait:
            return [Postponed(taken, _reason(wait)) for taken in files]
        alone = [await self._process_parcel(client, (taken,), vault) for taken in files]
        return [result for results in alone for result in results]

    async def _ask(self, client: Client, files: Sequence[Taken], vault: Vault) -> Results:
        orders: list[Order] = [order(taken) for taken in files]
        contents = [] if self._by_path else await asyncio.to_thread(_contents, files, vault)
        future = client.submit(
            dask_worker.process_orders, orders, contents, vault.address, self._terms, key=None, pure=False
        )
        try:
            parcel = await self._answer(client, asyncio.ensure_future(future.result()))
        finally:
            future.release()
        results = await asyncio.to_thread(unpack, parcel, files)
        ours = enricher_version()
        return [
            Postponed(one.taken, OTHER_VERSION)
            if isinstance(one, Processed) and any(article.enricher_version != ours for article in one.articles)
            else one
            for one in results
        ]

    async def _answer(self, client: Client, asked: "asyncio.Future[bytes]") -> bytes:
        """The answer; Deferred where for some time there is nobody left who could give it."""
        nobody = 0.0
        try:
            while not (await asyncio.wait({asked}, timeout=LOOK_SECONDS))[0]:
                nobody = 0.0 if await client.nthreads() else nobody + LOOK_SECONDS
                if nobody >= PATIENCE_SECONDS:
                    raise Deferred(f"the Dask cluster at {self._address} has no workers")
            return asked.result()
        finally:
            asked.cancel()

    async def _connected(self) -> Client:
        """The client, connected to a cluster with a worker at least; Deferred where there is none."""
        async with self._connecting:
            if self._client is None or self._client.status != "running":
                try:
                    self._client = await Client(self._address, asynchronous=True, timeout=CONNECT_SECONDS)
                except (OSError, TimeoutError) as fault:
                    raise Deferred(f"the Dask scheduler at {self._address} does not answer") from fault
            try:
                await self._client.wait_for_workers(1, timeout=CONNECT_SECONDS)
            except TimeoutError as fault:
                raise Deferred(f"the Dask cluster at {self._address} has no workers") from fault
            return self._client


def _reason(fault: Exception) -> str:
    if isinstance(fault, FutureCancelledError):
        return "the Dask cluster lost it; it is sent again"
    return f"the Dask workers cannot take it: {fault}" if isinstance(fault, ImportError | RuntimeError) else str(fault)


def _contents(files: Sequence[Taken], vault: Vault) -> list[bytes]:
    try:
        return [vault.read(taken.vault_path) for taken in files]
    except OSError as fault:
        raise Deferred(f"its copy in the vault cannot be read: {fault.strerror}") from fault


def _parcels(files: Sequence[Taken], workers: int, whole: bool) -> list[list[Taken]]:
    """The files shared among the workers; `whole` where no contents travel, so that their size is no matter."""
    most = max(SMALLEST_PARCEL, min(PARCEL_FILES, -(-len(files) // workers)))
    parcels: list[list[Taken]] = [[]]
    for taken in files:
        heavy = not whole and sum(one.byte_size for one in (*parcels[-1], taken)) > PARCEL_BYTES
        if parcels[-1] and (len(parcels[-1]) == most or heavy):
            parcels.append([])
        parcels[-1].append(taken)
    return parcels
