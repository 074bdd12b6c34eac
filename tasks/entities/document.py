"""The pass over the whole document: what one mention says about all the others."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from schemas.entity import EntityKind, EntityMention
from tasks.entities.cities import cities
from tasks.entities.context import in_context, small_words
from tasks.entities.countries import spellings
from tasks.entities.found import MODEL_CONFIDENCE, Found, in_order
from tasks.entities.games import is_game, scores, team_terms, with_teams
from tasks.entities.headlines import credit_spans, dateline_places, headline_spans, in_headlines, outside
from tasks.entities.namesakes import doubted
from tasks.entities.organisations import introduced, renamed
from tasks.entities.people import People, joined, plain, surname, titled
from tasks.entities.repeats import Index, Term, capitals_of, indexed, repeats
from tasks.entities.tidy import tidied
from tasks.entities.titles import title_before
from tasks.entities.whole import made_whole, missed
from tasks.entities.words import NameWords, name_words
from tasks.entities.world import known_terms, long_names, of_the_world, places_of, well_known

REPEAT, SURNAME_REPEAT, SHORT_FORM, INTRODUCED = 0.88, 0.95, 0.8, 0.95
LETTERS_OF_AN_ACRONYM = 4  # a longer place in capitals is a city written so in a dateline
CONTEXT_WEIGHS = 4  # mentions: what stands beside a name says more than what the model thinks of it elsewhere
_OFFICE_OF = re.compile(
    r"\b(?:(?:Secretar(?:y|ies)|Ministers?|Undersecretary|Department|Ministry) (?:of|for) (?:the )?"
    r"|[Mm]inistre (?:de|du|des|à|aux?) ?(?:la |les |l[’'])?)$"
)
_NEXT_WORD = re.compile(r"\s+([^\W\d_][\w-]*)")
_LAST_WORD = re.compile(r"(\S+)$")


def read_document(text: str, raw: list[Found], language: str) -> list[EntityMention]:
    """The mentions of a text, in order and without overlaps, from what a model found in it."""
    words, known = name_words(language), spellings(language)
    capitals, small = capitals_of(text), small_words(text)
    headlines = headline_spans(text)
    placed, datelines = dateline_places(text, known, words.known)
    raw = in_order(raw)
    whole = long_names(text, raw, capitals, words, language)
    raw = outside(raw, [(each.start, each.end) for each in whole])
    credited = credit_spans(text)
    passed_over = headlines + datelines + credited
    found = in_order(
        tidied(text, outside(raw, passed_over), words, known, {each.surface(text).lower() for each in whole})
    )
    found = [each for each in found if not _is_office(text, each, words)]
    found = in_order(made_whole(text, found, words, known))
    found = of_the_world(text, found, known, words)
    found = [_by_last_word(text, each, words) for each in in_context(text, found, words, small)]
    game = is_game(text, small, found, words)
    if game:
        results = list(scores(text, found, known, words))
        results += outside(repeats(text, in_order(results), capitals, _teams(language), words), passed_over)
        others = outside(found, [(each.start, each.end) for each in results])
        found = with_teams(text, in_order(results + others), words)
    found = _agreed(found, text)
    found = in_order(found + titled(text, found, words))
    found = in_order(found + outside(list(missed(text, found, capitals, words, known)), passed_over))
    people = People(text, found, words)
    found = joined(text, found, people, places_of(language))
    found = in_order(placed + found + outside(whole, datelines))
    found = in_order(found + list(well_known(text, found, capitals, language, headlines, passed_over)))
    terms = indexed(_terms(text, found, people, words))
    found = in_order(found + outside(list(in_headlines(text, headlines, known_terms(language), terms)), credited))
    found = in_order(found + outside(repeats(text, found, capitals, terms, words), passed_over[len(headlines) :]))
    found = [each for each in found if not _is_office(text, each, words)]
    found = doubted(text, joined(text, renamed(text, found, words), people, places_of(language)))
    return list(_mentions(text, found, words, language))


def _mentions(text: str, found: list[Found], words: NameWords, language: str) -> Iterator[EntityMention]:
    least = 0
    for each in found:
        title = title_before(text, each.start, least, words) if each.kind == "person" else None
        least = each.end
        yield EntityMention(
            start_char=each.start,
            end_char=each.end,
            surface=each.surface(text),
            kind=each.kind,
            name=_name(plain(each.surface(text)), each, language),
            engine=each.engine,
            rule=each.rule,
            confidence=round(each.confidence, 3),
            country_code=each.country_code,
            title=title,
        )


def _name(surface: str, each: Found, language: str) -> str:
    """What the thing is called in the warehouse: a great city has one name in every language, as a country has."""
    name = each.name or surface
    if each.kind != "place" or each.country_code is not None:
        return name
    if name == surface and len(surface) > LETTERS_OF_AN_ACRONYM and surface.isupper():
        name = surface.title()
    return cities(language).get(name, name)


def _is_office(text: str, each: Found, words: NameWords) -> bool:
    """`State` in `Secretary of State John Kerry` and `Treasury` in `Treasury Secretary` are parts of a title."""
    if each.surface(text) not in words.portfolios:
        return False
    if _OFFICE_OF.search(text, max(0, each.start - 36), each.start):
        return True
    following = _NEXT_WORD.match(text, each.end)
    return following is not None and following[1] in words.offices


def _by_last_word(text: str, each: Found, words: NameWords) -> Found:
    """What the model took for a firm or a place and its last word says is an event or a law."""
    surface = plain(each.surface(text))
    last = _LAST_WORD.search(surface)
    if last is None or " " not in surface or each.kind in {"person", "group"} or each.rule != "model":
        return each
    kind = words.endings.get(last[1])
    first = surface.split()[0]
    if first in words.event_first:
        kind = "event"
    elif kind is None and each.kind == "place" and (last[1] in words.never_places or first in words.organisation_first):
        kind = "organisation"
    if kind is None or kind == each.kind or surface in words.never_event:
        return each
    return replace(each, kind=kind, rule="last_word", confidence=MODEL_CONFIDENCE[kind])


def _agreed(found: list[Found], text: str) -> list[Found]:
    """Where the model gives one spelling several kinds, the one that it gives most often stands."""
    votes: dict[str, Counter[EntityKind]] = {}
    first: dict[str, EntityKind] = {}
    for each in found:
        if each.country_code is None and first.setdefault(surface := plain(each.surface(text)), each.kind) != each.kind:
            votes[surface] = Counter()
    for each in found if votes else ():
        if each.country_code is None and (surface := plain(each.surface(text))) in votes:
            votes[surface][each.kind] += CONTEXT_WEIGHS if each.rule == "context" else 1
    return [
        _outvoted(text, each, votes[surface]) if (surface := plain(each.surface(text))) in votes else each
        for each in found
    ]


def _outvoted(text: str, each: Found, votes: Counter[EntityKind]) -> Found:
    if each.rule in {"team", "known", "score"}:
        return each
    (kind, most), *others = votes.most_common() or [(each.kind, 0)]
    kinds = {kind, *(other for other, times in others if times == most)}
    if kinds == {"person", "place"} and each.rule == "model" and " " not in each.surface(text):
        kind = "place"  # a model takes many a foreign town for a person, hardly ever the other way round
        return replace(each, kind=kind, rule="agreed", confidence=MODEL_CONFIDENCE[kind] - 0.2)
    if each.country_code is None and kind != each.kind and most > 1.5 * votes[each.kind]:
        return replace(each, kind=kind, rule="agreed", confidence=MODEL_CONFIDENCE[kind] - 0.05)
    return each


@cache
def _teams(language: str) -> Index:
    return team_terms(name_words(language))


def _terms(text: str, found: list[Found], people: People, words: NameWords) -> Iterator[Term]:
    for each in found:
        name = each.name or plain(each.surface(text))
        last = name.split()[-1]
        if each.kind == "organisation" and last != name and last in words.organisations:
            yield Term(last, "organisation", name, "short_form", SHORT_FORM, alone=True, after_the=True)
    for name in people.names():
        yield Term(name, "person", people.fullest(name), "repeat", SURNAME_REPEAT)
        yield Term(surname(name), "person", people.fullest(name), "surname", SURNAME_REPEAT, alone=True)
    for short, name in introduced(text, found).items():
        yield Term(short, "organisation", name, "introduced", INTRODUCED, alone=not short.isupper())
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
