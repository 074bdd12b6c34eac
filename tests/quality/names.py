"""Score the names on gold of our own: passages in the style of agencies, answered by hand before the engine was run.

`python -m tests.quality.names` prints precision, recall and F1 by kind for both halves, how many mentions carry the
right entity, and how often a mention of each confidence is right. `--model` scores the bare model, without our pass
over the document; `--errors` lists what went wrong in the *seen* half (there is no way to list the held one); `--raise`
writes the floors one point below what was reached.

A mention is right where span and kind are. Its entity is right where its `name` is the gold's too.
"""

import json
import math
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

from schemas.entity import EntityMention
from tasks.entities import find_entities_in_batch, models
from tasks.entities.model import names_by_model
from tests.quality.judge import Gold, place
from tests.quality.own import HALVES, Tally, read_gold

FLOORS = Path(__file__).parent / "names_floors.json"
NEWS_KINDS = ("person", "organisation", "place")  # what news corpora mark alike: the score `all` is of these
KINDS = (*NEWS_KINDS, "group")
BINS = (0.0, 0.6, 0.75, 0.85, 0.925, 0.955, 1.01)  # of confidence

Span = tuple[int, int]


class Mention(Protocol):
    """What is scored: a mention of ours, or a bare one of the model."""

    @property
    def kind(self) -> str: ...


Finder = Callable[[Sequence[str], str], list[dict[Span, Any]]]


@dataclass(slots=True)
class Scores:
    """The tallies of one language and half."""

    kinds: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    named: list[bool] = field(default_factory=list)  # of the right mentions: whether the entity is right too
    believed: list[tuple[float, bool]] = field(default_factory=list)  # confidence, and whether right


def by_engine(texts: Sequence[str], language: str) -> list[dict[Span, Any]]:
    """Our mentions by their span."""
    return [{(one.start_char, one.end_char): one for one in found} for found in find_entities_in_batch(texts, language)]


def by_model(texts: Sequence[str], language: str) -> list[dict[Span, Any]]:
    """The bare model's mentions; articles are cut off, as gold has none."""
    return [
        {(one.start + len(_article(text, one.start)), one.end): one for one in found}
        for text, found in zip(texts, names_by_model(texts, models()[language]), strict=True)
    ]


def _article(text: str, start: int) -> str:
    return next((article for article in ("the ", "The ") if text.startswith(article, start)), "")


def answers(item: Gold) -> dict[Span, Gold]:
    """The gold of an item by its span."""
    return {place(item["text"], one): one for one in item["names"]}


def found_beside_gold(
    half: str, language: str, find: Finder
) -> Iterator[tuple[Gold, dict[Span, Gold], dict[Span, Any]]]:
    """Each item of a half with its answers and with what is found in it."""
    items = [item for item in read_gold("names") if item["half"] == half and item["lang"] == language]
    for item, found in zip(items, find([item["text"] for item in items], language), strict=True):
        yield item, answers(item), found


def score(half: str, language: str, find: Finder = by_engine) -> Scores:
    """Everything that is counted of one half in one language."""
    scores = Scores()
    for _, gold, found in found_beside_gold(half, language, find):
        for span in gold.keys() | found.keys():
            wanted, got = gold.get(span), found.get(span)
            right = wanted is not None and got is not None and wanted["kind"] == got.kind
            for kind in {one for one in (wanted and wanted["kind"], got and got.kind) if one}:
                of_kind = (wanted is not None and wanted["kind"] == kind, got is not None and got.kind == kind)
                scores.kinds[kind].add(*of_kind, right)
                if kind in NEWS_KINDS:
                    scores.kinds["all"].add(*of_kind, right)
            if got is not None:
                scores.believed.append((got.confidence, right))
            if right and isinstance(got, EntityMention):
                scores.named.append(got.name == wanted["name"])
    return scores


def languages() -> list[str]:
    return list(dict.fromkeys(item["lang"] for item in read_gold("names")))


def table(half: str, language: str, find: Finder) -> str:
    """Precision, recall and F1 of each kind, and the share of right entities."""
    scores = score(half, language, find)
    rows = [f"{language}, {half} half".ljust(22) + "precision    recall        F1      gold"]
    for kind in ("all", *KINDS, *sorted(scores.kinds.keys() - {"all", *KINDS})):
        tally = scores.kinds[kind]
        precision, recall = (100 * tally.right / of if of else 0.0 for of in (tally.found, tally.gold))
        rows.append(f"{kind:<20}{precision:11.1f}{recall:10.1f}{tally.f1:10.1f}{tally.gold:10}")
    if scores.named:
        rows.append(f"{'entity':<20}{100 * sum(scores.named) / len(scores.named):11.1f} % of the right mentions")
    return "\n".join(rows)


def curve(*halves: str) -> list[tuple[float, float, int, float]]:
    """(mean confidence, share that is right, how many) of the mentions in each bin of confidence, lowest first."""
    believed = [one for half in halves for language in languages() for one in score(half, language).believed]
    rows = []
    for low, high in pairwise(BINS):
        inside = [(confidence, right) for confidence, right in believed if low <= confidence < high]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            rows.append((low, mean, len(inside), sum(right for _, right in inside) / len(inside)))
    return rows


def gap(*halves: str) -> float:
    """The expected calibration error: how far confidence and truth lie apart, weighted by mentions."""
    rows = curve(*halves)
    return sum(count * abs(mean - right) for _, mean, count, right in rows) / sum(row[2] for row in rows)


def misses() -> Iterator[str]:
    """What is wrong in the seen half, in words."""
    for language in languages():
        for item, gold, found in found_beside_gold("seen", language, by_engine):
            wrong = []
            for span in sorted(gold.keys() | found.keys()):
                wanted, got = gold.get(span), found.get(span)
                ours = got and f"{got.kind} {got.name!r} {got.rule} {got.confidence}"
                theirs = wanted and f"{wanted['kind']} {wanted['name']!r}"
                if not (wanted and got and wanted["kind"] == got.kind and wanted["name"] == got.name):
                    wrong.append(f"   {item['text'][slice(*span)]!r}: gold {theirs or '-'}, found {ours or '-'}")
            if wrong:
                yield "\n".join([f"{item['id']} {item['text']}", *wrong])


def reached() -> dict[str, float]:
    """The scores that have a floor, named as `held/en/person`."""
    found = {}
    for half in HALVES:
        for language in languages():
            scores = score(half, language)
            found |= {f"{half}/{language}/{kind}": scores.kinds[kind].f1 for kind in ("all", *KINDS)}
            found[f"{half}/{language}/entity"] = 100 * sum(scores.named) / len(scores.named)
    return found


def raise_floors() -> None:
    floors: dict[str, int] = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    risen = {key: max(math.floor(one) - 1, floors.get(key, 0)) for key, one in reached().items()}
    FLOORS.write_text(json.dumps(risen, indent=1) + "\n")


def main() -> None:
    if "--raise" in sys.argv:
        raise_floors()
    if "--errors" in sys.argv:
        sys.stdout.write("\n".join(misses()) + "\n")
        return
    find = by_model if "--model" in sys.argv else by_engine
    sys.stdout.write("\n\n".join(table(half, language, find) for language in languages() for half in HALVES) + "\n\n")
    if find is by_engine:
        for half in HALVES:
            sys.stdout.write(f"confidence, {half} half: {100 * gap(half):.1f} points off\n")
            for low, mean, count, right in curve(half):
                sys.stdout.write(f"  from {low:.2f}: mean {mean:.2f}, right {right:.2f} of {count}\n")


if __name__ == "__main__":
    main()
