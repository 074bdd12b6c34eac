"""Tables and reports as files for other programs: Parquet, CSV, JSON lines and Excel.

Rows go from DuckDB to the file in batches, so a table may be larger than memory. What articles say is text in every
format: a cell that begins like a formula stays text, and a number stays a number.
"""

import json
import math
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from schemas.problem import UsageError
from schemas.report import ExportFormat, Table
from schemas.settings import Home
from warehouse.open import reading
from warehouse.statements import statement

BATCH_ROWS = 20_000  # about 60 MB of articles
FORMULA = "^[=+\\-@\t\r＝＋－＠]"  # a spreadsheet runs a text of a CSV that begins so
EXCEL_ROWS, EXCEL_CHARS, EXCEL_DIGITS = 1_048_576, 32_767, 2**53  # a sheet's rows, a cell's characters, whole numbers


def export_tables(home: Home, folder: Path, form: ExportFormat) -> list[Path]:
    """Write every table and view of the published warehouse into a folder, one file each; one workbook for Excel."""
    folder.mkdir(parents=True, exist_ok=True)
    with reading(home, locked_down=True) as connection, ExitStack() as stack:
        names = [name for (name,) in connection.execute(statement("export/names")).fetchall()]
        book = stack.enter_context(_Workbook(folder / "warehouse.xlsx")) if form == "xlsx" else None
        places = []
        for name in names:
            batches = connection.table(f'warehouse.main."{name}"').to_arrow_reader(BATCH_ROWS)
            if book is not None:
                book.add_sheet(name, batches)
                continue
            places.append(folder / f"{name}.{form}")
            write(batches, places[-1], form)
        return places or [folder / "warehouse.xlsx"]


def export_table(table: Table, name: str, place: Path, form: ExportFormat) -> None:
    """Write what a report gave; `name` is the sheet's in Excel."""
    columns: Sequence[Sequence[object]] = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    arrays = [_array(column) for column in columns]
    made = pa.Table.from_arrays(arrays, names=_apart(table.columns))
    write(made.to_reader(BATCH_ROWS), place, form, name)


def write(batches: pa.RecordBatchReader, place: Path, form: ExportFormat, name: str = "rows") -> None:
    """Write batches of rows into one file."""
    match form:
        case "parquet":
            with pq.ParquetWriter(place, batches.schema, compression="zstd") as parquet:
                for batch in batches:
                    parquet.write_batch(batch)
        case "csv":
            flat = pa.schema([(field.name, _flat_type(field.type)) for field in batches.schema])
            with pacsv.CSVWriter(place, flat) as sheet:
                for batch in batches:
                    sheet.write_batch(pa.RecordBatch.from_arrays([_flat(column) for column in batch], schema=flat))
        case "jsonl":
            with place.open("w", encoding="utf-8") as lines:
                for row in _rows(batches):
                    lines.write(json.dumps({key: _finite(value) for key, value in row.items()}, **_JSON) + "\n")
        case "xlsx":
            with _Workbook(place) as book:
                book.add_sheet(name, batches)


class _Workbook:
    """An Excel file that is written row by row."""

    def __init__(self, place: Path) -> None:
        try:
            self.openpyxl: Any = import_module("openpyxl")
            self.cell: Any = import_module("openpyxl.cell")
        except ModuleNotFoundError as fault:
            raise UsageError("Excel files need the package openpyxl: `pip install openpyxl`, or take csv.") from fault
        self.place = place
        self.book = self.openpyxl.Workbook(write_only=True)

    def __enter__(self) -> "_Workbook":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.book.save(self.place)
        else:
            for sheet in self.book.worksheets:
                sheet.close()

    def add_sheet(self, name: str, batches: pa.RecordBatchReader) -> None:
        """One sheet of rows under a line of names; UsageError where they are more than a sheet holds."""
        sheet = self.book.create_sheet(name[:31])
        sheet.freeze_panes = "A2"
        sheet.append([self._text(sheet, column) for column in batches.schema.names])
        for number, row in enumerate(_rows(batches), 2):
            if number > EXCEL_ROWS:
                raise UsageError(f"{name} has more rows than the {EXCEL_ROWS:,} of an Excel sheet: take parquet.")
            sheet.append([self._cell(sheet, value) for value in row.values()])

    def _cell(self, sheet: Any, value: object) -> object:
        match value:
            case None | bool():
                return value
            case datetime():
                return value.replace(tzinfo=None)  # Excel knows no zones; the warehouse's is UTC
            case date():
                return value
            case int() if abs(value) < EXCEL_DIGITS:
                return value
            case float() if math.isfinite(value):
                return value
        return self._text(sheet, value if isinstance(value, str) else json.dumps(value, **_JSON))

    def _text(self, sheet: Any, text: str) -> object:
        kept = "".join(one if one >= " " or one in "\t\n\r" else "�" for one in text[:EXCEL_CHARS])
        cell = self.cell.WriteOnlyCell(sheet, kept)
        cell.data_type = "s"  # a text that begins with = is no formula
        return cell


def _rows(batches: pa.RecordBatchReader) -> Iterator[dict[str, object]]:
    for batch in batches:
        yield from batch.to_pylist()


def _array(column: Sequence[object]) -> pa.Array:
    try:
        return pa.array(list(column))
    except (OverflowError, pa.ArrowInvalid, pa.ArrowTypeError):  # whole numbers over 64 bits, values of several types
        return pa.array([None if value is None else str(value) for value in column])


def _apart(columns: Sequence[str]) -> list[str]:
    """Columns of one name numbered, so that none is lost."""
    return [
        name if name not in columns[:at] else f"{name}_{columns[: at + 1].count(name)}"
        for at, name in enumerate(columns)
    ]


def _nested(kind: pa.DataType) -> bool:
    return bool(pa.types.is_nested(kind))


def _flat_type(kind: pa.DataType) -> pa.DataType:
    return pa.string() if _nested(kind) or pa.types.is_null(kind) else kind


def _flat(column: pa.Array) -> pa.Array:
    """A column as CSV can hold it: lists and structs as JSON, no text that a spreadsheet would run."""
    if _nested(column.type):
        return pa.array([None if value is None else json.dumps(value, **_JSON) for value in column.to_pylist()])
    if pa.types.is_null(column.type):
        return column.cast(pa.string())
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        runs = pc.match_substring_regex(column, FORMULA)
        return pc.if_else(runs, pc.binary_join_element_wise("'", column, ""), column)
    return column


def _finite(value: object) -> object:
    """JSON has no number for what is not finite."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _told(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


_JSON: dict[str, Any] = {"ensure_ascii": False, "default": _told}
