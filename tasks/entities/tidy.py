"""A model's spans made into names: without articles, titles, possessives and marks, and without what is no name."""

import re
from collections.abc import Iterator
from dataclasses import replace

from tasks.entities.countries import Known
from tasks.entities.found import MODEL_CONFIDENCE, Found, resized
from tasks.entities.words import NameWords

_MARKS = " \t\n\r\"'“”‘’«»„‹›()[]{}<>,;:!?•*–—-…|/@#~_=+`´\u00a0\u200b"
_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"https?:|www\.|@|\.(?:com|org|net|html?)\b", re.IGNORECASE)
_FIRM_OF_THE_NET = re.compile(r"[A-Z][\w-]+\.com(?: [A-Z]\w*\.?)*")  # `Salesforce.com Inc`
_PAIR = re.compile(r"([^\s–-]+)[–-]([^\s–-]+)(?:\s+|$)")
_ENDS_WITH_PERIOD = re.compile(r"(?:^|[\s.])(?:[^\W\d_]|Inc|Corp|Co|Ltd|Jr|Sr|Bros|St)\.$")
_SCORE = re.compile(r"\s+\d+[-–:]\d+$")  # `Chelsea 2-1`
_DASH = re.compile(r"(?<=\w)\s+[-–—]\s")  # `Tom Phillips - The`: what follows is another thing
_PARTY = re.compile(r"[RDI]-(?=[A-Z][a-z])")  # `R-Texas`, after a member of Congress
_INSIDE_POSSESSIVE = re.compile(r"(?:'|’)s\s+")


def tidied(text: str, found: list[Found], words: NameWords, known: dict[str, Known], spelt: set[str]) -> list[Found]:
    """The same names over the right characters; what is no name is gone.

    What is written small is a name only where it stands elsewhere in capitals: here or, in small letters, in `spelt`.
    """
    names = []
    for each in _with_ampersands(text, found):
        trimmed = _trimmed(text, each, words)
        names += [part if part is trimmed else _trimmed(text, part, words) for part in _parts(text, trimmed, known)]
    names = [each for each in names if _is_name(text, each, words)]
    capitals = spelt | {each.surface(text).lower() for each in names if not each.surface(text).islower()}
    return [each for each in names if not (each.surface(text).islower() and each.surface(text) not in capitals)]


def _with_ampersands(text: str, found: list[Found]) -> list[Found]:
    """`Larsen & Toubro` is one firm, though a model may see two people in it."""
    joined: list[Found] = []
    for each in found:
        if joined and text[joined[-1].end : each.start] == " & ":
            each = replace(each, start=joined.pop().start, kind="organisation")
        joined.append(each)
    return joined


def _is_trim(surface: str, each: Found, words: NameWords) -> bool:
    """Whether there is plainly nothing to take off: what most names are, told without trying everything."""
    if not (surface[0].isalnum() and surface[-1].isalpha()) or "'" in surface or "’" in surface or "-" in surface:
        return False
    first, *more = surface.split(" ")
    if not more:
        return first.isalnum()
    person = each.kind == "person"
    if first in words.articles or (person and (words.is_title(first) or first in words.portfolios)):
        return False
    last = more[-1]
    return not (last in words.articles or last in words.often_first or (person and last in words.never)) and (
        surface.replace(" ", "").isalnum()
    )


def _trimmed(text: str, each: Found, words: NameWords) -> Found:
    start, end = each.start, each.end
    if _is_trim(text[start:end], each, words):
        return each
    before = None
    while before != (start, end) and start < end:
        before = (start, end)
        while start < end and text[start] in _MARKS:
            start += 1
        while end > start and text[end - 1] in _MARKS:
            end -= 1
        if text[start:end].endswith("."):
            end -= 0 if _ENDS_WITH_PERIOD.search(text[start:end]) else 1
        for possessive in words.possessives:
            kept = text[start:end].replace("’", "'").endswith(words.keep_possessive)
            if text[start:end].endswith(possessive) and end - start > len(possessive) and not kept:
                end -= len(possessive)
        if cut := _SCORE.search(text, start, end) or _DASH.search(text, start, end):
            end = cut.start()
        if party := _PARTY.match(text, start, end):
            start = party.end()
        start = _after_first_words(text, start, end, each, words)
        if each.kind in {"person", "organisation"}:
            end = _before_last_words(text, start, end, each, words)
    return resized(each, start, end)


def _after_first_words(text: str, start: int, end: int, each: Found, words: NameWords) -> int:
    tokens = list(_WORD.finditer(text, start, end))
    if len(tokens) > 1:
        first = tokens[0][0]
        if first in words.articles and text[start:end] not in words.keep_article:
            return tokens[1].start()
        if each.kind == "person" and words.is_title(first):
            return tokens[1].start()
        if each.kind == "person" and first in words.portfolios and words.is_title(tokens[1][0]):
            return tokens[1].start()
    for article in words.articles:  # French: l’Élysée
        if article[-1] in "'’" and text.startswith(article, start):
            return start + len(article)
    return start


def _before_last_words(text: str, start: int, end: int, each: Found, words: NameWords) -> int:
    tokens = list(_WORD.finditer(text, start, end))
    last = tokens[-1][0] if len(tokens) > 1 else ""
    no_part = last in words.articles or last in words.often_first or (each.kind == "person" and last in words.never)
    if last and no_part:
        return tokens[-2].end()
    return end


def _parts(text: str, each: Found, known: dict[str, Known]) -> Iterator[Found]:
    """`China's Foreign Ministry` is a country and its ministry; `US-China Dialogue` two and a dialogue."""
    surface = each.surface(text)
    if each.kind != "person":
        if (split := _INSIDE_POSSESSIVE.search(surface)) and surface[: split.start()] in known:
            yield _country(each, each.start, each.start + split.start())
            yield from _parts(text, resized(each, each.start + split.end(), each.end), known)
            return
        if (pair := _PAIR.match(surface)) and surface not in known and {pair[1], pair[2]} <= known.keys():
            yield _country(each, each.start, each.start + pair.end(1))
            yield _country(each, each.start + pair.start(2), each.start + pair.end(2))
            if pair.end() < len(surface):
                yield resized(each, each.start + pair.end(), each.end)
            return
    yield each


def _country(each: Found, start: int, end: int) -> Found:
    return replace(each, start=start, end=end, kind="place", rule="country", confidence=MODEL_CONFIDENCE["place"])


def _is_name(text: str, each: Found, words: NameWords) -> bool:
    surface = each.surface(text)
    if each.kind == "organisation" and _FIRM_OF_THE_NET.fullmatch(surface):
        return True
    if each.kind in {"organisation", "other", "work"} and _is_title(surface.split(), words):
        return False
    letters = [character for character in surface if character.isalpha()]
    if len(letters) < 2 or surface in words.never or surface.title() in words.never or _ADDRESS.search(surface):
        return False
    if each.kind == "person" and any(map(str.isdigit, surface)):
        return False
    if surface.islower():  # `the state department`, where the article has it in capitals too
        return each.kind == "organisation" and " " in surface
    return True


def _is_title(tokens: list[str], words: NameWords) -> bool:
    """`ministre de la Défense`, `Premier ministre`: an office, whoever holds it."""
    return len(tokens) > 1 and (
        (tokens[0].islower() and tokens[0] in words.offices) or all(token in words.offices for token in tokens)
    )
