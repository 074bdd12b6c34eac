"""The quarantine folder: what was refused and why, and the way back into the inbox."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.settings import Home
from tasks.clear import PROBLEM_SUFFIX, problem_file
from tasks.take import shown


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file in quarantine; `problems` are as its `.problem.json` tells them (code, sentence, field, hint …)."""

    place: Path
    name: str
    refused_at: str
    problems: tuple[dict[str, Any], ...]

    @property
    def codes(self) -> set[str]:
        """Codes of its problems."""
        return {problem["code"] for problem in self.problems}


def refusals(home: Home) -> list[Refusal]:
    """Every file in quarantine, in order of name; one whose reasons cannot be read has none."""
    found = []
    for place in sorted(_refused(home)):
        told = _reasons(place)
        problems = tuple(one for one in told.get("problems", ()) if isinstance(one, dict) and "code" in one)
        found.append(
            Refusal(place, shown(place.relative_to(home.quarantine), home.inbox), told.get("refused_at", ""), problems)
        )
    return found


def count_refusals(home: Home) -> int:
    """How many files are in quarantine, without their reasons."""
    return sum(1 for _ in _refused(home))


def let_in(refusal: Refusal, home: Home) -> Path:
    """Move a refused file back into the inbox, under its own name or the next that is free; where it is now."""
    wanted = home.inbox / refusal.place.relative_to(home.quarantine)
    place, number = wanted, 2
    while place.exists():
        place, number = wanted.with_name(f"{wanted.stem}~{number}{wanted.suffix}"), number + 1
    place.parent.mkdir(parents=True, exist_ok=True)
    refusal.place.rename(place)
    problem_file(refusal.place).unlink(missing_ok=True)
    return place


def _refused(home: Home) -> Iterator[Path]:
    """The files in quarantine; not the reasons beside one, but a refused file that happens to be called so."""
    for folder, folders, names in os.walk(home.quarantine):
        there = {*folders, *names}
        for name in names:
            is_reasons = name.endswith(PROBLEM_SUFFIX) and name.removesuffix(PROBLEM_SUFFIX) in there
            place = Path(folder, name)
            if not is_reasons and place.is_file():
                yield place


def _reasons(place: Path) -> dict[str, Any]:
    try:
        told = json.loads(problem_file(place).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}
