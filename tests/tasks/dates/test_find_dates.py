"""What the date engine promises of any text."""

from datetime import date

from tasks.dates import find_dates

PUBLISHED = date(2014, 7, 10)


def values(text, language="en", reference=PUBLISHED):
    return [(mention.surface, mention.value) for mention in find_dates(text, language, reference)]


def test_a_bare_weekday_is_the_most_recent_one_publication_day_included():
    assert values("Talks ended Thursday.") == [("Thursday", "2014-07-10")]
    assert values("Talks began on Friday.") == [("Friday", "2014-07-04")]


def test_without_a_reference_date_nothing_relative_is_resolved():
    (mention,) = find_dates("Talks ended Thursday.", "en", None)

    assert (mention.value, mention.begin_date, mention.anchor) == ("XXXX-WXX-4", None, "no reference date")
