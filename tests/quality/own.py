"""Score the engines on the gold of this project, which was written before anyone looked at what they answer.

`python -m tests.quality.own` prints both halves. `--errors` lists what went wrong in the *seen* half; the *held* half
is only ever scored, so that its numbers say what a reader's own articles will get. `--raise` writes the floors one
point below what was reached; a floor that stands higher stays.

The gold says only what can be judged: a key that a figure leaves out is not scored, while null says that there is none.
"""

import json
import math
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from schemas.date import DateMention
from schemas.figure import Figure
from tasks.dates import find_dates
from tasks.figures import find_figures

GOLD = Path(__file__).parent / "gold"
FLOORS = Path(__file__).parent / "own_floors.json"
HALVES = ("seen", "held")
DATE_MEASURES = ("strict", "relaxed", "value")
FIGURE_MEASURES = ("value", "unit", "direction", "signed", "subject", "period", "all")
SHOWN = ("surface", "type", "kind", "value", "low", "high", "unit_code", "per_unit", "direction", "signed_value",
         "subject_text", "period_mention_no")  # fmt: skip
FLOORED = {"dates": ("value",), "figures": ("value", "unit", "direction")}
CLOSE_ENOUGH = 1e-3  # relative: a third is written with five digits in the gold
SUBJECT_OVERLAP = 0.5  # F1 of the words: `the jobless rate` and `jobless rate` are the same thing

Gold = dict[str, Any]
Pair = tuple[Gold | None, Any]
Verdict = bool | None  # None: the gold does not say


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
    """The items of `dates` or `figures`, in the order of the file."""
    return [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def place(text: str, answer: Gold) -> tuple[int, int]:
    """Where a gold answer stands, in code points; ValueError when the surface does not occur so often."""
    start = -1
    for _ in range(answer["occurrence"] + 1):
        start = text.index(answer["surface"], start + 1)
    return start, start + len(answer["surface"])


def pair(text: str, gold: Sequence[Gold], found: Sequence[Any]) -> list[Pair]:
    """Gold and found one to one, the longest overlap first; whatever is left over stands alone."""
    places = [place(text, one) for one in gold]
    overlaps = sorted(
        (-shared, g, f)
        for g, (start, end) in enumerate(places)
        for f, one in enumerate(found)
        if (shared := min(end, one.end_char) - max(start, one.start_char)) > 0
    )
    of_gold: dict[int, int] = {}
    for _, g, f in overlaps:
        if g not in of_gold and f not in of_gold.values():
            of_gold[g] = f
    pairs: list[Pair] = [(one, found[of_gold[g]] if g in of_gold else None) for g, one in enumerate(gold)]
    return pairs + [(None, one) for f, one in enumerate(found) if f not in of_gold.values()]


def judge_date(text: str, gold: Gold, found: DateMention) -> dict[str, Verdict]:
    return {
        "strict": place(text, gold) == (found.start_char, found.end_char),
        "relaxed": True,
        "value": gold["value"] == found.value,
    }


def judge_figure(gold: Gold, found: Figure, dates: Sequence[DateMention]) -> dict[str, Verdict]:
    """Unit, direction, sign, subject and period count only where the value is right as well."""
    period = None if found.period_mention_no is None else dates[found.period_mention_no].value
    value = _same_amount(gold, found)
    verdicts: dict[str, Verdict] = {
        "unit": _same_unit(gold, found) if "unit" in gold else None,
        "direction": gold["direction"] == found.direction if "direction" in gold else None,
        "signed": _close(gold["signed"], found.signed_value) if "signed" in gold else None,
        "subject": same_subject(gold["subject"], found.subject_text) if "subject" in gold else None,
        "period": gold["period"] == period if "period" in gold else None,
    }
    verdicts = {name: verdict if verdict is None else verdict and value for name, verdict in verdicts.items()}
    return {"value": value} | verdicts | {"all": value and all(verdict is not False for verdict in verdicts.values())}


def same_subject(gold: str | None, found: str | None) -> bool:
    """Whether at least half of the words are shared."""
    if gold is None or found is None:
        return gold is found
    ours, theirs = set(re.findall(r"\w+", gold.casefold())), set(re.findall(r"\w+", found.casefold()))
    return 2 * len(ours & theirs) >= SUBJECT_OVERLAP * (len(ours) + len(theirs))


def _same_amount(gold: Gold, found: Figure) -> bool:
    if "low" in gold:
        return _close(gold["low"], found.low) and _close(gold["high"], found.high)
    return _close(gold["value"], found.value)


def _same_unit(gold: Gold, found: Figure) -> bool:
    """A count's noun may be written large; the divisor of a rate must be right where the gold names one."""
    unit, code = gold["unit"], found.unit_code
    if str(unit).startswith("{"):
        unit, code = unit.casefold(), str(code).casefold()
    return unit == code and ("per" not in gold or gold["per"] == found.per_unit)


def _close(gold: float, found: float | None) -> bool:
    return found is not None and abs(gold - found) <= CLOSE_ENOUGH * max(abs(gold), abs(found))


def date_verdicts(item: Gold) -> Iterator[tuple[Pair, dict[str, Verdict]]]:
    found = find_dates(item["text"], item["lang"], date.fromisoformat(item["published"]))
    for gold, one in pair(item["text"], item["dates"], found):
        if gold is not None and one is not None:
            yield (gold, one), judge_date(item["text"], gold, one)
        else:
            yield (gold, one), dict.fromkeys(DATE_MEASURES, False)


def figure_verdicts(item: Gold) -> Iterator[tuple[Pair, dict[str, Verdict]]]:
    dates = find_dates(item["text"], item["lang"], date.fromisoformat(item["published"]))
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
}
MEASURES = {"dates": DATE_MEASURES, "figures": FIGURE_MEASURES}


def scores(name: str, half: str) -> dict[str, dict[str, float]]:
    """F1 in percent by language and measure, of `dates` or `figures` on one half."""
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
