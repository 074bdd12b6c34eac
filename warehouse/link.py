"""Which articles tell the same story: copies and excerpts by their sentences, versions by address or headline.

All of it follows from the articles that are there, whatever order they came in; a link is drawn again when one of its
sides is loaded, replaced or forgotten.
"""

from collections.abc import Iterable, Sequence

import pyarrow as pa
from duckdb import DuckDBPyConnection

from warehouse.statements import statement


def link(connection: DuckDBPyConnection, article_ids: Sequence[str]) -> None:
    """Draw the links of these articles anew, inside the caller's transaction, and mark all that they touch."""
    if not article_ids:
        return
    touched = neighbours(connection, article_ids) | set(article_ids)
    _register(connection, "arriving_ids", article_ids)
    versions = {found for (found,) in connection.execute(statement("link/versions")).fetchall()}
    _register(connection, "arriving_versions", versions)
    for name in ("delete_copies", "delete_revisions", "insert_revisions", "insert_copies"):
        connection.execute(statement(f"link/{name}"))
    touched |= versions | neighbours(connection, article_ids)
    _register(connection, "arriving_touched", touched)
    connection.execute(statement("link/mark"))


def unlink(connection: DuckDBPyConnection, article_ids: Sequence[str]) -> list[str]:
    """Delete the links of articles that go; the articles on their other sides, to be linked anew."""
    left = neighbours(connection, article_ids) - set(article_ids)
    _register(connection, "arriving_ids", article_ids)
    connection.execute(statement("link/delete_links"))
    return sorted(left)


def neighbours(connection: DuckDBPyConnection, article_ids: Sequence[str]) -> set[str]:
    """The articles that are linked with these, on either side."""
    _register(connection, "arriving_ids", article_ids)
    return {found for (found,) in connection.execute(statement("link/neighbours")).fetchall()}


def _register(connection: DuckDBPyConnection, name: str, article_ids: Iterable[str]) -> None:
    connection.register(name, pa.table({"article_id": pa.array(sorted(set(article_ids)), pa.string())}))
