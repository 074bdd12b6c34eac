"""The time that a figure without a date of its own is told of: that of the story, for what its clause says happened."""

from tasks.figures.carry import TIMELESS
from tasks.figures.clause import verb_of
from tasks.figures.direction import Change
from tasks.figures.period import Periods
from tasks.figures.phrase import WORDS
from tasks.figures.reading import Reading
from tasks.figures.scene import Scene

LEAD = 700  # characters in which a story says when it happens
BETWEEN = 48  # characters between two amounts of one comparison: `from 3 percent in April and a peak of 11`
VERBS = frozenset(("finite", "change", "speech"))


def tells_present(scene: Scene) -> bool:
    """Whether a clause says what is, will be or may be, not what happened; False where a language cannot say."""
    if not scene.lexicon.sets["clause.present"]:
        return False
    return _is_quoted(scene) or _is_present(scene)


def _is_present(scene: Scene) -> bool:
    """By the verb before the figure, else by the first after it."""
    verb = verb_of(scene)
    if verb is None:
        words = scene.text[scene.floor : scene.start].split()
        if any(scene.lexicon.has("clause.present", word) for word in words):
            return True
        after = (mark.start for mark in scene.sentence.marks if scene.end <= mark.start < scene.ceiling)
        verb = next(after, None)
    word = WORDS.match(scene.text, verb) if verb is not None else None
    if word is None:
        return False
    small = word.group().casefold()
    third_person = small.endswith("s") and small != "was" and scene.lexicon.has("clause.finite", small)
    return third_person or scene.lexicon.has("clause.present", small)


def clause_end(scene: Scene, present: bool) -> int:
    """Where a figure's clause ends; one of the present before a verb that is joined: `has 36,400 officers and paid`."""
    if not present:
        return scene.ceiling
    verbs = (
        mark.start
        for mark in scene.sentence.marks
        if scene.end < mark.start < scene.ceiling and mark.mark.role in VERBS
    )
    joined = scene.lexicon.patterns["and_before"]
    return next((verb for verb in verbs if joined.search(scene.text, scene.end, verb)), scene.ceiling)


def _is_quoted(scene: Scene) -> bool:
    """Whether a quotation is open at the figure: what somebody says is not the story's."""
    before = scene.text[scene.sentence.start : scene.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def is_compared(change: Change, scene: Scene, last: tuple[int, bool] | None) -> bool:
    """Whether a figure is what another is measured against: `from 5 percent`, `compared with 12`, `than in`.

    `last` is the end of the figure before it in the sentence and whether that one is.
    """
    if change.role == "from":
        return True
    start = max(scene.floor, last[0] if last else 0)
    marks = [mark for mark in scene.sentence.marks if start <= mark.start and mark.end <= scene.start]
    against = next((mark.end for mark in reversed(marks) if mark.mark.role == "compare"), None)
    if against is not None and not any(mark.mark.role in VERBS and mark.start > against for mark in marks):
        return not scene.in_figure(scene.start)  # but `Compared with May sales fell 3 percent`
    words = scene.text[max(scene.floor, scene.start - 16) : scene.start].split()[-2:]
    if any(_measures_against(word, scene) for word in words):
        return True
    follows = last is not None and last[1] and last[0] > scene.floor and scene.start - last[0] <= BETWEEN
    return follows and not any(mark.mark.role in VERBS for mark in marks)


def _measures_against(word: str, scene: Scene) -> bool:
    """`from the`, `than the` right before an amount."""
    lexicon = scene.lexicon
    return lexicon.has("clause.than", word) or (lexicon.has("change.from", word) and not lexicon.has("change.of", word))


def told_period(reading: Reading, change: Change, scene: Scene, periods: Periods) -> int | None:
    """The date that the story before a sentence is at: of its paragraph, else of its lead.

    A day carries from the lead only to what changed: a count may be of any day.
    """
    if reading.kind in TIMELESS or not scene.lexicon.sets["clause.present"]:
        return None
    lead, of_report = periods.lead(min(LEAD, scene.sentence.start))
    paragraph = scene.text.rfind("\n", 0, scene.sentence.start) + 1
    near = periods.told(paragraph, scene.sentence.start)
    if near is not None and not (of_report and not periods.opens_sentence(near)):
        return near
    return lead if of_report or change.role != "level" else None
