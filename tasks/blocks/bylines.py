"""Who wrote it: lines that name the writers, and the people in them."""

import re

from tasks.blocks.phrases import fold, holds_any, phrases

LONGEST_BYLINE = 24  # words

#: Small words inside names, in the languages of the phrase files; compared in lower case.
PARTICLES = frozenset(
    (
        *("al", "ap", "ben", "bin", "bint", "da", "dal", "dalla", "das", "de", "degli", "dei", "del", "della", "den"),
        *("der", "di", "do", "dos", "du", "e", "el", "ibn", "la", "las", "le", "los", "mac", "mc", "st", "ten", "ter"),
        *("van", "vande", "vander", "von", "vom", "y", "zu", "zum", "zur"),
    )
)
_NAME_WORD = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_SPLIT = re.compile(
    r"\s*(?:[,;|/•·]|\s[-–—]\s|\s&\s|\s(?:and|und|et|y|e|en|и|with|mit|avec|con|com|met)\s)\s*", re.IGNORECASE
)
_EMAIL = re.compile(r"\S+@\S+|@\w+")
_PLACE = re.compile(r"\s+(?:in|for|at|of|aus|für|à|pour|en|desde|da|da|per|uit|voor|из|в)\s+\S.*$")


def opens_with_by(line: str) -> str | None:
    """What follows `By` (in any language known here) at the start of a line; None where no such word stands."""
    words = line.split()
    for count in (3, 2, 1):
        if len(words) > count and fold(" ".join(words[:count])) in phrases().by:
            return line.split(None, count)[count].lstrip(" :")
    return None


def is_name(text: str) -> bool:
    """Two to five words, each with a capital but for particles: the shape of a person's name."""
    words = text.split()
    if not 2 <= len(words) <= 5 or any(not _NAME_WORD.fullmatch(word) for word in words):
        return False
    spelt = [word for word in words if word.casefold() not in PARTICLES]
    if len(spelt) < 2 or not all(word[0].isupper() for word in spelt):
        return False
    return not begins_role(text) and fold(text) not in phrases().nav and fold(text) not in phrases().tail


def begins_role(text: str) -> bool:
    """Whether the words say what somebody is (`Staff Writer`, `Political Editor`) and not who."""
    return holds_any(fold(text), phrases().roles)


def names_in(byline: str) -> tuple[str, ...]:
    """The people of a byline, in order, once each: no roles, agencies, places or addresses."""
    rest = opens_with_by(byline) or byline
    found: list[str] = []
    for part in _SPLIT.split(_EMAIL.sub(" ", rest)):
        name = _PLACE.sub("", " ".join(part.split())).strip(" .:()•")
        if is_name(name) and name not in found:
            found.append(_spelt(name))
    return tuple(found)


def _spelt(name: str) -> str:
    """`ANN LEE` as `Ann Lee`: bylines are often set in capitals."""
    return name.title() if name.isupper() else name
