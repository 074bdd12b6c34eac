"""Which articles tell the same story: copies and excerpts by their sentences, versions by address or headline.

All of it follows from the articles that are there, whatever order they came in; a link is drawn again when one of its
sides is loaded, replaced or forgotten.
"""

from collections.abc import Iterable, Sequence

import pyarrow as pa
from duckdb import DuckDBPyConnection

from warehouse.statements import statement


def link(connection: DuckDBPyConnection, article_ids: Sequence[str], new: bool = False) -> None:
    """Draw the links of these articles anew, inside the caller's transaction, and mark all that they touch.

    Most articles that are `new` tell what nobody told before: they cost three questions, and nothing is written.
    """
    if not article_ids:
        return
    linked = neighbours(connection, article_ids)
    versions = {found for (found,) in connection.execute(statement("link/versions")).fetchall()}
    pairs = connection.execute(statement("link/pairs")).fetchall()
    if linked:
        connection.execute(statement("link/delete_copies"))
    if linked or versions:
        _register(connection, "arriving_versions", versions)
        connection.execute(statement("link/delete_revisions"))
        connection.execute(statement("link/insert_revisions"))
    if pairs:
        named = [dict(zip(("one", "other", "shared"), pair, strict=True)) for pair in pairs]
        connection.register("arriving_pairs", pa.Table.from_pylist(named))
        connection.execute(statement("link/insert_copies"))
    if linked or versions or pairs or not new:
        touched = linked | versions | neighbours(connection, article_ids) | set(article_ids)
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
