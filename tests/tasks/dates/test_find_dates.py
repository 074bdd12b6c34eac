"""What the date engine promises of any text."""

from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.span import check_span
from tasks.dates import find_dates

PUBLISHED = date(2014, 7, 10)
LANGUAGES = ("en", "de", "es", "fr", "it", "pt", "nl", "ru", "zh", "ja", "ar", "hi", "sv", "und", "not a language")

#: Pieces that dates are made of, so that random texts hold many near misses.
PIECES = st.sampled_from(
    ["2014", "29", "Feb", "February", "May", "the", "last", "next", "quarter", "of", "Friday", "10", "31", "99",
     "12:60", ":", "ago", "years", "two", "and", "a half", "every", "BC", "century", "1900s", "early", "Christmas", "-",
     "/", ".", ",", "\n", "\n\n", "Montag", "vor", "Jahren", "lunes", "hace", "il y a", "年", "月", "日", "١٠", "0",
     "1e9", "\u0301", "999999999999", "noon", "p.m.", "fiscal", "week", "ended", "decades", "summer", "the same period",
     "'82"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map(" ".join), st.lists(PIECES).map("".join))


@settings(deadline=None, max_examples=300)  # the first text of a language compiles its patterns
@given(TEXTS, st.sampled_from(LANGUAGES), st.none() | st.dates())
def test_any_text_gives_mentions_in_order_with_true_offsets_and_sound_intervals(text, language, reference):
    mentions = find_dates(text, language, reference)

    end = 0
    for mention in mentions:
        check_span(text, mention)
        assert mention.start_char >= end, "mentions overlap"
        end = mention.end_char
        assert (mention.begin_date is None) == (mention.end_date is None)
        assert mention.begin_date is None or mention.begin_date < mention.end_date
        assert 0 < mention.confidence <= 1
        assert "\n\n" not in mention.surface
    assert mentions == find_dates(text, language, reference), "not deterministic"


def values(text, language="en", reference=PUBLISHED):
    return [(mention.surface, mention.value) for mention in find_dates(text, language, reference)]


def test_without_a_reference_date_nothing_relative_is_resolved():
    (mention,) = find_dates("Talks ended Thursday.", "en", None)

    assert (mention.value, mention.begin_date, mention.anchor) == ("XXXX-WXX-4", None, "no reference date")


def test_every_resolved_relative_mention_names_its_anchor():
    for mention in find_dates("Yesterday, last week, three days ago, on Friday and in May it rained.", "en", PUBLISHED):
        assert mention.anchor == "2014-07-10"
        assert mention.begin_date is not None


def test_a_blank_line_parts_a_date_and_a_short_heading_ends_at_its_line():
    assert values("Ferries in May\n\n2012 was wet.") == [("May", "2014-05"), ("2012", "2012")]
    assert values("Ferries in May\n2012 was wet.") == [("May", "2014-05"), ("2012", "2012")]


def test_a_wrapped_line_does_not_part_a_date():
    text = "The harbour was closed to ferries, yachts and fishing boats on the morning of 3 May\n2012, the mayor said."

    assert values(text) == [("the morning of 3 May\n2012", "2012-05-03TMO")]


def test_an_unknown_language_is_read_with_less_confidence_and_says_so():
    (own,) = find_dates("10 juli 2014", "nl", None)
    (basic,) = find_dates("10. juli 2014", "da", None)

    assert basic.rule.startswith("basic.")
    assert basic.confidence < own.confidence


def test_a_comparison_a_year_back_does_not_move_what_later_words_refer_to():
    text = "Sales in the third quarter of 2013 rose from a year earlier. Costs in the same period fell."

    assert [value for _, value in values(text)] == ["2013-Q3", "2012-Q3", "2013-Q3"]


@pytest.mark.parametrize(
    "piece", ["1,", "word ", "Monday ", "(", "1", " ", "\n", "12:", "10/", "early ", "quarter of "]
)
def test_time_grows_with_the_length_alone(piece):
    find_dates(piece * 100, "en", PUBLISHED)
    start = process_time()
    find_dates(piece * (200_000 // len(piece)), "en", PUBLISHED)

    assert process_time() - start < 5  # seconds of CPU for 200 KB; a slow machine takes about one


def test_a_number_longer_than_python_converts_is_no_day():
    text = f"In June 2019 it rained. In 2020 it was dry. On June {'9' * 5000} it stopped."

    assert [mention.value for mention in find_dates(text, "en", None)][:2] == ["2019-06", "2020"]
