"""The pass over the whole document: what one mention says about all the others."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from schemas.entity import EntityKind, EntityMention
from tasks.entities.context import in_context
from tasks.entities.countries import Known, cities, spellings
from tasks.entities.found import MODEL_CONFIDENCE, Found, in_order
from tasks.entities.headlines import credit_spans, dateline_places, headline_spans, in_headlines, outside
from tasks.entities.organisations import renamed
from tasks.entities.people import People, joined, plain, surname, titled
from tasks.entities.repeats import Index, Term, indexed, repeats
from tasks.entities.tidy import tidied
from tasks.entities.words import NameWords, name_words

COUNTRY, COUNTRY_MISSED, REPEAT, SURNAME_REPEAT, SHORT_FORM = 0.97, 0.9, 0.85, 0.9, 0.75
LETTERS_OF_AN_ACRONYM = 4  # a longer place in capitals is a city written so in a dateline
CONTEXT_WEIGHS = 4  # mentions: what stands beside a name says more than what the model thinks of it elsewhere
_OFFICE_OF = re.compile(
    r"\b(?:Secretary|Minister|Undersecretary|Secretaries|Ministers|Department|Ministry) (?:of|for) (?:the )?$"
)
_NEXT_WORD = re.compile(r"\s+([^\W\d_][\w-]*)")
_LAST_WORD = re.compile(r"(\S+)$")


def read_document(text: str, raw: list[Found], language: str) -> list[EntityMention]:
    """The mentions of a text, in order and without overlaps, from what a model found in it."""
    words, known = name_words(language), spellings(language)
    headlines = headline_spans(text)
    placed, datelines = dateline_places(text, known)
    raw = in_order(raw)
    whole = _long_names(text, raw, words, language)
    raw = outside(raw, [(each.start, each.end) for each in whole])
    story = outside(raw, headlines + datelines + credit_spans(text))
    found = in_order(tidied(text, story, words, known))
    found = [each for each in found if not _is_office(text, each, words)]
    found = [_of_country(text, each, known, words) for each in found]
    found = _agreed([_by_last_word(text, each, words) for each in in_context(text, found, words)], text)
    found = in_order(found + titled(text, found, words))
    people = People(text, found, words)
    found = joined(text, found, people, set(known) | set(cities(language)))
    countries = _countries(language)
    found = in_order(placed + found + whole)
    found = in_order(found + repeats(text, found, countries, words))
    terms = indexed(_terms(text, found, people, words))
    found = in_order(found + list(in_headlines(text, headlines, countries, terms)))
    found = in_order(found + repeats(text, found, terms, words))
    found = [each for each in found if not _is_office(text, each, words)]
    found = joined(text, renamed(text, found, words), people, set(known))
    return [_mention(text, each) for each in found]


def _mention(text: str, each: Found) -> EntityMention:
    surface = plain(each.surface(text))
    in_capitals = each.kind == "place" and len(surface) > LETTERS_OF_AN_ACRONYM and surface.isupper()
    return EntityMention(
        start_char=each.start,
        end_char=each.end,
        surface=each.surface(text),
        kind=each.kind,
        name=each.name or (surface.title() if in_capitals else surface),
        engine=each.engine,
        rule=each.rule,
        confidence=round(each.confidence, 3),
        country_code=each.country_code,
    )


def _is_office(text: str, each: Found, words: NameWords) -> bool:
    """`State` in `Secretary of State John Kerry` and `Treasury` in `Treasury Secretary` are parts of a title."""
    if each.surface(text) not in words.portfolios:
        return False
    if _OFFICE_OF.search(text, max(0, each.start - 24), each.start):
        return True
    following = _NEXT_WORD.match(text, each.end)
    return following is not None and following[1] in words.offices


def _of_country(text: str, each: Found, known: dict[str, Known], words: NameWords) -> Found:
    surface = plain(each.surface(text))
    country = known.get(surface)
    if country is None or (surface in words.doubtful and each.kind == "person"):
        return each
    others = words.two_places.get(surface)
    code = None if others is not None and not any(other in text for other in others) else country.code
    return replace(each, kind=country.kind, name=country.name, country_code=code, rule="country", confidence=COUNTRY)


def _by_last_word(text: str, each: Found, words: NameWords) -> Found:
    """What the model took for a firm or a place and its last word says is an event or a law."""
    last = _LAST_WORD.search(each.surface(text))
    if last is None or " " not in each.surface(text) or each.kind in {"person", "group"} or each.country_code:
        return each
    kind = words.endings.get(last[1])
    if kind is None or kind == each.kind:
        return each
    return replace(each, kind=kind, rule="last_word", confidence=MODEL_CONFIDENCE[kind])


def _agreed(found: list[Found], text: str) -> list[Found]:
    """Where the model gives one spelling several kinds, the one that it gives most often stands."""
    votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    for each in found:
        if each.country_code is None:
            votes[plain(each.surface(text))][each.kind] += CONTEXT_WEIGHS if each.rule == "context" else 1
    return [_outvoted(text, each, votes[plain(each.surface(text))]) for each in found]


def _outvoted(text: str, each: Found, votes: Counter[EntityKind]) -> Found:
    (kind, most), *others = votes.most_common() or [(each.kind, 0)]
    kinds = {kind, *(other for other, times in others if times == most)}
    if kinds == {"person", "place"} and each.rule == "model" and " " not in each.surface(text):
        kind = "place"  # a model takes many a foreign town for a person, hardly ever the other way round
        return replace(each, kind=kind, rule="agreed", confidence=MODEL_CONFIDENCE[kind] - 0.2)
    if each.country_code is None and kind != each.kind and most > 1.5 * votes[each.kind]:
        return replace(each, kind=kind, rule="agreed", confidence=MODEL_CONFIDENCE[kind] - 0.05)
    return each


def _long_names(text: str, raw: list[Found], words: NameWords, language: str) -> list[Found]:
    """`Democratic Republic of the Congo`, which a model breaks; not where it is part of a still longer name."""
    starts = [each.start for each in raw]
    found = []
    for each in repeats(text, [], _countries_of_many_words(language), words):
        around = raw[max(0, bisect_right(starts, each.start) - 1) :][:1]
        if not any(other.start <= each.start and each.end < other.end and text[each.end] != "-" for other in around):
            found.append(each)
    return found


@cache
def _countries_of_many_words(language: str) -> Index:
    many = {first: [term for term in terms if " " in term.spelling or "-" in term.spelling]
            for first, terms in _countries(language).items()}  # fmt: skip
    return {first: terms for first, terms in many.items() if terms}


@cache
def _countries(language: str) -> Index:
    words = name_words(language)
    return indexed(
        Term(spelling, country.kind, country.name, "country", COUNTRY_MISSED, country.code)
        for spelling, country in spellings(language).items()
        if spelling not in words.doubtful and spelling not in words.also_words
    )


def _terms(text: str, found: list[Found], people: People, words: NameWords) -> Iterator[Term]:
    for each in found:
        name = each.name or plain(each.surface(text))
        last = name.split()[-1]
        if each.kind == "organisation" and last != name and last in words.organisations:
            yield Term(last, "organisation", name, "short_form", SHORT_FORM, alone=True, after_the=True)
    for name in people.names():
        yield Term(name, "person", people.fullest(name), "repeat", SURNAME_REPEAT)
        yield Term(surname(name), "person", people.fullest(name), "surname", SURNAME_REPEAT, alone=True)
    seen = set()
    for each in found:
        surface = plain(each.surface(text))
        if (
            each.kind in {"organisation", "place", "product", "event"}
            and each.country_code is None
            and surface not in seen
        ):
            seen.add(surface)
            if len(surface) > 2:
                yield Term(surface, each.kind, each.name or surface, "repeat", REPEAT, alone=" " not in surface)
