"""A warm pool of worker processes: spawned, loaded, dying with its parent; one that is lost is replaced.

Each worker has a pipe of its own, so it is known which files it had in hand when it was killed or ran over its time:
those alone are tried again, and no other worker notices.
"""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType

from flows.worker import Limits
from flows.worker_process import CannotStart, Killed, Lost, WorkerProcess
from schemas.dropped import Taken
from schemas.enriched import Postponed, Processed
from schemas.problem import Problem, Unavailable
from schemas.settings import Engines
from tasks.vault import Vault

CHUNK_FILES = 8  # what a worker is handed at once: spaCy's batch
TRIES = 3  # after that a file that kills its worker is quarantined
TRIES_OF_A_LONG_ONE = 2  # each takes the whole of the time allowed


class WarmPool:
    """Worker processes that read and enrich files; use it as an async context manager."""

    def __init__(self, workers: int, engines: Engines, limits: Limits = Limits()) -> None:  # noqa: B008  (frozen)
        self._engines, self._limits = engines, limits
        self._workers = [WorkerProcess(engines, limits) for _ in range(workers)]
        self._idle: asyncio.Queue[WorkerProcess] = asyncio.Queue()
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="worker")

    async def __aenter__(self) -> "WarmPool":
        for worker in self._workers:
            worker.start()
            self._idle.put_nowait(worker)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:  # what one has in hand is read again from the vault
            worker.kill()
        await asyncio.to_thread(self._threads.shutdown, wait=True)

    async def warm(self) -> None:
        """Have every worker started and loaded; Unavailable where they cannot be."""
        loop = asyncio.get_running_loop()
        try:
            await asyncio.gather(*(loop.run_in_executor(self._threads, one.ready) for one in self._workers))
        except CannotStart as fault:
            raise Unavailable(
                "The workers that read and enrich articles cannot start; their error stands above."
            ) from fault

    async def process(self, files: Sequence[Taken], vault: Vault) -> list[Processed | Postponed]:
        """One result a file, in order. A file whose worker is lost is tried alone, and refused in the end."""
        size = max(1, min(CHUNK_FILES, -(-len(files) // len(self._workers))))
        chunks = [files[start : start + size] for start in range(0, len(files), size)]
        done = await asyncio.gather(*(self._process_chunk(chunk, vault) for chunk in chunks))
        return [result for results in done for result in results]

    async def _process_chunk(self, chunk: Sequence[Taken], vault: Vault) -> list[Processed | Postponed]:
        try:
            return await self._run(chunk, vault)
        except CannotStart:
            return [Postponed(taken, "the workers cannot start") for taken in chunk]
        except Lost as lost:
            if len(chunk) == 1:
                return [await self._process_alone(chunk[0], vault, [lost])]
        return [await self._process_alone(taken, vault, []) for taken in chunk]

    async def _process_alone(self, taken: Taken, vault: Vault, lost: list[Lost]) -> Processed | Postponed:
        while not (problem := _verdict(lost)):
            try:
                return (await self._run((taken,), vault))[0]
            except CannotStart:  # where workers do not start at all, no file is to blame
                return Postponed(taken, "the workers cannot start")
            except Lost as fault:
                lost.append(fault)
        return Processed(taken, None, None, problems=(problem,))

    async def _run(self, chunk: Sequence[Taken], vault: Vault) -> list[Processed | Postponed]:
        worker = await self._idle.get()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, worker.process, chunk, vault)
        except BaseException:  # it is gone, or nobody waits for it any more
            worker = self._in_place_of(worker)
            raise
        finally:
            self._idle.put_nowait(worker)

    def _in_place_of(self, gone: WorkerProcess) -> WorkerProcess:
        """A new worker: started in the loop's own thread, since it dies with the thread that started it."""
        gone.kill()
        fresh = WorkerProcess(self._engines, self._limits)
        self._workers[self._workers.index(gone)] = fresh
        fresh.start()
        return fresh


def _verdict(lost: Sequence[Lost]) -> Problem | None:
    """Why a file is refused that lost its workers so often; None where it is tried once more."""
    killed = sum(isinstance(one, Killed) for one in lost)
    if killed >= TRIES:
        return Problem("enrich.killed")
    return Problem("enrich.too_long") if len(lost) - killed >= TRIES_OF_A_LONG_ONE else None
