import duckdb

from warehouse.open import reading, writing
from warehouse.publish import Publisher, is_published, publish


def add(home, drop_id):
    with writing(home, 1.0, "test") as connection:
        connection.execute("insert into drops (drop_id) values (?)", [drop_id])


def test_readers_keep_the_copy_they_opened_and_new_ones_see_the_next(home):
    add(home, "d1")
    publish(home, 1.0)
    with reading(home) as early:
        add(home, "d2")
        publish(home, 1.0)

        assert early.execute("select count(*) from drops").fetchall() == [(1,)]
        with reading(home) as late:
            assert late.execute("select count(*) from drops").fetchall() == [(2,)]


def test_a_log_that_somebody_left_beside_the_old_copy_is_not_read_into_the_new_one(home):
    add(home, "d1")
    publish(home, 1.0)
    home.warehouse.with_name("warehouse.duckdb.wal").write_bytes(b"left by a read-write session")
    publish(home, 1.0)

    with reading(home) as connection:
        assert connection.execute("select drop_id from drops").fetchall() == [("d1",)]


def test_publishing_takes_at_most_a_tenth_of_the_time():
    publisher = Publisher(cost=0.5, published_at=100.0)

    assert publisher.wait(now=101.0) == 4.0
    assert publisher.wait(now=105.0) == 0.0
    assert Publisher().wait(now=0.0) == 0.0


def test_the_published_file_opens_in_plain_duckdb(home):
    add(home, "d1")
    publish(home, 1.0)

    with duckdb.connect(str(home.warehouse), read_only=True) as connection:
        assert connection.execute("select dropped from ingest_equation").fetchall() == [(1,)]
    assert [left.name for left in home.root.iterdir() if left.name.startswith(".")] == []


def test_what_is_committed_and_not_published_is_known_by_the_files(home):
    assert is_published(home)
    add(home, "d1")
    assert not is_published(home)
    publish(home, 1.0)
    with writing(home, 1.0, "look"):
        pass
    with reading(home):
        pass
    assert is_published(home)
    add(home, "d2")
    assert not is_published(home)
