"""The worked questions of docs/sql.md are asked, and what the page lists is what there is."""

import re

import duckdb
import pytest

from tests.reference import DOCS
from warehouse.ask import ask, parse_report, run_report
from warehouse.migrate import migrate

PAGE = (DOCS / "sql.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"```sql\n(-- (\d+)\. .*?)```", PAGE, re.S)


def test_there_are_twenty_questions_in_order():
    assert [int(number) for _, number in QUESTIONS] == list(range(1, 21))


@pytest.mark.parametrize(("sql", "number"), QUESTIONS, ids=[number for _, number in QUESTIONS])
def test_a_worked_question_has_an_answer(newsroom, sql, number):
    assert ask(newsroom.home, sql).rows


def test_the_report_of_ones_own_runs(newsroom, tmp_path):
    (sql,) = re.findall(r"```\n(-- title: .*?)```", PAGE, re.S)
    (tmp_path / "speakers_in.sql").write_text(sql, encoding="utf-8")

    assert run_report(newsroom.home, parse_report(tmp_path / "speakers_in.sql"), {}).rows


def test_every_view_and_macro_with_days_is_listed(tmp_path):
    with duckdb.connect(str(tmp_path / "w.duckdb")) as connection:
        migrate(connection)
        views = {name for (name,) in connection.execute(
            "select view_name from duckdb_views() where not internal"
        ).fetchall()}  # fmt: skip
        macros = {name for (name,) in connection.execute(
            "select function_name from duckdb_functions() where not internal and function_type = 'table_macro'"
        ).fetchall()}  # fmt: skip
    listed = set(re.findall(r"`(\w+)(?:\(since, until\))?`", PAGE))
    assert views | macros <= listed
