"""Where the sentences of a story begin and end.

Own code: of what is kept up and pinned here, spaCy's rule `sentencizer` breaks at `U.S.` and `Mr.` and knows no quotes,
its parsers cost more than all else that is done to an article, and pysbd has had no release since 2021 and is
quadratic on long paragraphs. A period ends a sentence unless something about it says otherwise; every other mark of
an end is one. The words that say otherwise stand in `tasks/sentence_words.py`, by language.
"""

import re
from collections.abc import Iterable, Iterator

from schemas.article import STORY, Block
from schemas.span import Sentence
from tasks.sentence_words import (
    BEFORE_ORDINAL,
    MONTHS,
    NEVER_LAST,
    NUMBER_FOLLOWS,
    NUMBERED_WITH_PERIOD,
    OFTEN_FIRST,
    OFTEN_LAST,
)

ONE_SENTENCE = frozenset({"title", "heading"})  # whatever their punctuation
LOOK_BACK = 24  # characters: longer than any abbreviation, so that the work stays linear

_OPENERS = "\"'“‘«„‚»›‹([{「『（《【¿¡—–-"
_CLOSERS = "\"'”’“‘»«›‹)]}」』）》】"
_MARKS = ".!?…؟।॥۔։"
#: One or more marks of an end with the quotes and brackets that close after them, or an empty line.
_END = re.compile(
    rf"(?P<blank>\n[^\S\n]*\n)|(?P<wide>[。！？｡]+[{re.escape(_CLOSERS)}]*)"
    rf"|(?<![{_MARKS}])(?P<marks>[{_MARKS}]++)(?P<close>[{re.escape(_CLOSERS)}]*+(?:[^\S\n]»(?=\s|$))?)(?=\s|$)"
)
_LAST_WORD = re.compile(r"[^\s\"“”‘«»„(\[—–]+$")
_NEXT_WORD = re.compile(rf"\s*(?P<open>[{re.escape(_OPENERS)}\s]*)(?P<word>[^\W_]+(?:['’][^\W_]+)?)?")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")  # U.S  a.m  J
_JAPANESE_GOES_ON = re.compile(r"[とがのはをにもでや、]|って|など")
_CHINESE_GOES_ON = re.compile(r"[的，、；。]")


def split_sentences(story: str, language: str, blocks: Iterable[Block]) -> tuple[Sentence, ...]:
    """The sentences of the story's blocks, in order; none crosses a block. `story` is as long as the article's text."""
    sentences = []
    for block_no, block in enumerate(blocks):
        if block.kind in STORY:
            for start, end in _spans(story[block.start_char : block.end_char], language, block.kind in ONE_SENTENCE):
                sentences.append(Sentence(block.start_char + start, block.start_char + end, block_no))
    return tuple(sentences)


def sentence_spans(text: str, language: str) -> list[tuple[int, int]]:
    """Start and end of every sentence of a text that has no blocks."""
    return list(_spans(text, language, whole=False))


def _spans(piece: str, language: str, whole: bool) -> Iterator[tuple[int, int]]:
    start = 0
    for end in () if whole else _ends(piece, language):
        if span := _trimmed(piece, start, end):
            yield span
        start = end
    if span := _trimmed(piece, start, len(piece)):
        yield span


def _trimmed(piece: str, start: int, end: int) -> tuple[int, int] | None:
    words = piece[start:end]
    if not any(map(str.isalnum, words)):
        return None  # marks alone are no sentence
    first = start + len(words) - len(words.lstrip())
    return first, first + len(words.strip())


def _ends(piece: str, language: str) -> Iterator[int]:
    for mark in _END.finditer(piece):
        if mark["blank"]:
            yield mark.start()
        elif mark["wide"]:
            if not _quoted_within(piece, mark, language):
                yield mark.end()
        elif _ends_here(piece, mark, language):
            yield mark.end()


def _quoted_within(piece: str, mark: re.Match[str], language: str) -> bool:
    """`「…。」と話す`: the end stands inside a quotation, and the sentence around it goes on."""
    if mark["wide"][-1] not in _CLOSERS:
        return False
    goes_on = _JAPANESE_GOES_ON if language == "ja" else _CHINESE_GOES_ON
    return goes_on.match(piece, mark.end()) is not None


def _ends_here(piece: str, mark: re.Match[str], language: str) -> bool:
    following = _NEXT_WORD.match(piece, mark.end())
    word = (following and following["word"]) or ""
    if not word:
        return True
    goes_on = word[0].islower() and not (following and following["open"].strip())
    if goes_on:
        return False  # `"Why?" he asked`, `approx. half`
    if mark["marks"] != ".":
        return True
    return mark["close"] != "" or not _abbreviated(piece, mark.start(), word, language)


def _abbreviated(piece: str, period: int, next_word: str, language: str) -> bool:
    """Whether a period that a capital or a number follows belongs to the word before it alone."""
    found = _LAST_WORD.search(piece, max(0, period - LOOK_BACK), period)
    if found is None:
        return False
    word = found[0].lstrip("'’(")
    lower = word.lower()
    if lower in NEVER_LAST.get(language, NEVER_LAST["en"]):
        return not (lower in NUMBER_FOLLOWS and not next_word[0].isdigit())
    if word.isdigit():
        return _numbered(piece, found.start(), word, next_word, language)
    if _DOTTED.fullmatch(word) or lower in OFTEN_LAST:
        return next_word not in OFTEN_FIRST.get(language, OFTEN_FIRST["en"])
    return False


def _numbered(piece: str, start: int, number: str, next_word: str, language: str) -> bool:
    """`am 28. Oktober`, and the `1.` that begins an item of a list."""
    if start < LOOK_BACK and not piece[:start].strip():
        return len(number) < 3
    if len(number) > 2 or language not in NUMBERED_WITH_PERIOD:
        return False
    before = piece[max(0, start - 5) : start].split()
    return next_word.lower()[:3] in MONTHS or (bool(before) and before[-1].lower() in BEFORE_ORDINAL)
