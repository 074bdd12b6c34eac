"""A name on its way through the pass over a document."""

from dataclasses import dataclass, replace

from schemas.entity import EntityKind


@dataclass(frozen=True, slots=True)
class Found:
    """One span that is thought to be a name; `name` is None until the pass has said what it is called in full."""

    start: int
    end: int
    kind: EntityKind
    engine: str
    rule: str
    confidence: float
    name: str | None = None
    country_code: str | None = None

    def surface(self, text: str) -> str:
        """The words as written."""
        return text[self.start : self.end]


#: How far a model's mention of a kind is believed: how often it was right in the seen half of our gold, drawn a little
#: towards the middle where that had few of the kind (docs/entities.md).
MODEL_CONFIDENCE: dict[EntityKind, float] = {
    "person": 0.94, "place": 0.92, "group": 0.93, "organisation": 0.79, "event": 0.7, "product": 0.45, "work": 0.55,
    "law": 0.6, "other": 0.3,
}  # fmt: skip


def in_order(found: list[Found]) -> list[Found]:
    """By place in the text, without overlaps: what begins first stands, and of two the longer."""
    kept: list[Found] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def resized(each: Found, start: int, end: int) -> Found:
    """The same name over other characters."""
    return each if (start, end) == (each.start, each.end) else replace(each, start=start, end=end)
