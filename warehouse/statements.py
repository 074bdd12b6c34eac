"""SQL as it stands in the .sql files of this room."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

SQL: Traversable = files("warehouse") / "sql"


@cache
def statement(name: str) -> str:
    """The text of `sql/NAME.sql`; `name` is like `load/insert_figures`."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")
