"""Readers of one process share an open copy, and see each publication that is there when they come."""

import threading
import time

import pytest

from schemas.problem import Damaged, Unavailable, UsageError
from tests.warehouse.test_publish import add
from warehouse.ask import ask
from warehouse.publish import publish
from warehouse.readers import Readers


def drops(connection):
    return connection.execute("select count(*) from drops").fetchall()[0][0]


@pytest.fixture
def readers():
    made = Readers(keep_seconds=60.0)
    yield made
    made.close()


def test_those_who_come_after_a_publication_see_it_and_those_before_keep_theirs(home, readers):
    add(home, "d1")
    publish(home, 1.0)
    with readers.reading(home) as early:
        add(home, "d2")
        publish(home, 1.0)
        with readers.reading(home) as late:
            assert (drops(early), drops(late)) == (1, 2)
        assert drops(early) == 1


def test_what_is_kept_open_is_closed_a_while_after_the_last_reader(home):
    add(home, "d1")
    publish(home, 1.0)
    readers = Readers(keep_seconds=0.05)
    with readers.reading(home):
        assert readers.is_open
    assert readers.is_open
    deadline = time.monotonic() + 10
    while readers.is_open and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not readers.is_open
    with readers.reading(home) as connection:
        assert drops(connection) == 1


def test_nothing_stays_open_unless_a_process_wants_it_so(home):
    add(home, "d1")
    publish(home, 1.0)
    readers = Readers()
    with readers.reading(home), readers.reading(home):
        assert readers.is_open

    assert not readers.is_open


def test_after_a_fault_the_next_reader_opens_anew(home, readers):
    add(home, "d1")
    publish(home, 1.0)
    with pytest.raises(UsageError), readers.reading(home):
        raise UsageError("a question that cannot be asked")

    assert not readers.is_open
    with readers.reading(home) as connection:
        assert drops(connection) == 1


def test_without_a_warehouse_and_with_a_broken_one_it_is_said(home, readers):
    with pytest.raises(Unavailable), readers.reading(home):
        pass
    home.warehouse.write_bytes(b"x" * 10_000)
    with pytest.raises(Damaged), readers.reading(home):
        pass


def test_a_reader_reaches_no_file_and_changes_no_setting(home, readers):
    add(home, "d1")
    publish(home, 1.0)
    for sql in ("select * from read_text('/etc/hostname')", "set TimeZone = 'Europe/Paris'", "attach '/tmp/x.duckdb'"):
        with pytest.raises(Exception, match=r"(?i)permission|locked|disabled"), readers.reading(home) as connection:
            connection.execute(sql)


def test_many_read_while_it_is_published_again_and_again(home):
    add(home, "d0")
    publish(home, 1.0)
    stop, failed = threading.Event(), []

    def read():
        seen = 0
        while not stop.is_set():
            now = ask(home, "select count(*) from drops").rows[0][0]
            failed.extend([(seen, now)] if now < seen else [])
            seen = now

    people = [threading.Thread(target=read) for _ in range(6)]
    for one in people:
        one.start()
    for number in range(1, 6):
        add(home, f"d{number}")
        publish(home, 5.0)
    stop.set()
    for one in people:
        one.join()

    assert failed == []
