"""Where in a page of text the story stands: the stretch with most sentences and least furniture."""

from collections.abc import Sequence

from tasks.blocks.chunks import Chunk
from tasks.blocks.phrases import SHORT_LINE, begins_with, fold, phrases

#: Weights in words: a full sentence counts its words up to a bound, so that one giant line does not decide alone.
MOST_WORDS = 60
SHORT_COST = 7.0  # a heading costs less than one short paragraph gains; three menu items cost more
TAIL_COST = 40.0
FURNITURE_COST = 12.0


def story_region(pieces: Sequence[Chunk]) -> tuple[int, int]:
    """First piece of the story and the one after its last; everything where nothing reads like a sentence."""
    best, best_range = 0.0, (0, len(pieces))
    total, start = 0.0, 0
    for at, weight in enumerate(map(_weight, pieces)):
        if total <= 0:
            total, start = 0.0, at
        total += weight
        if total > best:
            best, best_range = total, (start, at + 1)
    return best_range


def _weight(piece: Chunk) -> float:
    folded = fold(piece.bare)
    if piece.length <= SHORT_LINE:
        if folded in phrases().tail or (not piece.ends_sentence and begins_with(folded, phrases().tail_starts)):
            return -TAIL_COST
        if folded in phrases().nav or (not piece.ends_sentence and begins_with(folded, phrases().nav_starts)):
            return -FURNITURE_COST
    if piece.ends_sentence:
        return min(piece.length, MOST_WORDS) * (1.0 if piece.length >= 10 else 0.5)
    if piece.length >= 25:
        return min(piece.length, MOST_WORDS) * 0.6
    return -SHORT_COST
