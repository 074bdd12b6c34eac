"""A table's values as a page shows them: numbers grouped and to the right, long texts in reading width."""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final, Literal

from schemas.report import Table
from tasks.render import plain

CellKind = Literal["number", "date", "id", "long", "text"]

GROUPED_FROM = 10_000  # a year, and what else has four digits, reads better whole
LONG = 48  # characters; more is a sentence, and wants a column of its own width

_IDS = ("article_id", "entity_id", "other_id", "earlier")
#: Characters that would turn the text round them about, or break its line: embeddings, overrides, isolates, separators.
_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")


@dataclass(frozen=True, slots=True)
class Cell:
    """A value ready to be shown; `text` is not yet escaped."""

    text: str
    kind: CellKind


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, and how its cells are set."""

    name: str
    title: str
    kind: CellKind


def columns_of(table: Table) -> list[Column]:
    """Every column with the kind that its values have."""
    return [
        Column(name, name.replace("_", " "), _kind_of(name, [row[number] for row in table.rows]))
        for number, name in enumerate(table.columns)
    ]


def rows_of(table: Table) -> list[list[Cell]]:
    """Every row as cells."""
    columns = columns_of(table)
    return [[Cell(said(value), column.kind) for value, column in zip(row, columns, strict=True)] for row in table.rows]


def said(value: object) -> str:
    """A value as text for a page."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float | Decimal):
        return number(value)
    return visible(plain(value))


def number(value: int | float | Decimal) -> str:
    """`12,600`, `2024`, `−4.5`: with a real minus."""
    grouped = not -GROUPED_FROM < value < GROUPED_FROM
    told = f"{value:,.10g}" if grouped else f"{value:.10g}"
    return told.replace("-", "\u2212")


def visible(text: str) -> str:
    """As long as the text, with each control or turning character replaced by one that shows."""
    return "".join(
        "\ufffd" if one in _TURNING or (unicodedata.category(one) in ("Cc", "Cs") and one not in "\n\t") else one
        for one in text
    )


def _kind_of(name: str, values: list[object]) -> CellKind:
    there = [value for value in values if value is not None]
    if name in _IDS or name.endswith("sha256"):
        return "id"
    if there and all(isinstance(one, int | float | Decimal) and not isinstance(one, bool) for one in there):
        return "number"
    if there and all(isinstance(one, date | datetime) for one in there):
        return "date"
    return "long" if any(len(str(one)) > LONG for one in there) else "text"
