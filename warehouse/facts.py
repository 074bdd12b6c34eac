"""The facts of an article as comparable tuples: what two enrichers found, set against each other."""

from collections.abc import Sequence

from duckdb import DuckDBPyConnection

from schemas.correction import Correction, corrected, found_thing
from schemas.enriched import EnrichedArticle
from warehouse.statements import statement

Fact = tuple[str, int, int, str]  # what it is, first character, character after the last, what it says
KINDS = ("names", "dates", "figures")


def stored_facts(connection: DuckDBPyConnection, article_ids: Sequence[str]) -> dict[str, set[Fact]]:
    """Facts in the warehouse, by article."""
    found: dict[str, set[Fact]] = {article_id: set() for article_id in article_ids}
    rows = connection.execute(statement("facts/stored"), {"article_ids": list(article_ids)}).fetchall()
    for article_id, what, start, end, said in rows:
        found[article_id].add((what, start, end, said))
    return found


def facts_of(enriched: EnrichedArticle, corrections: Sequence[Correction]) -> set[Fact]:
    """The facts that an enricher found, names as people corrected them."""
    names = {
        (
            "names",
            one.start_char,
            one.end_char,
            f"{one.kind} {corrected(found_thing(one), enriched.article_id, corrections).entity_id}",
        )
        for one in enriched.entities
    }
    dates = {("dates", one.start_char, one.end_char, f"{one.type} {one.value}") for one in enriched.dates}
    figures = {
        (
            "figures",
            one.start_char,
            one.end_char,
            " ".join(filter(None, (one.value_exact, one.unit_code, one.direction, one.change_role))),
        )
        for one in enriched.figures
    }
    return names | dates | figures
