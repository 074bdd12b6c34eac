"""The doors of the warehouse: one writer at a time for the live file, any number of readers for the published one.

A writer holds `state/live.lock` (flock) round connect, transaction and close, so any process may write. Readers open
`warehouse.duckdb`, a copy that is replaced whole: neither side ever waits for the other.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from schemas.failpoint import failpoint
from schemas.problem import Damaged, Deferred, Unavailable
from schemas.settings import Home
from warehouse.lake import empty_lake, lake_of, lake_stamp, reading_lake, writing_lake
from warehouse.migrate import migrate
from warehouse.statements import filled, statement

Connection = DuckDBPyConnection  # for those who hand one on and speak no SQL
MEND = "`dateline doctor --repair` sets it aside and derives the warehouse again from the originals."
BROKEN = (duckdb.InternalException, duckdb.FatalException, duckdb.SerializationException)
#: What DuckDB says of a file that is no database any more, or ends too early; of wrong checksums, in the file or in its
#: log, it says a bare Error.
BROKEN_FILE = ("not a valid DuckDB database file", "Could not read enough bytes")
LOCK_POLL_SECONDS = 0.02  # a transaction lasts about 50 ms

READ_MEMORY = "1GB"

CLOSED: dict[str, Any] = {  # nothing is fetched, nothing in Python's variables is read by name
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
}
LIVE = CLOSED | {"storage_compatibility_version": "v1.5.0", "memory_limit": "2GB"}
READ = CLOSED | {"memory_limit": READ_MEMORY}


@contextmanager
def locked(home: Home, wait_seconds: float, purpose: str) -> Iterator[None]:
    """Hold the writers' lock, waiting `wait_seconds` for it; Deferred says who holds it where it is not to be had."""
    home.state.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(home.live_lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        deadline = time.monotonic() + wait_seconds
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise Deferred(f"the warehouse is locked by {_holder(descriptor)}") from None
                time.sleep(LOCK_POLL_SECONDS)
        note = {"pid": os.getpid(), "purpose": purpose, "since": datetime.now(UTC).isoformat(timespec="seconds")}
        with suppress(OSError):  # a courtesy to those who wait; a full disk has no room for it
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, json.dumps(note).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _holder(descriptor: int) -> str:
    try:
        note = json.loads(os.pread(descriptor, 1000, 0))
        return f"process {note['pid']} ({note['purpose']}, since {note['since']})"
    except (ValueError, KeyError):
        return "another process"


@contextmanager
def writing(home: Home, wait_seconds: float, purpose: str) -> Iterator[DuckDBPyConnection]:
    """A connection to the live warehouse inside one transaction: committed at the end, rolled back on any error.

    The environment's faults (locked, disk full, no permission) come out as Deferred.
    """
    if lake := lake_of(home):
        with writing_lake(lake, wait_seconds) as connection:
            yield connection
        return
    with locked(home, wait_seconds, purpose), told_faults(home.live, "the warehouse cannot be written"):
        connection = connect_live(home.live)
        try:
            failpoint("before_begin")
            connection.begin()
            yield connection
            failpoint("before_commit")
            connection.commit()
            failpoint("after_commit")
        finally:
            connection.close()


@contextmanager
def told_faults(path: Path, what: str) -> Iterator[None]:
    """Faults of the environment come out as Deferred, a broken file as Damaged; all else is a bug of ours."""
    try:
        yield
    except duckdb.Error as fault:
        if is_damage(fault):
            raise damaged(path, fault) from fault
        if isinstance(fault, duckdb.IOException | duckdb.OutOfMemoryException | duckdb.TransactionException):
            raise Deferred(f"{what}: {first_line(fault)}") from fault
        raise
    except OSError as fault:
        raise Deferred(f"{what}: {fault}") from fault


def connect_live(path: Path) -> DuckDBPyConnection:
    """Connect to the live file, made or migrated to the newest schema; only under the writers' lock."""
    if not path.exists():
        _make(path)
    return _connect(path)


def _make(path: Path) -> None:
    """Make a new live file beside its place, so that a kill or a full disk leaves no half one there."""
    making = path.with_name(f"{path.stem}.making.duckdb")
    for left in (making, log_of(making), log_of(path)):  # of a run that was killed, or of a file that was deleted
        left.unlink(missing_ok=True)
    _connect(making).close()
    making.replace(path)


def _connect(path: Path) -> DuckDBPyConnection:
    connection = duckdb.connect(str(path), config=LIVE)
    try:
        connection.execute(statement("session/utc"))
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def log_of(path: Path) -> Path:
    """Where DuckDB keeps what a killed writer had committed, until the file is opened again."""
    return path.with_name(path.name + ".wal")


def is_damage(fault: duckdb.Error) -> bool:
    """Whether an error says that a file is broken, rather than full, locked or asked wrongly."""
    return (
        isinstance(fault, BROKEN)
        or type(fault) is duckdb.Error
        or (isinstance(fault, duckdb.IOException) and any(told in str(fault) for told in BROKEN_FILE))
    )


def damaged(path: Path, fault: duckdb.Error) -> Damaged:
    """The sentence for a file that is broken."""
    return Damaged(f"{path} is damaged ({first_line(fault)}). {MEND}")


def compact(home: Home) -> None:
    """Write the live file anew, only under the writers' lock: deleted rows leave their bytes in the old one."""
    if lake := lake_of(home):
        empty_lake(lake)
        return
    for left in home.live.parent.glob("compact.*.duckdb*"):  # of a run that was killed: the lock is ours
        left.unlink(missing_ok=True)
    fresh = home.live.with_name(f"compact.{os.getpid()}.duckdb")
    failpoint("before_compact")
    try:
        with duckdb.connect(str(home.live), config=LIVE) as connection:
            connection.execute(filled("session/attach_fresh", path=str(fresh)))
            connection.execute(statement("session/copy_fresh"))
            connection.execute(statement("session/detach_fresh"))
        fresh.replace(home.live)
    finally:
        fresh.unlink(missing_ok=True)


@contextmanager
def reading(home: Home, locked_down: bool = False) -> Iterator[DuckDBPyConnection]:
    """A read-only connection to the published warehouse; Unavailable where there is none yet.

    `locked_down` is for SQL that others wrote: it reaches no file and changes no setting.
    """
    if lake := lake_of(home):
        with reading_lake(lake, locked_down, READ | {"temp_directory": str(home.spill)}) as connection:
            yield connection
        return
    refuse_unreadable(home)
    connection = open_published(home, locked_down)
    try:
        connection.execute(statement("session/use"))
        yield connection
    except duckdb.Error as fault:
        if is_damage(fault):
            raise damaged(home.warehouse, fault) from fault
        raise
    finally:
        connection.close()


def open_published(home: Home, locked_down: bool) -> DuckDBPyConnection:
    """A database with the published file attached, in UTC.

    Attached to a database of its own: connections of one process to one path share the file that the first one opened,
    and so would never see what was published since. What does not fit into memory is written below the state, not
    into the folder that somebody stands in.
    """
    connection = duckdb.connect(":memory:", config=READ | {"temp_directory": str(home.spill)})
    try:
        connection.execute(filled("session/attach", path=str(home.warehouse)))
        for name in ("utc_for_all", *(["locked"] if locked_down else [])):
            connection.execute(statement(f"session/{name}"))
    except duckdb.Error as fault:
        connection.close()
        if is_damage(fault):
            raise damaged(home.warehouse, fault) from fault
        raise Unavailable(f"{home.warehouse} cannot be opened: {first_line(fault)}") from fault
    return connection


def refuse_unreadable(home: Home) -> None:
    """Unavailable where no warehouse has been published yet."""
    if not lake_of(home) and not home.warehouse.exists():
        raise Unavailable(f"There is no warehouse at {home.warehouse} yet. Load something first: `dateline ingest`.")


def is_there(home: Home) -> bool:
    """Whether there is a warehouse that this home's writers write into; a lake always is."""
    return lake_of(home) is not None or home.live.exists()


def is_shared(home: Home) -> bool:
    """Whether the warehouse may hold what other homes loaded, whose journal and vault are elsewhere."""
    return lake_of(home) is not None


def published_stamp(home: Home) -> str:
    """What changes with every publication, and else does not."""
    if lake := lake_of(home):
        return lake_stamp(lake)
    stat = home.warehouse.stat()
    return f"{stat.st_ino} {stat.st_mtime_ns} {stat.st_size}"


def published_at(home: Home) -> datetime:
    """When what readers see was published: for a lake, now."""
    return datetime.now(UTC) if lake_of(home) else datetime.fromtimestamp(home.warehouse.stat().st_mtime, UTC)


def first_line(fault: BaseException) -> str:
    return str(fault).partition("\n")[0]
