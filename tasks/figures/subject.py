"""Whose a figure is: the subject of its clause, or the noun that it belongs to."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from schemas.entity import EntityMention
from tasks.figures.antecedent import antecedent, before_with
from tasks.figures.clause import ending, first_words, resumes, verb_of
from tasks.figures.direction import Change
from tasks.figures.inside import (
    acted_object,
    expected_object,
    kept_object,
    moved_object,
    noun_before,
    standing_at,
    valued_noun,
)
from tasks.figures.lexicon import key
from tasks.figures.phrase import WORDS, Subject, noun_phrase, phrase_at
from tasks.figures.reading import Reading
from tasks.figures.scene import Scene

Topic = Callable[[str], Subject | None]
_NUMBER = re.compile(r"\d[\d.,]*\s+")
_NAME_BEFORE = re.compile(r"((?:[A-ZÀ-Ý][\w'’.-]+ ){0,3}[A-ZÀ-Ý][\w'’.-]+), \Z")


def subject_of(
    reading: Reading,
    change: Change,
    scene: Scene,
    before: Subject | None,
    first: Subject | None = None,
    topic: Topic = lambda _: None,
) -> Subject | None:
    """The subject of a figure, None where nothing names one.

    `before` is the subject named last, `first` the first of its sentence, `topic` finds what the sentence before is
    about that a pronoun fits.
    """
    clause = scene.lexicon.data.get("clause", {})
    if not clause or clause.get("no_subject"):
        return None
    moved = change.word is not None and not change.after and "change_nouns" not in change.word.mark.flags
    found = (
        _named_by_age(reading, scene)
        or _inside(reading, change, scene)
        or (_of_clause(reading, change, scene) if moved else None)
        or _part_of_clause(reading, change, scene)
        or _after_change(change, scene)
        or _of_clause(reading, change, scene)
    )
    if found and (
        _is_amount(found, scene)
        or _is_participle(found, scene)
        or scene.lexicon.has("age.before", found.text.split()[0])
    ):
        found = None
    here = before if before and scene.sentence.start <= before.start < scene.sentence.end else None
    word = change.word
    if found and here and word and (found.start, found.end) == (word.start, word.end):
        found = None  # `..., an increase of 12`: of what was named before
    if found is None and first is not None and _goes_on(scene):
        return first
    if found is None:
        own = _own_noun(reading, scene) or (_share_of(reading, scene) if here is None else None)
        return own or here or _qualified(reading, scene)
    return _carried(found, here, before, scene, topic)


def _goes_on(scene: Scene) -> bool:
    """`and paid $229 million`: a verb without a subject of its own."""
    verb = verb_of(scene)
    return verb is not None and scene.floor > scene.sentence.start and not scene.text[scene.floor : verb].strip(" ,")


def _inside(reading: Reading, change: Change, scene: Scene) -> Subject | None:
    """The noun that the figure belongs to inside its clause: the object of the verb, or the noun before `of`."""
    if change.role == "level":
        span = standing_at(scene)
    else:
        span = expected_object(change, scene) or moved_object(change, scene) or acted_object(change, scene)
    if (
        span is None
        and change.role in ("by", "to")
        and not change.after
        and (after := _object_after(reading, change, scene))
    ):
        return after
    if span is None and change.role == "level":
        span = valued_noun(reading, scene) or kept_object(scene)
    return Subject(*span, scene.text[slice(*span)]) if span else None


def _object_after(reading: Reading, change: Change, scene: Scene) -> Subject | None:
    """`a réduit de moitié la récolte`, `subió un 3 % la tasa`: what was moved, where it may follow its amount."""
    word = change.word
    if word is None or "change_nouns" in word.mark.flags or not scene.lexicon.data["clause"].get("object_after"):
        return None
    after = scene.lexicon.patterns["word_after"].match(scene.text, reading.end)
    if after is None or not scene.lexicon.has("clause.articles", after.group(1)):
        return None
    return phrase_at(after.start(1), scene)


def _is_amount(found: Subject, scene: Scene) -> bool:
    """Whether what was found is an amount (`300 metres long`), and not what a figure counts or names."""
    if not scene.in_figure(found.start) or "-" in found.text.split()[0]:
        return False
    return not (scene.in_count(found.start) and " " in found.text)


def _is_participle(found: Subject, scene: Scene) -> bool:
    """`after edging up 0.1 percent`: of what the clause before is about."""
    endings = tuple(scene.lexicon.sets["clause.opener_endings"])
    alone = bool(endings) and found.text.islower() and found.text.endswith(endings) and " " not in found.text
    return (
        alone and scene.floor > scene.sentence.start and found.start == scene.floor + (scene.text[scene.floor] == " ")
    )


def _named_by_age(reading: Reading, scene: Scene) -> Subject | None:
    """`John Smith, 45,`."""
    if reading.kind != "age":
        return None
    start = max(scene.sentence.start, reading.start - 60)
    match = _NAME_BEFORE.search(scene.text, start, reading.start)
    if match and reading.rule == "age.apposed":
        return Subject(match.start(1), match.end(1), match.group(1))
    comma = scene.lexicon.patterns["age_comma_before"].search(scene.text, start, reading.start)
    if comma is None or not scene.lexicon.data.get("age", {}).get("between_commas"):
        return None
    return noun_before(comma.start(), scene)


def _part_of_clause(reading: Reading, change: Change, scene: Scene) -> Subject | None:
    """`45 percent of voters oppose it` is about voters, `the debt is 175 percent of output` about the debt."""
    part = _part_of(reading, scene)
    if part is None or (verb_of(scene) is None and ending(scene) is None):
        return part
    return _of_clause(reading, change, scene) or part


def _part_of(reading: Reading, scene: Scene) -> Subject | None:
    """`45 percent of voters`."""
    if reading.kind not in ("percent", "ratio", "number", "multiple"):
        return None
    match = scene.lexicon.patterns["of_after"].match(scene.text, reading.end)
    if match is None or match.end() == reading.end:
        return None
    if number := _NUMBER.match(scene.text, match.end()):
        return phrase_at(number.end(), scene)  # `half of the 2,000 workers`
    word = WORDS.match(scene.text, match.end())
    return None if word and scene.lexicon.has("clause.owners", word.group()) else phrase_at(match.end(), scene)


def _share_of(reading: Reading, scene: Scene) -> Subject | None:
    """`3.2 percent of its loans were in default`: where the share itself is the subject."""
    match = scene.lexicon.patterns["of_after"].match(scene.text, reading.end)
    return phrase_at(match.end(), scene) if match and match.end() > reading.end else None


def _own_noun(reading: Reading, scene: Scene) -> Subject | None:
    """`Nearly 300 homes were without power`: a count that opens its clause is about what it counts."""
    if reading.kind != "count" or not 0 <= reading.unit_start < reading.unit_end or reading.unit_code == "{time}":
        return None
    if scene.text[reading.unit_start - 1] in "-‐‑":
        return None  # `the 27-nation bloc`
    light = (
        "change.between_ok",
        "clause.determiners",
        "clause.leading",
        "clause.openers",
        "clause.not_valued",
        "clause.existential",
    )
    before = WORDS.finditer(scene.text, scene.floor, scene.start)
    words = [word for word in before if not scene.in_date(word.start())]
    if words and scene.lexicon.has("clause.openers", words[0].group()):
        words = []  # `In March, 12 people died`, `Bei dem Unglück kamen 17 Menschen um`
    if any(not any(scene.lexicon.has(name, word.group()) for name in light) for word in words):
        return None
    return Subject(reading.unit_start, reading.unit_end, scene.text[reading.unit_start : reading.unit_end])


def _after_change(change: Change, scene: Scene) -> Subject | None:
    """`a 3 % rise in sales`."""
    if change.word is None or not (change.after or "change_nouns" in change.word.mark.flags):
        return None
    if change.after and not scene.lexicon.has("change.change_nouns", scene.text[change.word.start : change.word.end]):
        return None  # `closed 7 percent higher in Chicago`
    match = scene.lexicon.patterns["in_after"].match(scene.text, change.word.end)
    if match is None or match.end() == change.word.end or scene.in_date(match.end()):
        return None
    if scene.start <= match.end() <= scene.end:
        return None  # `a loss of $5 million`
    return phrase_at(match.end(), scene)


def _of_clause(reading: Reading, change: Change, scene: Scene) -> Subject | None:
    """What stands before the verb of the clause."""
    if scene.antecedent and resumes(scene):
        return before_with(reading, scene) or antecedent(scene)
    if beside := _beside_change(change, scene):
        return beside
    verb = verb_of(scene)
    if verb is None:
        verb = ending(scene)
    if verb is None and change.word and not change.after:
        verb = change.word.start
    if verb is not None:
        found = noun_phrase(scene.floor, verb, scene)
        if found is None and scene.antecedent:
            return antecedent(scene)
        if found is None and (inverted := _inverted(verb, scene)):
            return inverted
        named = (
            found is None and change.word is not None and not change.after and "change_nouns" in change.word.mark.flags
        )
        if named and change.word:
            return Subject(change.word.start, change.word.end, scene.text[change.word.start : change.word.end])
        return found
    found = first_words(scene)
    if reading.kind != "count" or (found and found.verbless):
        return found
    return None


def _beside_change(change: Change, scene: Scene) -> Subject | None:
    """`gold stood at $1,226 an ounce, copper shed 0.8 percent`: a clause of its own after nothing but a comma."""
    word = change.word
    if word is None or change.after or "change_nouns" in word.mark.flags:
        return None
    told = max((end for _, end in scene.inside if end <= word.start), default=None)
    comma = scene.text.rfind(", ", told, word.start) if told is not None else -1
    if comma < scene.floor:
        return None
    between = (mark for mark in scene.sentence.marks if comma <= mark.start < word.start)
    first = WORDS.search(scene.text, comma, word.start)
    if first is None or any(mark.mark.role in ("finite", "speech") for mark in between):
        return None
    joins = ("clause.leading", "clause.auxiliary", "clause.openers", "clause.relatives", "ranges.and")
    return (
        None if any(scene.lexicon.has(name, first.group()) for name in joins) else noun_phrase(comma, word.start, scene)
    )


def _inverted(verb: int, scene: Scene) -> Subject | None:
    """`Im Oktober forderten die Banken`: where a language puts its verb second, the subject may follow it."""
    lexicon = scene.lexicon
    if not lexicon.data.get("clause", {}).get("verb_second"):
        return None
    words = WORDS.finditer(scene.text, verb, scene.start)
    next(words, None)
    for word in words:
        if lexicon.has("clause.auxiliary", word.group()):
            continue
        named = lexicon.has("clause.nominatives", word.group()) or word.group()[0].isupper()
        found = phrase_at(word.start(), scene) if named and not scene.in_date(word.start()) else None
        found = _first_phrase(found, scene) if found else None
        return found if found and found.end <= scene.start else None
    return None


def _first_phrase(found: Subject, scene: Scene) -> Subject:
    """A subject after its verb up to the article or the figure that begins the object."""
    words = list(WORDS.finditer(scene.text, found.start, found.end))
    lexicon = scene.lexicon
    for before, word in pairwise(words):
        article = lexicon.has("clause.accusatives", word.group()) and not lexicon.has("noun.genitives", word.group())
        if article or word.start() >= scene.start or scene.in_figure(word.start()):
            return Subject(found.start, before.end(), scene.text[found.start : before.end()])
    return found


def _qualified(reading: Reading, scene: Scene) -> Subject | None:
    """The noun after an amount: `a $5 million contract`, `the 45-year-old actor`."""
    return None if reading.kind in ("count", "duration", "number") else phrase_at(reading.end, scene)


def _carried(found: Subject, here: Subject | None, before: Subject | None, scene: Scene, topic: Topic) -> Subject:
    """What a bare possessive or a pronoun leaves to the subject before it."""
    lexicon = scene.lexicon
    if lexicon.has("clause.pronouns", found.text):
        owner = here or _speaker(found, scene) or topic(found.text) or before
        return Subject(found.start, found.end, owner.text) if owner else found
    if before and lexicon.data.get("clause", {}).get("bare_possessive") and key(found.text).endswith(("'s", "s'")):
        head = before.text.split()[-1]
        if not key(head).endswith("'s"):
            return Subject(found.start, found.end, f"{found.text} {head}")
    return found


def _speaker(found: Subject, scene: Scene) -> Subject | None:
    """`The company said it would`: the one who speaks."""
    for marked in scene.sentence.marks:
        if marked.mark.role == "speech" and marked.end <= found.start:
            return noun_phrase(scene.sentence.start, marked.start, scene)
    return None


def mention_over(start: int, end: int, mentions: Sequence[EntityMention]) -> int | None:
    """The number of the first entity mention that overlaps a span."""
    return next((n for n, m in enumerate(mentions) if m.start_char < end and m.end_char > start), None)
