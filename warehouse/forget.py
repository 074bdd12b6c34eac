"""Remove an article everywhere in the warehouse; its arrival stays in the equation, without its name."""

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from schemas.problem import UsageError
from warehouse.load import delete_articles
from warehouse.statements import statement


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was forgotten: the file's hash, where its original is in the vault, and its articles."""

    file_sha256: str
    vault_path: str
    article_ids: tuple[str, ...]


def forget(connection: DuckDBPyConnection, article_id: str, whole_file: bool) -> Forgotten:
    """Delete an article's rows and its file's, inside the caller's transaction.

    UsageError where there is no such article, or where its file holds others and `whole_file` does not say that they
    go as well: they share one original.
    """
    rows = connection.execute(statement("forget/articles_of_file"), {"article_id": article_id}).fetchall()
    if not rows:
        raise UsageError(f"There is no article {article_id}.")
    article_ids = tuple(row[0] for row in rows)
    if len(article_ids) > 1 and not whole_file:
        raise UsageError(
            f"Article {article_id} shares its file with {len(article_ids) - 1} others, and the original is one. "
            "To forget them all, add --whole-file."
        )
    _, file_sha256, vault_path = rows[0]
    delete_articles(connection, article_ids)
    connection.execute(statement("load/delete_entities"))
    for name in ("delete_problems", "delete_file", "blank_drops"):
        connection.execute(statement(f"forget/{name}"), {"file_sha256": file_sha256})
    return Forgotten(file_sha256, vault_path, article_ids)
