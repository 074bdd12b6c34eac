"""What the subject of a clause is that has none of its own: the antecedent of `which`, the subject before `with`."""

import re
from collections.abc import Iterator, Sequence

from tasks.figures.phrase import WORDS, Subject, noun_phrase, opens_phrase
from tasks.figures.reading import Reading
from tasks.figures.scene import Scene
from tasks.figures.sentence import Marked


def antecedent(scene: Scene) -> Subject | None:
    """What a relative pronoun stands for: after a verb or an opening the last noun phrase before it (`She was hurt in a
    crash that injured 12 people`), else all that stands there (`The fund, which manages`)."""
    if scene.antecedent is None:
        return None
    low, high = scene.antecedent
    words = list(WORDS.finditer(scene.text, low, high))
    verb = next((mark.start for mark in _verbs(scene) if low < mark.start < high), None)
    relative = scene.lexicon.has("clause.relatives", scene.text[high : scene.floor].strip(" ,"))
    over = ", " in scene.text[scene.floor : scene.start]  # `in the season that ended in May, from 461 million`
    if relative and words and not over:
        begins = [word for word in words[1:] if scene.lexicon.has("clause.determiners", word.group())]
        if begins and (verb is not None or opens_phrase(words[0].group(), scene) or _has_verbal(words[1:], scene)):
            return noun_phrase(begins[-1].start(), high, scene)
    return (noun_phrase(low, verb, scene) if over and verb is not None else None) or noun_phrase(low, high, scene)


def _verbs(scene: Scene) -> Iterator[Marked]:
    marks = scene.sentence.marks
    return (m for m in marks if m.mark.role in ("finite", "change") and "change_nouns" not in m.mark.flags)


def _has_verbal(words: Sequence[re.Match[str]], scene: Scene) -> bool:
    """Whether one of the words has the ending of a verb: `battled`."""
    endings = tuple(scene.lexicon.sets["clause.verb_endings"])
    return bool(endings) and any(word.group().islower() and word.group().endswith(endings) for word in words)


def before_with(reading: Reading, scene: Scene) -> Subject | None:
    """`The museum received 412,000 visitors, with a rise of`: the subject of the clause before, not its last noun."""
    if scene.antecedent is None:
        return None
    low, high = scene.antecedent
    led = scene.lexicon.has("clause.with_openers", scene.text[high : scene.floor].strip(" ,"))
    if not led and not reading.rule.endswith("elliptic"):
        return None  # `counts 320 staff, of whom 45`
    verbs = (
        mark for mark in scene.sentence.marks if low < mark.start < high and mark.mark.role in ("finite", "change")
    )
    verb = next(verbs, None)
    return noun_phrase(low, verb.start, scene) if verb and "change_nouns" not in verb.mark.flags else None
