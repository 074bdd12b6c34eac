"""What the ledger says: totals, the last loads, what became of drops, the articles that an older enricher made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from duckdb import DuckDBPyConnection

from schemas.problem import PROBLEMS, Problem
from warehouse.statements import records, statement


def totals(connection: DuckDBPyConnection) -> dict[str, int]:
    """How many articles, mentions, dates and figures there are."""
    return records(connection, "ledger/totals")[0]


def drops_by_outcome(connection: DuckDBPyConnection) -> dict[str, list[str]]:
    """Every drop of the ledger, by its outcome: five lists are fetched in a tenth of the time of as many rows."""
    return dict(connection.execute(statement("ledger/drops_by_outcome")).fetchall())


def last_loads(connection: DuckDBPyConnection, most: int) -> list[dict[str, Any]]:
    """The newest loads first."""
    return records(connection, "ledger/last_loads", {"most": most})


def finished_drops(connection: DuckDBPyConnection, drop_ids: list[str]) -> set[str]:
    """Those of these drops that have an outcome."""
    found = connection.execute(statement("ledger/finished_drops"), {"drop_ids": drop_ids}).fetchall()
    return {drop_id for drop_id, _, _ in found}


def decided_drops(connection: DuckDBPyConnection, drop_ids: list[str]) -> set[str]:
    """Those of these drops that were decided by what is in them: no more work is done for them."""
    found = connection.execute(statement("load/known_drops"), {"drop_ids": drop_ids}).fetchall()
    return {drop_id for drop_id, _, _ in found}


def loaded_files(connection: DuckDBPyConnection, hashes: list[str]) -> set[str]:
    """Those of these contents that are loaded."""
    return {sha for sha, _ in connection.execute(statement("load/known_files"), {"hashes": hashes}).fetchall()}


def drop_problems(connection: DuckDBPyConnection, drop_id: str) -> tuple[Problem, ...]:
    """Why a drop was refused."""
    found = connection.execute(statement("ledger/drop_problems"), {"drop_id": drop_id}).fetchall()
    return tuple(
        Problem(code, sentence.removeprefix(PROBLEMS[code][0]).strip(), field, start, end)
        for _, code, sentence, field, start, end, _ in found
    )


@dataclass(frozen=True, slots=True)
class StaleFile:
    """A loaded file some of whose articles another enricher made; `name` is the one it was first dropped under."""

    file_sha256: str
    vault_path: str
    name: str
    article_ids: tuple[str, ...]


def stale_files(
    connection: DuckDBPyConnection, enricher_version: str, every: bool, article_ids: Sequence[str] | None = None
) -> list[StaleFile]:
    """Files to enrich again; all of them with `every`, those of some articles with `article_ids`."""
    these = None if article_ids is None else list(article_ids)
    wanted = {"enricher_version": enricher_version, "every": every, "article_ids": these}
    found: dict[tuple[str, str, str], list[str]] = {}
    rows = connection.execute(statement("ledger/stale_articles"), wanted).fetchall()
    for article_id, file_sha256, vault_path, name in rows:
        found.setdefault((file_sha256, vault_path, name or vault_path), []).append(article_id)
    return [StaleFile(*file, tuple(article_ids)) for file, article_ids in found.items()]
