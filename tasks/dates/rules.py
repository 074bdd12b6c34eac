"""A rule of a data file, compiled: its pattern, what may stand beside it, and how to pass over it quickly."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from schemas.date import TimexMod

GUARD_REACH = 16  # tokens before a match, white space included, that a guard may look at
_SHARED = 0.3  # the part of a filter's rules that a code must begin to share it; measured on load time and speed

#: Keys of a rule that hold guards: whether they look before the match, and whether they want or refuse.
GUARDS = {
    "unless_before": (True, False),
    "only_before": (True, True),
    "unless_after": (False, False),
    "only_after": (False, True),
}


@dataclass(frozen=True, slots=True)
class Guard:
    """What must (`wanted`) or must not stand right before or right after a match."""

    before: bool
    wanted: bool
    regex: re.Pattern[str]

    def holds(self, codes: str, start: int, end: int) -> bool:
        if self.before:
            return (self.regex.search(codes, max(0, start - GUARD_REACH), start) is not None) == self.wanted
        return (self.regex.match(codes, end) is not None) == self.wanted


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern and what it means: `op` names the function that reads it, `options` are the constants it is given."""

    id: str
    op: str
    regex: re.Pattern[str]
    fields: tuple[tuple[str, str], ...]
    guards: tuple[Guard, ...]
    options: Mapping[str, Any]


@dataclass(slots=True)
class Filter:
    """Several rules' patterns as one: where it does not match, none of them does. Compiled when first used."""

    rules: list[Rule] = field(default_factory=list)
    _regex: re.Pattern[str] | None = None

    def match(self, codes: str, start: int) -> bool:
        if self._regex is None:
            self._regex = re.compile("|".join(rule.regex.pattern for rule in self.rules))
        return self._regex.match(codes, start) is not None


@dataclass(frozen=True, slots=True)
class Modifier:
    """Words before a mention that belong to it, and the TIMEX3 mod that they give to mentions of certain kinds."""

    mod: TimexMod
    kinds: frozenset[str]
    regex: re.Pattern[str]


def shared_filters(rules: Mapping[str, Sequence[Rule]]) -> dict[str, Filter]:
    """A filter for each first code, shared by codes that begin much the same rules: compiling is what costs."""
    made: list[tuple[set[int], Filter]] = []
    chosen = {}
    for code, listed in sorted(rules.items(), key=lambda item: -len(item[1])):
        wanted = {id(rule) for rule in listed}
        fitting = [pair for pair in made if len(wanted & pair[0]) >= _SHARED * len(pair[0])]
        if not fitting:
            fitting = [(set(), Filter())]
            made += fitting
        known, shared = fitting[0]
        shared.rules += [rule for rule in listed if id(rule) not in known]
        known |= wanted
        chosen[code] = shared
    return chosen
