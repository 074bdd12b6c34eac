"""Who is who among the people of one article: `Kerry`, `Mr. Kerry` and `John Kerry` are one man."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from tasks.entities.found import Found

PARTICLES = frozenset(
    ("van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "do", "la", "le", "el", "al", "bin", "ibn",
     "ben", "abu", "ter", "ten", "zu", "af", "av", "of", "y", "e", "mac", "du")
)  # fmt: skip
SURNAME, FIRST_NAME, FULL_NAME = 0.94, 0.8, 0.95  # how often such a join was right, on articles read by hand
_PLACE_FOLLOWS = re.compile(r"\b(?:in|at|from|near|to|of|à|dans)\s+$", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Person:
    """A person by the fullest name that the article gives, and where it first gives it."""

    name: str
    start: int

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.name.split())


class People:
    """The full names of one article, to be asked by parts of them."""

    def __init__(self, text: str, found: list[Found]) -> None:
        self._by_part: dict[str, list[Person]] = defaultdict(list)
        self._full: dict[str, str] = {}
        spans = [(plain(each.surface(text)), each.start) for each in found if each.kind == "person"]
        names = dict.fromkeys(name for name, _ in spans if " " in name)
        for name in names:
            self._full[name] = _fullest(name, list(names))
        for name, start in spans:
            if name in self._full:
                person = Person(self._full[name], start)
                for part in {surname(name), name.split()[-1], name.split()[0]}:
                    self._by_part[part].append(person)

    def fullest(self, name: str) -> str:
        """`John F. Kerry` for `John Kerry`, where the article gives both."""
        return self._full.get(name, name)

    def called(self, part: str, at: int) -> tuple[Person, str] | None:
        """Who is called by that part of a name there: the last one named before it, or else the next."""
        people = self._by_part.get(part, [])
        by_surname = [person for person in people if part in {surname(person.name), person.words[-1]}]
        for candidates, rule in ((by_surname, "surname"), (people, "first_name")):
            if candidates:
                before = [person for person in candidates if person.start <= at]
                return (before[-1] if before else candidates[0]), rule
        return None

    def names(self) -> list[str]:
        """Every full name as written, with its short forms that a repeat may use."""
        return list(self._full)


def plain(surface: str) -> str:
    """A surface with its line breaks and runs of spaces made single spaces."""
    return _SPACES.sub(" ", surface)


def surname(name: str) -> str:
    """`von der Leyen` of `Ursula von der Leyen`."""
    words = name.split()
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in PARTICLES:
        first -= 1
    if words[-1].rstrip(".") in {"Jr", "Sr", "II", "III", "IV"} and first > 1:
        first -= 1
    return " ".join(words[first:])


def _fullest(name: str, names: list[str]) -> str:
    """The longest name with the same first and last word and all of this one's words in between."""
    words = name.split()
    same = [other for other in names if _says_more(other.split(), words)]
    return max(same, key=len) if same else name


def _says_more(other: list[str], words: list[str]) -> bool:
    if len(other) <= len(words) or other[-1] != words[-1]:
        return False
    remaining = iter(other)
    return other[0] == words[0] and all(word in remaining for word in words)


def joined(text: str, found: list[Found], people: People, places: set[str]) -> list[Found]:
    """Every mention that is part of a person's name carries the person's full name."""
    return [_joined(text, each, people, places) for each in found]


def _joined(text: str, each: Found, people: People, places: set[str]) -> Found:
    surface = plain(each.surface(text))
    if each.kind == "person" and " " in surface and people.fullest(surface) != surface:
        return replace(each, name=people.fullest(surface), rule="full_name", engine="document", confidence=FULL_NAME)
    if each.kind not in {"person", "organisation", "place", "product", "work", "other"} or each.name is not None:
        return each
    called = people.called(surface, each.start)
    if called is None or people.fullest(surface) == called[0].name:
        return each
    if each.kind != "person" and not _may_be_person(text, each, called[1], places):
        return each
    person, rule = called
    confidence = SURNAME if rule == "surname" else FIRST_NAME
    if each.kind != "person":
        confidence -= 0.1
    return replace(each, kind="person", name=person.name, rule=rule, engine="document", confidence=confidence)


def _may_be_person(text: str, each: Found, rule: str, places: set[str]) -> bool:
    """A surname that the model took for a place or a firm is the person's, unless it is known or told as a place."""
    if rule != "surname" or each.surface(text) in places:
        return False
    return not (each.kind == "place" and _PLACE_FOLLOWS.search(text, max(0, each.start - 12), each.start))
