"""The words by which pages call their furniture, one data file a language; short lines alone are compared with them."""

import re
import tomllib
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from importlib.resources import files

_WORD = re.compile(r"\w+")
_SIGNS = ":,.-–—|"  # after the words that begin a line
ASKED_AGAIN = 2_000  # lines; several rules ask the same of the pieces of one text
FIRST_WIDE = "\u2e80"  # where the letters of Chinese, Japanese and Korean begin
LONGEST_WIDE = 8  # letters of a phrase in these
SHORT_LINE = 10  # words; a longer line is not a button, whatever it begins with


@dataclass(frozen=True, slots=True)
class Phrases:
    """What all languages together say; folded by `fold`.

    Whole lines: `nav` (menus, buttons), `tail` (what follows a story). Beginnings of short lines: `nav_starts`,
    `tail_starts`, `caption_starts`, `date_starts` (`Published`), `comments` (what stands over readers' comments), `by`
    (`By`). Anywhere in a line: `prompts` (`sign up for our`), and `roles` (`correspondent`): words that say what a
    person named in a byline is.
    """

    nav: frozenset[str]
    nav_starts: frozenset[str]
    tail: frozenset[str]
    tail_starts: frozenset[str]
    caption_starts: frozenset[str]
    date_starts: frozenset[str]
    by: frozenset[str]
    comments: frozenset[str]
    prompts: frozenset[str]
    roles: frozenset[str]


@lru_cache(maxsize=ASKED_AGAIN)
def fold(line: str) -> str:
    """A line as the data files write it: lower case, single spaces, no punctuation or digits at the ends."""
    words = " ".join(line.casefold().replace("’", "'").split())
    first, last = 0, len(words)
    while first < last and not words[first].isalpha():
        first += 1
    while first < last and not words[last - 1].isalpha():
        last -= 1
    return words[first:last]


@cache
def phrases() -> Phrases:
    """The phrases of every language that has a file."""
    collected: dict[str, set[str]] = {field.name: set() for field in fields(Phrases)}
    for file in sorted(files("tasks.blocks").joinpath("phrases").iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            for name, lines in tomllib.loads(file.read_text("utf-8")).items():
                collected[name].update(fold(line) for line in lines)
    return Phrases(**{name: frozenset(lines - {""}) for name, lines in collected.items()})


def starts_of(folded: str) -> frozenset[str]:
    """The first one to five words of a folded line, each with and without the sign after it."""
    words = folded.split(" ", 5)[:5]
    if words[0] not in _begin_phrases() and words[0].rstrip(_SIGNS) not in _begin_phrases() and folded[:1] < FIRST_WIDE:
        return frozenset()  # most lines
    starts = {" ".join(words[:count]) for count in range(1, len(words) + 1)}
    if folded[:1] >= FIRST_WIDE:  # no spaces: the first letters are the first words
        starts |= {folded[:count] for count in range(2, LONGEST_WIDE + 1)}
    return frozenset(starts | {start.rstrip(_SIGNS) for start in starts}) - {""}


@cache
def _begin_phrases() -> frozenset[str]:
    """The first words of all the beginnings that are looked up, with and without the sign after them."""
    told = phrases()
    words = {line.split()[0] for lines in (told.nav_starts, told.tail_starts, told.comments, told.date_starts,
                                           told.caption_starts) for line in lines}  # fmt: skip
    return frozenset(words | {word.rstrip(_SIGNS) for word in words})


@lru_cache(maxsize=ASKED_AGAIN)
def holds_any(folded: str, words: frozenset[str]) -> bool:
    """Whether one of the phrases stands anywhere in the line, as whole words."""
    by_first_word = _by_first_word(words)
    padded = f" {folded} "
    return any(
        re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", padded)
        for word in by_first_word.keys() & set(_WORD.findall(folded))
        for phrase in by_first_word[word]
        if phrase in padded
    )


@cache
def _by_first_word(words: frozenset[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for phrase in sorted(words):
        found.setdefault(_WORD.findall(phrase)[0], []).append(phrase)
    return found
