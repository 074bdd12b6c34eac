"""Whether a mention lies behind or ahead by the verb that governs it, told by the cues of a language's data file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Tense = Literal["past", "future"]

_LEFT = 44  # tokens, white space included: about 22 words
_RIGHT = 30
_BESIDE = 8
_PARTICIPLE = 2
_TENSES: tuple[Tense, ...] = ("future", "past")
_STOP = r"(?<!\.[^ ])\. "  # but not the stop of `p.m. ` and `U.S. `
_CLAUSE_END = re.compile(rf"{_STOP}|[!?;:] |[\n\"“”—]")
_SENTENCE_END = re.compile(rf"{_STOP}|[!?;] |[\n]")


def clause_start(codes: str, start: int) -> int:
    """The token at which the clause of a mention begins, no more than about 22 words before it."""
    return max(_last_end(_CLAUSE_END, codes, max(0, start - _LEFT), start), start - _LEFT, 0)


@dataclass(slots=True)
class Tenses:
    """The tenses at the mentions of one text, whose tokens are given as codes."""

    codes: str
    cues: Mapping[str, re.Pattern[str]]
    _known: dict[tuple[str, str], Tense | None] = field(default_factory=dict)

    def governing(self, start: int, end: int) -> Tense | None:
        """The tense of the verb that governs the tokens; None where no verb tells.

        The nearest cue to the left in the clause decides, then the first to the right: `said Friday it will` is past,
        `will meet Friday` and `Friday's vote will` are future.
        """
        if not self.cues:
            return None
        around = self.codes[max(0, start - _LEFT) : start], self.codes[end : end + _RIGHT]
        if around not in self._known:
            self._known[around] = self._look(start, end)
        return self._known[around]

    def _look(self, start: int, end: int) -> Tense | None:
        if self._stands_before("past_beside", start) is not None:
            return "past"
        ahead = self._stands_before("future_beside", start)
        clause, right_to = self._clause(start, end)
        if ahead is not None and ahead > clause:
            kept = self.cues.get("kept_deadline")  # but `Until May sales rose` is told by its verb
            return "past" if kept is not None and kept.search(self.codes, end, right_to) else "future"
        left = self._left(clause, start)
        return left or self._right(end, right_to) or ("future" if ahead is not None else None)

    def _stands_before(self, name: str, start: int) -> int | None:
        """Where a cue begins that ends right before the mention; None without one."""
        cue = self.cues.get(name)
        near = cue.finditer(self.codes, max(0, start - _BESIDE), start) if cue else ()
        return next((match.start() for match in near if match.end() == start - 1), None)

    def _clause(self, start: int, end: int) -> tuple[int, int]:
        """Where the clause of the mention begins, and where its sentence ends or what is looked at of it."""
        clause = clause_start(self.codes, start)
        if "clause" in self.cues:
            clause = max(_last_end(self.cues["clause"], self.codes, clause, start), clause)
        last = min(len(self.codes), end + _RIGHT)
        stop = _SENTENCE_END.search(self.codes, end, last)
        return clause, stop.start() if stop else last

    def _left(self, clause: int, start: int) -> Tense | None:
        """By the last verb of the clause before the mention."""
        ends = {tense: _last_end(cue, self.codes, clause, start) for tense, cue in self._verbs()}
        past, future = ends.get("past", -1), ends.get("future", -1)
        if future >= 0 and 0 <= past - future <= _PARTICIPLE:
            return "future"  # `will be held`, `sera levée`: the participle belongs to the verb before it
        since = self._stands_before("since_or_from", start)
        if since is not None and future < 0 and since > clause + 1:
            return "past"  # `scioperano da lunedì`, but `da lunedì i treni saranno fermi`
        nearest = max(past, future)
        return None if nearest < 0 else "past" if past > future else "future"

    def _verbs(self) -> list[tuple[Tense, re.Pattern[str]]]:
        return [(tense, self.cues[tense]) for tense in _TENSES if tense in self.cues]

    def _right(self, end: int, right_to: int) -> Tense | None:
        """By the first verb of the clause after the mention."""
        other = self.cues["clause"].search(self.codes, end, right_to) if "clause" in self.cues else None
        right_to = other.start() if other else right_to
        found = [(cue.search(self.codes, end, right_to), tense) for tense, cue in self._verbs()]
        return min(((match.start(), tense) for match, tense in found if match), default=(0, None))[1]


def _last_end(pattern: re.Pattern[str], codes: str, start: int, end: int) -> int:
    """Where the last match between two tokens ends; -1 for none."""
    last = -1
    for match in pattern.finditer(codes, start, end):
        last = match.end()
    return last
