from pathlib import Path

from schemas.dropped import Stat
from tasks.scan import Seen
from tasks.settle import Tracker

STORY = Path("/inbox/story.txt")


def seen(size: int = 1, mtime: int = 1, inode: int = 1, path: Path = STORY) -> Seen:
    return Seen(path, Stat(size, mtime, mtime, inode, 1))


def test_a_file_is_handed_out_once_after_it_has_rested():
    tracker = Tracker(settle_seconds=1.0)

    assert tracker.observe([seen()], clock=10.0) == []
    assert tracker.observe([seen()], clock=10.9) == []
    assert tracker.observe([seen()], clock=11.0) == [seen()]
    assert tracker.observe([seen()], clock=12.0) == []


def test_a_file_that_grows_starts_anew():
    tracker = Tracker(settle_seconds=1.0)
    tracker.observe([seen(size=1)], clock=0.0)

    assert tracker.observe([seen(size=2)], clock=1.0) == []
    assert tracker.observe([seen(size=2)], clock=2.0) == [seen(size=2)]


def test_a_rewrite_of_equal_size_and_time_shows_in_the_inode():
    tracker = Tracker(settle_seconds=1.0)
    tracker.observe([seen(inode=1)], clock=0.0)

    assert tracker.observe([seen(inode=2)], clock=1.0) == []


def test_an_old_modification_time_makes_no_difference():
    tracker = Tracker(settle_seconds=1.0)
    old = seen(mtime=-1_000_000)
    tracker.observe([old], clock=0.0)

    assert tracker.observe([old], clock=1.0) == [old]


def test_a_file_that_was_let_go_is_handed_out_again_after_its_wait():
    tracker = Tracker(settle_seconds=1.0)
    tracker.observe([seen()], clock=0.0)
    tracker.observe([seen()], clock=1.0)
    tracker.let_go(STORY, clock=6.0)

    assert tracker.observe([seen()], clock=6.5) == []
    assert tracker.observe([seen()], clock=7.0) == [seen()]


def test_what_vanished_is_forgotten_and_comes_back_as_new():
    tracker = Tracker(settle_seconds=1.0)
    tracker.observe([seen()], clock=0.0)
    tracker.observe([], clock=0.5)

    assert tracker.observe([seen()], clock=1.0) == []
    assert tracker.waiting == 1
    assert tracker.next_rest(clock=1.25) == 0.75


def test_nothing_waiting_has_no_next_rest():
    assert Tracker(settle_seconds=1.0).next_rest(clock=0.0) is None


def test_company_is_worth_waiting_for_where_it_rests_soon():
    tracker = Tracker(settle_seconds=1.0)
    assert not tracker.rests_within(5.0, clock=0.0)

    tracker.observe([seen()], clock=0.0)

    assert not tracker.rests_within(0.25, clock=0.5)
    assert tracker.rests_within(0.25, clock=0.75)
