"""Ways through a corpus that run in this process: the bare enrichment, and the pipeline in one pass."""

import asyncio
import time
from dataclasses import dataclass, field
from pathlib import Path

from flows.inbox import drain, run_plainly
from flows.stages import Batch, Workshop, take_stage
from schemas.settings import Home
from tasks.scan import scan
from tests.benchmarks.measure import MemoryCourse, cpu_seconds, family
from warehouse.publish import Publisher

GROUPS_AT_ONCE = 4  # more than the pipeline has, so that no worker waits for another


@dataclass(slots=True)
class Went:
    """Seconds of the clock and of the processors; memory (MB) by batch; seconds of them that went into publishing."""

    seconds: float
    cpu: float
    memory: MemoryCourse
    publishing: float = 0.0


@dataclass(slots=True)
class TimedPublisher(Publisher):
    """A publisher that adds up what it costs."""

    spent: float = field(default=0.0)

    def publish(self, home: Home, lock_seconds: float) -> None:
        """Publish as ever."""
        Publisher.publish(self, home, lock_seconds)
        self.spent += self.cost


async def bare(shop: Workshop, folder: Path) -> Went:
    """The read and enrich functions alone, in the workers, for files that are in the vault: no inbox, no warehouse."""
    batch = Batch(scan(folder))
    await take_stage(batch, shop)
    memory, at_once = MemoryCourse(), asyncio.Semaphore(GROUPS_AT_ONCE)
    began, before = time.perf_counter(), cpu_seconds(family())
    size = shop.settings.batch_files

    async def group(start: int) -> None:
        async with at_once:
            await shop.pool.process(batch.taken[start : start + size], shop.vault)
            memory.look()

    await asyncio.gather(*(group(start) for start in range(0, len(batch.taken), size)))
    return Went(time.perf_counter() - began, cpu_seconds(family()) - before, memory)


async def one_pass(shop: Workshop, folder: Path) -> Went:
    """All that `dateline ingest FOLDER` does once its workers are warm, without the time in which files settle."""
    memory, publisher = MemoryCourse(), TimedPublisher()
    shop.publisher = publisher
    began, before = time.perf_counter(), cpu_seconds(family())
    await drain(shop, [folder], run_plainly, lambda _: memory.look())
    seconds = time.perf_counter() - began - shop.settings.settle_seconds
    return Went(seconds, cpu_seconds(family()) - before, memory, publisher.spent)
