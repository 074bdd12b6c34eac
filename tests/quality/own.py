"""Score the engines on the gold of this project, which was written before anyone looked at what they answer.

`python -m tests.quality.own` prints both halves. `--errors` lists what went wrong in the *seen* half; the *held* half
is only ever scored, so that its numbers say what a reader's own articles will get. `--raise` writes the floors one
point below what was reached; a floor that stands higher stays.

The gold says only what can be judged: a key that a figure leaves out is not scored, while null says that there is none.
`dates` and `figures` are sentences; `narrative` holds passages of history with every date in them, `articles` whole
news articles with every figure. There a value or a period may come from sentences before, and the subject of a pronoun
is what the pronoun stands for.
"""

import json
import math
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tasks.dates import find_dates
from tasks.figures import find_figures
from tests.quality.judge import Gold, Pair, Verdict, judge_date, judge_figure, pair

GOLD = Path(__file__).parent / "gold"
FLOORS = Path(__file__).parent / "own_floors.json"
HALVES = ("seen", "held")
DATE_MEASURES = ("strict", "relaxed", "value")
FIGURE_MEASURES = ("value", "unit", "direction", "signed", "subject", "period", "all")
SHOWN = ("surface", "type", "kind", "value", "low", "high", "unit_code", "per_unit", "direction", "signed_value",
         "subject_text", "period_mention_no")  # fmt: skip
FLOORED = {
    "dates": ("value",),
    "figures": ("value", "unit", "direction"),
    "narrative": ("value", "strict"),
    "articles": ("value", "unit", "signed", "subject", "period", "all"),
}


@dataclass(slots=True)
class Tally:
    """How many were right, of how many in the gold and how many found."""

    right: int = 0
    gold: int = 0
    found: int = 0

    def add(self, gold: bool, found: bool, right: bool) -> None:
        self.gold += gold
        self.found += found
        self.right += right

    @property
    def f1(self) -> float:
        """In percent; nothing to find and nothing found is a full score."""
        return 200 * self.right / (self.gold + self.found) if self.gold + self.found else 100.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One gold answer or one answer of the engine that does not fit, with the measures that it fails."""

    item: Gold
    gold: Gold | None
    found: Any
    failed: tuple[str, ...]


def read_gold(name: str) -> list[Gold]:
    """The items of `dates`, `figures`, `narrative` or `articles`, in the order of the file."""
    return [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def published(item: Gold) -> date | None:
    """A passage of history may have no day of its own."""
    return date.fromisoformat(item["published"]) if item["published"] else None


def date_verdicts(item: Gold) -> Iterator[tuple[Pair, dict[str, Verdict]]]:
    found = find_dates(item["text"], item["lang"], published(item))
    for gold, one in pair(item["text"], item["dates"], found):
        if gold is not None and one is not None:
            yield (gold, one), judge_date(item["text"], gold, one)
        else:
            yield (gold, one), dict.fromkeys(DATE_MEASURES, False)


def figure_verdicts(item: Gold) -> Iterator[tuple[Pair, dict[str, Verdict]]]:
    dates = find_dates(item["text"], item["lang"], published(item))
    found = find_figures(item["text"], item["lang"], dates)
    for gold, one in pair(item["text"], item["figures"], found):
        if gold is not None and one is not None:
            yield (gold, one), judge_figure(gold, one, dates)
        else:
            silent = {name for name in FIGURE_MEASURES if gold is not None and _unsaid(gold, name)}
            yield (gold, one), {name: None if name in silent else False for name in FIGURE_MEASURES}


def _unsaid(gold: Gold, measure: str) -> bool:
    return measure not in ("value", "all") and measure not in gold


VERDICTS: dict[str, Callable[[Gold], Iterator[tuple[Pair, dict[str, Verdict]]]]] = {
    "dates": date_verdicts,
    "figures": figure_verdicts,
    "narrative": date_verdicts,
    "articles": figure_verdicts,
}
MEASURES = {
    "dates": DATE_MEASURES,
    "figures": FIGURE_MEASURES,
    "narrative": DATE_MEASURES,
    "articles": FIGURE_MEASURES,
}


def scores(name: str, half: str) -> dict[str, dict[str, float]]:
    """F1 in percent by language and measure, of one set on one half."""
    tallies: dict[str, dict[str, Tally]] = {}
    for item in read_gold(name):
        if item["half"] != half:
            continue
        mine = tallies.setdefault(item["lang"], {measure: Tally() for measure in MEASURES[name]})
        for (gold, found), verdicts in VERDICTS[name](item):
            for measure, verdict in verdicts.items():
                if verdict is not None:
                    mine[measure].add(gold is not None, found is not None, verdict)
    return {
        language: {measure: tally.f1 for measure, tally in mine.items() if tally.gold}
        for language, mine in tallies.items()
    }


def misses(name: str) -> list[Miss]:
    """What fails in the seen half; there is no way to list the held one."""
    return [
        Miss(item, gold, found, failed)
        for item in read_gold(name)
        if item["half"] == "seen"
        for (gold, found), verdicts in VERDICTS[name](item)
        if (failed := tuple(measure for measure, verdict in verdicts.items() if verdict is False))
    ]


def table(name: str, half: str) -> str:
    head = f"{name}, {half} half".ljust(22) + "".join(measure.rjust(11) for measure in MEASURES[name])
    rows = [
        language.ljust(22) + "".join(f"{row[one]:11.1f}" if one in row else " " * 11 for one in MEASURES[name])
        for language, row in scores(name, half).items()
    ]
    return "\n".join([head, *rows])


def reached() -> dict[str, float]:
    """The scores that have a floor, named as `held/de/figures unit`."""
    return {
        f"{half}/{language}/{name} {measure}": row[measure]
        for name, measures in FLOORED.items()
        for half in HALVES
        for language, row in scores(name, half).items()
        for measure in measures
    }


def raise_floors() -> None:
    floors: dict[str, int] = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    risen = {key: max(math.floor(score) - 1, floors.get(key, 0)) for key, score in reached().items()}
    FLOORS.write_text(json.dumps(risen, indent=1) + "\n")


def told(miss: Miss) -> str:
    gold = "nothing" if miss.gold is None else {key: one for key, one in miss.gold.items() if key != "occurrence"}
    found = {key: one for key in SHOWN if (one := getattr(miss.found, key, None)) is not None} or "nothing"
    return f"{miss.item['id']} {', '.join(miss.failed)}\n  {miss.item['text']}\n  gold  {gold}\n  found {found}\n"


def main() -> None:
    if "--raise" in sys.argv:
        raise_floors()
    for name in MEASURES:
        if "--errors" in sys.argv:
            sys.stdout.write("\n".join(told(miss) for miss in misses(name)) + "\n")
        else:
            sys.stdout.write("\n\n".join(table(name, half) for half in HALVES) + "\n\n")


if __name__ == "__main__":
    main()
