"""Judge one answer against the gold: which of them belong together, and what of each is right."""

import re
from collections.abc import Sequence
from typing import Any

from schemas.date import DateMention
from schemas.figure import Figure

CLOSE_ENOUGH = 1e-3  # relative: a third is written with five digits in the gold
SUBJECT_OVERLAP = 0.5  # F1 of the words: `the jobless rate` and `jobless rate` are the same thing

Gold = dict[str, Any]
Pair = tuple[Gold | None, Any]
Verdict = bool | None  # None: the gold does not say


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
