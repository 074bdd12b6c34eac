"""Words as the search compares them, and the questions that people ask with them.

A word is folded (case, width, accents), so that `Café` is found by `cafe`. Scripts that write no spaces are cut into
pairs of letters that overlap: a word of two letters or more is a run of such pairs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from unicodedata import category, combining, normalize

from schemas.problem import UsageError

_NO_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN = re.compile(f"[{_NO_SPACES}]+")
_TOKEN = re.compile(r'\s*(?:(?P<sign>[()])|"(?P<phrase>[^"]*)"(?P<more>\*?)|(?P<word>[^\s()"]+))')


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, and where it stands in its text."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand together; the last may go on where `open_ended` (`clim*`)."""

    words: tuple[str, ...]
    open_ended: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A question in the form of FTS5, and the phrases that an answer shows."""

    match: str
    phrases: tuple[Phrase, ...]


@cache
def _word_form() -> re.Pattern[str]:
    """A letter or digit and what follows it, the vowel signs of Indic scripts and other marks included."""
    marks = "".join(chr(code) for code in range(0x300, 0x10000) if category(chr(code)) in ("Mn", "Mc"))
    return re.compile(rf"[^\W_](?:[^\W_]|[{marks}])*")


def fold(word: str) -> str:
    """A word without case, width and the accents of European scripts."""
    if word.isascii():
        return word.lower()
    apart = normalize("NFD", normalize("NFKC", word).casefold())
    return normalize("NFC", "".join(one for one in apart if not ("\u0300" <= one <= "\u036f" and combining(one))))


def words_of(text: str) -> Iterator[Word]:
    """The words of a text, in order."""
    for found in _word_form().finditer(text):
        start, word = found.start(), found[0]
        if word.isascii():
            yield Word(word.lower(), start, found.end())
            continue
        at = 0
        for run in _RUN.finditer(word):
            if run.start() > at:
                yield Word(fold(word[at : run.start()]), start + at, start + run.start())
            last = max(run.start() + 1, run.end() - 1)
            for place in range(run.start(), last):
                end = min(place + 2, run.end())
                yield Word(fold(word[place:end]), start + place, start + end)
            at = run.end()
        if at < len(word):
            yield Word(fold(word[at:]), start + at, found.end())


def indexed(text: str) -> str:
    """A text as the index takes it: its words, folded, with spaces between."""
    return " ".join(word.folded for word in words_of(text))


def parse(text: str) -> Query:
    """Read `climate AND (Kerry OR "John Kerry") NOT harb*`; words without a sign between them must all be there.

    UsageError says what is missing.
    """
    reader = _Reader(text)
    match = reader.either()
    if reader.sign() == ")":
        raise UsageError("A bracket closes in the question that none opened.")
    return Query(match, tuple(reader.phrases))


class _Reader:
    """Reads a question from left to right: OR binds least, then NOT and AND."""

    def __init__(self, text: str) -> None:
        found = _TOKEN.finditer(text.rstrip())
        self.tokens = [token for token in found if token["sign"] or any(words_of(token[0]))]  # a lone & asks nothing
        if text.count('"') % 2:
            raise UsageError('A quotation mark is missing in the question: write "words that stand together".')
        self.at = 0
        self.phrases: list[Phrase] = []

    def sign(self) -> str | None:
        """The sign that comes next: a bracket, AND, OR or NOT; empty before a word, None at the end."""
        if self.at == len(self.tokens):
            return None
        token = self.tokens[self.at]
        if token["sign"]:
            return token["sign"]
        return token["word"] if token["word"] in ("AND", "OR", "NOT") else ""

    def either(self) -> str:
        parts = [self.together()]
        while self.sign() == "OR":
            self.at += 1
            parts.append(self.together())
        return parts[0] if len(parts) == 1 else "(" + " OR ".join(parts) + ")"

    def together(self) -> str:
        told = self.one()
        while (sign := self.sign()) not in (None, ")", "OR"):
            self.at += sign in ("AND", "NOT")
            if sign == "NOT" or (sign == "AND" and self.sign() == "NOT"):
                self.at += sign == "AND"
                shown = len(self.phrases)
                told = f"({told} NOT {self.one()})"
                del self.phrases[shown:]
            else:
                told = f"({told} AND {self.one()})"
        return told

    def one(self) -> str:
        sign = self.sign()
        if sign == "(":
            self.at += 1
            told = self.either()
            if self.sign() != ")":
                raise UsageError("A bracket is not closed in the question.")
            self.at += 1
            return told
        if sign == "NOT":
            raise UsageError("NOT needs something before it to take away from: write `climate NOT Kerry`.")
        if sign != "":
            raise UsageError("A word to look for is missing" + (f" before {sign}." if sign else "."))
        token = self.tokens[self.at]
        self.at += 1
        said = token["phrase"] if token["word"] is None else token["word"]
        words = [word.folded for word in words_of(said)]
        lone = len(words) == 1 and _RUN.fullmatch(words[0]) is not None and len(words[0]) == 1
        phrase = Phrase(tuple(words), bool(token["more"]) or said.endswith("*") or lone)
        self.phrases.append(phrase)
        return '"' + " ".join(words) + '"' + ("*" if phrase.open_ended else "")
