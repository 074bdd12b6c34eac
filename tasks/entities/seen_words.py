"""The words that were met before, with what the first layers make of them: most words of an article are such.

spaCy's row of a word before its neighbours are looked at (`MultiHashEmbed`) depends on the word alone, so it is kept. A
chunk of a text between white space is always split into the same words, so the split is kept too. Both tables are
bounded; when one is full both are emptied, and the frequent words are soon back.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

#: Words kept: about 600 bytes each.
MOST_WORDS: Final = 32_768
#: Chunks kept: about 250 bytes each, with their words.
MOST_CHUNKS: Final = 65_536
#: What a word's row may be made of: nothing that the words beside it or the blank after it could change.
OF_THE_WORD: Final = frozenset({"ORTH", "NORM", "LOWER", "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE"})

#: Between chunks that are split together: a word by itself in every language, and in no exception of the tokenizer.
SEPARATOR: Final = "\n\n"

Numbers = NDArray[np.int64]
_CHUNK = re.compile(r"\S+|\s+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of some texts, one after another, with `beside` empty rows before, between and after the texts."""

    numbers: Numbers  # of each word in the tables; 0 for an empty row
    starts: Numbers  # characters, in its text
    ends: Numbers
    texts: list[tuple[int, int]]  # of each text: its first word, the word after its last


class FullError(Exception):
    """Some texts have more words or chunks than the tables hold."""


class SeenWords:
    """The tables for one of spaCy's models; `rows` and `blank` are by a word's number, 0 for no word."""

    def __init__(self, model: Any, embed: Any, columns: Sequence[str], width: int) -> None:
        self._model, self._embed, self._columns = model, embed, list(columns)
        self.rows = np.zeros((MOST_WORDS, width), np.float32)
        self.blank = np.zeros(MOST_WORDS, np.bool_)
        self._first, self._count = np.zeros(MOST_CHUNKS, np.int64), np.zeros(MOST_CHUNKS, np.int64)
        self._word, self._start, self._end = (np.zeros(MOST_CHUNKS * 2, np.int64) for _ in range(3))
        self._numbers: dict[bytes, int] = {}
        self._chunks: dict[str, int] = {}
        self._used = 0
        self._forget()

    def words_of(self, texts: Sequence[str], beside: int) -> Words:
        """The words of some texts, with so many empty rows beside each. Raises FullError where they are too many."""
        split = [_chunks(text) for text in texts]
        unknown = {chunk for chunks in split for chunk in chunks if chunk not in self._chunks}
        with _forgetful(self._model):
            try:
                self._learn(unknown)
            except FullError:
                self._forget()
                self._learn({chunk for chunks in split for chunk in chunks} - {" "})
        return self._joined(split, texts, beside)

    def _joined(self, split: Sequence[Sequence[str]], texts: Sequence[str], beside: int) -> Words:
        places = []
        nothing = np.zeros(beside, np.int64)
        numbers: list[Numbers] = []
        starts: list[Numbers] = []
        ends: list[Numbers] = []
        length = 0
        for chunks, text in zip(split, texts, strict=True):
            known = np.array([self._chunks[chunk] for chunk in chunks], np.int64)
            sizes = np.array([len(chunk) for chunk in chunks], np.int64)
            counts = self._count[known]
            words = int(counts.sum())
            at = np.repeat(self._first[known] - counts.cumsum() + counts, counts) + np.arange(words)
            # a text that begins with white space had a blank put before it
            origin = np.repeat(sizes.cumsum() - sizes - (int(sizes.sum()) - len(text)), counts)
            numbers += [nothing, self._word[at]]
            starts += [nothing, origin + self._start[at]]
            ends += [nothing, origin + self._end[at]]
            places.append((length + beside, length + beside + words))
            length += beside + words
        of_all = [np.concatenate([*parts, nothing]) for parts in (numbers, starts, ends)]
        return Words(of_all[0], of_all[1], of_all[2], places)

    def _learn(self, unknown: set[str]) -> None:
        """Split these chunks into words, and take the words into the tables."""
        solid = [chunk for chunk in unknown if not chunk[0].isspace()]
        if solid:
            self._take(solid, self._model.tokenizer(SEPARATOR.join(solid)), [len(chunk) for chunk in solid])
        for blanks in unknown - set(solid):
            # of white space after a word spaCy leaves out the first blank, which belongs to the word
            shown = blanks[1:] if blanks[0] == " " else blanks
            self._take([blanks], self._model.tokenizer(shown), [len(shown)], len(blanks) - len(shown))

    def _take(self, chunks: Sequence[str], doc: Any, sizes: Sequence[int], left_out: int = 0) -> None:
        lengths = doc.to_array("LENGTH").astype(np.int64)
        starts = lengths.cumsum() - lengths
        chunk_starts = np.cumsum([0, *(size + len(SEPARATOR) for size in sizes)])
        chunk = np.searchsorted(chunk_starts, starts, side="right") - 1
        inside = starts - chunk_starts[chunk]
        kept = inside < np.array(sizes)[chunk]  # no separator
        chunk, inside, lengths = chunk[kept], inside[kept] + left_out, lengths[kept]
        known, words = len(self._chunks), self._used
        if known + len(chunks) > MOST_CHUNKS or words + len(chunk) > len(self._word):
            raise FullError
        until = words + len(chunk)
        self._word[words:until] = self._numbers_of(doc, np.flatnonzero(kept))
        self._start[words:until], self._end[words:until] = inside, inside + lengths
        count = np.bincount(chunk, minlength=len(chunks))
        self._count[known : known + len(chunks)] = count
        self._first[known : known + len(chunks)] = words + count.cumsum() - count
        self._chunks.update(zip(chunks, range(known, known + len(chunks)), strict=True))
        self._used = until

    def _numbers_of(self, doc: Any, which: Numbers) -> list[int]:
        """The numbers of these words of a document, in the tables by now."""
        table = doc.to_array(["ORTH", *self._columns])[which]
        keys = [row.tobytes() for row in table]
        fresh = {key: at for at, key in enumerate(keys) if key not in self._numbers}
        if fresh:
            if len(self._numbers) + 1 + len(fresh) > MOST_WORDS:
                raise FullError
            first, at = len(self._numbers) + 1, list(fresh.values())
            until = first + len(fresh)
            self.rows[first:until] = self._embed.predict([_Listed(doc.vocab, self._columns, table[at])])[0]
            self.blank[first:until] = doc.to_array("IS_SPACE")[which][at]
            self._numbers.update(zip(fresh, range(first, until), strict=True))
        return [self._numbers[key] for key in keys]

    def _forget(self) -> None:
        self._numbers.clear()
        self._chunks.clear()
        self._chunks[" "] = 0  # no word
        self._used = 0
        self.blank[0] = True


@dataclass(frozen=True, slots=True)
class _Listed:
    """A list of words as spaCy's embedding asks a document for them: `table` is (words, ORTH and the columns)."""

    vocab: Any
    columns: Sequence[str]
    table: NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.table)

    def to_array(self, asked: Sequence[str] | int) -> NDArray[np.uint64]:
        """The columns, or the word's own hash, by which its vector is found."""
        return self.table[:, 0] if isinstance(asked, int) else self.table[:, 1:]


@contextmanager
def _forgetful(model: Any) -> Iterator[None]:
    """Have the model drop what it notes of each word it meets: else a year's words would fill the memory.

    spaCy's own context manager leaves the model pointing into freed memory after an error: it is closed in order here.
    """
    zone = model.memory_zone()
    zone.__enter__()
    try:
        yield
    finally:
        zone.__exit__(None, None, None)


def _chunks(text: str) -> list[str]:
    chunks = _CHUNK.findall(text)
    if chunks and chunks[0][0].isspace():
        chunks[0] = " " + chunks[0]  # here spaCy leaves out none
    return chunks
