"""What a new version of an article says otherwise: figures, dates and names that came, went or changed."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from schemas.date import DateMention
from schemas.entity import EntityMention
from schemas.figure import Figure

What = Literal["figure", "date", "name", "headline"]
Key = tuple[object, ...]
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs: `before` is None where it is new, `after` where it is gone."""

    what: What
    about: str
    before: str | None
    after: str | None


def changes(
    before: tuple[Sequence[EntityMention], Sequence[DateMention], Sequence[Figure]],
    after: tuple[Sequence[EntityMention], Sequence[DateMention], Sequence[Figure]],
) -> list[Change]:
    """Figures, then dates, then names. Where a thing stands does not count; how often counts for figures alone.

    A figure that went and one that came are one change where they have the same unit and are about the same thing.
    """
    return [
        *_figures(before[2], after[2]),
        *_plain("date", _once(before[1], _date), _once(after[1], _date)),
        *_plain("name", _once(before[0], _name), _once(after[0], _name)),
    ]


def _figures(before: Sequence[Figure], after: Sequence[Figure]) -> list[Change]:
    said_before, said_after = Counter(map(_said, before)), Counter(map(_said, after))
    gone = _left(before, said_before - said_after)
    come = _left(after, said_after - said_before)
    found = []
    for one in gone:
        other = next((new for new in come if _same_thing(one, new)), None)
        if other is not None:
            come.remove(other)
        found.append(Change("figure", _about(other or one), one.surface, other.surface if other else None))
    return [*found, *(Change("figure", _about(one), None, one.surface) for one in come)]


def _left(figures: Sequence[Figure], counts: Counter[Key]) -> list[Figure]:
    left = []
    for one in figures:
        if counts[_said(one)] > 0:
            counts[_said(one)] -= 1
            left.append(one)
    return left


def _said(figure: Figure) -> Key:
    return (figure.kind, figure.value_exact, figure.low, figure.high, figure.bound, figure.unit_code, figure.per_unit,
            figure.direction)  # fmt: skip


def _same_thing(one: Figure, other: Figure) -> bool:
    return (one.kind, one.unit_code) == (other.kind, other.unit_code) and _about(one) == _about(other)


def _about(figure: Figure) -> str:
    return " ".join((figure.subject_text or "").casefold().split()) or figure.unit_code or figure.kind


def _date(mention: DateMention) -> tuple[Key, str]:
    return (mention.type, mention.value, mention.mod), mention.surface


def _name(mention: EntityMention) -> tuple[Key, str]:
    return (mention.kind, mention.name.casefold()), mention.name


def _once(mentions: Iterable[Found], said: Callable[[Found], tuple[Key, str]]) -> dict[Key, str]:
    found: dict[Key, str] = {}
    for mention in mentions:
        key, text = said(mention)
        found.setdefault(key, text)
    return found


def _plain(what: What, before: dict[Key, str], after: dict[Key, str]) -> list[Change]:
    gone = [Change(what, str(key[0]), text, None) for key, text in before.items() if key not in after]
    return [*gone, *(Change(what, str(key[0]), None, text) for key, text in after.items() if key not in before)]
