"""What a person says about an entity that the engines took for another: it holds for every article that comes after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from schemas.entity import EntityMention, entity_key

CorrectionKind = Literal["merge", "split", "rename"]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something in the world that is named; `country_code` (ISO 3166-1 alpha-2) where it is a country or its people."""

    entity_id: str
    kind: str
    name: str
    country_code: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """Mentions of `entity_id` belong to `target`: in `article_ids`, or everywhere where that is None.

    A merge's target is another entity, a split's a new one, a rename's the same with another name. `entity_name` is
    the name before.
    """

    correction_id: str
    made_at: datetime
    kind: CorrectionKind
    entity_id: str
    entity_name: str
    target: Thing
    article_ids: tuple[str, ...] | None = None


def found_thing(mention: EntityMention) -> Thing:
    """What a mention stands for before anybody corrects it."""
    return Thing(entity_key(mention.kind, mention.name), mention.kind, mention.name, mention.country_code)


def corrected(thing: Thing, article_id: str, corrections: Sequence[Correction]) -> Thing:
    """What a thing of an article is after all corrections, each applied to what those before it gave."""
    for correction in corrections:
        if correction.entity_id == thing.entity_id and (
            correction.article_ids is None or article_id in correction.article_ids
        ):
            thing = correction.target
    return thing
