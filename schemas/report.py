"""A report: a .sql file whose header is its contract."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

ReportFormat = Literal["table", "csv", "json", "html", "parquet"]
ShowFormat = Literal["text", "json", "jsonld"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """`-- param: since DATE = '1970-01-01'   -- earliest publication date`."""

    name: str
    type: str  # a DuckDB type
    default: str  # a SQL literal without its quotes
    description: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report as its file says it."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    sql: str
    path: Path


@dataclass(frozen=True, slots=True)
class Table:
    """What a query gave: names of columns, and rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
