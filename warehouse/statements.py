"""SQL as it stands in the .sql files of this room."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from duckdb import DuckDBPyConnection

SQL: Traversable = files("warehouse") / "sql"


@cache
def statement(name: str) -> str:
    """The text of `sql/NAME.sql`; `name` is like `load/insert_figures`."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def filled(name: str, **words: str) -> str:
    """A statement of a kind that takes no parameters in DuckDB (attach), with words put into its quoted literals."""
    text = statement(name)
    for word, value in words.items():
        text = text.replace(f"${word}", value.replace("'", "''"))
    return text


def records(
    connection: DuckDBPyConnection, name: str, parameters: dict[str, Any] | None = None
) -> list[dict[str, Any]]:
    """The rows that a statement gives, each by its columns' names."""
    result = connection.execute(statement(name), parameters or {})
    columns = [column[0] for column in result.description]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
