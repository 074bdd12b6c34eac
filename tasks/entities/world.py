"""What everybody knows: countries, peoples and great cities, and the names that every newsroom writes.

They are what they are, whatever a model says of them, and they are found where it saw nothing.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from tasks.entities.cities import cities
from tasks.entities.countries import Known, country_name, spellings
from tasks.entities.found import MODEL_CONFIDENCE, Found
from tasks.entities.headlines import outside
from tasks.entities.people import plain
from tasks.entities.repeats import Capital, Index, Term, indexed, repeats
from tasks.entities.words import NameWords, name_words

COUNTRY, COUNTRY_MISSED, KNOWN = 0.98, 0.95, 0.96

Spans = list[tuple[int, int]]


def of_the_world(text: str, found: list[Found], known: dict[str, Known], words: NameWords) -> list[Found]:
    """The same names; those that everybody knows are what they are, whatever the model said."""
    parts = {part for each in found if each.kind == "person" for part in each.surface(text).split()[1:]}
    return [_of_country(text, _of_known(plain(each.surface(text)), each, words, parts), known, words) for each in found]


def _of_known(surface: str, each: Found, words: NameWords, parts: set[str]) -> Found:
    """`Brent` is no person and `Twitter` a company, unless a person of the article is called so."""
    thing = words.known.get(surface)
    if thing is None or surface in parts or (surface in words.also_others and each.kind in {"person", "place"}):
        return each
    return replace(each, kind=thing[0], name=thing[1], rule="known", confidence=KNOWN)


def _of_country(text: str, each: Found, known: dict[str, Known], words: NameWords) -> Found:
    surface = plain(each.surface(text))
    told_by = words.told_by.get(surface)
    if told_by is not None and each.kind != "person":
        return _told(text, each, told_by)
    country = known.get(surface)
    if country is None or (surface in words.doubtful and each.kind == "person"):
        return each
    return replace(
        each, kind=country.kind, name=country.name, country_code=country.code, rule="country", confidence=COUNTRY
    )


def _told(text: str, each: Found, told_by: dict[str, list[str]]) -> Found:
    """`Georgia` and `Congo` are the country whose towns or neighbours the text names, and none where it names none."""
    for code, others in told_by.items():
        if any(other in text for other in others):
            return replace(
                each, kind="place", name=country_name(code), country_code=code, rule="country", confidence=COUNTRY
            )
    return replace(each, kind="place", rule="country", confidence=MODEL_CONFIDENCE["place"])


def long_names(text: str, raw: list[Found], capitals: list[Capital], words: NameWords, language: str) -> list[Found]:
    """`Democratic Republic of the Congo`, which a model breaks; not where it is part of a still longer name."""
    starts = [each.start for each in raw]
    found = []
    for each in repeats(text, [], capitals, _of_many_words(language), words):
        number = bisect_right(starts, each.start) - 1
        around = raw[number] if number >= 0 else None
        if around is None or around.end <= each.start or not _is_longer(text, around, each, words):
            found.append(each)
    return found


def _is_longer(text: str, other: Found, each: Found, words: NameWords) -> bool:
    """Whether the model's name goes beyond a known one that stands in it: `Texas Supreme Court`."""
    before = text[other.start : each.start].split()
    goes_on = each.end < other.end and text[each.end] not in "-'’"
    return goes_on or (
        bool(before)
        and not (len(before) == 1 and before[0] in words.articles)
        and text[each.start - 1] == " "
        and not before[-1].endswith(("'s", "’s"))
    )


def well_known(
    text: str, found: list[Found], capitals: list[Capital], language: str, headlines: Spans, passed_over: Spans
) -> Iterator[Found]:
    """Countries and known names that the model did not see; in a headline, where `WHO` may be a word, countries."""
    seen = repeats(text, found, capitals, known_terms(language), name_words(language))
    yield from outside([each for each in seen if each.rule == "country"], passed_over[len(headlines) :])
    yield from outside([each for each in seen if each.rule != "country"], passed_over)


@cache
def _of_many_words(language: str) -> Index:
    many = {first: [term for term in terms if " " in term.spelling or "-" in term.spelling]
            for first, terms in known_terms(language).items()}  # fmt: skip
    return {first: terms for first, terms in many.items() if terms}


@cache
def known_terms(language: str) -> Index:
    """Countries and what else everybody knows, to be found without the model."""
    words = name_words(language)
    return indexed(
        [
            Term(spelling, country.kind, country.name, "country", COUNTRY_MISSED, country.code)
            for spelling, country in spellings(language).items()
            if spelling not in words.doubtful and spelling not in words.also_words
        ]
        + [
            Term(spelling, kind, name, "known", KNOWN, alone=" " not in spelling and not spelling.isupper())
            for spelling, (kind, name) in words.known.items()
            if kind != "other" and spelling not in words.also_others
        ]
    )


@cache
def places_of(language: str) -> frozenset[str]:
    """Every spelling of a country, a people or a great city."""
    return frozenset(spellings(language)) | cities(language).keys()
