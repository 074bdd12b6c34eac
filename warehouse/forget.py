"""Remove an article everywhere in the warehouse; its arrival stays in the equation, without its name."""

from duckdb import DuckDBPyConnection

from schemas.problem import UsageError
from warehouse.load import SAME_STORY, delete_articles
from warehouse.statements import statement


def contents_of(connection: DuckDBPyConnection, article_id: str, whole_file: bool) -> tuple[list[str], list[str]]:
    """(articles, file hashes) that go when an article is forgotten: its file's, and those of files that told the same.

    UsageError where there is no such article, or where its file holds others and `whole_file` does not say that they
    go as well: they share one original.
    """
    rows = connection.execute(statement("forget/articles_of_file"), {"article_id": article_id}).fetchall()
    if not rows:
        raise UsageError(f"There is no article {article_id!r}.")
    article_ids = [row[0] for row in rows]
    if len(article_ids) > 1 and not whole_file:
        raise UsageError(
            f"Article {article_id} shares its file with {len(article_ids) - 1} others, and the original is one. "
            "To forget them all, add --whole-file."
        )
    told = {"same_story": SAME_STORY, "article_ids": article_ids}
    copies = [sha for (sha,) in connection.execute(statement("forget/same_story"), told).fetchall()]
    return article_ids, [rows[0][1], *copies]


def left_over(connection: DuckDBPyConnection, drop_ids: list[str]) -> list[str]:
    """Contents of arrivals that were to be forgotten, and are not yet: a run was killed in between."""
    found = connection.execute(statement("forget/left_over"), {"drop_ids": drop_ids}).fetchall()
    return [file_sha256 for (file_sha256,) in found]


def forget_content(connection: DuckDBPyConnection, file_sha256: str) -> None:
    """Delete every row of a file's content, inside the caller's transaction; its drops stay, blanked."""
    content = {"file_sha256": file_sha256}
    found = connection.execute(statement("forget/articles_with_content"), content).fetchall()
    article_ids = [article_id for (article_id,) in found]
    delete_articles(connection, article_ids)
    connection.execute(statement("watch/delete_alerts"), {"article_ids": article_ids})
    connection.execute(statement("load/delete_entities"))
    for name in ("delete_problems", "delete_passed_over", "delete_file", "blank_drops"):
        connection.execute(statement(f"forget/{name}"), content)
