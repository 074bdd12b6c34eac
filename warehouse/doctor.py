"""The invariants that SQL can check: one .sql file each, whose first line says what must hold."""

from duckdb import DuckDBPyConnection

from schemas.finding import Finding
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


def vault_paths(connection: DuckDBPyConnection) -> list[str]:
    """Where the ledger says that originals are."""
    return [path for (path,) in connection.execute(statement("ledger/vault_paths")).fetchall()]


def drop_outcomes(connection: DuckDBPyConnection) -> dict[str, str]:
    """Every drop of the ledger."""
    return dict(connection.execute(statement("ledger/drop_outcomes")).fetchall())
