"""Write the page: its parts come from the report and its rows, its look from `page.css`."""

from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from schemas.report import Report, Table
from tasks.charts import NARROW, WIDE, alt_text, as_svg, inside_page
from tasks.page.cells import columns_of, rows_of, visible
from tasks.page.lead import leads

ROWS_SHOWN = 2000  # a page of more is slow to open; the CSV has them all


def write_page(report: Report, table: Table, made_at: datetime, given: Mapping[str, str], source: str) -> str:
    """A whole page; `given` are the parameters as text, `source` says of what warehouse it is made."""
    style = file_text("page.css")
    shown = Table(table.columns, table.rows[:ROWS_SHOWN])
    return _environment().get_template("report.html").render(
        report=report,
        style=Markup(style),
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
        parameters=[(one, visible(given.get(one.name, one.default))) for one in report.parameters],
        leads=leads(report.chart, table),
        charts=charts(report, table),
        columns=columns_of(shown),
        rows=rows_of(shown),
        left_out=len(table.rows) - len(shown.rows),
        made_at=made_at,
        source=source,
    )  # fmt: skip


def charts(report: Report, table: Table) -> dict[str, Markup]:
    """The report's chart as `wide` and as `narrow` SVG; none where it has no chart or nothing to draw."""
    if report.chart is None or not table.rows:
        return {}
    alt = visible(alt_text(report.chart, table))
    widths = {"wide": WIDE, "narrow": NARROW}
    return {
        name: Markup(inside_page(as_svg(report.chart, table, width), alt))  # the renderer escapes
        for name, width in widths.items()
    }


@cache
def file_text(name: str) -> str:
    """A file of this folder."""
    return (files("tasks.page") / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FunctionLoader(file_text), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.filters["visible"] = visible
    return made
