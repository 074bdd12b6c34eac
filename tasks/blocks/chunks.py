"""A text cut into the pieces that a reader sees as separate: paragraphs, headings, menu items."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from tasks.blocks.phrases import begins_with, fold

BULLET = re.compile(r"[•‣◦▪▫●○■□–—*+·»›>-]\s+")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
#: Scripts that write no spaces between words: about two characters make one.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_SENTENCE_END = re.compile(r"[.!?…。！？।؟။።:;]['\"”’»«“‘)\]」』]*$|[.!?…。！？।؟]['\"”’»)\]」』]*\s*\(?[A-Z]{0,4}\)?$")
WRAP_LONGEST = 110  # characters; nobody wraps lines by hand at more, and paragraphs are mostly longer
LONGEST_FOLDED = 400  # characters; longer pieces are compared with no phrase
WRAP_SHORTEST = 40  # a column narrower than this is a list


@dataclass(frozen=True)
class Chunk:
    """One piece, `start` and `end` in the text, without the white space around it."""

    text: str
    start: int
    end: int
    blank_before: bool  # an empty line stands before it

    @cached_property
    def bare(self) -> str:
        """Without its bullet."""
        return BULLET.sub("", self.text, count=1) if BULLET.match(self.text) else self.text

    @cached_property
    def bulleted(self) -> bool:
        return BULLET.match(self.text) is not None

    @cached_property
    def words(self) -> list[str]:
        """Its words; empty for text without spaces between words, whose `length` counts all the same."""
        return _WORD.findall(self.text)

    @cached_property
    def length(self) -> int:
        """How many words it has, or would have if its script put spaces between them."""
        unspaced = len(_UNSPACED.findall(self.text))
        return len(self.words) if unspaced < 5 else max(len(self.words), (unspaced + 1) // 2)

    @cached_property
    def ends_sentence(self) -> bool:
        return _SENTENCE_END.search(self.text) is not None

    @cached_property
    def folded(self) -> str:
        """As the phrase files write it; empty for a line of signs and digits."""
        return fold(self.bare) if len(self.text) < LONGEST_FOLDED else ""

    def begins(self, beginnings: frozenset[str]) -> bool:
        """Whether it begins with whole words of one of the beginnings."""
        return begins_with(self.folded, beginnings)

    @cached_property
    def key(self) -> str:
        """Equal for pieces that say the same but for bullets, case and white space."""
        return " ".join(self.bare.casefold().split())


def chunks(text: str) -> list[Chunk]:
    """The pieces in order: one a line, or one a paragraph where lines were wrapped at a column."""
    found: list[Chunk] = []
    for paragraph in _paragraphs(text):
        pieces = [(paragraph[0][0], paragraph[-1][1])] if _is_wrapped(text, paragraph) else paragraph
        for number, (start, end) in enumerate(pieces):
            found.append(Chunk(text[start:end], start, end, blank_before=number == 0))
    return found


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line without the white space round it; (at, at) for a blank one."""
    at = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        start = at + (len(line) - len(line.lstrip()) if stripped else 0)
        yield start, start + len(stripped)
        at += len(line)


def _paragraphs(text: str) -> Iterator[list[tuple[int, int]]]:
    lines: list[tuple[int, int]] = []
    for start, end in _lines(text):
        if start < end:
            lines.append((start, end))
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Lines broken at a column: each is nearly as long as the longest, and the next word would not have fitted."""
    if len(lines) < 2:
        return False
    width = max(end - start for start, end in lines)
    if not WRAP_SHORTEST <= width <= WRAP_LONGEST:
        return False
    for (start, end), (next_start, next_end) in pairwise(lines):
        if BULLET.match(text, next_start):
            return False
        first_word = text[next_start:next_end].split(None, 1)[0]
        if end - start + 1 + len(first_word) <= width - 3:
            return False
    return True
