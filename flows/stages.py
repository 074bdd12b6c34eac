"""The stages of a micro-batch, whoever runs them: take, enrich, load, publish, settle.

Each stage takes the batch and writes into it, once: whoever asks for it again waits for the same. Nothing here knows
Prefect: the batch flow wraps each stage in a task, and one-shot commands without a server call them as they are. The
environment's faults end a file as deferred, never the batch.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from typing import Any
from uuid import uuid4

from flows import alerts
from flows.engine import Engine
from schemas.dropped import Taken
from schemas.enriched import FileOutcome, Postponed, Processed
from schemas.failpoint import failpoint
from schemas.problem import Damaged, Deferred, Problem, Unavailable
from schemas.settings import Home, Settings
from schemas.watch import Fired
from tasks import journal
from tasks.clear import clear, set_aside
from tasks.scan import Seen
from tasks.take import TakenTooSoon, name_only, take
from tasks.vault import Vault, vault_of
from warehouse import ledger
from warehouse.load import Load, drop_row, load, record
from warehouse.open import reading, writing
from warehouse.publish import Publisher
from warehouse.rows import Row
from warehouse.watches import fire

PIPELINE_VERSION = version("dateline")


@dataclass(slots=True)
class Workshop:
    """What the stages of one process share: settings, folders, the engine, the publisher's clock."""

    settings: Settings
    home: Home
    pool: Engine
    vault: Vault = field(init=False)
    publisher: Publisher = field(default_factory=Publisher)
    unpublished: bool = False
    fired: bool = True  # alerts may wait to be sent: those of an earlier run, too
    copy_is_true: bool = True  # not where the live warehouse was lost: then the copy for readers knows what it does not

    def __post_init__(self) -> None:
        self.vault = vault_of(self.settings)


class Batch:
    """A micro-batch on its way: a plain class, so that Prefect does not walk through it."""

    def __init__(self, files: Sequence[Seen], arrived: Sequence[Taken] = (), is_news: bool = True) -> None:
        self.is_news = is_news  # not where a warehouse that was lost is derived again: its alerts were fired
        self.files = list(files)
        self.taken: list[Taken] = list(arrived)  # from the vault, where a killed run left them
        self.processed: list[Processed] = []
        self.outcomes: list[FileOutcome] = []
        self.fired: list[Fired] = []
        self.too_soon: list[Seen] = []
        self.booked = True  # its arrivals stand in the journal; without that nothing of it is worked on
        self.left_behind: list[str] = []  # finished, but the inbox could not be cleared of them: sentences
        self.started_at = datetime.now(UTC)
        self.load_id = uuid4().hex
        self.committed_at = ""  # ISO 8601
        self.flow_run_id: str | None = None
        self.begun = asyncio.Event()  # by the flow run that was made for it
        self._stages: dict[str, asyncio.Future[None]] = {}  # done, or under way

    async def once(self, stage: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do the work of a stage, or wait for it where it is under way; whoever comes later gets the same end of it."""
        if stage not in self._stages:
            self._stages[stage] = asyncio.ensure_future(work())
        await self._stages[stage]

    @property
    def deferred(self) -> list[FileOutcome]:
        """Files to be tried again, with their reasons."""
        return [outcome for outcome in self.outcomes if outcome.outcome == "deferred"]


async def take_stage(batch: Batch, shop: Workshop) -> None:
    """Copy the files into the vault, and write their arrival into the journal."""
    await batch.once("take", lambda: asyncio.to_thread(_take_all, batch, shop))


async def enrich_stage(batch: Batch, shop: Workshop) -> None:
    """Read and enrich what the warehouse does not know yet."""
    await batch.once("enrich", lambda: _enrich_all(batch, shop))


async def load_stage(batch: Batch, shop: Workshop) -> None:
    """Write everything in one transaction, with the ledger."""
    await batch.once("load", lambda: _load_all(batch, shop))


async def show_stage(batch: Batch, shop: Workshop, at_once: bool) -> None:
    """Publish what was loaded, as `publish_stage`."""
    await batch.once("publish", lambda: publish_stage(shop, at_once))


async def settle_stage(batch: Batch, shop: Workshop) -> None:
    """Clear the inbox of what is committed; set refused files aside with their reasons."""
    await batch.once("settle", lambda: asyncio.to_thread(_settle, batch, shop))


async def finish(batch: Batch, shop: Workshop, at_once: bool) -> None:
    """The stages after a batch was taken and enriched."""
    await load_stage(batch, shop)
    await show_stage(batch, shop, at_once)
    await settle_stage(batch, shop)


async def publish_stage(shop: Workshop, at_once: bool) -> None:
    """Publish what was loaded, if it is due or wanted at once; a failure is tried again with the next batch."""
    if shop.unpublished and (at_once or shop.publisher.wait(time.monotonic()) == 0):
        shop.unpublished = False  # before the copy: what is loaded meanwhile is published next time
        try:
            await asyncio.to_thread(shop.publisher.publish, shop.home, shop.settings.lock_seconds)
            shop.copy_is_true = True
        except (Deferred, Damaged) as wait:
            shop.unpublished = True
            logging.getLogger("dateline").warning("%s", wait)


async def _enrich_all(batch: Batch, shop: Workshop) -> None:
    if not batch.booked:
        return
    known = await asyncio.to_thread(_known, batch.taken, shop)
    new = [taken for taken in batch.taken if taken.sha256 and taken.drop_id not in known]
    done = {result.taken.drop_id: result for result in await shop.pool.process(new, shop.vault)} if new else {}
    for taken in batch.taken:
        result = done.get(taken.drop_id)
        if isinstance(result, Postponed):
            batch.outcomes.append(FileOutcome(taken.drop_id, taken.name, "deferred", result.reason))
        elif result is not None:
            batch.processed.append(result)
        elif taken.sha256:
            batch.processed.append(Processed(taken, None, None))  # known: the loader says as what
        else:
            batch.processed.append(too_large(taken))


async def _load_all(batch: Batch, shop: Workshop) -> None:
    if batch.booked and (batch.processed or batch.outcomes):
        await asyncio.to_thread(_load, batch, shop)


def new_load() -> Load:
    """For rows that no batch brings."""
    return Load(uuid4().hex, None, datetime.now(UTC), PIPELINE_VERSION)


def too_large(taken: Taken) -> Processed:
    """What becomes of a file over the limit, which nobody reads."""
    return Processed(taken, None, None, problems=(Problem("file.too_large", f"It has {taken.byte_size} bytes."),))


def _take_all(batch: Batch, shop: Workshop) -> None:
    settled_at = time.time()
    with ThreadPoolExecutor(shop.vault.at_once, thread_name_prefix="take") as hands:
        for seen, result in zip(batch.files, hands.map(partial(_take, shop, settled_at), batch.files), strict=True):
            if isinstance(result, Taken):
                batch.taken.append(result)
            elif result is None:
                batch.too_soon.append(seen)
            else:
                batch.outcomes.append(result)
    lines = [journal.dropped_line(taken) for taken in batch.taken]
    lines += [journal.dropped_line(taken) for taken in _named(batch, shop, settled_at)]
    try:
        journal.append(shop.home.journal, lines)
        failpoint("after_claim")
    except OSError as fault:
        batch.booked = False
        _defer_all(batch, f"the journal cannot be written: {fault.strerror}")


def _take(shop: Workshop, settled_at: float, seen: Seen) -> Taken | FileOutcome | None:
    """A file in the vault, or its outcome where it is not to be read; None where it is not at rest after all."""
    named = name_only(seen, shop.home, settled_at)
    if seen.ignored:
        return FileOutcome(named.drop_id, named.name, "ignored", seen.ignored)
    try:
        return take(seen, shop.home, shop.vault, shop.settings.max_file_bytes, settled_at)
    except TakenTooSoon:
        return None
    except Deferred as wait:
        return FileOutcome(named.drop_id, named.name, "deferred", wait.reason)


def _named(batch: Batch, shop: Workshop, settled_at: float) -> list[Taken]:
    """The files of the batch that have an outcome without having been taken."""
    decided = {outcome.drop_id for outcome in batch.outcomes}
    named = (name_only(seen, shop.home, settled_at) for seen in batch.files)
    return [one for one in named if one.drop_id in decided]


def _known(taken: Sequence[Taken], shop: Workshop) -> set[str]:
    """Drops whose outcome, or whose content, the published warehouse knows: no work is done for them again."""
    if not shop.copy_is_true:
        return set()
    try:
        with reading(shop.home) as connection:
            drops = ledger.decided_drops(connection, [one.drop_id for one in taken])
            contents = ledger.loaded_files(connection, [one.sha256 for one in taken])
    except Unavailable:
        return set()
    return drops | {one.drop_id for one in taken if one.sha256 in contents}


def _load(batch: Batch, shop: Workshop) -> None:
    this = Load(batch.load_id, batch.flow_run_id, batch.started_at, PIPELINE_VERSION)
    processed = {one.taken.drop_id for one in batch.processed}
    waiting = {outcome.drop_id: outcome for outcome in batch.outcomes if outcome.drop_id not in processed}
    named = _named(batch, shop, time.time()) + [one for one in batch.taken if one.drop_id in waiting]
    try:
        with writing(shop.home, shop.settings.lock_seconds, "load") as connection:
            loaded = load(connection, batch.processed, this)
            now = datetime.now(UTC)
            record(connection, [_waiting_row(one, waiting[one.drop_id], now) for one in named])
            articles = [article_id for one in loaded for article_id in one.article_ids]
            refused = any(one.outcome == "quarantined" and not one.again for one in loaded)
            fired = fire(connection, articles, refused, now, shop.settings.channels) if batch.is_news else []
    except (Deferred, Damaged) as wait:  # damaged until the doctor mends it
        _defer_all(batch, str(wait))
        return
    batch.outcomes, batch.committed_at = loaded + batch.outcomes, now.isoformat()
    shop.unpublished = True
    if fired:
        batch.fired, shop.fired = fired, True
        alerts.book(shop.home, fired)


def _waiting_row(taken: Taken, outcome: FileOutcome, now: datetime) -> Row:
    finished_at = None if outcome.outcome == "deferred" else now
    return drop_row(taken, outcome.outcome, outcome.reason, finished_at, None)


def _defer_all(batch: Batch, reason: str) -> None:
    """Nothing of the batch was written: every file of it waits, those with a reason of their own for that."""
    own = {outcome.drop_id: outcome for outcome in batch.outcomes if outcome.outcome == "deferred"}
    names = {one.drop_id: one.name for one in batch.taken} | {one.drop_id: one.name for one in batch.outcomes}
    batch.processed = []
    batch.outcomes = [own.get(one) or FileOutcome(one, name, "deferred", reason) for one, name in names.items()]


def _settle(batch: Batch, shop: Workshop) -> None:
    taken = {one.drop_id: one for one in batch.taken}
    finished = [outcome for outcome in batch.outcomes if outcome.outcome != "deferred"]
    try:
        for outcome in finished:
            if (one := taken.get(outcome.drop_id)) is not None:
                _clear(one, outcome, batch, shop)
        journal.append(
            shop.home.journal,
            (journal.finished_line(one.drop_id, one.outcome, one.reason, batch.committed_at) for one in finished),
        )
    except OSError as fault:
        batch.left_behind.append(f"the journal cannot be written: {fault.strerror}")


def _clear(taken: Taken, outcome: FileOutcome, batch: Batch, shop: Workshop) -> None:
    try:
        if outcome.outcome == "quarantined":
            if not outcome.again or taken.path.is_relative_to(shop.home.inbox):
                set_aside(taken, outcome.problems, shop.home, shop.vault)
        elif outcome.outcome not in ("loaded", "duplicate"):
            return
        elif shop.vault.size(taken.vault_path) is not None:
            clear(taken, shop.home)
        else:  # its content was forgotten while it was loaded: the inbox has the only copy
            batch.left_behind.append(f"{taken.name} is {outcome.outcome}, but its copy in the vault is gone: it stays")
    except OSError as fault:
        batch.left_behind.append(f"{taken.name} is {outcome.outcome} but stays in the inbox: {fault.strerror}")
