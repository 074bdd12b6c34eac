"""An article as it is stored, with all that was found in it."""

from dataclasses import dataclass, fields
from typing import Any, TypeVar

from duckdb import DuckDBPyConnection

from schemas.date import DateMention
from schemas.entity import EntityMention
from schemas.figure import Figure
from schemas.problem import NotThere
from schemas.span import Sentence
from warehouse.statements import records

Record = TypeVar("Record", DateMention, EntityMention, Figure, Sentence)


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """`said` holds the columns of `articles`, and `media_type`, `encoding` and `vault_path` of its file."""

    said: dict[str, Any]
    sentences: tuple[Sentence, ...]
    entities: tuple[EntityMention, ...]
    dates: tuple[DateMention, ...]
    figures: tuple[Figure, ...]


def stored_article(connection: DuckDBPyConnection, article_id: str) -> StoredArticle:
    """Read an article back; NotThere where there is none of this id."""
    found = records(connection, "facts/article", {"article_id": article_id})
    if not found:
        raise NotThere(
            f"There is no article {article_id!r}. `dateline sql 'select article_id from articles'` lists them."
        )
    return StoredArticle(
        found[0],
        _records(connection, "sentences", article_id, Sentence),
        _records(connection, "entities", article_id, EntityMention),
        _records(connection, "dates", article_id, DateMention),
        _records(connection, "figures", article_id, Figure),
    )


def _records(connection: DuckDBPyConnection, name: str, article_id: str, kind: type[Record]) -> tuple[Record, ...]:
    wanted = {field.name for field in fields(kind)}
    return tuple(
        kind(**{column: value for column, value in row.items() if column in wanted})
        for row in records(connection, f"facts/{name}", {"article_id": article_id})
    )
