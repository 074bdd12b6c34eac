"""A text as tokens, and the tokens as one string with one character for each: what the patterns run over.

Every word, number, run of white space and punctuation mark is one token, so token 7 is character 7 of the code string.
Unknown words are all the same character, which makes the search over a long article short.
"""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass
from itertools import accumulate

#: Marks that belong to the letter before them; `\w` leaves them out (vowel signs of Devanagari, Arabic vowels).
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
WORD = rf"[^\W\d_]+(?:[{_MARKS}]+[^\W\d_]*)*"
SPACED = re.compile(rf"\d+|{WORD}|\s+|.", re.DOTALL)

UNKNOWN_WORD = "w"
OTHER_MARK = "¤"
SPACE = " "
BREAK = "\n"  # a blank line: no pattern holds it, so no mention crosses one

_WIDEST_WRAP = 110  # characters: mail and plain-text wires wrap between 60 and 100

_SAME_MARK = {"‐": "-", "‑": "-", "–": "-", "−": "-", "’": "'", "‘": "'", "ʼ": "'", "，": ",", "：": ":", "／": "/"}
_KEPT_MARKS = frozenset("-'/,.:;!?()[]\"%$€£¥+~&#*—«»“”„@、。°")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text; `starts` has one offset more than there are tokens, the length of the text.

    `small` are the tokens in small letters, as the data files hold their words.
    """

    text: str
    words: list[str]
    small: list[str]
    starts: list[int]
    codes: str

    def where(self, known: Container[str]) -> list[int]:
        """The tokens that are among some words in small letters."""
        return [at for at, word in enumerate(self.small) if word in known]

    def surface(self, start: int, end: int) -> str:
        """The text from token `start` to before token `end`."""
        return self.text[self.starts[start] : self.starts[end]]


def unsegmented(words: list[str]) -> re.Pattern[str]:
    """The token pattern of a script without spaces between words: the longest known word, or one character."""
    known = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"\d+|{known}|[^\W\d_]|\s+|.", re.DOTALL)


def tokenise(text: str, pattern: re.Pattern[str], code_of: Callable[[str], str]) -> Tokens:
    """Split a text, and give each distinct token its code once."""
    words = pattern.findall(text)
    codes = {word: code_of(word) for word in set(words)}
    if _has_long_lines(text):
        codes.update((word, BREAK) for word in codes if "\n" in word)
    return Tokens(
        text=text,
        words=words,
        small=list(map(str.lower, words)),
        starts=list(accumulate(map(len, words), initial=0)),
        codes="".join(map(codes.__getitem__, words)),
    )


def _has_long_lines(text: str) -> bool:
    """Whether each line is a paragraph: some are longer than any that were wrapped to a width."""
    return any(len(line) > _WIDEST_WRAP for line in text.splitlines())


def mark_code(token: str) -> str:
    """The code of a token that is neither word nor number: white space or one mark."""
    if token.isspace():
        return BREAK if token.count("\n") > 1 or "\u2029" in token else SPACE
    mark = _SAME_MARK.get(token, token)
    return mark if mark in _KEPT_MARKS else OTHER_MARK
