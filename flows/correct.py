"""Correct an entity: merge it into another, split it, rename it, or take a correction back.

The journal is written first, so that a warehouse that is built again knows what people said; what is cut short between
the two is found and mended by the doctor.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from uuid import uuid4

from flows.again import reprocess
from flows.stages import Workshop
from schemas.correction import Correction, CorrectionKind, Thing
from schemas.entity import entity_key
from schemas.problem import UsageError
from schemas.settings import Home, Settings
from tasks import journal
from warehouse.corrections import articles_there, correct, corrections, the_thing, withdraw
from warehouse.open import Connection, is_shared, writing
from warehouse.publish import publish


def merge(settings: Settings, wrong: str, right: str) -> tuple[Correction, int]:
    """Make one entity (by id or name) another; the correction, and how many mentions it moved."""

    def find(connection: Connection) -> Correction:
        thing, target = the_thing(connection, wrong), the_thing(connection, right)
        if thing == target:
            raise UsageError(f"{wrong!r} and {right!r} are one entity already: {thing.entity_id} {thing.name}.")
        return _new("merge", thing, target)

    return _carry_out(settings, "merge", find)


def rename(settings: Settings, wrong: str, name: str) -> tuple[Correction, int]:
    """Give an entity another name; its id stays."""
    if not name.strip():
        raise UsageError("Give the entity a name with letters in it.")

    def find(connection: Connection) -> Correction:
        thing = the_thing(connection, wrong)
        return _new("rename", thing, Thing(thing.entity_id, thing.kind, " ".join(name.split()), thing.country_code))

    return _carry_out(settings, "rename", find)


def split(settings: Settings, wrong: str, name: str, article_ids: Sequence[str]) -> tuple[Correction, int]:
    """Make an entity another one, of this name, in some articles alone."""
    new_name = " ".join(name.split())

    def find(connection: Connection) -> Correction:
        thing = the_thing(connection, wrong)
        target = Thing(entity_key(thing.kind, new_name), thing.kind, new_name, thing.country_code)
        if target.entity_id == thing.entity_id:
            raise UsageError(
                f"Give the new entity another name than {thing.name!r}, for example with what tells it apart."
            )
        missing = sorted(set(article_ids) - articles_there(connection, article_ids))
        if missing or not article_ids:
            raise UsageError(f"There is no article {', '.join(missing)}." if missing else "Name at least one article.")
        return _new("split", thing, target, tuple(article_ids))

    return _carry_out(settings, "split", find)


def _carry_out(
    settings: Settings, kind: CorrectionKind, find: Callable[[Connection], Correction]
) -> tuple[Correction, int]:
    """Write the correction that is found into the journal, the warehouse and the copy for readers."""
    home = Home(settings.home)
    home.make()
    with writing(home, settings.lock_seconds, kind) as connection:
        done = find(connection)
        journal.append(home.journal, [journal.correction_line(done)])
        moved = correct(connection, done)
    publish(home, settings.lock_seconds)
    return done, moved


async def undo(shop: Workshop, correction_id: str) -> int:
    """Take a correction back and enrich again what it had changed; the number of those articles."""
    affected = await asyncio.to_thread(_withdraw, shop, correction_id)
    await reprocess(shop, False, False, lambda _: None, affected)
    return len(affected)


async def same_corrections(shop: Workshop) -> None:
    """Make the warehouse's corrections those of the journal."""
    if next(journal.read(shop.home.journal, "corrected", "withdrawn"), None) is None:
        return  # nobody ever corrected anything
    told = journal.corrections(shop.home.journal)
    with writing(shop.home, shop.settings.lock_seconds, "repair") as connection:
        kept = {one.correction_id for one in corrections(connection)}
        for correction in told:
            if correction.correction_id not in kept:
                correct(connection, correction)
    if is_shared(shop.home):  # the others are of other homes
        return
    for correction_id in sorted(kept - {one.correction_id for one in told}):
        await undo(shop, correction_id)


def _withdraw(shop: Workshop, correction_id: str) -> list[str]:
    with writing(shop.home, shop.settings.lock_seconds, "undo") as connection:
        affected = withdraw(connection, correction_id)
        journal.append(shop.home.journal, [journal.withdrawn_line(correction_id)])
    return affected


def _new(kind: CorrectionKind, thing: Thing, target: Thing, article_ids: tuple[str, ...] | None = None) -> Correction:
    return Correction(uuid4().hex[:12], datetime.now(UTC), kind, thing.entity_id, thing.name, target, article_ids)
