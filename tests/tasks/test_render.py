import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq

from schemas.report import Report, Table
from tasks.render import as_csv, as_json, as_text, plain, render

HOSTILE = Table(
    ("name", "value", "day"),
    (
        ("=cmd|' /C calc'!A0", -5, date(2026, 11, 24)),
        ("<script>alert(1)</script>", 2.5, None),
        ("a\x1b[31m\nb", 0, None),
    ),
)
REPORT = Report("x", "A <b>title</b>", "", (), "select 1 < 2", Path())
MADE = datetime(2026, 11, 24, tzinfo=UTC)


def test_a_spreadsheet_runs_no_text_and_a_number_stays_a_number():
    lines = as_csv(HOSTILE).splitlines()

    assert lines[0] == "name,value,day"
    assert lines[1] == "'=cmd|' /C calc'!A0,-5,2026-11-24"


def test_a_page_shows_markup_as_text():
    page = render(REPORT, HOSTILE, "html", MADE).decode()

    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "A &lt;b&gt;title&lt;/b&gt;" in page
    assert "1 &lt; 2" in page
    assert "default-src 'none'" in page


def test_a_terminal_gets_no_control_characters():
    assert plain("a\x1b[31m\nb") == "a\\x1b[31m b"
    assert "\x1b" not in as_text(HOSTILE)


def test_json_keeps_numbers_and_dates():
    table = Table(("n", "d"), ((Decimal("1.5"), date(2026, 11, 24)),))

    assert json.loads(as_json(table)) == [{"n": 1.5, "d": "2026-11-24"}]


def test_columns_of_one_name_are_both_kept_and_what_is_not_finite_is_null():
    table = Table(("n", "n"), ((1, float("nan")),))

    assert json.loads(as_json(table)) == [{"n": 1, "n_2": None}]
    assert pq.read_table(io.BytesIO(render(REPORT, table, "parquet", MADE))).column_names == ["n", "n_2"]


def test_whole_numbers_of_any_size_are_written_to_parquet():
    table = Table(("n",), ((2**80,),))

    assert pq.read_table(io.BytesIO(render(REPORT, table, "parquet", MADE))).to_pylist() == [{"n": str(2**80)}]


def test_parquet_comes_back():
    table = Table(("n", "s"), ((1, "a"), (2, "b")))

    assert pq.read_table(io.BytesIO(render(REPORT, table, "parquet", MADE))).to_pylist() == [
        {"n": 1, "s": "a"},
        {"n": 2, "s": "b"},
    ]


def test_a_table_without_rows_is_written_in_every_form():
    empty = Table(("n",), ())

    assert as_text(empty) == "n\n"
    assert pq.read_table(io.BytesIO(render(REPORT, empty, "parquet", MADE))).num_rows == 0
