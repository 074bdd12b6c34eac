"""Where in a page of text the story stands: the stretch with most sentences and least furniture."""

import re
from collections.abc import Sequence

from tasks.blocks.chunks import Chunk
from tasks.blocks.phrases import SHORT_LINE, phrases

#: Weights are in words. A sentence counts its words up to a bound, so that one giant line does not decide alone.
MOST_WORDS = 60
LONG_LINE = 25  # words; an unpunctuated line as long as this is prose all the same
MIDDLE_LINE = 9  # words; list items and headlines of other stories are about as long
SHORT_COST = 7.0  # a heading costs less than one short paragraph gains; three menu items cost more
MIDDLE_COST = 3.0
FURNITURE_COST = 12.0
TAIL_COST = 30.0
STORY_BEFORE_COMMENTS = 60.0  # words; the same word higher up is a link that leads down to the comments
LEAST_LAST = 4  # words; shorter last lines are tags and page numbers
_SEPARATED = re.compile(r"©|\s[|•·»]\s|https?://|@")
SMALL_SHARE = 0.2  # of the story's weight: what stands apart and weighs less is a box, a biography or a teaser
APART = 3 * SHORT_COST  # the cost of a gap that sets its two sides apart


def story_region(pieces: Sequence[Chunk]) -> tuple[int, int]:
    """First piece of the story and the one after its last; everything where nothing reads like a sentence."""
    weights = [weight(piece) for piece in pieces]
    first, last = _heaviest(weights)
    last = _before_comments(pieces, weights, first, last)
    first, last = _trimmed(weights, first, last)
    return first, last + _closes(pieces, last)


def weight(piece: Chunk) -> float:
    """How much a piece speaks for the story (in words), or below zero against it."""
    if piece.furniture:  # a prompt between two paragraphs (`Sign up for our newsletter`) ends no story
        return -FURNITURE_COST
    if piece.tail:
        return -TAIL_COST
    if piece.length == 0:
        return -1.0
    if piece.ends_sentence:
        return min(piece.length, MOST_WORDS) * (1.0 if piece.length >= 10 else 0.5)
    if piece.length >= LONG_LINE:
        return min(piece.length, MOST_WORDS) * 0.6
    return -MIDDLE_COST if piece.length >= MIDDLE_LINE else -SHORT_COST


def _heaviest(weights: Sequence[float]) -> tuple[int, int]:
    """The stretch with the largest sum."""
    best, best_range = 0.0, (0, len(weights))
    total, start = 0.0, 0
    for at, value in enumerate(weights):
        if total <= 0:
            total, start = 0.0, at
        total += value
        if total > best:
            best, best_range = total, (start, at + 1)
    return best_range


def _before_comments(pieces: Sequence[Chunk], weights: Sequence[float], first: int, last: int) -> int:
    """Where the readers' comments begin; they read like a story, and stand after one."""
    told = 0.0
    for at in range(first, last):
        told += max(weights[at], 0.0)
        if (
            told >= STORY_BEFORE_COMMENTS
            and pieces[at].length <= SHORT_LINE
            and (pieces[at].folded in phrases().comments or pieces[at].begins(phrases().comments))
        ):
            return _last_positive(weights, first, at)
    return last


def _trimmed(weights: Sequence[float], first: int, last: int) -> tuple[int, int]:
    """Without light ends that a gap sets apart from the bulk."""
    total = sum(max(value, 0.0) for value in weights[first:last])
    head = gap = 0.0
    start = first
    for at in range(first, last):
        if weights[at] < 0:
            gap -= weights[at]
            continue
        if gap >= APART and head < SMALL_SHARE * total:
            start = at
        gap = 0.0
        head += weights[at]
        if head >= SMALL_SHARE * total:
            break
    end = last
    tail = gap = 0.0
    for at in range(last - 1, start, -1):
        if weights[at] < 0:
            gap -= weights[at]
            continue
        if gap >= APART and tail < SMALL_SHARE * total:
            end = at + 1
        gap = 0.0
        tail += weights[at]
        if tail >= SMALL_SHARE * total:
            break
    return start, end


def _closes(pieces: Sequence[Chunk], last: int) -> bool:
    """Whether one line is left, which is no furniture: the story's last, though no full stop ends it."""
    if last != len(pieces) - 1 or last == 0:
        return False
    line = pieces[last]
    plain = not (line.furniture or line.tail or line.bulleted) and line.text[:1].isalpha()
    return plain and LEAST_LAST <= line.length <= LONG_LINE and not _SEPARATED.search(line.text)


def _last_positive(weights: Sequence[float], first: int, last: int) -> int:
    while last > first + 1 and weights[last - 1] < 0:
        last -= 1
    return last
