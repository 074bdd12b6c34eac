"""A warehouse for many machines: DuckLake, its catalog in PostgreSQL, its rows in Parquet files of one folder.

There is no live file and no copy: writers commit into the catalog one after the other, readers see whole commits. The
extensions come as packages made for one version of DuckDB; nothing is ever fetched.
"""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from schemas.failpoint import failpoint
from schemas.problem import Deferred, Unavailable
from schemas.settings import Home, Settings
from warehouse.migrate import migrate, version
from warehouse.statements import filled, statement

EXTENSIONS = ("postgres_scanner", "ducklake")
EMPTY = "There is no warehouse in the lake yet. Load something first: `dateline ingest`."
LOCK_POLL_SECONDS = 0.05  # a transaction lasts about a second

#: What the catalog says where it is not to be reached, or a commit was overtaken: all other errors are bugs of ours.
AWAY = (duckdb.IOException, duckdb.TransactionException, duckdb.OutOfMemoryException)


@dataclass(frozen=True, slots=True)
class Lake:
    """Where it is: libpq's words for the catalog's database, its schema there, the folder of the Parquet files."""

    catalog: str
    schema: str
    data: str


@lru_cache(maxsize=8)
def lake_of(home: Home) -> Lake | None:
    """The lake that the settings name in place of the home's file; None where they name none.

    Asked at every transaction, and read once: the settings of a process do not change.
    """
    settings = Settings(home=home.root)
    if settings.warehouse_kind == "file":
        return None
    if not settings.lake_catalog:
        raise Unavailable('`warehouse_kind = "ducklake"` needs `lake_catalog`: the database of its catalog.')
    return Lake(settings.lake_catalog, settings.lake_schema, f"{settings.lake_data or home.root / 'lake'}/")


@contextmanager
def writing_lake(lake: Lake, wait_seconds: float) -> Iterator[DuckDBPyConnection]:
    """A connection inside one transaction, while no other writer of any machine is in one; Deferred where it cannot be.

    DuckLake would let two writers commit at once, and neither would see the content that the other loads.
    """
    with told_away(lake), _gate(lake, wait_seconds), _connected(lake, "rw") as connection:
        migrate(connection, with_keys=False)
        failpoint("before_begin")
        connection.begin()
        yield connection
        failpoint("before_commit")
        connection.commit()
        failpoint("after_commit")


@contextmanager
def reading_lake(lake: Lake, locked_down: bool, config: dict[str, Any]) -> Iterator[DuckDBPyConnection]:
    """A read-only connection; Unavailable where nothing was loaded yet, or the catalog is not to be reached."""
    with ExitStack() as open_lake:
        try:
            connection = open_lake.enter_context(_connected(lake, "ro", config))
            empty = not version(connection)
        except duckdb.InvalidInputException as fault:  # no writer has made its catalog
            raise Unavailable(EMPTY) from fault
        except AWAY as fault:
            raise Unavailable(f"The lake cannot be read: {_told(fault)}") from fault
        if empty:
            raise Unavailable(EMPTY)
        if locked_down:
            connection.execute(_filled("session/lake_folder", lake))
            connection.execute(statement("session/locked"))
        yield connection


def lake_stamp(lake: Lake) -> str:
    """The number of the last commit."""
    with _connected(lake, "ro") as connection:
        return str(connection.execute(statement("session/lake_snapshot")).fetchall()[0][0])


def empty_lake(lake: Lake) -> None:
    """Delete what old states of the lake still hold: deleted rows stay in its files until then."""
    with told_away(lake), _gate(lake, 30.0), _connected(lake, "rw") as connection:
        for name in ("lake_flush", "lake_rewrite", "lake_merge", "lake_expire", "lake_cleanup"):
            connection.execute(statement(f"session/{name}"))


@contextmanager
def told_away(lake: Lake) -> Iterator[None]:
    """A catalog or folder that is not to be reached comes out as Deferred."""
    try:
        yield
    except AWAY as fault:
        raise Deferred(f"the lake cannot be written: {_told(fault)}") from fault
    except OSError as fault:
        raise Deferred(f"the lake's folder {lake.data} cannot be written: {fault}") from fault


@contextmanager
def _gate(lake: Lake, wait_seconds: float) -> Iterator[None]:
    """Be the one writer: an advisory lock of PostgreSQL, which ends with its connection, however that ends."""
    with _connected(lake, "gate") as connection:
        deadline = time.monotonic() + wait_seconds
        connection.begin()
        while connection.execute(_filled("session/lake_try", lake)).fetchall() != [(True,)]:
            if time.monotonic() >= deadline:
                raise Deferred("the lake is locked by another writer")
            time.sleep(LOCK_POLL_SECONDS)
        yield


@contextmanager
def _connected(lake: Lake, how: str, config: dict[str, Any] | None = None) -> Iterator[DuckDBPyConnection]:
    closed: dict[str, Any] = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    with duckdb.connect(":memory:", config=closed | (config or {})) as connection:
        for name in EXTENSIONS:
            connection.load_extension(_extension(name))
        if how != "gate":
            Path(lake.data).mkdir(parents=True, exist_ok=True)
        connection.execute(_filled(f"session/lake_{how}", lake))
        connection.execute(statement("session/utc"))
        yield connection


def _extension(name: str) -> str:
    found = find_spec(f"duckdb_extension_{name}")
    for folder in (found.submodule_search_locations or ()) if found else ():
        place = Path(folder) / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
        if place.is_file():
            return str(place)
    raise Unavailable(
        f"extra.missing: a lake needs DuckDB's extension {name} for DuckDB {duckdb.__version__}. "
        "Install what requirements-lake.txt pins."
    )


def _filled(name: str, lake: Lake) -> str:
    return filled(name, catalog=lake.catalog, schema=lake.schema, data=lake.data)


def _told(fault: Exception) -> str:
    """The first line, without the catalog's address: it may hold a password."""
    line = str(fault).partition("\n")[0]
    return line.partition(' "')[0]
