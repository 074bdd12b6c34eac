"""The headline numbers of a report: one or two that a reader takes away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from schemas.report import Chart, ChartKind, Table
from tasks.charts import Row, rows_of
from tasks.page.cells import number, said


@dataclass(frozen=True, slots=True)
class Lead:
    """A number or a name, and what it is."""

    value: str
    label: str


def leads(chart: Chart | None, table: Table) -> list[Lead]:
    """What the rows come to: how many there are, and what the chart's kind makes of them."""
    count = Lead(number(len(table.rows)), "row" if len(table.rows) == 1 else "rows")
    if chart is None or not (rows := rows_of(chart, table)):
        return [count]
    return [
        *_LEADS[chart.kind](rows, {name: column.replace("_", " ") for name, column in chart.columns.items()}),
        count,
    ]


def _largest(rows: Sequence[Row], named: dict[str, str]) -> list[Lead]:
    top = max(rows, key=lambda row: abs(row["y"]))
    return [Lead(said(top["y"]), f"{named['y']}: {said(top['x'])}")]


def _latest(rows: Sequence[Row], named: dict[str, str]) -> list[Lead]:
    last = max(rows, key=lambda row: str(row["x"]))
    return [Lead(said(last["y"]), f"{named['y']}, {said(last['x'])}")]


def _span(rows: Sequence[Row], _: dict[str, str]) -> list[Lead]:
    days = sorted(str(row["x"]) for row in rows)
    return [Lead(f"{days[0]} – {days[-1]}", "from the first to the last")]


def _widest(rows: Sequence[Row], _: dict[str, str]) -> list[Lead]:
    top = max(rows, key=lambda row: abs(row["high"] - row["low"]))
    return [Lead(f"{said(top['low'])} – {said(top['high'])}", f"widest: {said(top['x'])}")]


def _closest(rows: Sequence[Row], named: dict[str, str]) -> list[Lead]:
    top = max(rows, key=lambda row: row["n"])
    return [Lead(said(top["n"]), f"{named['n']}: {said(top['x'])}, {said(top['y'])}")]


_LEADS: Final[dict[ChartKind, Callable[[Sequence[Row], dict[str, str]], list[Lead]]]] = {
    "bars": _largest,
    "trend": _latest,
    "timeline": _span,
    "range": _widest,
    "pairs": _closest,
}
