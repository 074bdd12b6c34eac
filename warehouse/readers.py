"""Readers of one process that share an open copy of the warehouse: a page of the desk does not pay for opening it.

Opening takes 50 ms of processor time and attaching reads the file's beginning; a cursor takes one. What is shared is
one publication: readers that come after the next one open that, and the old one is closed when its last reader leaves.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
from duckdb import DuckDBPyConnection

from schemas.problem import Unavailable, UsageError
from schemas.settings import Home
from warehouse.lake import lake_of
from warehouse.open import damaged, is_damage, open_published, published_stamp, reading, refuse_unreadable
from warehouse.statements import statement

FAULTS = (duckdb.Error, UsageError, Unavailable)  # after one of these the database may be good for nobody

Publication = tuple[str, str]  # path of the warehouse, and what changes with every publication


class _Shared:
    """One publication, open, and how many read in it."""

    def __init__(self, home: Home, publication: Publication) -> None:
        self.publication = publication
        self.connection = open_published(home, locked_down=True)
        self.readers = 0
        self.closing: threading.Timer | None = None

    def close(self) -> None:
        if self.closing is not None:
            self.closing.cancel()
        self.connection.close()


class Readers:
    """Lends cursors of what is published now; closes it `keep_seconds` after the last was given back.

    A copy that stays open keeps its bytes on the disk and its pages in memory: so not for long.
    """

    def __init__(self, keep_seconds: float = 0.0) -> None:
        self.keep_seconds = keep_seconds
        self._lock = threading.Lock()
        self._open: _Shared | None = None

    @contextmanager
    def reading(self, home: Home) -> Iterator[DuckDBPyConnection]:
        """As `warehouse.open.reading`, locked down; in a lake each reader opens it for himself."""
        if lake_of(home):
            with reading(home, locked_down=True) as connection:
                yield connection
            return
        shared = self._enter(home)
        cursor = shared.connection.cursor()
        try:
            cursor.execute(statement("session/use"))
            yield cursor
        except FAULTS as fault:
            self._retire(shared)
            if isinstance(fault, duckdb.Error) and is_damage(fault):
                raise damaged(home.warehouse, fault) from fault
            raise
        finally:
            cursor.close()
            self._leave(shared)

    @property
    def is_open(self) -> bool:
        """Whether a copy is open that the next reader would share."""
        return self._open is not None

    def close(self) -> None:
        """Keep nothing open for later readers."""
        with self._lock:
            self._put_away()

    def _enter(self, home: Home) -> _Shared:
        refuse_unreadable(home)
        with self._lock:
            publication = (str(home.warehouse), published_stamp(home))
            if self._open is None or self._open.publication != publication:
                self._put_away()
                self._open = _Shared(home, publication)
            if self._open.closing is not None:
                self._open.closing.cancel()
                self._open.closing = None
            self._open.readers += 1
            return self._open

    def _leave(self, shared: _Shared) -> None:
        with self._lock:
            shared.readers -= 1
            if shared.readers:
                return
            if shared is not self._open:
                shared.close()
            elif not self.keep_seconds:
                self._put_away()
            else:
                shared.closing = threading.Timer(self.keep_seconds, self._close_unused, (shared,))
                shared.closing.daemon = True
                shared.closing.start()

    def _retire(self, shared: _Shared) -> None:
        with self._lock:
            if shared is self._open:
                self._open = None

    def _close_unused(self, shared: _Shared) -> None:
        with self._lock:
            if shared is self._open and not shared.readers:
                self._put_away()

    def _put_away(self) -> None:
        """Let nobody else into what is open; it is closed where nobody reads in it."""
        left, self._open = self._open, None
        if left is not None and not left.readers:
            left.close()


READERS = Readers()


def keep_open(seconds: float) -> None:
    """Have this process keep the warehouse open for so long after each reader: for those that have many."""
    READERS.keep_seconds = seconds
