"""The words of a language: the names that CLDR gives, the classes that its data file lists, inflected months."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from babel import Locale, UnknownLocaleError
from babel.dates import get_day_names, get_month_names

Value = int | float | str

_CLDR_WIDTHS: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
_SHORT, _CHANGED, _ENDING = 4, 2, 3  # letters that stay at least, may change, may follow, where a month is inflected


def word_classes(code: str, sources: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Value]]:
    """What each word means, by class: CLDR's names of months and days, then the classes of the data files."""
    words: dict[str, dict[str, Value]] = {"month": {}, "weekday": {}, "wide": {}}
    for kind in ("month", "weekday"):
        for name, number, width in _cldr_names(code, kind):
            words[kind].setdefault(name, number)
            if width == "wide":
                words["wide"][name] = number
    for source in sources:
        for name in source.get("options", {}).get("not_names", ()):
            words["month"].pop(name, None)
            words["weekday"].pop(name, None)
    for source in sources:
        for cls, members in source.get("words", {}).items():
            for value, names in members.items():
                words.setdefault(cls, {}).update(dict.fromkeys(names, _number_or_text(value)))
    return words


def classes_by_word(words: Mapping[str, Mapping[str, Value]]) -> dict[str, frozenset[str]]:
    """The classes that each word belongs to."""
    found: dict[str, set[str]] = {}
    for cls, members in words.items():
        for word in members:
            found.setdefault(word, set()).add(cls)
    return {word: frozenset(classes) for word, classes in found.items()}


def stems_of_months(months: Mapping[str, Value]) -> dict[str, str]:
    """The beginnings of the long names of months that no other month shares, each with its name."""
    found: dict[str, str] = {}
    for name in sorted(months, key=len, reverse=True):
        stem = name[: max(_SHORT, len(name) - _CHANGED)]
        rivals = {months[other] for other in months if other.startswith(stem) or stem.startswith(other)}
        if len(name) >= _SHORT - 1 and rivals == {months[name]}:
            found.setdefault(stem, name)
    return found


def _cldr_names(code: str, kind: str) -> Iterable[tuple[str, int, str]]:
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return
    get, offset = (get_month_names, 0) if kind == "month" else (get_day_names, 1)
    for width in _CLDR_WIDTHS:
        for context in ("format", "stand-alone"):
            for number, name in get(width, context, locale).items():
                word = name.rstrip(".").lower()
                if word and not any(c.isspace() or c.isdecimal() for c in word):
                    yield word, number + offset, width


def _number_or_text(value: str) -> Value:
    try:
        return int(value)
    except ValueError:
        try:
            return float(value)
        except ValueError:
            return value


def uninflected(word: str, stems: Mapping[str, str]) -> str:
    """The month that a word is an inflected form of; else the word itself."""
    for stem, name in stems.items():
        if word.startswith(stem) and len(word) - len(name) <= (_ENDING if len(name) > _SHORT else 1):
            return name
    return word
