"""A text cut into the pieces that a reader sees as separate: paragraphs, headings, menu items."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tasks.blocks.phrases import SHORT_LINE, fold, holds_any, phrases, starts_of

BULLET = re.compile(r"[•‣◦▪▫●○■□–—*+·»›>-]\s+")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
#: Scripts that write no spaces between words: about two characters make one.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_SENTENCE_END = re.compile(r"[.!?…。！？।؟။።:;]['\"”’»«“‘)\]」』]*$|[.!?…。！？।؟]['\"”’»)\]」』]*\s*\(?[A-Z]{0,4}\)?$")
WRAP_LONGEST = 110  # characters; nobody wraps lines by hand at more, and paragraphs are mostly longer
LONGEST_FOLDED = 400  # characters; longer pieces are compared with no phrase
PROMPT_LENGTH = 45  # words; `Sign up for our newsletter and never miss …` is a whole sentence, and no story
WRAP_SHORTEST = 40  # a column narrower than this is a list


@dataclass(frozen=True, slots=True)
class Chunk:
    """One piece of a text, with what every rule asks of it (worked out once: pages have hundreds of pieces).

    `start` and `end` are in the text, without the white space around the piece. `bare` is it without its bullet,
    `length` its words (in a script without spaces, the words it would have), `folded` as the phrase files write it
    and `starts` the beginnings that are looked up there; both are empty where it is longer than any phrase.
    `furniture`: a menu item, a button or a prompt; `tail`: a line of those that stand after a story.
    """

    text: str
    start: int
    end: int
    blank_before: bool  # an empty line stands before it
    bulleted: bool
    bare: str
    words: tuple[str, ...]
    length: int
    ends_sentence: bool
    folded: str
    starts: frozenset[str]
    furniture: bool
    tail: bool

    def begins(self, beginnings: frozenset[str]) -> bool:
        """Whether it begins with whole words of one of the beginnings."""
        return not self.starts.isdisjoint(beginnings)

    def tokens(self) -> tuple[str, ...]:
        """Its words; pairs of letters where its script writes no spaces."""
        if self.length == len(self.words):
            return self.words
        return tuple(word[at : at + 2] for word in self.words for at in range(max(1, len(word) - 1)))

    def key(self) -> str:
        """Equal for pieces that say the same but for bullets, case and white space."""
        return " ".join(self.bare.casefold().split())


def make_chunk(text: str, start: int, end: int, blank_before: bool = True) -> Chunk:
    """The piece of `text` between two offsets."""
    piece = text[start:end]
    bullet = BULLET.match(piece)
    bare = piece[bullet.end() :] if bullet else piece
    words = tuple(_WORD.findall(piece))
    unspaced = 0 if piece.isascii() else len(_UNSPACED.findall(piece))
    length = len(words) if unspaced < 5 else max(len(words), (unspaced + 1) // 2)
    ends_sentence = _SENTENCE_END.search(piece[-12:]) is not None
    folded = fold(bare) if len(piece) < LONGEST_FOLDED else ""
    starts = starts_of(folded) if length <= SHORT_LINE else frozenset()
    return Chunk(
        text=piece,
        start=start,
        end=end,
        blank_before=blank_before,
        bulleted=bullet is not None,
        bare=bare,
        words=words,
        length=length,
        ends_sentence=ends_sentence,
        folded=folded,
        starts=starts,
        furniture=_is_furniture(folded, starts, length, ends_sentence),
        tail=_is_tail(folded, starts, length, ends_sentence),
    )


def _is_furniture(folded: str, starts: frozenset[str], length: int, ends_sentence: bool) -> bool:
    if length <= SHORT_LINE and (
        folded in phrases().nav or (not ends_sentence and not starts.isdisjoint(phrases().nav_starts))
    ):
        return True
    return length <= PROMPT_LENGTH and holds_any(folded, phrases().prompts)


def _is_tail(folded: str, starts: frozenset[str], length: int, ends_sentence: bool) -> bool:
    return length <= SHORT_LINE and (
        folded in phrases().tail or (not ends_sentence and not starts.isdisjoint(phrases().tail_starts))
    )


def chunks(text: str) -> list[Chunk]:
    """The pieces in order: one a line, or one a paragraph where lines were wrapped at a column."""
    found: list[Chunk] = []
    for paragraph in _paragraphs(text):
        pieces = [(paragraph[0][0], paragraph[-1][1])] if _is_wrapped(text, paragraph) else paragraph
        for number, (start, end) in enumerate(pieces):
            found.append(make_chunk(text, start, end, blank_before=number == 0))
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
