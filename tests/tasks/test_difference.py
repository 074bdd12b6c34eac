"""What a version says otherwise: pairs of figures that changed, and what came and went."""

from schemas.date import DateMention
from schemas.entity import EntityMention
from schemas.figure import Figure
from tasks.difference import Change, changes


def figure(surface: str, value: str, subject: str | None = "the economy", unit: str = "%", start: int = 0) -> Figure:
    return Figure(start, start + len(surface), surface, "percent", float(value), value, "r", 0.9, unit_code=unit,
                  subject_text=subject)  # fmt: skip


def day(surface: str, value: str) -> DateMention:
    return DateMention(0, len(surface), surface, "DATE", value, "r", "explicit", 0.9)


def name(surface: str, whole: str) -> EntityMention:
    return EntityMention(0, len(surface), surface, "person", whole, "model", "r", 0.8)


def test_a_figure_about_the_same_thing_changed():
    before = ((), (), (figure("2.1 percent", "2.1"), figure("5 percent", "5", "wages")))
    after = (
        (),
        (),
        (figure("5 percent", "5", "wages", start=90), figure("1.2 percent", "1.2", "The  economy", start=3)),
    )

    assert changes(before, after) == [Change("figure", "the economy", "2.1 percent", "1.2 percent")]


def test_figures_about_other_things_came_and_went():
    before, after = ((), (), (figure("2 percent", "2", "wages"),)), ((), (), (figure("3 percent", "3", "prices"),))

    assert changes(before, after) == [
        Change("figure", "wages", "2 percent", None),
        Change("figure", "prices", None, "3 percent"),
    ]


def test_a_figure_said_once_more_is_a_change():
    once, twice = (figure("2 percent", "2"),), (figure("2 percent", "2"), figure("2 percent", "2", start=50))

    assert changes(((), (), once), ((), (), twice)) == [Change("figure", "the economy", None, "2 percent")]


def test_dates_and_names_count_once_whatever_they_are_called():
    before = ((name("Kerry", "John Kerry"), name("John Kerry", "John Kerry")), (day("May 2", "2024-05-02"),), ())
    after = (
        (name("Mr. Kerry", "john kerry"), name("Lee", "Ann Lee")),
        (day("2 May", "2024-05-02"), day("2023", "2023")),
        (),
    )

    assert changes(before, after) == [Change("date", "DATE", None, "2023"), Change("name", "person", None, "Ann Lee")]
    assert changes(after, after) == []
