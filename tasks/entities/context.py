"""What the words around a name say about its kind: `the broker Tejo`, `the mayor of Iquique`, `near Garissa`."""

import re
from collections import Counter
from dataclasses import replace

from schemas.entity import EntityKind
from tasks.entities.beside import begins_sentence, words_before
from tasks.entities.found import Found
from tasks.entities.people import plain
from tasks.entities.words import NameWords

IN_CONTEXT = 0.8
ONCE_AT_A_START = 0.5  # a single word that may have its capital only from beginning a sentence
_SMALL_WORD = re.compile(r"(?<!\w)[a-zß-ÿ]\w*")
_AFTER = re.compile(r"[^\S\n]+([^\W\d_][\w-]*)")
_MOVABLE: frozenset[EntityKind] = frozenset(("person", "organisation", "place", "product", "group", "other", "work"))
_OF = frozenset(("of", "de", "du", "d’", "d'"))


def small_words(text: str) -> set[str]:
    """Every word of a text that begins small."""
    return set(_SMALL_WORD.findall(text))


def in_context(text: str, found: list[Found], words: NameWords, small: set[str]) -> list[Found]:
    """The same names, each of the kind that the words beside it say; what is only a sentence's first word is gone."""
    capitals = _mid_sentence(text, found)
    counted = Counter(each.surface(text) for each in found)
    capitals |= {surface for surface, times in counted.items() if times > 1}
    said = [_by_neighbours(text, each, words) for each in found]
    return [kept for each in said if (kept := _at_a_start(each.surface(text), each, capitals, small)) is not None]


def _by_neighbours(text: str, each: Found, words: NameWords) -> Found:
    if each.country_code is not None or each.rule in {"known", "country"} or each.kind not in _MOVABLE:
        return each
    kind = _kind_beside(text, each, words)
    if kind is None or kind == each.kind:
        return each
    return replace(each, kind=kind, rule="context", confidence=IN_CONTEXT)


def _kind_beside(text: str, each: Found, words: NameWords) -> EntityKind | None:
    name = plain(each.surface(text)).split()
    before = words_before(text, each.start, 2)
    after = _AFTER.match(text, each.end)
    last = before[-1].lstrip('("“‘«') if before else ""
    if each.kind == "person" and len(name) > 1 and name[-1] in words.organisations:
        return "organisation"
    if each.kind == "place" and len(name) > 1 and name[-1] in words.never_places:
        return "organisation"
    if last in words.before_organisation and each.kind in {"person", "place", "product"}:
        return "organisation"
    if last in words.before_product:
        return "product"
    if (
        (last in words.before_person or words.is_title(last))
        and 2 <= len(name) <= 4
        and not set(name) & words.organisations
    ):
        return "person" if all(part[:1].isupper() for part in (name[0], name[-1])) else None
    if last in _OF and before[0] in words.place_of and each.kind in {"person", "organisation"}:
        return "place" if len(name) < 3 else None
    named_by_next = last == "the" and after is not None and after[1] in words.after_place
    if len(name) == 1 and each.kind == "person" and (last in words.before_place or named_by_next):
        return "place"
    return None


def _mid_sentence(text: str, found: list[Found]) -> set[str]:
    """The single-word names that stand with their capital where no sentence begins."""
    return {each.surface(text) for each in found if not begins_sentence(text, each.start, colon=False)}


def _at_a_start(surface: str, each: Found, capitals: set[str], small: set[str]) -> Found | None:
    """What has its capital from the head of a sentence is believed less, and not at all where it stands small too."""
    single = " " not in surface and surface.istitle() and surface.isalpha()
    if not single or each.rule in {"known", "country"} or surface in capitals:
        return each
    if surface.lower() in small:
        return None
    return each if each.kind in {"person", "place"} else replace(each, confidence=min(each.confidence, ONCE_AT_A_START))
