"""A warm pool of worker processes: spawned, loaded, dying with its parent, and mended when a worker is killed."""

import asyncio
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, get_context
from pathlib import Path
from types import TracebackType

from flows.worker import Postponed, process, start_worker
from schemas.dropped import Taken
from schemas.enriched import Processed
from schemas.problem import Problem, Unavailable

CHUNK_FILES = 8  # what a worker is handed at once: spaCy's batch
TRIES = 3  # after that a file that kills its worker is quarantined


class WarmPool:
    """Worker processes that read and enrich files; use it as an async context manager."""

    def __init__(self, workers: int, models: dict[str, str]) -> None:
        self._workers = workers
        self._models = models
        self._executor: ProcessPoolExecutor | None = None
        self._mending = asyncio.Lock()
        self._broken: list[ProcessPoolExecutor] = []  # kept: one that is dropped while it ends can block for ever

    async def __aenter__(self) -> "WarmPool":
        self._executor = self._start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(wait=False, cancel_futures=True)
            for worker in active_children():  # what one has in hand is read again from the vault
                worker.terminate()
            await asyncio.to_thread(executor.shutdown, wait=True)

    async def process(self, files: Sequence[Taken], vault: Path) -> list[Processed | Postponed]:
        """One result a file, in order. A file whose worker is killed is tried alone, three times in all."""
        size = max(1, min(CHUNK_FILES, -(-len(files) // self._workers)))
        chunks = [files[start : start + size] for start in range(0, len(files), size)]
        done = await asyncio.gather(*(self._process_chunk(chunk, vault) for chunk in chunks))
        return [result for results in done for result in results]

    async def warm(self) -> None:
        """Have every worker started and loaded; Unavailable where they cannot be."""
        if not await self._can_work():
            raise Unavailable("The workers that read and enrich articles cannot start; their error stands above.")

    async def _process_chunk(self, chunk: Sequence[Taken], vault: Path) -> list[Processed | Postponed]:
        try:
            return await self._run(chunk, vault)
        except BrokenProcessPool:
            pass
        results: list[Processed | Postponed] = []
        for taken in chunk:  # one of them, or another chunk's, ended its worker: now each alone
            results.append(await self._process_alone(taken, vault))
        return results

    async def _process_alone(self, taken: Taken, vault: Path) -> Processed | Postponed:
        for _ in range(TRIES):
            async with self._mending:  # alone in the pool, so that only this file can be to blame
                try:
                    return (await self._run((taken,), vault))[0]
                except BrokenProcessPool:
                    continue
        if await self._can_work():
            return Processed(taken, None, None, problems=(Problem("enrich.killed"),))
        return Postponed(taken, "the workers cannot start")

    async def _can_work(self) -> bool:
        """Whether workers start at all: where they do not, no file is to blame."""
        try:
            await asyncio.gather(*(self._run((), Path()) for _ in range(self._workers)))
        except BrokenProcessPool:
            return False
        return True

    async def _run(self, chunk: Sequence[Taken], vault: Path) -> list[Processed | Postponed]:
        executor = self._executor
        if executor is None:
            raise RuntimeError("the pool is not started")
        try:
            return await asyncio.wrap_future(executor.submit(process, chunk, vault))
        except BrokenProcessPool:
            if self._executor is executor:
                self._broken.append(executor)
                self._executor = self._start()
            raise

    def _start(self) -> ProcessPoolExecutor:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one BLAS thread a process: the workers are the parallelism
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        return ProcessPoolExecutor(
            self._workers, mp_context=get_context("spawn"), initializer=start_worker, initargs=(self._models,)
        )
