"""What people corrected about entities: kept, applied to what is there and to what comes, exported as gold."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from duckdb import DuckDBPyConnection

from schemas.correction import Correction, Thing
from schemas.failpoint import failpoint
from schemas.problem import UsageError
from warehouse.statements import records, statement

_THING = ("entity_id", "kind", "name", "country_code")


def corrections(connection: DuckDBPyConnection) -> list[Correction]:
    """Every correction, in the order in which they were made."""
    return [
        Correction(
            row["correction_id"],
            row["made_at"],
            row["kind"],
            row["entity_id"],
            row["entity_name"],
            Thing(row["target_id"], row["target_kind"], row["target_name"], row["target_country"]),
            None if row["article_ids"] is None else tuple(row["article_ids"]),
        )
        for row in records(connection, "corrections/all")
    ]


def correct(connection: DuckDBPyConnection, correction: Correction) -> int:
    """Keep a correction and apply it to what is loaded, inside the caller's transaction; mentions that it changed."""
    failpoint("mid_correction")
    target = correction.target
    row = {
        "correction_id": correction.correction_id,
        "made_at": correction.made_at,
        "kind": correction.kind,
        "entity_id": correction.entity_id,
        "entity_name": correction.entity_name,
        "article_ids": None if correction.article_ids is None else list(correction.article_ids),
        "target_id": target.entity_id,
        "target_kind": target.kind,
        "target_name": target.name,
        "target_country": target.country_code,
    }
    connection.execute(statement("corrections/insert"), row)
    connection.execute(statement("corrections/name_target"), asdict(target))
    connection.execute(statement("corrections/insert_target"), {"old_id": correction.entity_id, **asdict(target)})
    moved = {name: row[name] for name in ("entity_id", "article_ids", "target_id")}
    changed = connection.execute(statement("corrections/move_mentions"), moved).fetchall()
    for name in ("move_subjects", "move_figure_speakers", "move_speakers"):
        connection.execute(statement(f"corrections/{name}"), moved)
    connection.execute(statement("load/delete_entities"))
    return int(changed[0][0])


def withdraw(connection: DuckDBPyConnection, correction_id: str) -> list[str]:
    """Drop a correction, inside the caller's transaction; the articles that are to be enriched again for it.

    UsageError where there is none of this id.
    """
    affected = connection.execute(statement("corrections/affected"), {"correction_id": correction_id}).fetchall()
    connection.execute(statement("corrections/name_before"), {"correction_id": correction_id})
    gone = connection.execute(statement("corrections/delete"), {"correction_id": correction_id}).fetchall()
    if not gone[0][0]:
        raise UsageError(f"There is no correction {correction_id!r}. `dateline entity corrections` lists them.")
    return [article_id for (article_id,) in affected]


def things(connection: DuckDBPyConnection, text: str, most: int = 20) -> list[dict[str, Any]]:
    """Entities with this id or name, else those whose name holds the text; most mentioned first."""
    return records(connection, "corrections/things", {"text": text, "most": most})


def the_thing(connection: DuckDBPyConnection, text: str) -> Thing:
    """The one entity with this id or name; UsageError names the candidates where it is not one."""
    found = things(connection, text)
    exact = [one for one in found if one["exact"]]
    if len(exact) == 1:
        return Thing(**{name: exact[0][name] for name in _THING})
    told = "; ".join(f"{one['entity_id']} ({one['kind']} {one['name']})" for one in (exact or found)[:8])
    if exact:
        raise UsageError(f"{text!r} is the name of {len(exact)} entities: give an id. {told}")
    raise UsageError(f"There is no entity {text!r}. " + (f"Is it one of these? {told}" if told else ""))


def gold(connection: DuckDBPyConnection) -> list[dict[str, Any]]:
    """Every mention that a person corrected, with its sentence, as examples for who trains or tests a names model."""
    return records(connection, "corrections/gold")


def articles_there(connection: DuckDBPyConnection, article_ids: Sequence[str]) -> set[str]:
    """Those of these articles that are loaded."""
    wanted = {"article_ids": list(article_ids)}
    return {one for (one,) in connection.execute(statement("load/existing_articles"), wanted).fetchall()}
