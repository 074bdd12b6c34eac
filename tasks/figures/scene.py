"""What a figure is read against: its sentence, its clause, and the spans beside it that are told apart already."""

import re
import sys
from bisect import bisect_right
from dataclasses import dataclass, field

from tasks.figures.lexicon import Lexicon, Mark, key
from tasks.figures.reading import Reading
from tasks.figures.sentence import Marked, Sentence

MOST_COMPARED = 3  # words from `than` to the figure that it compares with
TURNING = frozenset(("speech", "compare"))  # roles of words after which a clause begins anew
MOST_BEFORE = 3  # figures looked back at for a second clause

Span = tuple[int, int]
_COMMA = re.compile(r",\s")


def lies_in(spans: list[Span], position: int) -> bool:
    """Whether a position lies in one of some spans, which are in order and apart."""
    index = bisect_right(spans, (position, sys.maxsize)) - 1
    return index >= 0 and spans[index][0] <= position < spans[index][1]


@dataclass(frozen=True, slots=True)
class Scene:
    """One figure's surroundings; `floor` and `ceiling` bound its clause, `relative` is the antecedent's span where the
    clause hangs on one (`the actor, who earned`)."""

    text: str
    lexicon: Lexicon
    sentence: Sentence
    start: int  # of the figure, its bound included
    end: int
    floor: int
    ceiling: int
    antecedent: Span | None = None
    verb_floor: int = (
        0  # where the verb that the figure belongs to may begin: `eleva su previsión y propone un dividendo`
    )
    dates: list[Span] = field(default_factory=list)
    inside: list[Span] = field(default_factory=list)  # figures before this one in the sentence
    counts: list[Span] = field(default_factory=list)  # those of them that count things
    verbs: list[int | None] = field(default_factory=list)  # the verb of the clause, once it was looked for

    def in_date(self, position: int) -> bool:
        """Whether a position lies in a date."""
        for low, high in self.dates:  # noqa: SIM110 - a loop costs half of `any`, and this is asked for every word
            if low <= position < high:
                return True
        return False

    def in_figure(self, position: int) -> bool:
        """Whether a position lies in a figure before this one."""
        return lies_in(self.inside, position)

    def span_over(self, position: int) -> Span | None:
        """The count before this figure that a position lies in."""
        return next(((low, high) for low, high in self.counts if low <= position < high), None)

    def in_count(self, position: int) -> bool:
        """Whether a position lies in a count before this figure: `three indexes` may be a subject."""
        return lies_in(self.counts, position)

    def mark_of(self, word: str) -> Mark | None:
        """What a word directs, None for a word that directs nothing."""
        small = key(word)
        if mark := self.lexicon.exact_marks.get(small):
            return mark
        return next(
            (
                self.lexicon.stem_marks[small[:n]]
                for n in range(len(small), 2, -1)
                if small[:n] in self.lexicon.stem_marks
            ),
            None,
        )

    def changes(self) -> list[Marked]:
        """The words of change in the clause before the figure."""
        found = [
            mark
            for mark in self.sentence.marks
            if mark.mark.role == "change" and max(self.floor, self.verb_floor) <= mark.start and mark.end <= self.start
            and not lies_in(self.inside, mark.start)
        ]  # fmt: skip
        while len(found) > 1 and self._modifies(found[-1]):
            found.pop()
        return found

    def _modifies(self, mark: Marked) -> bool:
        """`cut its growth forecast to`: a noun of change before another noun only names what was moved."""
        if "change_nouns" not in mark.mark.flags:
            return False
        before = self.lexicon.patterns["any_word_before"].search(
            self.text, max(self.floor, mark.start - 16), mark.start
        )
        if before and self.lexicon.has("clause.noun_links", before.group(1)):
            return True  # `cut its forecast for growth to`
        after = self.lexicon.patterns["word_after"].match(self.text, mark.end)
        return bool(after) and self.lexicon.has("change.named_by_change", after.group(1) if after else "")


def scene_of(
    text: str,
    reading: Reading,
    sentence: Sentence,
    lexicon: Lexicon,
    dates: list[Span],
    inside: list[Span],
    counts: list[Span],
) -> Scene:
    """The surroundings of a figure in its sentence."""
    start = reading.bound_start if reading.bound_start >= 0 else reading.start
    floor, ceiling = sentence.start, sentence.end
    antecedent: Span | None = None
    relative = False  # whether the clause hangs on a relative pronoun
    for low, high in sentence.breaks:
        if high <= start:
            opener = text[low:high].strip(" ,")
            relative = lexicon.has("clause.relatives", opener)
            antecedent = (floor, low) if relative or lexicon.has("clause.with_openers", opener) else None
            floor = high
        elif low >= reading.end:
            ceiling = low
            break
    if joint := _second_clause(text, sentence, inside, floor, start, lexicon):
        floor, antecedent = joint, None
    elif _opens_clause(text, reading, start, lexicon):
        floor, antecedent = start, None
    for mark in sentence.marks:
        if mark.mark.role not in TURNING or not floor < mark.end <= start or lies_in(inside, mark.start):
            continue
        between = text[mark.end : start].split()
        compared = mark.mark.role == "compare" and len(between) <= MOST_COMPARED
        compared = compared and not (between and lexicon.has("change.to", between[-1]))
        if mark.mark.role == "speech" or compared:
            floor, antecedent = mark.end, None
    if antecedent and relative and (resumed := _resumed_clause(text, sentence, floor, start, lexicon)):
        floor = resumed
    verb = _second_verb(text, sentence, inside, floor, start, lexicon)
    return Scene(text, lexicon, sentence, start, reading.end, floor, ceiling, antecedent, verb, dates, inside, counts)


def _opens_clause(text: str, reading: Reading, start: int, lexicon: Lexicon) -> bool:
    """Whether a count after a comma is the subject of the verb that follows it: `, rund 120 Helfer kämpften`."""
    if (
        reading.kind != "count"
        or text[max(0, start - 2) : start] != ", "
        or not lexicon.data["clause"].get("comma_clauses")
    ):
        return False
    after = lexicon.patterns["word_after"].match(text, reading.end)
    if after is None:
        return False
    word = after.group(1)
    endings = tuple(lexicon.sets["clause.verb_endings"] | lexicon.sets["clause.finite_endings"])
    return lexicon.has("clause.finite", word) or bool(endings and len(word) > 4 and word.endswith(endings))


def _resumed_clause(text: str, sentence: Sentence, floor: int, start: int, lexicon: Lexicon) -> int | None:
    """Where the main clause goes on after a relative one: `The stock, which had gained 14 percent, traded at $58`."""
    comma = text.rfind(", ", floor, start)
    after = lexicon.patterns["word"].match(text, comma + 2) if comma >= 0 else None
    if after is None or not text[floor:comma].strip():
        return None
    verbs = (mark for mark in sentence.marks if mark.mark.role in ("finite", "change"))
    finite = any(mark.start == after.start() and not lexicon.has("change.particles", after.group()) for mark in verbs)
    endings = tuple(lexicon.sets["clause.verb_endings"])
    verbal = bool(endings) and len(after.group()) > 4 and after.group().islower() and after.group().endswith(endings)
    return comma + 2 if finite or verbal else None


def _second_verb(text: str, sentence: Sentence, inside: list[Span], floor: int, start: int, lexicon: Lexicon) -> int:
    """Where a second verb of the same subject begins right after a figure and a conjunction; else the floor."""
    for _, high in reversed(inside[-MOST_BEFORE:]):
        joint = lexicon.patterns["and"].match(text, high) if high >= floor else None
        if joint is None or joint.end() == high:
            continue
        finite = (mark for mark in sentence.marks if mark.start == joint.end() and mark.mark.role == "finite")
        if (verb := next(finite, None)) and verb.end <= start:
            return verb.start
    return floor


def _second_clause(
    text: str, sentence: Sentence, inside: list[Span], floor: int, start: int, lexicon: Lexicon
) -> int | None:
    """Where a clause begins that a conjunction after a figure opens: `won 43 seats and its rivals lost six`."""
    for _, high in reversed(inside[-MOST_BEFORE:]):
        if high < floor:
            return None
        joint = lexicon.patterns["and"].match(text, high) or _comma(text, high, lexicon)
        if joint is None or not text[joint.end() - 1].isspace() or joint.end() == high:
            continue
        verb = next((m for m in sentence.marks if joint.end() < m.start and m.mark.role in ("finite", "change")), None)
        if verb is None or verb.end > start or "change_nouns" in verb.mark.flags:
            return None
        return joint.end() if text[joint.end() : verb.start].strip() else None
    return None


def clause_words(scene: Scene) -> set[str]:
    """The words of the clause before the figure, in small letters."""
    return {key(word) for word in scene.text[scene.floor : scene.start].split()}


def _comma(text: str, position: int, lexicon: Lexicon) -> re.Match[str] | None:
    """A comma before an article, which may begin a clause of its own: `won 43 seats, its rivals lost six`."""
    comma = _COMMA.match(text, position)
    after = lexicon.patterns["word"].match(text, comma.end()) if comma else None
    return comma if after and lexicon.has("clause.determiners", after.group()) else None
