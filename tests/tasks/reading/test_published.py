"""When it was published: what metadata write, what a line says, what a weekday confirms."""

from datetime import UTC, date, datetime

import pytest

from schemas.article import Block
from tasks.published import CONFIDENCE, Published, from_name, is_date_line, published, published_fields, weighed
from tasks.stamps import Stamp, parse_stamp

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
THURSDAY = Stamp(date(2014, 7, 10), "day")


@pytest.mark.parametrize(
    ("value", "day", "precision", "at"),
    [
        ("2014-07-10", "2014-07-10", "day", None),
        ("2014-07-10T09:30:00Z", "2014-07-10", "second", "2014-07-10T09:30:00+00:00"),
        ("2014-07-10T23:30:00.123-05:00", "2014-07-10", "second", "2014-07-10T23:30:00-05:00"),
        ("2014-07-10T09:30+0200", "2014-07-10", "minute", "2014-07-10T09:30:00+02:00"),
        ("2014-07-10 09:30:00", "2014-07-10", "day", None),  # no zone: the hour is nobody's
        ("20140710T093000Z", "2014-07-10", "second", "2014-07-10T09:30:00+00:00"),
        ("Thu, 10 Jul 2014 09:30:00 +0800", "2014-07-10", "second", "2014-07-10T09:30:00+08:00"),
        (1404984600, "2014-07-10", "second", "2014-07-10T09:30:00+00:00"),
        ("1404984600000", "2014-07-10", "second", "2014-07-10T09:30:00+00:00"),
        ("2014-07", "2014-07-01", "month", None),
        ("2014", "2014-01-01", "year", None),
        ("July 10, 2014", "2014-07-10", "day", None),
        ("10. Juli 2014", "2014-07-10", "day", None),
    ],
)
def test_a_stamp_keeps_the_day_as_written_and_the_hour_only_with_its_zone(value, day, precision, at):
    expected = Stamp(date.fromisoformat(day), precision, datetime.fromisoformat(at) if at else None)

    assert parse_stamp(value) == expected


@pytest.mark.parametrize("value", ["", "soon", "2014-13-40", "10:30", "n/a", "0000-00-00", 1e30, -1e30])
def test_what_is_no_date_is_none(value):
    assert parse_stamp(value) is None


@pytest.mark.parametrize(
    ("line", "yes"),
    [
        ("July 10, 2014", True),
        ("Published on July 10, 2014 at 9:30 pm", True),
        ("Thursday, 10 July 2014 18:05 BST", True),
        ("Updated: July 10, 2014", True),
        ("The talks of July 10, 2014 ended without result", False),
        ("In 2014 the talks ended", False),
        ("10/07/2014", False),  # two days in English
    ],
)
def test_a_date_line_says_a_day_and_hardly_anything_else(line, yes):
    assert is_date_line(line, ("en",)) is yes


def test_the_first_candidate_that_can_be_one_is_taken():
    ahead, old = Stamp(date(2099, 1, 1), "day"), Stamp(date(1066, 10, 14), "day")

    found = published([("metadata", ahead), ("date_line", old), ("caption", THURSDAY)], NOW)

    assert found == Published(THURSDAY, "caption", CONFIDENCE["caption"])


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2036-03-01T08:00:00Z", "It lies in the future: the file was read on 2026-11-24."),
        ("1650-01-01", "It lies before 1700, when there were no papers yet that are read here."),
    ],
)
def test_a_day_that_cannot_be_one_of_publication_is_kept_as_written_with_the_reason(written, reason):
    text = "July 10, 2014"
    blocks = [Block(kind="date", start_char=0, end_char=len(text), rule="a date alone")]

    alone = published_fields("", [], None, ("en",), NOW, told=[("metadata", parse_stamp(written))])
    beside = published_fields(text, blocks, None, ("en",), NOW, told=[("metadata", parse_stamp(written))])

    assert alone == {"published_text": written, "published_reason": reason}
    assert (beside["published_date"], beside["published_text"]) == (THURSDAY.day, written)


def test_a_day_ahead_by_no_more_than_the_time_zones_differ_is_one():
    fields = published_fields("", [], None, ("en",), NOW, told=[("metadata", parse_stamp("2026-11-25"))])

    assert fields["published_date"] == date(2026, 11, 25)


def test_months_in_capitals_are_read():
    assert is_date_line("LAST UPDATED: FEB. 3, 2026 AT 4:15 P.M.", ("en",))


def test_a_weekday_in_the_opening_confirms_or_doubts_a_caption():
    caption = Published(THURSDAY, "caption", 0.6)

    assert weighed(caption, "The talks ended Thursday in Beijing.", ("en",)).confidence == pytest.approx(0.8)
    assert weighed(caption, "The talks ended Monday in Beijing.", ("en",)).confidence == pytest.approx(0.36)
    assert weighed(caption, "The talks ended in Beijing.", ("en",)) == caption


@pytest.mark.parametrize("name", ["2014-07-10-talks.txt", "/2014/07/10/talks", "talks_20140710.html", "a/2014/7/10/b"])
def test_names_and_addresses_give_their_day(name):
    assert list(from_name(name, "url")) == [("url", THURSDAY)]


@pytest.mark.parametrize("name", ["142736d72dc6b986.txt", "talks-2014.txt", "20141340.txt", "120140710.txt"])
def test_other_numbers_in_a_name_are_no_day(name):
    assert list(from_name(name, "file_name")) == []
