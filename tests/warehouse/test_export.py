"""Rows for other programs: what is text stays text, what is a number stays a number, and nothing is lost."""

import csv
import json
from datetime import UTC, date, datetime

import pyarrow.parquet as pq
import pytest

from schemas.problem import UsageError
from schemas.report import Table
from warehouse.ask import ask
from warehouse.export import export_table, export_tables
from warehouse.open import compact, locked
from warehouse.publish import publish

MOMENT = datetime(2025, 3, 4, 9, 30, tzinfo=UTC)
TABLE = Table(
    ("name", "name", "moved", "day", "at", "authors", "nothing"),
    (
        ("=1+1", "@sum", -5, date(2025, 3, 4), MOMENT, ["A", "-B"], None),
        ("-5 %", "a\x07b", 2.5, None, None, None, None),
    ),
)


def test_csv_has_no_text_that_a_spreadsheet_runs(tmp_path):
    export_table(TABLE, "moves", tmp_path / "m.csv", "csv")

    with (tmp_path / "m.csv").open(encoding="utf-8", newline="") as lines:
        head, one, other = csv.reader(lines)
    assert head == ["name", "name_2", "moved", "day", "at", "authors", "nothing"]
    assert one[:4] == ["'=1+1", "'@sum", "-5", "2025-03-04"]
    assert json.loads(one[5]) == ["A", "-B"]
    assert other[:3] == ["'-5 %", "a\x07b", "2.5"]


def test_json_lines_are_an_object_each(tmp_path):
    export_table(TABLE, "moves", tmp_path / "m.jsonl", "jsonl")

    one, _ = map(json.loads, (tmp_path / "m.jsonl").read_text(encoding="utf-8").splitlines())
    assert one == {
        "name": "=1+1", "name_2": "@sum", "moved": -5.0, "day": "2025-03-04", "at": "2025-03-04T09:30:00+00:00",
        "authors": ["A", "-B"], "nothing": None,
    }  # fmt: skip


def test_parquet_keeps_types(tmp_path):
    export_table(TABLE, "moves", tmp_path / "m.parquet", "parquet")

    assert pq.read_table(tmp_path / "m.parquet").to_pylist()[0]["authors"] == ["A", "-B"]
    assert pq.read_table(tmp_path / "m.parquet").to_pylist()[0]["day"] == date(2025, 3, 4)


def test_an_excel_cell_that_begins_like_a_formula_is_text(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    export_table(TABLE, "moves", tmp_path / "m.xlsx", "xlsx")

    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    rows = [[(cell.value, cell.data_type) for cell in row] for row in book["moves"].iter_rows(min_row=2)]
    assert rows[0][:3] == [("=1+1", "s"), ("@sum", "s"), (-5, "n")]
    assert rows[0][4] == (datetime(2025, 3, 4, 9, 30), "d")
    assert rows[1][1] == ("a\ufffdb", "s")


def test_an_excel_sheet_has_an_end(tmp_path, monkeypatch):
    pytest.importorskip("openpyxl")
    monkeypatch.setattr("warehouse.export.EXCEL_ROWS", 2)

    with pytest.raises(UsageError, match="take parquet"):
        export_table(TABLE, "moves", tmp_path / "m.xlsx", "xlsx")
    assert not (tmp_path / "m.xlsx").exists()


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_every_table_and_view_is_a_file_with_all_its_rows(newsroom, tmp_path, form):
    places = {place.stem: place for place in export_tables(newsroom.home, tmp_path / "out", form)}

    assert {"articles", "figures", "news", "units", "drops"} <= set(places)
    if form == "parquet":
        for name, place in places.items():
            assert pq.read_metadata(place).num_rows == ask(newsroom.home, f'select count(*) from "{name}"').rows[0][0]
    if form == "jsonl":
        lines = places["articles"].read_text(encoding="utf-8").splitlines()
        assert {json.loads(line)["language"] for line in lines} >= {"en", "de", "zh"}


def test_views_and_macros_survive_compacting(desk):
    desk.drop("a.txt")
    desk.ingest()
    with locked(desk.home, 1.0, "test"):
        compact(desk.home)
    publish(desk.home, 1.0)

    assert desk.ask("select count(*) from news") == [(1,)]
    assert desk.ask("from contradictions(date '2025-01-01', date '2026-01-01')") == []
