"""Bring a warehouse to the newest schema: numbered .sql files, each recorded in its own transaction."""

import re
from datetime import UTC, datetime

from duckdb import DuckDBPyConnection

from schemas.failpoint import failpoint
from schemas.problem import Unavailable
from warehouse.statements import SQL, statement

KEY = re.compile(r" primary key\b")


def migrations() -> list[tuple[int, str]]:
    """(number, name) of every migration, in order."""
    names = [entry.name.removesuffix(".sql") for entry in (SQL / "schema").iterdir() if entry.name.endswith(".sql")]
    return sorted((int(name.partition("_")[0]), name) for name in names)


def migrate(connection: DuckDBPyConnection, with_keys: bool = True) -> None:
    """Apply what is missing; Unavailable where a newer Dateline made the file. A lake has no keys, nor needs any."""
    at = version(connection)
    known = migrations()
    if at > known[-1][0]:
        raise Unavailable(
            f"The warehouse was made by a newer Dateline (schema {at}; this one knows {known[-1][0]}). Update Dateline."
        )
    for number, name in known:
        if number > at:
            connection.begin()
            connection.execute(statement(f"schema/{name}") if with_keys else KEY.sub("", statement(f"schema/{name}")))
            failpoint("mid_migration")
            connection.execute(
                statement("ledger/record_migration"),
                {"version": number, "name": name, "applied_at": datetime.now(UTC)},
            )
            connection.commit()
            if with_keys:
                connection.execute(statement("ledger/checkpoint"))  # replaying schema changes from a log has open bugs


def is_newest(connection: DuckDBPyConnection) -> bool:
    """Whether a warehouse has every table, view and macro that this version of Dateline asks for."""
    return version(connection) >= migrations()[-1][0]


def version(connection: DuckDBPyConnection) -> int:
    """Number of the last migration applied; 0 for a new file."""
    if not connection.execute(statement("ledger/has_migrations")).fetchall()[0][0]:
        return 0
    return int(connection.execute(statement("ledger/max_version")).fetchall()[0][0])
