"""Which names of organisations in one article are one: `WHO` is the `World Health Organization` that brought it in."""

import re
from collections import Counter, defaultdict
from dataclasses import replace

from tasks.entities.found import Found
from tasks.entities.people import plain
from tasks.entities.words import NameWords

INTRODUCED, SHORTENED = 0.95, 0.92
_IN_BRACKETS = re.compile(r"\s*\(\s*(?:the |or |« |“|\")?([A-Z][A-Za-z&.-]{1,9})[”\"»]?\s*\)")
_SMALL = frozenset(
    ("of", "the", "for", "and", "on", "in", "to", "at", "de", "la", "le", "des", "du", "et", "les", "pour", "l", "d")
)


def introduced(text: str, found: list[Found]) -> dict[str, str]:
    """Short form -> full name, for every `World Health Organization (WHO)` of the text."""
    forms: dict[str, str] = {}
    for each in found:
        if each.kind in {"organisation", "event", "law", "product"} and text[each.end : each.end + 2].strip() == "(":
            bracket = _IN_BRACKETS.match(text, each.end)
            name = plain(each.surface(text))
            if bracket and _initials_fit(bracket[1], name):
                forms.setdefault(bracket[1], name)
    names = {plain(each.surface(text)) for each in found if each.kind == "organisation"}
    for short, full in _by_initials(names).items():
        if short in names and len(full) == 1:
            forms.setdefault(short, full[0])
    return forms


def _by_initials(names: set[str]) -> dict[str, list[str]]:
    """Names of several words by their initials, where those could be a short form."""
    found: dict[str, list[str]] = defaultdict(list)
    if any(name.isupper() and " " not in name for name in names):
        for name in names:
            if " " in name and len(initials := _initials(name)) > 2:
                found[initials].append(name)
    return found


def _initials(name: str) -> str:
    words = [word for word in re.split(r"[\s-]+", name) if word.lower() not in _SMALL]
    return "".join(word[0] for word in words if word[:1].isupper())


def _initials_fit(short: str, name: str) -> bool:
    """The letters stand in the name in that order, and the first of both is the same."""
    letters = iter(name.lower())
    wanted = [letter for letter in short.lower() if letter.isalpha()]
    return name[:1].lower() == wanted[0] and all(letter in letters for letter in wanted) and " " in name


def renamed(text: str, found: list[Found], words: NameWords) -> list[Found]:
    """Every mention of an organisation carries the fullest name that the article gives it, without its legal form."""
    forms = introduced(text, found)
    longer = _longer_forms(
        list(Counter(plain(each.surface(text)) for each in found if each.kind == "organisation")), words
    )
    full: dict[str, str] = {}  # first or last word -> the name of several words that was last called in full
    of_form: dict[str, str] = {}  # first word -> the name of which the rest only says that it is a company
    alone: set[str] = set()
    result = []
    for each in found:
        surface = plain(each.surface(text))
        if each.name == surface and each.rule in {"repeat", "team", "score"}:
            each = replace(each, name=None)
        if each.rule in {"known", "country", "agency"}:
            pass
        elif surface in forms and each.kind != "person" and each.country_code is None:
            kind = "organisation" if each.kind == "place" else each.kind
            each = replace(each, kind=kind, name=forms[surface], rule="introduced", confidence=INTRODUCED)
        elif each.kind == "organisation" and surface in longer:
            each = replace(each, name=longer[surface], rule="short_form", confidence=SHORTENED)
        elif each.kind == "organisation" and each.name is None and surface in full and surface not in alone:
            each = replace(each, name=full[surface], rule="short_form", confidence=SHORTENED)
        elif each.kind in {"place", "person"} and each.rule == "model" and surface in of_form and surface not in alone:
            each = replace(each, kind="organisation", name=of_form[surface], rule="short_form", confidence=SHORTENED)
        if each.kind == "organisation" and " " in surface:
            if set(surface.split()[1:]) <= words.company_forms | words.organisations:
                of_form.setdefault(surface.split()[0], each.name or surface)
            for word in {surface.split()[0], surface.split()[-1]} - alone:
                full[word] = each.name or surface
        elif each.kind == "organisation" and surface not in full:
            alone.add(surface)  # called so before any longer name: `AirAsia` is not short for `Indonesia AirAsia`
        result.append(_without_form(surface, each, words) if each.kind == "organisation" else each)
    return result


def _without_form(surface: str, each: Found, words: NameWords) -> Found:
    """`Apple Inc` is Apple in the warehouse, as it is in the articles that leave the form out."""
    name = (each.name or surface).split()
    while len(name) > 1 and (name[-1].strip(".,") in words.legal_forms or name[-1] == "&"):
        name.pop()
    bare = " ".join(name).rstrip(",")
    while len(name) > 1 and name[-1] in words.company_forms and " ".join(name) not in words.known:
        name.pop()
    if (shortest := " ".join(name)) in words.known:
        bare = words.known[shortest][1]  # `Goldman Sachs Group` is Goldman Sachs
    elif bare.endswith(".") and bare.count(".") == 1:
        bare = bare[:-1]
    return each if bare == (each.name or surface) else replace(each, name=bare)


def _longer_forms(names: list[str], words: NameWords) -> dict[str, str]:
    """`Goldman Sachs` -> `Goldman Sachs Group Inc`; `the state department` -> `State Department`."""
    forms: dict[str, str] = {}
    written = {name.lower(): name for name in names if not name.islower()}
    for other in names:
        first = other.split()
        for length in range(1, len(first)):
            short = " ".join(first[:length])
            rest = {word.strip(".,") for word in first[length:]}
            if short in names and rest <= words.company_forms:
                forms[short] = max(forms.get(short, ""), other, key=len)
        if other.islower() and other in written:
            forms[other] = max(forms.get(other, ""), written[other], key=len)
    return forms
