"""A rule of a data file, compiled: its pattern, what may stand beside it, and how to pass over it quickly."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from schemas.date import TimexMod
from tasks.dates.pattern import Compiled, Start, one_of

GUARD_REACH = 16  # tokens before a match, white space included, that a guard may look at
_SHARED = 0.3  # part of the rules tried together that a code must begin to share them; by load time and speed


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


@dataclass(slots=True)
class Rule:
    """One pattern and what it means: `op` names the function that reads it, `options` are the constants it is given."""

    id: str
    op: str
    pattern: Compiled
    guards: tuple[Guard, ...]
    options: Mapping[str, Any]
    order: int  # in the data file: of matches equally long the first one is read
    _regex: re.Pattern[str] | None = None

    @property
    def regex(self) -> re.Pattern[str]:
        """Compiled when first used: a text meets few of a language's rules."""
        if self._regex is None:
            self._regex = re.compile(self.pattern.source)
        return self._regex


@dataclass(slots=True)
class Together:
    """Several rules, tried by one expression that says which of them match. Compiled when first used."""

    rules: list[Rule] = field(default_factory=list)
    _regex: re.Pattern[str] | None = None

    def matching(self, codes: str, start: int) -> list[Rule]:
        """The rules that match at a token, in their order."""
        if self._regex is None:
            self.rules.sort(key=lambda rule: rule.order)
            self._regex = re.compile("".join(f"(?:(?={rule.pattern.plain})()|)" for rule in self.rules))
        match = self._regex.match(codes, start)
        if match is None or match.lastindex is None:
            return []
        return [rule for rule, matched in zip(self.rules, match.groups(), strict=True) if matched is not None]


@dataclass(frozen=True, slots=True)
class Opening:
    """What can begin with a code: a quick look at the tokens after it, then the rules."""

    peek: re.Pattern[str]
    together: Together


@dataclass(frozen=True, slots=True)
class Modifier:
    """Words before a mention that belong to it, and the TIMEX3 mod that they give to mentions of certain kinds."""

    mod: TimexMod
    kinds: frozenset[str]
    regex: re.Pattern[str]


def openings(rules: Iterable[Rule]) -> dict[str, Opening]:
    """What each code can begin. Codes that begin much the same try their rules together: compiling is what costs."""
    begun: dict[str, dict[int, Rule]] = {}
    starts: dict[str, list[Start]] = {}
    for rule in rules:
        for start in rule.pattern.starts:
            for code in start.first:
                begun.setdefault(code, {})[rule.order] = rule
                starts.setdefault(code, []).append(start)
    made: list[tuple[set[int], Together]] = []
    chosen = {}
    for code, listed in sorted(begun.items(), key=lambda item: -len(item[1])):
        wanted = set(listed)
        fitting = [pair for pair in made if len(wanted & pair[0]) >= _SHARED * len(pair[0])]
        if not fitting:
            fitting = [(set(), Together())]
            made += fitting
        known, together = fitting[0]
        together.rules += [rule for order, rule in listed.items() if order not in known]
        known |= wanted
        chosen[code] = Opening(re.compile(_peek(code, starts[code])), together)
    return chosen


def _peek(code: str, starts: Sequence[Start]) -> str:
    """The codes that can follow a first token, as far as whatever begins with it reaches."""
    depth = min(min(start.lengths) for start in starts)
    after = [frozenset[str]().union(*(start.reach[at] for start in starts)) for at in range(depth - 1)]
    return re.escape(code) + "".join(one_of(codes) for codes in after)
