"""Full calendar days in a line, and the languages that are worth trying for it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from babel.dates import get_day_names, get_month_names

from tasks.dates import find_dates
from tasks.scripts import WRITTEN_BY_ONE, script_weights
from tasks.small_words import SMALL_WORDS

#: Tried for a line whose language is not known: most news first. A month's name fits one of them at most.
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "ru", "sv")
SAMPLE = 3_000  # characters from the middle of a text: page furniture stands at its ends
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"1[7-9]\d\d|20\d\d")  # looked for first: most lines name none
_EITHER_WAY = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2\d{4}")
_IN_NUMBERS = re.compile(r"\d\s?[./-]\s?\d{1,2}\s?[./-]\s?\d|\d{8}")  # `10.07.2014`, `2014-07-10`, `20140710`
_NUMBERS_FOR = 2  # languages: one that writes the month first, one that writes the day first
_MONTH_BEGINS = 3  # letters that tell a month in each of its forms: `июля` and `июль`, `Sept.` and `September`
_DAYS = frozenset(("day", "daypart", "hour", "minute", "second"))


@dataclass(frozen=True, slots=True)
class Day:
    """A day that is written out in full, and where it stands in the line."""

    day: date
    start: int
    end: int


def likely_languages(text: str, declared: str | None = None) -> tuple[str, ...]:
    """The language that has most of its small words in the text, the declared one, then English: a cheap guess."""
    middle = max(0, len(text) // 2 - SAMPLE // 2)
    sample = text[middle : middle + SAMPLE]
    weights = script_weights(sample)
    script = max(weights, key=lambda each: weights[each], default="Latin")
    by_script = {"Cyrillic": ("ru", "uk"), "Han": ("zh", "ja"), "Kana": ("ja",), "Hangul": ("ko",),
                 "Arabic": ("ar",), "Devanagari": ("hi",)}.get(script)  # fmt: skip
    if by_script is None and script in WRITTEN_BY_ONE:
        by_script = (WRITTEN_BY_ONE[script],)
    tally = Counter(code for word in _WORD.findall(sample.lower()) for code in _written_in().get(word, ()))
    best = max(tally, key=lambda code: tally[code], default="en")
    said = (declared or "").split("-")[0].split("_")[0].lower()
    ordered = (*(by_script or (best,)), *((said,) if said.isalpha() else ()), "en")
    return tuple(dict.fromkeys(ordered))


def days_in(line: str, languages: Iterable[str] = LANGUAGES) -> list[Day]:
    """Every day of the line that is complete in itself, read in the first of the languages in which there is one.

    A day written in numbers alone counts only where day and month cannot be taken for each other.
    """
    return list(_days(line, tuple(languages))) if _YEAR.search(line) else []


@lru_cache(maxsize=500)  # several rules ask the same of the lines of one text
def _days(line: str, languages: tuple[str, ...]) -> tuple[Day, ...]:
    begins = {word[:_MONTH_BEGINS] for word in _WORD.findall(line.casefold())}
    in_numbers = _IN_NUMBERS.search(line) is not None
    for place, language in enumerate(languages):
        tried = language not in LANGUAGES or not begins.isdisjoint(_months_begin(language))
        if not tried and not (in_numbers and place < _NUMBERS_FOR):
            continue  # loading a language takes up to half a second, and most are never met
        days = tuple(
            Day(found.begin_date, found.start_char, found.end_char)
            for found in find_dates(line, language, None)
            if found.function == "explicit" and found.begin_date and found.grain in _DAYS
            if not _either_way(found.surface, language)
        )
        if days:
            return days
    return ()


def weekdays_in(text: str, languages: Iterable[str]) -> set[int]:
    """The weekdays named in a text, Monday being 0."""
    words = set(_WORD.findall(text.casefold()))
    return {number for language in languages for name, number in _weekdays(language) if name in words}


def _either_way(surface: str, language: str) -> bool:
    """`10/07/2014` is two days in English; in other languages the day stands first."""
    match = _EITHER_WAY.search(surface)
    return language == "en" and match is not None and match[1] != match[3] and max(int(match[1]), int(match[3])) <= 12


@cache
def _written_in() -> dict[str, tuple[str, ...]]:
    """Small word -> the languages that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for code, words in SMALL_WORDS.items():
        for word in words:
            found[word] = (*found.get(word, ()), code)
    return found


@cache
def month_names() -> frozenset[str]:
    """The months as the languages tried here write them, in full and shortened, in lower case."""
    return frozenset(name for language in LANGUAGES for name in _months(language))


def _months(language: str) -> Iterator[str]:
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for name in get_month_names(width, context, language).values():
                yield name.casefold().rstrip(".")


@cache
def _months_begin(language: str) -> frozenset[str]:
    return frozenset(name[:_MONTH_BEGINS] for name in _months(language))


@cache
def _weekdays(language: str) -> tuple[tuple[str, int], ...]:
    if language not in LANGUAGES:
        return ()
    return tuple((name.casefold(), int(number)) for number, name in get_day_names("wide", locale=language).items())
