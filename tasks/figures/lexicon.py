"""The words of one language as the engine asks for them, and the types they come in."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from schemas.figure import FigureKind

LONGEST_FINAL = 20  # characters in which the last word of a phrase before a number lies
COMBINING = "\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0962\u0963"  # vowel signs, which `\\w` leaves out


Data = Mapping[str, Any]


Role = str  # what a word does in a clause: "change", "break", "compare", "speech", "finite"


class WordSets(dict[str, frozenset[str]]):
    """Lists of words by name; a list that a data file leaves out is empty."""

    def __missing__(self, name: str) -> frozenset[str]:
        return frozenset()


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit's word or sign stands for: UCUM or ISO 4217, and whether that was a guess among several."""

    code: str
    kind: FigureKind
    assumed: bool = False
    factor: Decimal = Decimal(1)  # 0.01 for cents


@dataclass(frozen=True, slots=True)
class NumberWord:
    """One word inside a number: `small` adds, `power` and `scale` multiply, `one` is an article or the number 1."""

    role: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Mark:
    """What a word says in a clause: its role, and for a change its direction."""

    role: Role
    direction: str = "none"
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Lexicon:
    """All that the engine asks of a language. Patterns are meant for `match` at a position unless they say else."""

    language: str
    basic: bool
    spaced: bool
    compound: bool  # numbers may be written as one word
    data: Data
    decimal: str
    trigger: re.Pattern[str]  # for `search`: where a figure may begin
    digits: re.Pattern[str]
    element: re.Pattern[str]
    number_words: Mapping[str, NumberWord]
    separator: re.Pattern[str]
    unit: re.Pattern[str]  # groups: sign, word
    signs: Mapping[str, Unit]
    words: Mapping[str, Unit]
    money_ends: frozenset[str]  # the last characters of the signs of money
    sets: WordSets
    patterns: Mapping[str, re.Pattern[str]]
    finals: Mapping[
        str, frozenset[str]
    ]  # the last words of the phrases before a number; empty where words have no spaces
    marks: re.Pattern[str]
    exact_marks: Mapping[str, Mark]
    stem_marks: Mapping[str, Mark]
    maps: Mapping[str, Mapping[str, Any]]

    def has(self, name: str, word: str) -> bool:
        """Whether a word stands in one of the data file's lists."""
        return key(word) in self.sets[name]


def phrase_before(name: str, before: str, lexicon: "Lexicon") -> re.Match[str] | None:
    """The phrase that ends a stretch of text; its last word is looked up first, which refuses most at once."""
    finals = lexicon.finals.get(name)
    if finals:
        words = before[-LONGEST_FINAL:].split()
        if not words or words[-1].casefold().lstrip("(“\"'‘[—–-") not in finals:
            return None
    return lexicon.patterns[name].search(before)


_ALIKE = str.maketrans("’‐‑ı", "'--i")


@lru_cache(maxsize=65_536)  # words of news repeat; the size bounds the memory
def key(surface: str) -> str:
    """A word or phrase as the data files write it: small letters, single spaces, plain apostrophe and hyphen.

    ß stays, because a pattern that ignores case does not take it for ss; the i with and without a dot are one to it.
    """
    small = "ß".join(part.casefold() for part in surface.split("ß")) if "ß" in surface else surface.casefold()
    return " ".join(small.split()).translate(_ALIKE).replace("i\u0307", "i")


@cache
def common() -> Data:
    """What is written alike in every language."""
    return tomllib.loads(files("tasks.figures.data").joinpath("common.toml").read_text("utf-8"))


def unit_of(word: str | None, sign: str | None, lexicon: Lexicon) -> Unit | None:
    if word:
        return lexicon.words.get(key(word))
    return lexicon.signs.get(sign) if sign else None
