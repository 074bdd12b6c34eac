"""Which words make a name, from their rows: spaCy's transition parser for names, for all words at once.

The parser goes through the words from left to right. Outside of a name, its choice (nothing, a name of one word, or a
name that begins here) depends on the word's row alone, so it is made for all words in one multiplication. Inside a name
it depends on the word, the one before and the name's first; that is followed for all names that may begin, side by
side, one word further each time. What is then left of the walk from left to right is to pass over the beginnings that
lie inside a name. The choices are those of a document whose words carry no names yet, and no marked sentences.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tasks.entities.encoder import BLOCK, Rows

Name = tuple[int, int, str]  # first word, word after the last, label
Words = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Transitions:
    """The parser's weights, folded to what the choices need. Hidden values are kept by piece: two halves of a row.

    `word`, `first` and `last` (width, 2 * hidden) are for the word at hand, a name's first and the one before.
    """

    word: Rows
    first: Rows
    last: Rows
    outside_bias: Rows  # all that is added outside of a name: (2 * hidden)
    inside_bias: Rows
    outside: Rows  # hidden to the choices outside of a name: (hidden, choices)
    outside_scores: Rows
    begins: NDArray[np.int64]  # of each choice the label's number where it begins a name of several words, or -1
    ones: NDArray[np.int64]  # of each choice the label's number where it is a name of one word, or -1
    nothing: int  # the choice of no name
    ends: Rows  # by label, how much more hidden values speak for the name's last word than for going on
    ends_scores: Rows
    labels: tuple[str, ...]


def transitions_of(parser: Any) -> Transitions | None:
    """The weights of spaCy's name finder; None where its moves are not those known here."""
    moves = [parser.moves.get_class_name(number) for number in range(parser.moves.n_moves)]
    labels = tuple(move[2:] for move in moves if move.startswith("B-"))
    number = {move: at for at, move in enumerate(moves)}
    expected = {f"{kind}-{label}" for kind in "BILU" for label in labels} | {"O"}
    # U- alone marks words that may be no name, which no word of a fresh document is
    if set(moves) - {"U-"} != expected or any(number[f"I-{label}"] > number[f"L-{label}"] for label in labels):
        return None
    tok2vec, lower, upper = (parser.model.layers[at] for at in range(3))
    linear, bias = tok2vec.layers[-1].get_param("W"), tok2vec.layers[-1].get_param("b")
    weights = lower.get_param("W").transpose(0, 2, 1, 3).reshape(3, -1, linear.shape[0])
    missing = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(3, -1)
    word, first, last = (np.ascontiguousarray((part @ linear).T) for part in weights)
    biases = weights @ bias
    own = lower.get_param("b").T.reshape(-1)
    scores, scores_bias = upper.get_param("W"), upper.get_param("b")
    outside = [at for at, move in enumerate(moves) if move[0] in "BUO" and move != "U-"]
    goes_on, ends = ([number[f"{kind}-{label}"] for label in labels] for kind in "IL")

    def numbered(kind: str) -> NDArray[np.int64]:
        return np.array([labels.index(moves[at][2:]) if moves[at][0] == kind else -1 for at in outside])

    return Transitions(
        word=word,
        first=first,
        last=last,
        outside_bias=biases[0] + missing[1] + missing[2] + own,
        inside_bias=biases.sum(axis=0) + own,
        outside=np.ascontiguousarray(scores[outside].T),
        outside_scores=scores_bias[outside],
        begins=numbered("B"),
        ones=numbered("U"),
        nothing=outside.index(number["O"]),
        ends=scores[ends] - scores[goes_on],
        ends_scores=scores_bias[ends] - scores_bias[goes_on],
        labels=labels,
    )


def names_in(
    rows: Rows, blank: NDArray[np.bool_], texts: Sequence[tuple[int, int]], weights: Transitions
) -> list[Name]:
    """The names in some texts, by their words' rows. `texts` are (first word, word after the last) of each.

    `blank` says which rows are white space or between texts: no name begins there.
    """
    choice = np.concatenate(
        [_scores(rows[at : at + BLOCK], weights).argmax(axis=1) for at in range(0, len(rows), BLOCK)]
    )
    last = np.array([end - 1 for start, end in texts if end > start], np.int64)
    at_last = _scores(rows[last], weights)
    at_last[:, weights.begins >= 0] = -np.inf  # no room for a second word
    choice[last] = at_last.argmax(axis=1)
    choice[blank] = weights.nothing
    label = weights.begins[choice]
    starts = np.flatnonzero(label >= 0)
    ends = _ends(rows, starts, label[starts], last[np.searchsorted(last, starts)], weights)
    return list(_left_to_right(choice, dict(zip(starts.tolist(), ends.tolist(), strict=True)), weights))


def _scores(rows: Rows, weights: Transitions) -> Rows:
    """What speaks for each choice at each word, outside of a name."""
    return _largest(rows @ weights.word + weights.outside_bias) @ weights.outside + weights.outside_scores


def _ends(rows: Rows, starts: Words, label: Words, last: Words, weights: Transitions) -> Words:
    """The last word of each name that may begin at `starts`; `last` is the last word of its text."""
    ends = last.copy()
    of_first = rows[starts] @ weights.first + weights.inside_bias
    going = np.flatnonzero(starts + 1 < last)
    at = starts[going] + 1
    while len(going):
        hidden = _largest(rows[at] @ weights.word + of_first[going] + rows[at - 1] @ weights.last)
        over = np.einsum("ij,ij->i", hidden, weights.ends[label[going]]) + weights.ends_scores[label[going]] > 0
        ends[going[over]] = at[over]
        on = ~over & (at + 1 < last[going])
        going, at = going[on], at[on] + 1
    return ends


def _left_to_right(choice: Words, ends: Mapping[int, int], weights: Transitions) -> Iterator[Name]:
    """Names in order, without the beginnings that lie inside another."""
    free = 0
    for at in np.flatnonzero(choice != weights.nothing).tolist():
        if at >= free:
            chosen = choice[at]
            free = ends.get(at, at) + 1
            yield at, free, weights.labels[weights.begins[chosen] if at in ends else weights.ones[chosen]]


def _largest(summed: Rows) -> Rows:
    half = summed.shape[1] // 2
    return np.maximum(summed[:, :half], summed[:, half:])
