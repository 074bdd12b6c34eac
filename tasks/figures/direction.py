"""Which way a figure moved, and whether it is the size of the change, its end or its start."""

from dataclasses import dataclass

from schemas.figure import ChangeRole, Direction
from tasks.figures.lexicon import Lexicon, Mark, key
from tasks.figures.quantity import Reading
from tasks.figures.sentence import Marked, Sentence

RELATIVE = frozenset(("percent", "percentage_point", "basis_point", "index_points", "temperature", "multiple"))
MOST_BETWEEN = 6  # words from a change verb to its amount: `cut its budget deficit 3 percent`


@dataclass(frozen=True, slots=True)
class Change:
    """The direction and role of a figure, and the word that says so (None where none does)."""

    direction: Direction
    role: ChangeRole
    word: Marked | None = None
    after: bool = False  # the word follows the figure: a 3 % rise


LEVEL = Change("none", "level")


def change_of(
    text: str, reading: Reading, sentence: Sentence, lexicon: Lexicon, skipped: list[tuple[int, int]], floor: int
) -> Change:
    """The change that a figure takes part in.

    `skipped` are spans that stand between a verb and its amount without belonging to either (dates, other figures);
    `floor` is where the clause before ends.
    """
    if reading.kind in ("rank", "score", "ratio", "age"):
        return LEVEL
    if reading.kind == "multiple" and reading.rule == "multiple.word":
        return _of_multiple(text, reading, lexicon)
    return (
        _after(text, reading, sentence, lexicon) or _before(text, reading, sentence, lexicon, skipped, floor) or LEVEL
    )


def _of_multiple(text: str, reading: Reading, lexicon: Lexicon) -> Change:
    word = key(text[reading.numeral.start : reading.numeral.end])
    if word in lexicon.sets.get("multiple_words.nouns", ()):
        return LEVEL
    return Change("down" if reading.value < 1 else "up", "by")


def _after(text: str, reading: Reading, sentence: Sentence, lexicon: Lexicon) -> Change | None:
    """`a 3 % rise`, `0.3 percent lower`, `an 18-month low`."""
    pattern, word = lexicon.patterns["after_change"], lexicon.patterns["link_word"]
    position = reading.end
    for step in range(3):
        gap = lexicon.patterns["gap"].match(text, position)
        if gap is None or gap.end() > sentence.end:
            return None
        match = pattern.match(text, gap.end())
        if match and match.end() > match.start():
            return _named(text, reading, match.lastgroup or "", gap.end(), match.end(), step, lexicon)
        step_over = word.match(text, gap.end())
        if step_over is None or key(step_over.group()) in lexicon.sets.get("noun.stops", ()):
            return None
        position = step_over.end()
    return None


def _named(text: str, reading: Reading, group: str, start: int, end: int, step: int, lexicon: Lexicon) -> Change | None:
    """The change that a word after the figure names."""
    is_noun = lexicon.has("change.change_nouns", text[start:end])
    if group in ("high", "low"):
        direction: Direction = "up" if group == "high" else "down"
        return Change(direction, "extremum") if reading.kind == "duration" else None
    direction = "up" if group == "up" else "down"
    if reading.kind == "duration" or (reading.kind == "count" and is_noun):
        return None
    if step and not is_noun:
        return None
    if (
        reading.kind in ("count", "number", "measure", "money")
        and not is_noun
        and lexicon.patterns["gap_word"].match(text, end)
    ):
        # `20 more people` counts people, `$5 more than` compares
        if not lexicon.patterns["than_after"].match(text, end) and reading.kind != "money":
            return None
    return Change(direction, "by", Marked(start, end, Mark("change", direction)), True)


def _before(
    text: str, reading: Reading, sentence: Sentence, lexicon: Lexicon, skipped: list[tuple[int, int]], floor: int
) -> Change | None:
    """`shrank by`, `rose 3 percent`, `fell to`, `a decline of`, `from 5 %`."""
    start = reading.bound_start if reading.bound_start >= 0 else reading.start
    changes = [
        mark
        for mark in sentence.marks
        if mark.mark.role == "change" and floor <= mark.start and mark.end <= start and not _inside(mark.start, skipped)
    ]
    if not changes:
        return None
    nearest = changes[-1]
    words, reached = _words_back(text, start, nearest.end, lexicon, skipped)
    link = words[0] if words else ""
    if link in lexicon.sets["change.by"]:
        return _by(nearest, changes)
    if link in lexicon.sets["change.to"]:
        return _to(nearest, changes)
    if link in lexicon.sets["change.from"]:
        return Change(_way(nearest), "from", nearest)
    if link in lexicon.sets["change.of"]:
        close = len(words) <= 2 or "change_nouns" in nearest.mark.flags and len(words) <= 4
        return Change(_way(nearest), "by", nearest) if close and "change_nouns" in nearest.mark.flags else None
    if link in lexicon.sets.get("clause.copulas", ()):
        return (
            Change(_way(nearest), "by", nearest)
            if "change_nouns" in nearest.mark.flags and reading.kind in RELATIVE
            else None
        )
    if reading.kind == "duration":
        return None
    if not words:
        if "transitive" in nearest.mark.flags and reading.kind not in RELATIVE:
            return None
        return _by(nearest, changes)
    plain = not any(
        word in lexicon.sets["clause.prepositions"] or word in lexicon.sets["clause.finite"] for word in words
    )
    if reading.kind in RELATIVE and plain and len(words) <= MOST_BETWEEN:
        return _by(nearest, changes)
    return None


def _way(mark: Marked) -> Direction:
    return "up" if mark.mark.direction == "up" else "down"


def _by(nearest: Marked, changes: list[Marked]) -> Change:
    return Change(_way(nearest), "by", nearest)


def _to(nearest: Marked, changes: list[Marked]) -> Change:
    """Where a change noun slows or grows, the figure is that change's size: the decline slowed to 0.3 percent."""
    if "moderating" in nearest.mark.flags:
        for other in reversed(changes[:-1]):
            if "change_nouns" in other.mark.flags and other.mark.direction == "down":
                return Change("down", "by", nearest)
    return Change(_way(nearest), "to", nearest)


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def _words_back(
    text: str, start: int, stop: int, lexicon: Lexicon, skipped: list[tuple[int, int]]
) -> tuple[list[str], int]:
    """The words between a change word and a figure that matter, the nearest first: articles, adverbs, dates and other
    figures are left out, with the preposition of a date."""
    words: list[str] = []
    position = start
    before = lexicon.patterns["any_word_before"]
    light = lexicon.sets["change.between_ok"]
    while position > stop and len(words) <= MOST_BETWEEN:
        span = next(
            ((low, high) for low, high in skipped if low < position and high >= position - 2 and low >= stop), None
        )
        if span and text[span[1] : position].strip(" ,()") == "":
            position = span[0]
            match = before.search(text, max(stop, position - 24), position)
            if match and key(match.group(1)) not in lexicon.sets["change.by"]:
                position = match.start(1) if key(match.group(1)) in lexicon.sets["clause.prepositions"] else position
            continue
        match = before.search(text, max(stop, position - 30), position)
        if match is None:
            break
        word = key(match.group(1))
        if word not in light or (not words and word in lexicon.sets["change.link_words"]):
            words.append(word)
        position = match.start(1)
    return words, position
