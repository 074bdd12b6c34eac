"""A report: a .sql file whose header is its contract."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

ReportFormat = Literal["table", "csv", "json", "html", "parquet", "svg", "png"]
ChartKind = Literal["bars", "trend", "timeline", "range", "pairs"]

#: kind -> (what has to be said, what may be said), each the name of a column. The table of docs/desk.md says the same.
CHANNELS: Final[dict[ChartKind, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "bars": (("x", "y"), ("by",)),
    "trend": (("x", "y"), ("by",)),
    "timeline": (("x",), ("end", "label")),
    "range": (("x", "low", "high"), ("by",)),
    "pairs": (("x", "y", "n"), ()),
}
ShowFormat = Literal["text", "json", "jsonld"]
ExportFormat = Literal["parquet", "csv", "jsonl", "xlsx"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """`-- param: since DATE = '1970-01-01'   -- earliest publication date`."""

    name: str
    type: str  # a DuckDB type
    default: str  # a SQL literal without its quotes
    description: str


@dataclass(frozen=True, slots=True)
class Chart:
    """`-- chart: bars x=name y=mentions`: how a report's rows are drawn; `columns` by channel."""

    kind: ChartKind
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """A report as its file says it."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    sql: str
    path: Path
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """What a query gave: names of columns, and rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
