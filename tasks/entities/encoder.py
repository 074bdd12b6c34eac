"""The layers that read each word with its neighbours: spaCy's MaxoutWindowEncoder, forwards alone, in numpy.

A layer takes the rows of a word and of the words beside it, multiplies them by three matrices (pieces), keeps the
largest of the three for each column, brings the row to mean 0 and variance 1, and adds it to what it was.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]

PIECES: Final = 3
#: Words multiplied at once: their products (1,152 bytes a word) then stay in the processor's second cache.
BLOCK: Final = 256
EPSILON: Final = np.float32(1e-8)  # thinc adds it to the variance


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer's weights: `window` (3 * width, 3 * width) by piece, `bias` (3 * width), `gain` and `shift` (width)."""

    window: Rows
    bias: Rows
    gain: Rows
    shift: Rows

    @property
    def width(self) -> int:
        """Columns of a word's row."""
        return len(self.gain)


def layer_of(maxout: Any, norm: Any) -> Layer:
    """A layer from thinc's models of its two parts; thinc keeps the pieces of one column beside each other."""
    weights, bias = maxout.get_param("W"), maxout.get_param("b")
    by_piece = weights.transpose(1, 0, 2).reshape(-1, weights.shape[2])
    return Layer(
        np.ascontiguousarray(by_piece.T, np.float32),
        np.ascontiguousarray(bias.T.reshape(-1), np.float32),
        np.ascontiguousarray(norm.get_param("G"), np.float32),
        np.ascontiguousarray(norm.get_param("b"), np.float32),
    )


def first_layer(kept: Rows, numbers: NDArray[np.int64], layer: Layer) -> Rows:
    """The rows (words, width) after the first layer, from `kept` rows of which `numbers` says each word's.

    Before the first layer a row is the same wherever its word stands, and a product over a window is the sum of three
    products: what the word before gives, the word itself and the word after. So they are made once for each different
    word, which are half of an article's words and a third of several articles'.
    """
    different, of = _different(numbers, len(kept))
    width, rows = layer.width, kept[different]
    before, own, after = (rows @ layer.window[part * width : (part + 1) * width] for part in range(3))
    own += layer.bias
    summed_rows = kept[numbers]
    for start in range(0, len(of), BLOCK):
        until = min(start + BLOCK, len(of))
        summed = own[of[start:until]]
        first = max(start, 1)
        summed[first - start :] += before[of[first - 1 : until - 1]]
        behind = of[start + 1 : until + 1]
        summed[: len(behind)] += after[behind]
        summed_rows[start:until] += _normal(summed, layer)
    return summed_rows


def _different(numbers: NDArray[np.int64], most: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The different numbers below `most`, and for each number its place among them."""
    there = np.zeros(most, np.bool_)
    there[numbers] = True
    different = np.flatnonzero(there)
    place = np.empty(most, np.int64)
    place[different] = np.arange(len(different))
    return different, place[numbers]


def add_layer(rows: Rows, layer: Layer) -> None:
    """One layer over the words of a text or several: `rows` (words, width) are added to in place."""
    words, width = rows.shape
    padded = np.zeros((words + 2, width), np.float32)
    padded[1:-1] = rows
    window = np.empty((min(BLOCK, words), 3 * width), np.float32)
    summed = np.empty((len(window), PIECES * width), np.float32)
    for start in range(0, words, BLOCK):
        size = min(BLOCK, words - start)
        for part in range(3):
            window[:size, part * width : (part + 1) * width] = padded[start + part : start + part + size]
        np.matmul(window[:size], layer.window, out=summed[:size])
        summed[:size] += layer.bias
        rows[start : start + size] += _normal(summed[:size], layer)


def _normal(summed: Rows, layer: Layer) -> Rows:
    """The largest of the pieces of each column, with mean 0 and variance 1 by row, then scaled and shifted."""
    width = layer.width
    best = np.maximum(summed[:, :width], summed[:, width : 2 * width])
    np.maximum(best, summed[:, 2 * width :], out=best)
    best -= (best @ np.full(width, 1 / width, np.float32))[:, None]
    variance = np.einsum("ij,ij->i", best, best)
    variance /= np.float32(width)
    variance += EPSILON
    best *= (np.float32(1) / np.sqrt(variance))[:, None]
    best *= layer.gain
    best += layer.shift
    return best
