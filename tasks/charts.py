"""A report's table as a picture: SVG and PNG by Altair, without a browser, a script or the network.

Colours are of the page that shows it: a picture inside a page takes its ink from there, one that stands alone keeps
the colours of print.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from html import escape
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from schemas.problem import UsageError
from schemas.report import Chart, ChartKind, Table
from tasks.render import plain

if TYPE_CHECKING:
    import altair

    Drawn = altair.LayerChart | altair.FacetChart

INK, SOFT, RULE, MARK, SECOND = "#1c1b19", "#6b665d", "#d8d2c6", "#8c2318", "#1f4a7a"
OTHERS: Final = (MARK, SECOND, "#2f6b3a", "#8a6410", "#5c3d77", "#3f6f74")
PAPER = "#ffffff"

MOST_BARS = 40  # more are read in the table below
MOST_POINTS = 2000  # of a trend or a timeline; a page grows by 150 bytes each
ROW_HEIGHT = 22  # pixels
TALLEST = 420  # pixels, of a timeline with a line for each of very many
_APART = "\u241f"  # the sign for a separator: in a lane's name, between its number and what it is called
LABEL_SHARE = 0.36  # of the width, for the names of bars
WIDE, NARROW = 760, 350  # pixels: a page, a phone
PNG_SCALE = 2.0  # for screens and slides of twice the points

_rendering = Lock()  # the renderer has one engine for all threads

Row = dict[str, Any]


def as_svg(chart: Chart, table: Table, width: int = WIDE) -> str:
    """The picture as SVG in the colours of print; UsageError where the table lacks a column that the chart names."""
    import vl_convert

    with _rendering:
        return vl_convert.vegalite_to_svg(specification(chart, table, width))


def as_png(chart: Chart, table: Table) -> bytes:
    """The picture as PNG on white."""
    import vl_convert

    with _rendering:
        return vl_convert.vegalite_to_png(specification(chart, table, WIDE), scale=PNG_SCALE)


def inside_page(svg: str, alt: str) -> str:
    """The SVG as a part of a page: in its ink, dark or light, and one image to who hears it."""
    themed = {INK: "currentColor", SOFT: f"var(--soft, {SOFT})", RULE: f"var(--rule, {RULE})", PAPER: "none"}
    themed |= {colour: f"var(--series-{number}, {colour})" for number, colour in enumerate(OTHERS)}
    for colour, variable in themed.items():
        svg = svg.replace(f'="{colour}"', f'="{variable}"')
    svg = re.sub(r'\s(?:role|aria-[a-z]+|xmlns:xlink|style)="[^"]*"', "", svg)
    width, height = re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
    return re.sub(r"^<svg[^>]*>", lambda _: f'{head}role="img" aria-label="{escape(alt)}">', svg)


def alt_text(chart: Chart, table: Table) -> str:
    """What the picture shows, in a sentence or two, for who does not see it."""
    rows = rows_of(chart, table)
    kinds: dict[ChartKind, str] = {
        "bars": "Bar chart", "trend": "Line chart", "timeline": "Timeline", "range": "Chart of ranges",
        "pairs": "Matrix of pairs",
    }  # fmt: skip
    told = ", ".join(f"{channel} {column.replace('_', ' ')}" for channel, column in chart.columns.items())
    first = "; ".join(", ".join(plain(row[channel]) for channel in chart.columns) for row in rows[:3])
    return f"{kinds[chart.kind]} of {len(rows)} rows ({told}). It begins with: {first}." if rows else kinds[chart.kind]


def rows_of(chart: Chart, table: Table) -> list[Row]:
    """What is drawn, each row by channel; rows without a value that has to be there are left out."""
    missing = sorted(set(chart.columns.values()) - set(table.columns))
    if missing:
        raise UsageError(f"The chart names {', '.join(missing)}; the columns are {', '.join(table.columns)}.")
    at = {channel: table.columns.index(column) for channel, column in chart.columns.items()}
    rows = ({channel: _value(row[number]) for channel, number in at.items()} for row in table.rows)
    optional = {"end", "label", "by"}
    whole = [row for row in rows if all(row[channel] is not None for channel in row if channel not in optional)]
    return whole[: MOST_POINTS if chart.kind in ("trend", "timeline") else MOST_BARS]


def specification(chart: Chart, table: Table, width: int) -> Row:
    """The picture in the terms of Vega-Lite."""
    drawn = _DRAWERS[chart.kind](rows_of(chart, table), chart, width)
    axis = {
        "labelColor": SOFT, "titleColor": SOFT, "tickColor": RULE, "domainColor": RULE, "gridColor": RULE,
        "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "gridOpacity": 0.6,
        "labelLimit": int(width * LABEL_SHARE), "domain": False, "ticks": False, "labelPadding": 6,
    }  # fmt: skip
    look = {
        "font": "Helvetica Neue, Helvetica, Arial, Liberation Sans, sans-serif", "background": PAPER,
        "view": {"stroke": None}, "axis": axis, "padding": 4,
        "legend": {"labelColor": SOFT, "title": None, "orient": "top", "labelFontSize": 12},
        "range": {"category": list(OTHERS)},
    }  # fmt: skip
    return dict(drawn.to_dict()) | {"config": look, "autosize": {"type": "fit-x", "contains": "padding"}}


def _value(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return plain(value)


def _base(rows: Sequence[Row]) -> "altair.Chart":
    import altair

    return altair.Chart(altair.InlineData(values=[{"row": number} | row for number, row in enumerate(rows)]))


def _title(chart: Chart, channel: str) -> str:
    return chart.columns[channel].replace("_", " ")


def _when(rows: Sequence[Row], channel: str, title: str) -> "altair.X":
    import altair

    if all(isinstance(row[channel], str) for row in rows):
        # UTC: a day is a day, wherever the picture is made
        return altair.X(f"{channel}:T", title=None, scale=altair.Scale(type="utc"), axis=altair.Axis(grid=False))
    return altair.X(f"{channel}:Q", title=title, axis=altair.Axis(grid=False, format="d"))


def _colour(chart: Chart) -> Any:
    import altair

    return altair.Color("by:N") if "by" in chart.columns else altair.value(MARK)


def _bars(rows: Sequence[Row], chart: Chart, width: int) -> "Drawn":
    import altair

    base = _base(rows).encode(y=altair.Y("x:N", sort=None, title=None, axis=altair.Axis(grid=False, labelColor=INK)))
    amount = altair.X("y:Q", title=_title(chart, "y"), axis=altair.Axis(tickCount=5))
    bars = base.mark_bar(height={"band": 0.7}).encode(x=amount, color=_colour(chart))
    many = len({row["x"] for row in rows})
    if "by" in chart.columns or many != len(rows) or any(row["y"] < 0 for row in rows):
        return altair.layer(bars).properties(width=width, height=many * ROW_HEIGHT)
    numbers = base.mark_text(color=SOFT, fontSize=12, align="left", dx=4).encode(
        x=altair.X("y:Q"), text=altair.Text("y:Q", format=",.4~g")
    )
    return altair.layer(bars, numbers).properties(width=width, height=many * ROW_HEIGHT)


def _trend(rows: Sequence[Row], chart: Chart, width: int) -> "Drawn":
    import altair

    base = _base(rows).encode(
        x=_when(rows, "x", _title(chart, "x")),
        y=altair.Y("y:Q", title=_title(chart, "y"), axis=altair.Axis(tickCount=5)),
        color=_colour(chart),
    )
    line = base.mark_line(strokeWidth=2)
    dots = base.mark_circle(size=26 if len(rows) < 80 else 0, opacity=1)
    return altair.layer(line, dots).properties(width=width, height=240)


def _timeline(rows: Sequence[Row], chart: Chart, width: int) -> "Drawn":
    import altair

    few = len(rows) <= MOST_BARS
    lanes = [
        row | {"end": row.get("end") or row["x"], "lane": f"{number:04}{_APART}{row.get('label') or ''}"}
        for number, row in enumerate(rows)
    ]
    named = altair.Axis(labelExpr=f"split(datum.label, '{_APART}')[1]", labelColor=INK, grid=True)
    base = _base(lanes).encode(
        x=_when(lanes, "x", _title(chart, "x")),
        y=altair.Y("lane:N", title=None, axis=named if few and "label" in chart.columns else None),
    )
    spans = base.mark_rule(strokeWidth=5, opacity=0.35, color=MARK).encode(x2="end")
    starts = base.mark_circle(size=44, opacity=1, color=MARK)
    height = len(rows) * ROW_HEIGHT if few else min(TALLEST, len(rows) * 2)
    return altair.layer(spans, starts).properties(width=width, height=height)


def _range(rows: Sequence[Row], chart: Chart, width: int) -> "Drawn":
    import altair

    base = _base(rows).encode(y=altair.Y("x:N", sort=None, title=None, axis=altair.Axis(grid=False, labelColor=INK)))
    title = f"{_title(chart, 'low')} to {_title(chart, 'high')}"
    low = altair.X("low:Q", title=title, scale=altair.Scale(zero=False, padding=10), axis=altair.Axis(tickCount=5))
    rule = base.mark_rule(strokeWidth=4, opacity=0.35).encode(x=low, x2="high", color=_colour(chart))
    ends = [
        base.mark_circle(size=60, opacity=1).encode(x=altair.X(f"{end}:Q", title=title), color=_colour(chart))
        for end in ("low", "high")
    ]
    return altair.layer(rule, *ends).properties(width=width, height=len({row["x"] for row in rows}) * ROW_HEIGHT)


def _pairs(rows: Sequence[Row], _: Chart, width: int) -> "Drawn":
    import altair

    both = [*rows, *(row | {"x": row["y"], "y": row["x"]} for row in rows)]
    names = list(dict.fromkeys(name for row in rows for name in (row["x"], row["y"])))
    size = min(ROW_HEIGHT, max(8, int(width * (1 - LABEL_SHARE)) // max(1, len(names))))
    base = _base(both).encode(
        x=altair.X("x:N", sort=names, title=None, axis=altair.Axis(labelAngle=-60, orient="top", grid=True)),
        y=altair.Y("y:N", sort=names, title=None, axis=altair.Axis(labelColor=INK, grid=True)),
    )
    dots = base.mark_circle(color=MARK, opacity=0.9).encode(
        size=altair.Size("n:Q", scale=altair.Scale(range=[8, size * size * 0.8]), legend=None)
    )
    return altair.layer(dots).properties(width=width, height=len(names) * size)


_DRAWERS: Final[dict[ChartKind, Callable[[Sequence[Row], Chart, int], "Drawn"]]] = {
    "bars": _bars,
    "trend": _trend,
    "timeline": _timeline,
    "range": _range,
    "pairs": _pairs,
}
