"""Whose a figure is: the subject of its clause, or the noun that it belongs to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.entity import EntityMention
from tasks.figures.direction import Change
from tasks.figures.lexicon import Lexicon, key
from tasks.figures.quantity import Reading
from tasks.figures.sentence import Sentence

MOST_WORDS = 12  # of a subject; a longer one is cut at its first preposition
_WORDS = re.compile(r"(?:[^\W\d_]\.){2,}|[\w&][\w'’&./-]*")
_TRIM = " \t\r\n\u00a0,;:\"'“”‘()[]–—-"


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject's place in the text and its words; the words may carry more than stands there (`China’s economy`)."""

    start: int
    end: int
    text: str


def subject_of(
    text: str,
    reading: Reading,
    change: Change,
    sentence: Sentence,
    lexicon: Lexicon,
    floor: int,
    before: Subject | None,
) -> Subject | None:
    """The subject of a figure, None where the clause names none. `before` is the subject named last."""
    if not lexicon.data.get("clause"):
        return None
    found = (
        _part_of(text, reading, sentence, lexicon)
        or _after_change(text, change, sentence, lexicon)
        or _of_clause(text, reading, change, sentence, lexicon, floor)
        or _qualified(text, reading, sentence, lexicon)
    )
    if found is None:
        return Subject(before.start, before.end, before.text) if before and sentence.start <= before.start else None
    return _carried(found, before, lexicon)


def _part_of(text: str, reading: Reading, sentence: Sentence, lexicon: Lexicon) -> Subject | None:
    """`45 percent of voters`."""
    if reading.kind not in ("percent", "ratio", "number", "multiple"):
        return None
    match = lexicon.patterns["of_after"].match(text, reading.end)
    return _phrase_at(text, match.end(), sentence.end, lexicon) if match else None


def _after_change(text: str, change: Change, sentence: Sentence, lexicon: Lexicon) -> Subject | None:
    """`a 3 % rise in sales`."""
    if change.word is None or not (change.after or "change_nouns" in change.word.mark.flags):
        return None
    match = lexicon.patterns["in_after"].match(text, change.word.end)
    return _phrase_at(text, match.end(), sentence.end, lexicon) if match else None


def _of_clause(
    text: str, reading: Reading, change: Change, sentence: Sentence, lexicon: Lexicon, floor: int
) -> Subject | None:
    """What stands before the verb of the clause: the verb of change, else the first finite verb."""
    stop = reading.bound_start if reading.bound_start >= 0 else reading.start
    verb = change.word.start if change.word and not change.after and change.word.start >= floor else None
    if verb is not None and change.word and "change_nouns" in change.word.mark.flags:
        verb = _finite_before(sentence, floor, verb) or verb
    if verb is None:
        verb = _finite_before(sentence, floor, stop) or _ending_before(text, floor, stop, lexicon)
    if verb is None:
        return None
    first = _finite_before(sentence, floor, verb)
    region_end = min(verb, first) if first is not None and first > floor else verb
    return _noun_phrase(text, floor, region_end, lexicon)


def _finite_before(sentence: Sentence, floor: int, stop: int) -> int | None:
    """The first finite verb between two places."""
    return next(
        (m.start for m in sentence.marks if m.mark.role == "finite" and floor < m.start and m.end <= stop), None
    )


def _ending_before(text: str, floor: int, stop: int, lexicon: Lexicon) -> int | None:
    """The first word that ends like a verb, where no known verb stands there."""
    endings = tuple(lexicon.sets.get("clause.verb_endings", ()))
    if not endings:
        return None
    for index, match in enumerate(_WORDS.finditer(text, floor, stop)):
        if index and match.group().islower() and len(match.group()) > 4 and match.group().endswith(endings):
            return match.start()
    return None


def _noun_phrase(text: str, start: int, end: int, lexicon: Lexicon) -> Subject | None:
    """The noun phrase in the region before a verb: openers, auxiliaries and asides are left out."""
    pieces = _pieces(text, start, end)
    if not pieces:
        return None
    opens = [lexicon.has("clause.openers", _first_word(text, *piece)) for piece in pieces]
    closed = text[start:end].rstrip().endswith(",")
    order = range(len(pieces)) if closed else range(len(pieces) - 1, -1, -1)
    chosen = next((index for index in order if not opens[index]), order[0])
    return _trimmed(text, *pieces[chosen], lexicon)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a region between commas that hold a word."""
    pieces, begin = [], start
    for position in [match.start() for match in re.finditer(r",(?=\s)|[()]| [–—] ", text[start:end])] + [end - start]:
        if _WORDS.search(text, begin, start + position):
            pieces.append((begin, start + position))
        begin = start + position + 1
    return pieces


def _first_word(text: str, start: int, end: int) -> str:
    match = _WORDS.search(text, start, end)
    return match.group() if match else ""


def _trimmed(text: str, start: int, end: int, lexicon: Lexicon) -> Subject | None:
    """A phrase without openers and conjunctions before it and auxiliaries after it."""
    words = list(_WORDS.finditer(text, start, end))
    while words and lexicon.has("clause.leading", words[0].group()):
        words = words[1:]
    while words and (lexicon.has("clause.auxiliary", words[-1].group()) or _is_adverb(words[-1].group(), lexicon)):
        words = words[:-1]
    if not words:
        return None
    if len(words) > MOST_WORDS:
        cut = next(
            (i for i, word in enumerate(words) if i and lexicon.has("clause.prepositions", word.group())), MOST_WORDS
        )
        words = words[:cut]
    low, high = words[0].start(), words[-1].end()
    return Subject(low, high, text[low:high])


def _is_adverb(word: str, lexicon: Lexicon) -> bool:
    endings = tuple(lexicon.sets.get("clause.adverb_endings", ()))
    return bool(endings) and len(word) > 4 and word.endswith(endings)


def _phrase_at(text: str, start: int, end: int, lexicon: Lexicon) -> Subject | None:
    """The noun phrase that begins at a place: up to the first verb, preposition or mark; `of` may go on."""
    low = high = None
    position = start
    for index, match in enumerate(_WORDS.finditer(text, start, end)):
        gap = text[position : match.start()]
        if gap.strip(" \t\u00a0“\"'") or "\n" in gap or index > MOST_WORDS:
            break
        word = key(match.group())
        stopping = word in lexicon.sets["clause.prepositions"] and not (
            high and word in lexicon.sets["clause.of_after"]
        )
        if stopping or word in lexicon.sets["clause.finite"] or word in lexicon.sets["clause.auxiliary"]:
            break
        low = match.start() if low is None else low
        high = position = match.end()
        if word in lexicon.sets["clause.of_after"]:
            high = high if index == 0 else high
    if low is None or high is None:
        return None
    return Subject(low, high, text[low:high])


def _qualified(text: str, reading: Reading, sentence: Sentence, lexicon: Lexicon) -> Subject | None:
    """The noun before `of` (`a jobless rate of 5 percent`), or after an amount (`a $5 million contract`)."""
    if reading.kind in ("count", "duration", "age"):
        return None
    return _phrase_at(text, reading.end, sentence.end, lexicon)


def _carried(found: Subject, before: Subject | None, lexicon: Lexicon) -> Subject:
    """What a bare possessive or a pronoun leaves to the subject before it."""
    if before is None:
        return found
    if key(found.text) in lexicon.sets.get("clause.pronouns", ()):
        return Subject(found.start, found.end, before.text)
    if lexicon.data["clause"].get("bare_possessive") and key(found.text).endswith(("'s", "s'")):
        head = before.text.split()[-1]
        if not key(head).endswith("'s"):
            return Subject(found.start, found.end, f"{found.text} {head}")
    return found


def mention_over(start: int, end: int, mentions: Sequence[EntityMention]) -> int | None:
    """The number of the first entity mention that overlaps a span."""
    return next((n for n, m in enumerate(mentions) if m.start_char < end and m.end_char > start), None)
