"""Drain the inbox, or given files and folders, once: what the `ingest` deployment and `dateline ingest` do."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from flows import stages
from flows.correct import same_corrections
from flows.forgetting import finish_forgetting
from flows.stages import Batch, Workshop
from schemas.enriched import FileOutcome
from schemas.problem import UsageError
from tasks import journal
from tasks.forget import FORGOTTEN
from tasks.scan import Seen, look, scan
from tasks.settle import Tracker
from tasks.take import clear_half_copies, drop_id
from warehouse import ledger
from warehouse.load import drop_row, record
from warehouse.open import writing
from warehouse.publish import is_published

AT_ONCE = 2  # batches under way: while one loads, the next is enriched
PATIENCE_SECONDS = 60.0  # for files that go on changing: then they are left for the next time

RunBatch = Callable[[Batch, Workshop, bool], Awaitable[None]]
Tell = Callable[[Batch], None]


async def run_plainly(batch: Batch, shop: Workshop, at_once: bool) -> None:
    """Run a batch without Prefect."""
    await stages.take_stage(batch, shop)
    await stages.enrich_stage(batch, shop)
    await stages.load_stage(batch, shop)
    await stages.publish_stage(shop, at_once)
    await stages.settle_stage(batch, shop)


async def drain(shop: Workshop, paths: Sequence[Path], run: RunBatch, tell: Tell) -> list[FileOutcome]:
    """Load everything that rests in the inbox (or at `paths`) now; every outcome, in the order of loading.

    Publishes at the end, whatever the share of time says.
    """
    outcomes: list[FileOutcome] = []

    async def one(batch: Batch) -> None:
        await run(batch, shop, False)
        outcomes.extend(batch.outcomes)
        tell(batch)

    under_way: set[asyncio.Task[None]] = set()
    shop.unpublished = shop.unpublished or not is_published(shop.home)  # a run that was killed may not have come to it
    if not paths:
        for arrived in await asyncio.to_thread(unfinished_batches, shop):
            await one(arrived)
        await same_corrections(shop)
    async for batch in _batches(shop, [path.parent.resolve() / path.name for path in paths]):
        under_way.add(asyncio.create_task(one(batch)))
        if len(under_way) >= AT_ONCE:
            done, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
    await asyncio.gather(*under_way)
    await stages.publish_stage(shop, at_once=True)
    return outcomes


async def _batches(shop: Workshop, paths: Sequence[Path]) -> AsyncIterator[Batch]:
    tracker = Tracker(shop.settings.settle_seconds)
    booked = set(await asyncio.to_thread(journal.finished, shop.home.journal))
    deadline = time.monotonic() + max(PATIENCE_SECONDS, 2 * shop.settings.settle_seconds)
    while True:
        seen = await asyncio.to_thread(_look_everywhere, shop, paths)
        resting = [one for one in tracker.observe(seen, time.monotonic()) if not is_booked(one, booked)]
        for start in range(0, len(resting), shop.settings.batch_files):
            yield Batch(resting[start : start + shop.settings.batch_files])
        wait = tracker.next_rest(time.monotonic())
        if wait is None or time.monotonic() > deadline:
            return
        await asyncio.sleep(wait)


def _look_everywhere(shop: Workshop, paths: Sequence[Path]) -> list[Seen]:
    if not paths:
        return scan(shop.home.inbox)
    found: dict[Path, Seen] = {}
    for path in paths:
        several = scan(path) if path.is_dir() and not path.is_symlink() else [one for one in [look(path)] if one]
        found |= {one.path: one for one in several if not _is_ours(one.path, shop)}
    return list(found.values())


def _is_ours(path: Path, shop: Workshop) -> bool:
    """What Dateline keeps in its home is no news; what lies in the inbox is."""
    return path.is_relative_to(shop.home.root) and not path.is_relative_to(shop.home.inbox)


def is_booked(seen: Seen, booked: set[str]) -> bool:
    """Whether a file that is ignored has its outcome already: once is enough."""
    return seen.ignored is not None and drop_id(seen) in booked


def refuse_missing(paths: Sequence[Path]) -> None:
    """UsageError for a path where there is nothing."""
    for path in paths:
        if not path.exists():
            raise UsageError(f"There is no file or folder {path}.")


def unfinished_batches(shop: Workshop) -> list[Batch]:
    """What a killed run left: arrivals without an outcome whose file is gone, but whose bytes are in the vault.

    An arrival that was never read and is gone gets its outcome here: ignored, because it was removed.
    """
    clear_half_copies(shop.home)
    finish_forgetting(shop.home, shop.settings)
    arrived = journal.arrivals(shop.home.journal)
    if not arrived:
        return []
    with writing(shop.home, shop.settings.lock_seconds, "sweep") as connection:
        finished = ledger.finished_drops(connection, list(arrived))
        left = [one for one in arrived.values() if one.drop_id not in finished and one.name != FORGOTTEN]
        seen = {taken.drop_id: look(taken.path) for taken in left}
        # What still lies in the inbox as it was is found there; a file elsewhere is found by nobody else.
        outside = {one.drop_id for one in left if not one.path.is_relative_to(shop.home.inbox)}
        gone = {one.drop_id for one in left if (now := seen[one.drop_id]) is None or now.stat != one.stat}
        lost = [one for one in left if one.drop_id in gone and not one.vault_path]
        reason = "it was removed before it could be read"
        record(connection, [drop_row(one, "ignored", reason, datetime.now(UTC), None) for one in lost])
    shop.unpublished = shop.unpublished or bool(lost)
    ours, still_there = gone | outside, outside - gone
    kept = [one for one in left if one.vault_path and one.drop_id in ours]
    waiting = [one.drop_id for one in left if not one.vault_path and one.drop_id in still_there]
    unread = [found for one in waiting if (found := seen[one])]
    size = shop.settings.batch_files
    return [
        *(Batch([], kept[start : start + size]) for start in range(0, len(kept), size)),
        *(Batch(unread[start : start + size]) for start in range(0, len(unread), size)),
    ]
