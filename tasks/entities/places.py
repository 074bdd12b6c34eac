"""Names in a language without a model: countries, great cities, and what every newsroom knows, by their spellings."""

import re
from collections import defaultdict
from functools import cache

from schemas.entity import EntityMention
from tasks.entities.beside import begins_sentence
from tasks.entities.cities import cities
from tasks.entities.countries import Known, spellings
from tasks.entities.words import first_names, name_words

CONFIDENCE = 0.9
CONFIDENCE_IN_A_WORD = 0.8  # Chinese, Japanese and Thai write no spaces: the name may be part of another word
UNSPACED = frozenset(("zh", "ja", "th", "km", "lo", "my"))
SHORTEST = 3  # letters of a country's name; shorter ones are too often something else
_WORD = re.compile(r"[^\W\d_][^\W\d_.’'-]*")
_FIRST_WORD = re.compile(rf"(?<![\w-]){_WORD.pattern}")
_NAME_BEFORE = re.compile(r"[^\W\d_a-zß-ÿа-яё][^\W\d_]+ $")


def places_by_name(text: str, language: str) -> list[EntityMention]:
    """Every country, people, great city and known organisation that the text names, in order."""
    if not _known(language):
        return []
    found = _in_a_run(text, language) if language in UNSPACED else _by_words(text, language)
    return [_mention(text, start, end, _known(language)[name], language) for start, end, name in found]


def _mention(text: str, start: int, end: int, what: Known, language: str) -> EntityMention:
    return EntityMention(
        start_char=start,
        end_char=end,
        surface=text[start:end],
        kind=what.kind,
        name=what.name,
        engine="document",
        rule="country" if what.code else "city" if what.name in _city_names(language) else "known",
        confidence=CONFIDENCE_IN_A_WORD if language in UNSPACED else CONFIDENCE,
        country_code=what.code,
    )


@cache
def _known(language: str) -> dict[str, Known]:
    words = name_words(language)
    known = {name: Known("place", english, None) for name, english in cities(language).items()}
    known |= {name: Known(kind, english, None) for name, (kind, english) in words.known.items()}
    least = 2 if language in UNSPACED or language == "ko" else SHORTEST
    known |= {name: what for name, what in spellings(language).items() if len(name) >= least}
    return {name: what for name, what in known.items() if name not in words.doubtful}


@cache
def _city_names(language: str) -> frozenset[str]:
    return frozenset(cities(language).values())


def _in_a_run(text: str, language: str) -> list[tuple[int, int, str]]:
    return [(*match.span(), match[0]) for match in _run_pattern(language).finditer(text)]


@cache
def _run_pattern(language: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(name) for name in sorted(_known(language), key=len, reverse=True)))


def _by_words(text: str, language: str) -> list[tuple[int, int, str]]:
    """Names at words: the longest that begins there. A city at the end of a person's name (`Jack London`) is none."""
    index, ends, found, taken = _by_first_word(language), _ending(language), [], 0
    for match in _FIRST_WORD.finditer(text):
        if match.start() < taken:
            continue
        for start, name in _candidates(match.start(), match[0], index, language):
            end = start + len(name)
            if text.startswith(name, start) and ends.match(text, end) and not _is_surname(text, start, name, language):
                found.append((start, end, name))
                taken = end
                break
    return found


def _candidates(start: int, word: str, index: dict[str, list[str]], language: str) -> list[tuple[int, str]]:
    """The names that begin with a word, after what may be written before it, or with the beginning of the word."""
    found = [(start, name) for name in index.get(word, ())]
    prefixes = _PREFIXES.get(language, "")
    for length in range(1, 3 if prefixes else 1):
        if all(letter in prefixes for letter in word[:length]):
            found += [(start + length, name) for name in index.get(word[length:], ())]
    if language in _ENDINGS:
        for length in range(len(word) - 1, 1, -1):
            found += [(start, name) for name in index.get(word[:length], ())]
    return found


def _is_surname(text: str, start: int, name: str, language: str) -> bool:
    what = _known(language)[name]
    before = _NAME_BEFORE.search(text, max(0, start - 24), start)
    if what.code is not None or what.kind != "place" or before is None or language == "de":
        return False  # every German noun has a capital
    return before[0].rstrip() in first_names() or not begins_sentence(text, before.start())


@cache
def _by_first_word(language: str) -> dict[str, list[str]]:
    index: dict[str, list[str]] = defaultdict(list)
    for name in sorted(_known(language), key=len, reverse=True):
        if match := _WORD.match(name):
            index[match[0]].append(name)
    return dict(index)


@cache
def _ending(language: str) -> re.Pattern[str]:
    return re.compile(rf"{_ENDINGS.get(language, '')}(?!\w)")


#: What may be written together with a name: Arabic and Hebrew prepositions before it, endings of cases after it.
_PREFIXES = {"ar": "وفبلك", "he": "ובלמהש"}
_ENDINGS = {
    "ko": "(?:은|는|이|가|을|를|의|에|에서|와|과|도|로|으로)?",
    "de": "s?",
    "sv": "s?",
    "tr": "(?:['’]\\w+)?",
}
