"""Which names of organisations in one article are one: `WHO` is the `World Health Organization` that brought it in."""

import re
from collections import Counter
from dataclasses import replace

from tasks.entities.found import Found
from tasks.entities.people import plain
from tasks.entities.words import NameWords

INTRODUCED, SHORTENED = 0.93, 0.85
_IN_BRACKETS = re.compile(r"\s*\(\s*(?:the |or |« |“|\")?([A-Z][A-Za-z&.-]{1,9})[”\"»]?\s*\)")
_SMALL = frozenset(
    ("of", "the", "for", "and", "on", "in", "to", "at", "de", "la", "le", "des", "du", "et", "les", "pour", "l", "d")
)


def introduced(text: str, found: list[Found]) -> dict[str, str]:
    """Short form -> full name, for every `World Health Organization (WHO)` of the text."""
    forms: dict[str, str] = {}
    for each in found:
        name = plain(each.surface(text))
        bracket = _IN_BRACKETS.match(text, each.end)
        if each.kind in {"organisation", "event", "law", "product"} and bracket and _initials_fit(bracket[1], name):
            forms.setdefault(bracket[1], name)
    names = {plain(each.surface(text)) for each in found if each.kind == "organisation"}
    for short in names:
        full = [name for name in names if " " in name and len(short) > 2 and _initials(name) == short]
        if len(full) == 1:
            forms.setdefault(short, full[0])
    return forms


def _initials(name: str) -> str:
    words = [word for word in re.split(r"[\s-]+", name) if word.lower() not in _SMALL]
    return "".join(word[0] for word in words if word[:1].isupper())


def _initials_fit(short: str, name: str) -> bool:
    """The letters stand in the name in that order, and the first of both is the same."""
    letters = iter(name.lower())
    wanted = [letter for letter in short.lower() if letter.isalpha()]
    return name[:1].lower() == wanted[0] and all(letter in letters for letter in wanted) and " " in name


def renamed(text: str, found: list[Found], words: NameWords) -> list[Found]:
    """Every mention of an organisation carries the fullest name that the article gives it."""
    forms = introduced(text, found)
    counted = Counter(plain(each.surface(text)) for each in found if each.kind == "organisation")
    longer = _longer_forms(list(counted), words)
    full: dict[str, str] = {}  # first or last word -> the name of several words that was last called in full
    alone: set[str] = set()
    result = []
    for each in found:
        surface = plain(each.surface(text))
        known = words.known_organisations.get(surface)
        if known and each.kind in {"organisation", "place", "other"} and each.country_code is None:
            each = replace(each, kind="organisation", name=known, rule="known", confidence=INTRODUCED)
        elif surface in forms and each.kind != "person" and each.country_code is None:
            kind = "organisation" if each.kind == "place" else each.kind
            each = replace(each, kind=kind, name=forms[surface], rule="introduced", confidence=INTRODUCED)
        elif each.kind == "organisation" and surface in longer:
            each = replace(each, name=longer[surface].rstrip("."), rule="short_form", confidence=SHORTENED)
        elif each.kind == "organisation" and each.name is None and surface.endswith(".") and surface.count(".") == 1:
            each = replace(each, name=surface[:-1])
        elif each.kind == "organisation" and each.name is None and surface in full and surface not in alone:
            each = replace(each, name=full[surface], rule="short_form", confidence=SHORTENED)
        if each.kind == "organisation" and " " in surface:
            for word in {surface.split()[0], surface.split()[-1]} - alone:
                full[word] = each.name or surface
        elif each.kind == "organisation" and surface not in full:
            alone.add(surface)  # called so before any longer name: `AirAsia` is not short for `Indonesia AirAsia`
        result.append(each)
    return result


def _longer_forms(names: list[str], words: NameWords) -> dict[str, str]:
    """`Goldman Sachs` -> `Goldman Sachs Group Inc`; `the state department` -> `State Department`."""
    forms: dict[str, str] = {}
    for name in names:
        for other in names:
            rest = other[len(name) :].replace(".", "").replace(",", "").split()
            with_form = other.startswith(name + " ") and bool(rest) and set(rest) <= words.company_forms
            in_capitals = name != other and name.lower() == other.lower() and name.islower()
            if with_form or in_capitals:
                forms[name] = max(forms.get(name, ""), other, key=len)
    return forms
