"""Who is who among the people of one article: `Kerry`, `Mr. Kerry` and `John Kerry` are one man."""

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from tasks.entities.beside import word_before
from tasks.entities.found import Found
from tasks.entities.words import NameWords

ROLES = ("surname", "first_word", "middle_word")  # what a part of a name is believed to be, in this order
PARTICLES = frozenset(
    ("van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "do", "la", "le", "el", "al", "bin", "ibn",
     "ben", "abu", "ter", "ten", "zu", "af", "av", "of", "y", "e", "mac", "du")
)  # fmt: skip
SURNAME, FIRST_WORD, FULL_NAME, HONORIFIC = 0.97, 0.9, 0.97, 0.88  # see docs/entities.md
ONE_OF_TWO = 0.75  # of a surname that two people bear, where nothing but their order says who is meant
_APPOSITION = re.compile(r",\s(?:\w+\s){0,2}?(\w+)(?=[,.;]|\s(?:of|and)\b)")  # `, his wife,`
_PLACE_FOLLOWS = re.compile(r"\b(?:in|at|from|near|to|of|à|dans)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Person:
    """A person by the fullest name that the article gives, at one place where it gives it."""

    name: str
    start: int
    title: str = ""  # the word before it: `President`


class People:
    """The full names of one article, to be asked by parts of them."""

    def __init__(self, text: str, found: list[Found], words: NameWords) -> None:
        self._text, self._words = text, words
        self._called: dict[tuple[str, str], list[Person]] = defaultdict(list)
        persons = [(plain(each.surface(text)), each.start) for each in found if each.kind == "person"]
        titled_alone = {name for name, start in persons if " " not in name and self._title(start)}
        names = dict.fromkeys(name for name, _ in persons if " " in name)
        names |= dict.fromkeys(titled_alone - {part for name in names for part in (surname(name), *name.split())})
        self._full = {name: _fullest(name, list(names)) for name in names}
        for name, start in persons:
            if name in self._full:
                person = Person(self._full[name], start, self._title(start))
                for part, role in _parts_of(name).items():
                    self._called[part, role].append(person)
        self._sex: dict[str, str] = {}
        for name, start in persons:
            self._learn_sex(name, start)

    def _title(self, start: int) -> str:
        before = word_before(self._text, start)
        return before if before and self._words.is_title(before) else ""

    def fullest(self, name: str) -> str:
        """`John F. Kerry` for `John Kerry`, where the article gives both."""
        return self._full.get(name, name)

    def called(self, part: str, at: int) -> tuple[Person, str, bool] | None:
        """Who is called by that part of a name there, by which role of it, and whether only one may be meant.

        Of several, those of the same office or sex; of these the last one before, or else the next.
        """
        for role in ROLES:
            people = self._called.get((part, role))
            if people:
                people = self._of_title(people, self._title(at))
                before = bisect_right(people, at, key=lambda person: person.start)
                return people[max(0, before - 1)], role, len({person.name for person in people}) == 1
        return None

    def _of_title(self, people: list[Person], title: str) -> list[Person]:
        if not title:
            return people
        if same := [person for person in people if person.title == title]:
            return same
        sex = self._sex_of(title)
        sure = [person for person in people if sex and self._sex.get(person.name) == sex]
        return sure or [person for person in people if not sex or self._sex.get(person.name) is None] or people

    def _sex_of(self, word: str) -> str:
        return "his" if word in self._words.his else "her" if word in self._words.her else ""

    def _learn_sex(self, name: str, start: int) -> None:
        """A person has the sex of the first title or relation that tells one (`Mrs.`, `his wife`)."""
        after = _APPOSITION.match(self._text, start + len(name)) if name in self._full else None
        told = self._sex_of(word_before(self._text, start)) or (self._sex_of(after[1]) if after else "")
        if told and name in self._full:
            self._sex.setdefault(self._full[name], told)
        elif told and (called := self.called(name, start)):
            self._sex.setdefault(called[0].name, told)

    def names(self) -> list[str]:
        """Every full name as written."""
        return list(self._full)


def _parts_of(name: str) -> dict[str, str]:
    """Every part that a name may be called by, and how much it says."""
    first, *middle = name.split()
    parts = dict.fromkeys(set(middle) - PARTICLES, "middle_word")
    return parts | {first: "first_word", name.split()[-1]: "surname", surname(name): "surname"}


@lru_cache(20_000)
def plain(surface: str) -> str:
    """A surface with its line breaks and runs of spaces made single spaces."""
    return " ".join(surface.split())


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
    if len(words[1].rstrip(".")) == 1 < len(words) - 1 and other[1] != words[1]:
        return False  # `George W. Bush` is not `George H. W. Bush`
    remaining = iter(other)
    return other[0] == words[0] and all(word in remaining for word in words)


def titled(text: str, found: list[Found], words: NameWords) -> list[Found]:
    """`Mr. Whitlock` where the model saw no name: an honorific has a person after it."""
    if not words.honorifics:
        return []
    taken = {position for each in found for position in (each.start, each.end - 1)}
    return [
        Found(match.start("name"), match.end("name"), "person", "document", "honorific", HONORIFIC)
        for match in _honorific(words.honorifics).finditer(text)
        if match.start("name") not in taken and match.end("name") - 1 not in taken
    ]


@cache
def _honorific(honorifics: frozenset[str]) -> re.Pattern[str]:
    choice = "|".join(sorted(honorifics - {"St", "Fr", "Hon"}))
    return re.compile(
        rf"(?<!\w)(?:{choice})(?:\.|(?=\s))[^\S\n]+(?P<name>[A-ZÀ-Þ][a-zà-ÿ][\w’-]*(?:[^\S\n]+[A-ZÀ-Þ][a-zà-ÿ][\w-]*)?)"
    )


def joined(text: str, found: list[Found], people: People, places: frozenset[str]) -> list[Found]:
    """Every mention that is part of a person's name carries the person's full name."""
    return [_joined(text, each, people, places) for each in found]


def _joined(text: str, each: Found, people: People, places: frozenset[str]) -> Found:
    surface = plain(each.surface(text))
    if each.kind == "person" and " " in surface and people.fullest(surface) != surface:
        return replace(each, name=people.fullest(surface), rule="full_name", engine="document", confidence=FULL_NAME)
    if each.kind not in {"person", "organisation", "place", "product", "work", "other"} or each.name is not None:
        return each
    called = people.called(surface, each.start) or people.called(surface[0].lower() + surface[1:], each.start)
    if called is None or (each.kind == "person" and people.fullest(surface) == called[0].name):
        return each
    if each.kind != "person" and not _may_be_person(text, each, called[1], places):
        return each
    person, rule, alone = called
    confidence = (SURNAME if alone else ONE_OF_TWO) if rule == "surname" else FIRST_WORD
    if each.kind != "person":
        confidence -= 0.1
    return replace(each, kind="person", name=person.name, rule=rule, engine="document", confidence=confidence)


def _may_be_person(text: str, each: Found, rule: str, places: frozenset[str]) -> bool:
    """A surname that the model took for a place or a firm is the person's, unless it is known or told as a place."""
    if each.surface(text) in places or (rule != "surname" and each.kind != "organisation"):
        return False
    return not (each.kind == "place" and _PLACE_FOLLOWS.search(text, max(0, each.start - 12), each.start))
