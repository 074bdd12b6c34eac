"""What a figure's clause says: direction, role, subject and period."""

from datetime import date

from schemas.date import DateMention
from schemas.entity import EntityMention
from schemas.figure import Figure
from tasks.figures import find_figures

TEXT = (
    "The U.S. economy shrank in the first quarter of 2014 by 2.9 percent. China’s grew by 7.4 percent during the same "
    "period, but that is an 18-month low for the country.\n\nThe two days of talks between the two nations end today."
)


def mention(surface: str, value: str, function: str = "explicit") -> DateMention:
    start = TEXT.index(surface)
    return DateMention(
        start_char=start,
        end_char=start + len(surface),
        surface=surface,
        type="DATE",
        value=value,
        rule="test",
        function="explicit" if function == "explicit" else "anaphoric",
        confidence=1.0,
        begin_date=date(2014, 1, 1),
        end_date=date(2014, 4, 1),
    )


DATES = [mention("the first quarter of 2014", "2014-Q1"), mention("the same period", "2014-Q1", "anaphoric")]
NAMES = [
    EntityMention(4, 8, "U.S.", "place", "United States", "test", "test", 1.0, "US"),
    EntityMention(69, 74, "China", "place", "China", "test", "test", 1.0, "CN"),
]


def figures() -> list[Figure]:
    return find_figures(TEXT, "en", DATES, NAMES)


def test_a_story_gives_its_figures_and_nothing_else() -> None:
    assert [figure.surface for figure in figures()] == ["2.9 percent", "7.4 percent", "18-month", "two days"]


def test_a_fall_by_a_percentage_is_signed() -> None:
    fall = figures()[0]

    assert (fall.kind, fall.unit_code, fall.direction, fall.change_role) == ("percent", "%", "down", "by")
    assert (fall.value_exact, fall.signed_value) == ("2.9", -2.9)


def test_a_bare_possessive_carries_the_noun_over() -> None:
    shrank, grew = figures()[:2]

    assert (shrank.subject_text, grew.subject_text) == ("The U.S. economy", "China’s economy")
    assert TEXT[grew.subject_start or 0 : grew.subject_end] == "China’s"
    assert (shrank.subject_mention_no, grew.subject_mention_no) == (0, 1)


def test_the_same_period_is_the_second_figures_period() -> None:
    assert [figure.period_mention_no for figure in figures()[:2]] == [0, 1]


def test_a_record_low_is_an_extremum() -> None:
    low = figures()[2]

    assert (low.kind, low.unit_code, low.value) == ("duration", "mo", 18.0)
    assert (low.direction, low.change_role) == ("down", "extremum")


def test_a_degree_is_read_in_a_language_without_a_data_file():
    assert [figure.unit_code for figure in find_figures("Ilma on 12° C tänään, kulma 30°.", "fi")][:1] == ["Cel"]
    assert [figure.kind for figure in find_figures("Kulma on 30°.", "fi")] == ["temperature"]
