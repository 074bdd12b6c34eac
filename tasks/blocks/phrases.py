"""The words by which pages call their furniture, one data file a language; short lines alone are compared with them."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

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


def fold(line: str) -> str:
    """A line as the data files write it: lower case, single spaces, no punctuation or digits at the ends."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", " ".join(line.casefold().replace("’", "'").split()))


@cache
def phrases() -> Phrases:
    """The phrases of every language that has a file."""
    collected: dict[str, set[str]] = {field.name: set() for field in fields(Phrases)}
    for file in sorted(files("tasks.blocks").joinpath("phrases").iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            for name, lines in tomllib.loads(file.read_text("utf-8")).items():
                collected[name].update(fold(line) for line in lines)
    return Phrases(**{name: frozenset(lines - {""}) for name, lines in collected.items()})


def begins_with(folded: str, beginnings: frozenset[str]) -> bool:
    """Whether the line begins with whole words of one of the beginnings."""
    return any(start in beginnings for start in _starts(folded))


def _starts(folded: str) -> Iterable[str]:
    """The first one to five words of a line, and the part before a colon."""
    words = folded.split(" ", 6)
    for count in range(1, min(len(words), 5) + 1):
        start = " ".join(words[:count])
        yield start
        yield start.rstrip(":,.-–—|")


@cache
def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})\b")


def holds_any(folded: str, words: frozenset[str]) -> bool:
    """Whether one of the words stands anywhere in the line."""
    return _pattern(words).search(folded) is not None
