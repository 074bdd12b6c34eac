"""Where a thing stands in a text: Unicode code points, half-open, as Python slices count them."""

from dataclasses import dataclass
from typing import Protocol


class Spanned(Protocol):
    """Anything that points at characters of a text."""

    @property
    def start_char(self) -> int: ...
    @property
    def end_char(self) -> int: ...
    @property
    def surface(self) -> str: ...


class SpanLawBroken(AssertionError):
    """A row points at characters that are not its surface: always a bug of ours, never of the article."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the story; `block_no` is the block it stands in."""

    start_char: int
    end_char: int
    block_no: int


def check_span(text: str, spanned: Spanned) -> None:
    """Raise SpanLawBroken unless the text between the span's offsets is its surface."""
    if text[spanned.start_char : spanned.end_char] != spanned.surface or not spanned.surface:
        raise SpanLawBroken(
            f"[{spanned.start_char}:{spanned.end_char}] is "
            f"{text[spanned.start_char : spanned.end_char]!r}, not {spanned.surface!r}"
        )


def sentence_at(sentences: tuple[Sentence, ...], start_char: int) -> int | None:
    """Number of the sentence in which a character stands; None when it stands in no sentence."""
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle].end_char <= start_char:
            low = middle + 1
        else:
            high = middle
    if low < len(sentences) and sentences[low].start_char <= start_char:
        return low
    return None
