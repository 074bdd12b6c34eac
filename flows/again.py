"""Enrich again what is loaded, from the vault, and swap its rows; the difference is known before the swap."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from flows.stages import Workshop, publish_stage
from schemas.correction import Correction
from schemas.dropped import Stat, Taken
from schemas.enriched import Postponed, Processed
from tasks.enrich import configure, enricher_version
from warehouse.corrections import corrections
from warehouse.facts import Fact, facts_of, stored_facts
from warehouse.ledger import StaleFile, stale_files
from warehouse.load import replace_articles
from warehouse.open import writing

NO_FILE = Stat(0, 0, 0, 0, 0)  # what is enriched again is in the vault alone


@dataclass(frozen=True, slots=True)
class Difference:
    """What another enricher finds in a file's articles: facts that come and facts that go, counted by kind."""

    name: str
    added: Counter[str]
    removed: Counter[str]
    problem: str | None = None

    @property
    def empty(self) -> bool:
        """Nothing comes, nothing goes."""
        return not (self.problem or self.added or self.removed)


async def reprocess(
    shop: Workshop,
    every: bool,
    dry_run: bool,
    tell: Callable[[Sequence[Difference]], None],
    article_ids: Sequence[str] | None = None,
    count: Callable[[int, int], None] = lambda *_: None,
) -> list[Difference]:
    """Enrich stale articles again (all with `every`, these alone with `article_ids`).

    `tell` is shown each batch's differences before its swap; `count` hears how many files of how many are done.

    A file that can no longer be read or enriched keeps its rows, and its difference says why.
    """
    configure(shop.settings.engines)  # which are stale depends on them
    stale = await asyncio.to_thread(_stale, shop, every, article_ids)
    differences: list[Difference] = []
    for start in range(0, len(stale), shop.settings.batch_files):
        files = stale[start : start + shop.settings.batch_files]
        results = await shop.pool.process([_as_taken(file) for file in files], shop.vault)
        these = await asyncio.to_thread(_compare, shop, files, results)
        tell(these)
        differences += these
        if not dry_run:
            await asyncio.to_thread(_swap, shop, files, results)
            shop.unpublished = True
        count(len(differences), len(stale))
    await publish_stage(shop, at_once=True)
    return differences


def _stale(shop: Workshop, every: bool, article_ids: Sequence[str] | None) -> list[StaleFile]:
    with writing(shop.home, shop.settings.lock_seconds, "reprocess") as connection:
        return stale_files(connection, enricher_version(), every, article_ids)


def _as_taken(file: StaleFile) -> Taken:
    sha = file.file_sha256
    return Taken(sha, Path(file.name), file.name, None, sha, 0, file.vault_path, NO_FILE, time.time())


def _compare(shop: Workshop, files: Sequence[StaleFile], results: Sequence[Processed | Postponed]) -> list[Difference]:
    with writing(shop.home, shop.settings.lock_seconds, "reprocess") as connection:
        before = stored_facts(connection, [article_id for file in files for article_id in file.article_ids])
        made = corrections(connection)
    return [_difference(file, result, before, made) for file, result in zip(files, results, strict=True)]


def _difference(
    file: StaleFile, result: Processed | Postponed, before: dict[str, set[Fact]], made: Sequence[Correction]
) -> Difference:
    if isinstance(result, Postponed):
        return Difference(file.name, Counter(), Counter(), result.reason)
    if result.problems:
        return Difference(file.name, Counter(), Counter(), result.problems[0].sentence)
    added: Counter[str] = Counter()
    removed: Counter[str] = Counter()
    for enriched in result.articles:
        if enriched.article_id in file.article_ids:
            old, new = before[enriched.article_id], facts_of(enriched, made)
            added.update(fact[0] for fact in new - old)
            removed.update(fact[0] for fact in old - new)
    return Difference(file.name, added, removed)


def _swap(shop: Workshop, files: Sequence[StaleFile], results: Sequence[Processed | Postponed]) -> None:
    wanted = {article_id for file in files for article_id in file.article_ids}
    articles = [
        (enriched, result.taken.sha256)
        for result in results
        if isinstance(result, Processed)
        for enriched in result.articles
        if enriched.article_id in wanted
    ]
    with writing(shop.home, shop.settings.lock_seconds, "reprocess") as connection:
        replace_articles(connection, articles, uuid4().hex)
