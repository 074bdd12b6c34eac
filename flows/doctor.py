"""Check a home's invariants, mend what can be mended, and build the warehouse again from originals."""

import asyncio
from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from datetime import UTC, datetime
from uuid import uuid4

from flows import stages
from flows.alerts import trouble
from flows.correct import same_corrections
from flows.forgetting import finish_forgetting
from flows.inbox import RunBatch, as_before, unfinished_batches
from flows.stages import PIPELINE_VERSION, Workshop
from schemas.dropped import Taken
from schemas.enriched import Postponed, Processed
from schemas.failpoint import failpoint
from schemas.finding import Finding
from schemas.problem import Damaged, Deferred, UsageError
from schemas.settings import Home, Settings
from tasks import journal
from tasks.building import building_alone
from tasks.vault import vault_of
from warehouse.corrections import correct, corrections
from warehouse.doctor import check, drop_outcomes, outcomes_in, table_checksums, vault_files
from warehouse.forget import forget_content
from warehouse.load import Load, drop_row, load, record
from warehouse.open import compact, is_shared, locked, log_of, reading, writing
from warehouse.publish import Publisher, is_of_this_version
from warehouse.watches import alerts, restore, watches

READABLE = "The warehouse and the copy for readers can be read to their last row."


def examine(home: Home, settings: Settings) -> list[Finding]:
    """Every invariant with what breaks it: those of the tables, the equation (I1), the vault (I2, I6).

    Of a warehouse that cannot be read only that can be said.
    """
    try:
        with writing(home, settings.lock_seconds, "doctor") as connection:
            table_checksums(connection)  # reads every row, and so finds what is broken on the disk
            findings = check(connection)
            outcomes = drop_outcomes(connection)
            booked = {one.correction_id for one in corrections(connection)}
            watched = {(one.watch_id, one.removed_at is None) for one in watches(connection)}
            fired = {one.alert_id for one in alerts(connection)}
            files = vault_files(connection)
        if home.warehouse.exists() and is_of_this_version(home):  # an earlier one has not all of these tables
            with reading(home) as connection:
                table_checksums(connection)
    except Damaged as fault:
        return [Finding("I4", READABLE, (str(fault),))]
    arrived = journal.arrivals(home.journal)
    corrected = {one.correction_id for one in journal.corrections(home.journal)}
    if is_shared(home):  # what other homes loaded and said is theirs to examine
        outcomes = {drop_id: outcome for drop_id, outcome in outcomes.items() if drop_id in arrived}
        own = {taken.vault_path for taken in arrived.values()}
        files = [(path, size) for path, size in files if path in own]
        booked &= corrected
        watched &= {(one.watch_id, one.removed_at is None) for one in journal.watches(home.journal)}
        fired &= {one.alert_id for one in journal.alerts(home.journal)}
    kept = {one.name: one.size for one in vault_of(settings).kept()}
    unbooked = tuple(drop_id for drop_id in outcomes if drop_id not in arrived)
    in_flight = tuple(f"{taken.name} ({drop_id})" for drop_id, taken in arrived.items() if drop_id not in outcomes)
    return [
        Finding("I1", "Every drop in the ledger stands in the journal.", unbooked),
        Finding("I1", "Every drop in the journal has an outcome, or is on its way.", _stuck(in_flight, arrived, kept)),
        Finding(
            "I1",
            "The corrections of the journal are those of the warehouse.",
            tuple(sorted(corrected ^ booked)),
        ),
        Finding(
            "I1", "The watches and alerts of the journal are those of the warehouse.", _unlike(home, watched, fired)
        ),
        Finding("alerts", "Every channel takes the alerts that are sent to it.", _untaken(home)),
        Finding("I2", "The vault holds every original that the ledger names, whole.", _missing(files, kept)),
        Finding("I4", READABLE, ()),
        Finding("I6", "Every arrival that was read is in the vault.", _lost(arrived, kept)),
        *findings,
    ]


def _unlike(home: Home, watched: set[tuple[str, bool]], fired: set[str]) -> tuple[str, ...]:
    told = {(one.watch_id, one.removed_at is None) for one in journal.watches(home.journal)}
    booked = {one.alert_id for one in journal.alerts(home.journal)}
    return tuple(sorted({watch_id for watch_id, _ in told ^ watched} | (booked ^ fired)))


def _untaken(home: Home) -> tuple[str, ...]:
    return tuple(f"{name}, since {one['since']}: {one['trouble']}" for name, one in trouble(home).items())


def _stuck(in_flight: Sequence[str], arrived: dict[str, Taken], kept: Container[str]) -> tuple[str, ...]:
    """Arrivals without an outcome count as broken only when nothing could still finish them."""
    waiting = {f"{one.name} ({one.drop_id})" for one in arrived.values() if one.path.exists() or one.vault_path in kept}
    return tuple(told for told in in_flight if told not in waiting)


def _missing(files: Sequence[tuple[str, int]], kept: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(path for path, size in files if kept.get(path) != size)


def _lost(arrived: dict[str, Taken], kept: Container[str]) -> tuple[str, ...]:
    read = [one for one in arrived.values() if one.sha256]
    return tuple(f"{one.name} ({one.drop_id})" for one in read if one.vault_path not in kept)


async def repair(shop: Workshop, run: RunBatch) -> int:
    """Finish what a killed run left, clear its half copies, and publish; the number of files finished.

    The corrections of the warehouse become those of the journal, which is written first. A warehouse that cannot be
    read is set aside and derived again.
    """
    if await asyncio.to_thread(_is_damaged, shop):
        await rebuild(shop, lambda *_: None)
    batches = await asyncio.to_thread(unfinished_batches, shop)
    for batch in batches:
        await run(batch, shop, False)
    await same_corrections(shop)
    if is_shared(shop.home):  # every load leaves small files behind
        await asyncio.to_thread(compact, shop.home)
    shop.unpublished = True
    await stages.publish_stage(shop, at_once=True)
    return sum(len(batch.taken) for batch in batches)


def _is_damaged(shop: Workshop) -> bool:
    try:
        with writing(shop.home, shop.settings.lock_seconds, "repair") as connection:
            table_checksums(connection)
    except Damaged:
        return True
    return False


async def rebuild(shop: Workshop, tell: Callable[[int, int], None]) -> Counter[str]:
    """Derive the warehouse again from the journal and the vault, beside the old one, then swap; counts by outcome.

    What is loaded meanwhile by others is taken over before the swap. The old file is set aside in `state/`.
    """
    if is_shared(shop.home):
        raise UsageError("A lake is not built again in place: name an empty `lake_schema`, then `dateline ingest`.")
    fresh = Home(shop.home.root)
    fresh.live = shop.home.state / f"rebuilt.{uuid4().hex}.duckdb"
    fresh.live_lock = fresh.live.with_suffix(".lock")
    with building_alone(shop.home):
        return await _rebuild(shop, fresh, tell)


async def _rebuild(shop: Workshop, fresh: Home, tell: Callable[[int, int], None]) -> Counter[str]:
    counts: Counter[str] = Counter()
    done: dict[str, Taken] = {}
    try:
        with writing(fresh, shop.settings.lock_seconds, "rebuild") as connection:
            for correction in journal.corrections(shop.home.journal):
                correct(connection, correction)
        while True:
            with locked(shop.home, shop.settings.lock_seconds, "rebuild"):
                arrived = journal.arrivals(shop.home.journal)
                finished = journal.finished(shop.home.journal)
                kept = {one.name for one in shop.vault.kept()}
                left = [one for one in arrived.values() if one.drop_id not in done and _can_load(one, finished, kept)]
                new = as_before(left, finished)
                if not new:
                    _take_over(shop.home, fresh, done, arrived)
                    _swap(shop.home, fresh)
                    break
            for start in range(0, len(new), shop.settings.batch_files):
                part = new[start : start + shop.settings.batch_files]
                counts.update(await _load_again(part, kept, shop, fresh))
                done.update({taken.drop_id: taken for taken in part})
                failpoint("mid_rebuild")
                tell(len(done), len(arrived))
    finally:
        for leftover in (fresh.live, fresh.live_lock, log_of(fresh.live)):
            leftover.unlink(missing_ok=True)
    shop.unpublished = True
    shop.copy_is_true = False
    shop.publisher = Publisher()
    await asyncio.to_thread(finish_forgetting, shop.home, shop.settings)
    await stages.publish_stage(shop, at_once=True)
    return counts


def _can_load(taken: Taken, finished: dict[str, journal.Line], kept: Container[str]) -> bool:
    """What was never read can only be booked, and only once it has an outcome."""
    return taken.vault_path in kept or taken.drop_id in finished


def _take_over(home: Home, fresh: Home, done: dict[str, Taken], arrived: dict[str, Taken]) -> None:
    """What happened to the old warehouse meanwhile: contents that were forgotten, outcomes of files never read."""
    gone = {taken.sha256 for drop_id, taken in done.items() if taken.sha256 and not arrived[drop_id].sha256}
    unread = [taken for drop_id, taken in arrived.items() if drop_id not in done]
    booked = outcomes_in(home.live, [one.drop_id for one in unread])
    now = datetime.now(UTC)
    with writing(fresh, 1.0, "rebuild") as connection:
        for file_sha256 in gone:
            forget_content(connection, file_sha256)
        rows = [drop_row(one, *booked[one.drop_id], now, None) for one in unread if one.drop_id in booked]
        record(connection, rows)
        restore(connection, journal.watches(home.journal), journal.alerts(home.journal))
    if gone:
        home.forgetting.touch()  # their deleted rows leave bytes in the fresh file


async def _load_again(part: Sequence[Taken], kept: Container[str], shop: Workshop, fresh: Home) -> list[str]:
    there = [taken for taken in part if taken.vault_path in kept]
    results = await shop.pool.process(there, shop.vault) if there else []
    postponed = [result for result in results if isinstance(result, Postponed)]
    if postponed:
        raise Deferred(f"{postponed[0].taken.name} cannot be read now: {postponed[0].reason}")
    return await asyncio.to_thread(
        _write_again, part, [one for one in results if isinstance(one, Processed)], shop, fresh
    )


def _write_again(part: Sequence[Taken], results: Sequence[Processed], shop: Workshop, fresh: Home) -> list[str]:
    finished = journal.finished(shop.home.journal)
    read = {result.taken.drop_id for result in results}
    unread = [one for one in part if one.drop_id not in read and one.drop_id in finished]
    refused = [one for one in unread if finished[one.drop_id]["outcome"] == "quarantined"]
    named = [one for one in unread if one not in refused]
    results = [*results, *map(stages.too_large, refused)]
    now = datetime.now(UTC)
    with writing(fresh, shop.settings.lock_seconds, "rebuild") as connection:
        outcomes = load(connection, results, Load(uuid4().hex, None, now, PIPELINE_VERSION))
        lines = [(one, finished[one.drop_id]) for one in named]
        record(connection, [drop_row(one, line["outcome"], line.get("reason"), now, None) for one, line in lines])
    return [outcome.outcome for outcome in outcomes] + [line["outcome"] for _, line in lines]


def _swap(home: Home, fresh: Home) -> None:
    with writing(fresh, 1.0, "rebuild"):
        pass  # an empty journal still gives a warehouse
    failpoint("before_swap")
    if home.live.exists():
        aside = home.live.with_name(f"live.{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.set-aside.duckdb")
        try:
            aside.hardlink_to(home.live)
        except OSError:  # a file system without links: for a moment there is no live file, and a kill derives it again
            home.live.replace(aside)
    log_of(home.live).unlink(missing_ok=True)
    fresh.live.replace(home.live)
