"""The invariants that SQL can check: one .sql file each, whose first line says what must hold."""

from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from schemas.finding import Finding
from schemas.outcome import Outcome
from warehouse.open import connect_live
from warehouse.statements import SQL, statement


def check(connection: DuckDBPyConnection) -> list[Finding]:
    """Run every check in `sql/doctor`, in order of name; the rows of a finding are what breaks it."""
    found = []
    for name in sorted(entry.name.removesuffix(".sql") for entry in (SQL / "doctor").iterdir()):
        sql = statement(f"doctor/{name}")
        invariant, _, sentence = sql.partition("\n")[0].removeprefix("-- ").partition(": ")
        rows = tuple(str(row[0]) for row in connection.execute(sql).fetchall())
        found.append(Finding(invariant, sentence, rows))
    return found


def outcomes_in(live: Path, drop_ids: list[str]) -> dict[str, tuple[Outcome, str | None]]:
    """Outcome and reason of drops in a live file, under the writers' lock; none where it cannot be read."""
    if not live.exists():
        return {}
    try:
        with connect_live(live) as connection:
            found = connection.execute(statement("ledger/finished_drops"), {"drop_ids": drop_ids}).fetchall()
    except duckdb.Error:
        return {}
    return {drop_id: (outcome, reason) for drop_id, outcome, reason in found}


def vault_files(connection: DuckDBPyConnection) -> list[tuple[str, int]]:
    """Where the ledger says that originals are, with their sizes in bytes."""
    return [(path, size) for path, size in connection.execute(statement("ledger/vault_files")).fetchall()]


def drop_outcomes(connection: DuckDBPyConnection) -> dict[str, str]:
    """Every drop of the ledger."""
    return dict(connection.execute(statement("ledger/drop_outcomes")).fetchall())


def table_checksums(connection: DuckDBPyConnection) -> dict[str, tuple[int, str]]:
    """Table -> (rows, a sum of their hashes), without ids of loads and times: equal where the tables say the same."""
    names = sorted(entry.name.removesuffix(".sql") for entry in (SQL / "checksums").iterdir())
    found = {name: connection.execute(statement(f"checksums/{name}")).fetchall()[0] for name in names}
    return {name: (int(rows), str(total)) for name, (rows, total) in found.items()}
