"""A table as text, CSV, JSON, HTML, Parquet or a picture. What articles say is escaped wherever it is shown."""

import csv
import io
import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from schemas.problem import UsageError
from schemas.report import Chart, Report, ReportFormat, Table

#: What begins a link, a picture, markup, code, a table's cell, emphasis or a heading; an address is not made a link.
_MARKDOWN = re.compile(
    r"[\\`\[\]()<>{}|~&!$]|(?<!\w)[*_]|[*_](?!\w)|:(?=//)|(?<=\S)@(?=\S)|(?<=www)\.|^(?:[#>=]|[-+](?=\s))",
    re.IGNORECASE,
)
#: A spreadsheet runs a text that begins so; the wide forms are typed in East Asia, and taken for the narrow ones.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def render(
    report: Report,
    table: Table,
    form: ReportFormat,
    made_at: datetime,
    given: Mapping[str, str] | None = None,
    source: str = "the published warehouse",
) -> bytes:
    """A report's table in one of the file formats; `table` is for terminals, aligned with spaces.

    `given` are its parameters as text and `source` what it is made from: a page tells both. UsageError where a picture
    is wanted of a report that has no chart, or that gave no rows.
    """
    match form:
        case "csv":
            return as_csv(table).encode()
        case "json":
            return as_json(table).encode()
        case "html":
            from tasks.page import write_page

            return write_page(report, table, made_at, given or {}, source).encode("utf-8", "backslashreplace")
        case "svg":
            from tasks.charts import as_svg  # its library takes 1.5 s to load

            return as_svg(_chart(report, table), table).encode()
        case "png":
            from tasks.charts import as_png

            return as_png(_chart(report, table), table)
        case "parquet":
            from tasks.parquet import as_parquet  # its library takes 0.2 s to load

            return as_parquet(table)
        case "table":
            return as_text(table).encode()


def _chart(report: Report, table: Table) -> Chart:
    if report.chart is None:
        raise UsageError(f"The report {report.name} has no chart: its file has no line `-- chart: …`.")
    if not table.rows:
        raise UsageError(f"The report {report.name} gave no rows, so there is nothing to draw.")
    return report.chart


def plain(value: object) -> str:
    """A value as one line of text, with what would move a terminal's cursor shown as escapes."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, list | tuple):
        return ", ".join(map(plain, value))
    text = " ".join(str(value).split())
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in text)


def in_markdown(value: object) -> str:
    """A value as Markdown that shows what it says: no link, no picture, no emphasis, no markup of its own."""
    text = plain(value)
    return _MARKDOWN.sub(r"\\\g<0>", text) if isinstance(value, str | list | tuple) else text


def as_csv(table: Table) -> str:
    """CSV by RFC 4180; a text that a spreadsheet would run as a formula is quoted, a number stays a number."""
    return "".join(map(_csv_line, [table.columns, *([_no_formula(value) for value in row] for row in table.rows)]))


def _csv_line(values: Sequence[object]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerow(values)  # with its own line ends, else a lone carriage return is not quoted
    return out.getvalue().removesuffix("\r\n") + "\n"


def as_json(table: Table) -> str:
    """A list of objects, one a row; dates as ISO 8601."""
    columns = apart(table.columns)
    rows = [dict(zip(columns, map(_finite, row), strict=True)) for row in table.rows]
    return json.dumps(rows, ensure_ascii=False, indent=2, default=_json_value) + "\n"


def as_text(table: Table) -> str:
    """Columns aligned with spaces."""
    cells = [list(table.columns), *[[plain(value) for value in row] for row in table.rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(table.columns))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n" for row in cells
    )


def _no_formula(value: object) -> object:
    if isinstance(value, str) and value.startswith(FORMULA):
        return "'" + value
    return "" if value is None else value


def _json_value(value: object) -> str | float:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return str(value)


def apart(columns: Sequence[str]) -> list[str]:
    """Columns of one name numbered, so that none is lost."""
    seen: Counter[str] = Counter()
    apart = []
    for column in columns:
        seen[column] += 1
        apart.append(column if seen[column] == 1 else f"{column}_{seen[column]}")
    return apart


def _finite(value: object) -> object:
    """JSON has no number for what is not finite."""
    return None if isinstance(value, float) and not math.isfinite(value) else value
