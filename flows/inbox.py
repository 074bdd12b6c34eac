"""Drain the inbox, or given files and folders, once: what the `ingest` deployment and `dateline ingest` do."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flows import stages
from flows.alerts import same_watches, send_alerts
from flows.correct import same_corrections
from flows.forgetting import finish_forgetting
from flows.stages import Batch, Workshop
from schemas.dropped import Taken
from schemas.enriched import FileOutcome, Processed
from schemas.problem import Damaged, Deferred, UsageError
from tasks import journal
from tasks.forget import FORGOTTEN
from tasks.scan import Seen, look, scan
from tasks.settle import Tracker
from tasks.take import clear_half_copies, drop_id
from warehouse import ledger
from warehouse.load import drop_row, load, record
from warehouse.open import is_there, writing
from warehouse.publish import is_published

AT_ONCE = 2  # batches under way: while one loads, the next is enriched
LAST_FILES = 64  # batches get smaller down to this: nothing is enriched while the last one loads
PATH_SHOWN = 300  # characters of one that is not there
PATIENCE_SECONDS = 60.0  # for files that go on changing: then they are left for the next time

REMOVED = "it was removed before it could be read"

RunBatch = Callable[[Batch, Workshop, bool], Awaitable[None]]
Tell = Callable[[Batch], None]


async def run_plainly(batch: Batch, shop: Workshop, at_once: bool) -> None:
    """Run a batch without Prefect."""
    await stages.take_stage(batch, shop)
    await stages.enrich_stage(batch, shop)
    await stages.finish(batch, shop, at_once)


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
        with suppress(Deferred, Damaged):  # then what follows waits as well, with the reason
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
    with suppress(Deferred, Damaged):  # alerts wait, then
        sent, _ = await asyncio.to_thread(send_alerts, shop.home, shop.settings)
        shop.unpublished = shop.unpublished or bool(sent)
        await stages.publish_stage(shop, at_once=True)
    return outcomes


async def _batches(shop: Workshop, paths: Sequence[Path]) -> AsyncIterator[Batch]:
    tracker = Tracker(shop.settings.settle_seconds)
    booked = set(await asyncio.to_thread(journal.finished, shop.home.journal))
    deadline = time.monotonic() + max(PATIENCE_SECONDS, 2 * shop.settings.settle_seconds)
    while True:
        seen = await asyncio.to_thread(_look_everywhere, shop, paths)
        resting = [one for one in tracker.observe(seen, time.monotonic()) if not is_booked(one, booked)]
        while resting:
            size = min(shop.settings.batch_files, max(LAST_FILES, len(resting) // 2))
            yield Batch(resting[:size])
            resting = resting[size:]
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
    """UsageError for a path where there is nothing, or that can be none."""
    for path in paths:
        try:
            is_there = path.exists()
        except OSError:  # longer than a path can be
            is_there = False
        if not is_there:
            raise UsageError(f"There is no file or folder {str(path)[:PATH_SHOWN]}.")


def unfinished_batches(shop: Workshop) -> list[Batch]:
    """What a killed run left: arrivals without an outcome whose file is gone, but whose bytes are in the vault.

    An arrival that was never read gets its outcome here: the one that the journal tells, where the warehouse was lost;
    ignored, where it is gone before it could be read.
    """
    clear_half_copies(shop.vault.incoming or shop.home.incoming)
    finish_forgetting(shop.home, shop.settings)
    same_watches(shop.home, shop.settings)  # before anything is loaded that could fire them
    arrived = journal.arrivals(shop.home.journal)
    if not arrived:
        return []
    told = journal.finished(shop.home.journal)
    shop.copy_is_true = shop.copy_is_true and is_there(shop.home)
    with writing(shop.home, shop.settings.lock_seconds, "sweep") as connection:
        finished = ledger.finished_drops(connection, list(arrived))
        left = [one for one in arrived.values() if one.drop_id not in finished and one.name != FORGOTTEN]
        unread = [one for one in left if not one.vault_path and (one.drop_id in told or _is_gone(one))]
        rows, refused = _as_told(unread, told)
        record(connection, rows)
        load(connection, refused, stages.new_load())
    shop.unpublished = shop.unpublished or bool(unread)
    # What still lies in the inbox as it was is found there; a file elsewhere is found by nobody else.
    outside = [one for one in left if not one.path.is_relative_to(shop.home.inbox)]
    kept = as_before([one for one in left if one.vault_path and (one in outside or _is_gone(one))], told)
    again = [found for one in outside if not one.vault_path and one not in unread and (found := look(one.path))]
    size = shop.settings.batch_files
    new, derived = ([one for one in kept if (one.drop_id in told) is known] for known in (False, True))
    return [
        *(Batch([], derived[start : start + size], is_news=False) for start in range(0, len(derived), size)),
        *(Batch([], new[start : start + size]) for start in range(0, len(new), size)),
        *(Batch(again[start : start + size]) for start in range(0, len(again), size)),
    ]


def as_before(arrived: Sequence[Taken], finished: dict[str, journal.Line]) -> list[Taken]:
    """First what was loaded, in the order in which it was: of files that tell the same story, the same one counts."""
    order = {drop_id: number for number, drop_id in enumerate(finished)}

    def place(taken: Taken) -> tuple[bool, int]:
        was_loaded = finished.get(taken.drop_id, {}).get("outcome") == "loaded"
        return not was_loaded, order.get(taken.drop_id, len(order))

    return sorted(arrived, key=place)


def _is_gone(taken: Taken) -> bool:
    now = look(taken.path)
    return now is None or now.stat != taken.stat


def _as_told(taken: Sequence[Taken], told: dict[str, journal.Line]) -> tuple[list[dict[str, Any]], list[Processed]]:
    """The outcomes of arrivals that nobody can read any more: rows of the ledger, and files that were refused."""
    lost: journal.Line = {"outcome": "ignored", "reason": REMOVED}
    lines = [(one, told.get(one.drop_id, lost)) for one in taken]
    now = datetime.now(UTC)
    rows = [
        drop_row(one, line["outcome"], line["reason"], now, None)
        for one, line in lines
        if line["outcome"] != "quarantined"
    ]
    return rows, [stages.too_large(one) for one, line in lines if line["outcome"] == "quarantined"]
