"""What the desk's pages ask of the published warehouse, each question a statement of `sql/desk`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from duckdb import DuckDBPyConnection

from schemas.problem import NotThere
from schemas.settings import Home
from warehouse import ledger
from warehouse.article import StoredArticle, stored_article
from warehouse.readers import READERS
from warehouse.statements import records
from warehouse.watches import told_alerts, watched

Row = dict[str, Any]

NEWEST = 24  # articles on the first page
RECENT = 200  # articles whose names are counted there
HOURS = 48
ALERTS = 100  # on the watch list; `dateline watch alerts` lists more
LISTED = 40  # rows of a list beside others
LONGEST_DAYS = 40  # of an interval on the timeline: a month, and no year


@dataclass(frozen=True, slots=True)
class Today:
    """What came in, and what was refused."""

    state: Row
    newest: list[Row]
    refused: list[Row]
    hours: list[Row]
    names: list[Row]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article with what its page tells beside its text; `entity_ids` are in the order of its entities."""

    stored: StoredArticle
    blocks: list[Row]
    entity_ids: list[str]
    quotes: list[Row]
    links: list[Row]
    drops: list[Row]
    earlier: StoredArticle | None


@dataclass(frozen=True, slots=True)
class EntityPage:
    """An entity with all that is told of it."""

    said: Row
    days: list[Row]
    names: list[Row]
    articles: list[Row]
    company: list[Row]
    figures: list[Row]
    alike: list[Row]
    corrections: list[Row]


@contextmanager
def asking(home: Home) -> Iterator[DuckDBPyConnection]:
    """The published warehouse as it is now."""
    with READERS.reading(home) as connection:
        yield connection


def state(connection: DuckDBPyConnection) -> Row:
    """How much there is, and how new."""
    return records(connection, "desk/state")[0]


def outcomes(connection: DuckDBPyConnection) -> dict[str, list[str]]:
    """Every arrival by its outcome: the right side of the equation."""
    return ledger.drops_by_outcome(connection)


def last_loads(connection: DuckDBPyConnection) -> list[Row]:
    """The last transactions that loaded files."""
    return ledger.last_loads(connection, 8)


def today(connection: DuckDBPyConnection) -> Today:
    """The first page."""
    return Today(
        state(connection),
        records(connection, "desk/newest_articles", {"most": NEWEST}),
        records(connection, "desk/refused", {"most": 8}),
        records(connection, "desk/loads_by_hour", {"hours": HOURS}),
        records(connection, "desk/recent_names", {"articles": RECENT, "most": 14}),
    )


def article_page(connection: DuckDBPyConnection, article_id: str) -> ArticlePage:
    """An article's page; NotThere where there is no such article."""
    stored = stored_article(connection, article_id)
    wanted = {"article_id": article_id}
    earlier = stored.said["revision_of"] or stored.said["duplicate_of"]
    return ArticlePage(
        stored,
        records(connection, "desk/blocks", wanted),
        [row["entity_id"] for row in records(connection, "desk/entity_ids", wanted)],
        records(connection, "desk/quotes", wanted),
        records(connection, "desk/linked", wanted),
        records(connection, "desk/drops_of_file", {"file_sha256": stored.said["file_sha256"]}),
        stored_article(connection, earlier) if earlier else None,
    )


def entity_page(connection: DuckDBPyConnection, entity_id: str) -> EntityPage:
    """An entity's page; NotThere where there is no such entity."""
    wanted = {"entity_id": entity_id}
    found = records(connection, "desk/entity", wanted)
    if not found:
        raise NotThere(f"There is no entity {entity_id!r}. It may have been merged into another: search its name.")
    listed = wanted | {"most": LISTED}
    return EntityPage(
        found[0],
        records(connection, "desk/entity_days", wanted),
        records(connection, "desk/entity_names", wanted),
        records(connection, "desk/entity_articles", listed),
        records(connection, "desk/entity_company", listed),
        records(connection, "desk/entity_figures", listed),
        records(connection, "desk/entity_alike", wanted | {"most": 12}),
        records(connection, "desk/entity_corrections", wanted),
    )


def entities_named(connection: DuckDBPyConnection, text: str, most: int = LISTED) -> list[Row]:
    """Entities whose name holds the text."""
    return records(connection, "desk/entities_named", {"text": text, "most": most})


def languages(connection: DuckDBPyConnection) -> list[Row]:
    """The languages there are, those of most articles first."""
    return records(connection, "desk/languages")


def sources(connection: DuckDBPyConnection) -> list[Row]:
    """The sources there are, those of most articles first."""
    return records(connection, "desk/sources")


def watch_list(connection: DuckDBPyConnection) -> tuple[list[Row], list[Row]]:
    """What is watched for now, and what fired last."""
    now = [one for one in watched(connection) if one["removed_at"] is None]
    return now, told_alerts(connection, ALERTS)


def timeline(connection: DuckDBPyConnection, since: date, until: date, ahead: bool, most: int) -> list[Row]:
    """The dates in the texts from one day to another (exclusive), `ahead` of their articles alone where wished."""
    asked = {"since": since, "until": until, "ahead": ahead, "most": most, "longest": LONGEST_DAYS}
    return records(connection, "desk/timeline", asked)
