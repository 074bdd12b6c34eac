"""Questions that are answered; reports, by their names and parameters. What is refused: tests/security."""

import pytest

from schemas.problem import Unavailable, UsageError
from warehouse.ask import ask, parse_report, reports, run_report
from warehouse.open import writing
from warehouse.publish import publish


@pytest.fixture
def published(home):
    with writing(home, 1.0, "test"):
        pass
    publish(home, 1.0)
    return home


@pytest.mark.parametrize(
    "sql", ["select 1", "with x as (select 1) select * from x", "from articles", "describe articles"]
)
def test_one_select_is_answered(published, sql):
    assert ask(published, sql).columns


def test_without_a_warehouse_it_says_what_to_do(home):
    with pytest.raises(Unavailable, match="dateline ingest"):
        ask(home, "select 1")


@pytest.mark.parametrize("name", sorted(reports()))
def test_every_shipped_report_runs_with_its_defaults_on_an_empty_warehouse(published, name):
    report = reports()[name]

    assert run_report(published, report, {}).columns
    assert report.title
    assert report.description


def test_parameters_are_typed_and_named(published):
    report = reports()["who_is_in_the_news"]

    with pytest.raises(UsageError, match="since takes DATE values"):
        run_report(published, report, {"since": "yesterday"})
    with pytest.raises(UsageError, match="no parameter colour"):
        run_report(published, report, {"colour": "blue"})


def test_a_report_of_ones_own_is_found_and_a_bad_header_names_its_line(tmp_path):
    (tmp_path / "mine.sql").write_text("-- title: Mine\n-- param: n INTEGER = 2  -- how many\nselect $n as n")
    (tmp_path / "bad.sql").write_text("-- title: Bad\n-- param: n\nselect 1")

    assert parse_report(tmp_path / "mine.sql").parameters[0].default == "2"
    with pytest.raises(UsageError, match=r"bad\.sql, line 2"):
        reports(tmp_path)
