"""A table as text, CSV, JSON, HTML or Parquet. What articles say is escaped wherever it is shown."""

import csv
import io
import json
import math
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from html import escape

from schemas.report import Report, ReportFormat, Table

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet runs a text that begins so


def render(report: Report, table: Table, form: ReportFormat, made_at: datetime) -> bytes:
    """A report's table in one of the file formats; `table` is for terminals, aligned with spaces."""
    match form:
        case "csv":
            return as_csv(table).encode()
        case "json":
            return as_json(table).encode()
        case "html":
            return _as_html(report, table, made_at).encode("utf-8", "backslashreplace")
        case "parquet":
            from tasks.parquet import as_parquet  # its library takes 0.2 s to load

            return as_parquet(table)
        case "table":
            return as_text(table).encode()


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


def as_csv(table: Table) -> str:
    """CSV by RFC 4180; a text that a spreadsheet would run as a formula is quoted, a number stays a number."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([_no_formula(value) for value in row])
    return out.getvalue()


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


_STYLE = """
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent); }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .4rem .75rem; border-bottom: 1px solid var(--line); }
td.number { text-align: end; font-variant-numeric: tabular-nums; }
details, footer { margin-top: 1.5rem; font-size: .9em; } pre { overflow-x: auto; }
"""


def _as_html(report: Report, table: Table, made_at: datetime) -> str:
    """A page that stands alone: no script, nothing loaded."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in table.columns)
    body = "".join("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in table.rows)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(report.title)}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{escape(report.title)}</h1><p>{escape(report.description)}</p>"
        f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
        f"<details><summary>The SQL</summary><pre>{escape(report.sql)}</pre></details>"
        f"<footer>{len(table.rows)} rows, made {made_at:%Y-%m-%d %H:%M} UTC by Dateline.</footer></body></html>\n"
    )


def _cell(value: object) -> str:
    number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    kind = ' class="number"' if number else ""
    return f"<td{kind}>{escape(plain(value))}</td>"
