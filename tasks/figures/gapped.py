"""Clauses that leave out their verb: `sales rose 3 percent and profit 5 percent`, `retailers hired 900, hotels 400`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from schemas.figure import ChangeRole, Figure
from tasks.figures.direction import LEVEL, RELATIVE, ROLES, Change
from tasks.figures.elliptic import ALONE, CARRIED
from tasks.figures.noun import is_plural
from tasks.figures.phrase import WORDS, Subject
from tasks.figures.reading import Reading
from tasks.figures.scene import Scene

FAR = 90  # characters from one figure to the next
MOST_WORDS = 5  # of a subject
VERBS = frozenset(("finite", "change", "speech", "compare"))
_ELIDED = re.compile(r"[^\W\d_]+['’]")
_STOPS = re.compile(r"[,;:()“”\"—–]")
#: What no subject of such a clause holds.
_HEAVY = ("clause.prepositions", "clause.auxiliary", "clause.openers", "clause.pronouns", "clause.relatives",
          "clause.leading", "clause.bare", "clause.determiners", "change.between_ok", "change.compare")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gap:
    """What a figure takes from the clause before its own: its change, and the figure that stands as it does there."""

    change: Change
    subject: Subject
    like: Figure


def gapped(reading: Reading, scene: Scene, before: Sequence[Figure], last: Gap | None) -> Gap | None:
    """The gap that a figure stands in, by the figures before it in its sentence; `last` is that of the last of them."""
    if not before or not scene.lexicon.spaced or not scene.lexicon.data.get("clause"):
        return None
    between = (before[-1].end_char, reading.bound_start if reading.bound_start >= 0 else reading.start)
    if not 0 < between[1] - between[0] <= FAR:
        return None
    words = list(WORDS.finditer(scene.text, *between))
    role, count = _role(words, scene)
    if last is not None and role and count == len(words) and not _STOPS.search(scene.text, *between):
        return _made(reading, role, last.subject, before)  # `exports 11 percent to 244,000`
    subject = _subject(words[: len(words) - count], between, scene)
    return _made(reading, role, subject, before) if subject else None


def take_unit(reading: Reading, like: Figure) -> None:
    """Give a bare number the unit of the figure that stands as it does: `retailers hired 900 people, hotels 400`."""
    if reading.kind != "number" or like.kind not in CARRIED or like.unit_code in ALONE:
        return
    reading.kind, reading.unit_code, reading.rule = like.kind, like.unit_code, f"{like.kind}.elliptic"
    reading.per_unit, reading.assumed = like.per_unit, like.unit_assumed


def _role(words: list[re.Match[str]], scene: Scene) -> tuple[ChangeRole | None, int]:
    """The role that the word before a figure gives it (`by`, `to`, `from`), and how many words say so."""
    if not words:
        return None, 0
    word, lexicon = words[-1].group(), scene.lexicon
    role = next((role for role in ROLES if lexicon.has(f"change.{role}", word)), None)
    return role, 1 if role else 0


def _subject(words: list[re.Match[str]], between: tuple[int, int], scene: Scene) -> Subject | None:
    """The noun phrase after the last comma or conjunction between two figures, where there is nothing else."""
    text, lexicon = scene.text, scene.lexicon
    joints = [number for number, word in enumerate(words) if lexicon.has("ranges.and", word.group())]
    gaps = [text[low:high] for low, high in pairwise((between[0], *chain.from_iterable(map(re.Match.span, words))))]
    commas = [number for number, gap in enumerate(gaps[::2]) if "," in gap]
    begin = commas[-1] if commas else joints[-1] if joints else None
    if begin is None:
        return None
    head, phrase = words[:begin], words[begin + (begin in joints) :]
    if not 0 < len(phrase) <= MOST_WORDS or any(_is_verb(word.group(), scene) for word in head):
        return None
    if _STOPS.search(text, phrase[0].start(), between[1]) or any(scene.in_date(word.start()) for word in phrase):
        return None
    led = lexicon.has("clause.determiners", phrase[0].group())
    inner = [word.group() for word in phrase[led:] if not lexicon.has("ranges.and", word.group())]
    if led and len(inner) > 1 and lexicon.has("clause.prepositions", inner[0]):
        inner = inner[1:]  # `those to China 3.9 percent`
    elided = _ELIDED.match(phrase[0].group())  # `l'utile del 5%`
    led = led or bool(elided and lexicon.has("clause.determiners", elided.group()))
    if not inner or any(_is_heavy(word, scene) for word in inner) or not (led or _is_noun(inner, scene)):
        return None
    return Subject(phrase[0].start(), phrase[-1].end(), text[phrase[0].start() : phrase[-1].end()])


def _is_verb(word: str, scene: Scene) -> bool:
    mark = scene.mark_of(word)
    return mark is not None and mark.role in VERBS


def _is_noun(words: list[str], scene: Scene) -> bool:
    """Whether words without an article are a noun, not a verb that no list knows: a name, a plural, two words."""
    lexicon, last = scene.lexicon, words[-1]
    if last[0].isupper():
        return True
    verbal = tuple(lexicon.sets["clause.verb_endings"] | lexicon.sets["clause.opener_endings"])
    if not verbal or last.endswith(verbal) or lexicon.data["noun"].get("bare") == "capital":
        return False
    return len(words) > 1 or is_plural(last, lexicon)


def _is_heavy(word: str, scene: Scene) -> bool:
    """Whether a word cannot be a part of the subject."""
    endings = tuple(scene.lexicon.sets["clause.adverb_endings"])
    if _is_verb(word, scene) or (endings and word.endswith(endings)):
        return True
    return any(scene.lexicon.has(name, word) for name in _HEAVY)


def _made(reading: Reading, role: ChangeRole | None, subject: Subject, before: Sequence[Figure]) -> Gap | None:
    """The gap filled by the nearest figure that stands alike; None where none does."""
    like = next((one for one in reversed(before) if _is_like(reading, one) and role in (None, one.change_role)), None)
    moved = next((one for one in reversed(before) if one.change_role in ROLES), None)
    like = like or (moved if reading.kind in RELATIVE and role in (None, "by") else None)
    if like is None or like.subject_text is None:
        return None
    if like.change_role == "level":
        return Gap(LEVEL, subject, like)
    given = role or (like.change_role if _is_like(reading, like) else "by")
    return Gap(Change(like.direction, given), subject, like) if given in ROLES else None


def _is_like(reading: Reading, other: Figure) -> bool:
    """Whether two figures measure the same kind of thing; a bare number may leave out what it counts."""
    if reading.kind == "number":
        return other.kind in ("number", "count", "money", "measure")
    return (reading.kind, reading.unit_code) == (other.kind, other.unit_code)
