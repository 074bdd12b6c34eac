"""Names made whole: what a model cut short, took for something else or did not see, though the words say what it is.

`Ursula von` goes on with `der Leyen`, `Novak` with `Djokovic`; a name that begins with a first name is a person's, and
a run of capitals that ends in `Holdings` is a company's.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from schemas.entity import EntityKind
from tasks.entities.beside import begins_sentence, word_before
from tasks.entities.countries import Known
from tasks.entities.found import Found, resized
from tasks.entities.people import PARTICLES, plain
from tasks.entities.repeats import Capital
from tasks.entities.words import NameWords, first_names

BY_FIRST_NAME, BY_FORM = 0.9, 0.88
LONGEST_NAME = 4  # words; longer ones are titles of works or bodies

_PARTICLE = "(?:van|von|der|den|de|da|dos|do|del|della|di|la|le|el|al|bin|ibn|ben|abu|ter|ten|af|av|e|y)"
_CAPITAL = r"(?:al-|el-|as-|d[’']|O[’'])?[^\W\d_a-zà-ÿ][^\W\d_]+(?:-[^\W\d_]+|[’'][^\W\d_]{2,})*"
#: What may follow a first name: initials, particles, capitals.
_REST = re.compile(rf"(?:[ \u00a0](?:[A-ZÀ-Þ]\.|(?:{_PARTICLE}[ \u00a0-])*{_CAPITAL}))+")
_WORD_BEFORE = re.compile(r"([^\W\d_a-zà-ÿ][^\W\d_]+(?:-[^\W\d_]+)*)[ \u00a0]$")
_OF_WHAT = re.compile(r" (?:for|of) (the )?((?:[A-Z][a-zà-ÿ]+)(?:(?: and| of|,)? [A-Z][a-zà-ÿ]+)*)")
_WHO = re.compile(r",[ \u00a0](?:who|whose|\d\d,)")
_MAY_BE_PERSON: frozenset[EntityKind] = frozenset(
    ("organisation", "place", "group", "event", "product", "work", "other")
)
_SWALLOWED: frozenset[EntityKind] = frozenset(("person", "other", "work", "product", "organisation"))


def made_whole(text: str, found: list[Found], words: NameWords, known: dict[str, Known]) -> list[Found]:
    """The same names, each over all the words that belong to it and of the kind that its words say."""
    starts = [each.start for each in found]
    whole: list[Found] = []
    for number, each in enumerate(found):
        if whole and whole[-1].end > each.start:
            continue  # swallowed by the name before it
        following = found[number + 1] if number + 1 < len(found) else None
        if each.kind == "person":
            before = found[number - 1].end if number else 0
            each = _to_the_left(text, _to_the_right(text, each, following, words, known), before, words, known)
        elif each.kind == "organisation":
            each = _with_form(text, each, words, known, starts)
        whole.append(_by_first_name(text, each, words, known))
    return whole


def _to_the_right(text: str, each: Found, following: Found | None, words: NameWords, known: dict[str, Known]) -> Found:
    """`Ursula von` and `Novak`, with the rest of their names."""
    last = each.surface(text).split()[-1]
    alone = " " not in each.surface(text)
    beside = following is not None and following.start == each.end + 1 and text[each.end] in " \u00a0"
    if beside and following is not None and following.kind == "person" and " " not in following.surface(text):
        return resized(each, each.start, following.end)
    if last not in PARTICLES and not (alone and last in first_names()):
        return each
    rest = _REST.match(text, each.end) if last not in PARTICLES else _REST.match(text, each.end - len(last) - 1)
    if rest is None:
        return each
    end = _cut(text, each.end, rest.end(), words, known)
    if following is not None and following.start < end and following.kind not in _SWALLOWED:
        end = each.end if following.start <= each.end + 1 else following.start - 1
    return resized(each, each.start, max(end, each.end))


def _cut(text: str, start: int, end: int, words: NameWords, known: dict[str, Known]) -> int:
    """Where a name has to end before a word that belongs to no person: `Angela Merkel Monday`."""
    at = start
    for word in text[start:end].split():
        at = text.index(word, at)
        if _no_part(word, words, known):
            return len(text[:at].rstrip())
        at += len(word)
    return end


def _no_part(word: str, words: NameWords, known: dict[str, Known]) -> bool:
    return (
        word in words.never or word in words.organisations or word in words.never_persons or words.is_title(word)
        or word in words.portfolios or word in words.often_first or word in words.endings or word in known
        or word in words.known
    )  # fmt: skip


def _to_the_left(text: str, each: Found, before: int, words: NameWords, known: dict[str, Known]) -> Found:
    """`Kouachi` with the `Cherif` before it; at the head of a sentence only with what is known as a first name."""
    if not word_before(text, each.start)[:1].isupper():
        return each
    match = _WORD_BEFORE.search(text, max(before, each.start - 30), each.start)
    if match is None or match.start() < before or _no_part(match[1], words, known):
        return each
    if match[1] in first_names():
        return resized(each, match.start(), each.end)
    single = " " not in each.surface(text) and not match[1].isupper()
    if single and not begins_sentence(text, match.start()):
        return resized(each, match.start(), each.end)
    return each


def _with_form(text: str, each: Found, words: NameWords, known: dict[str, Known], starts: list[int]) -> Found:
    """`Reliance` with the `Industries` that follows it; `Institute` with the `for Strategic Studies`."""
    if each.surface(text).split()[-1] in words.organisations and (more := _OF_WHAT.match(text, each.end)):
        taken = bisect_right(starts, each.start)
        inside = taken < len(starts) and each.end < starts[taken] < more.end() and not more[1]
        if not inside and more[2] not in known and not _no_part(more[2], words, known):
            return resized(each, each.start, more.end())
    rest = re.compile(r"[ \u00a0]([A-Z][a-z]+)\b").match(text, each.end)
    if rest is None or rest[1] not in words.company_forms:
        return each
    taken = bisect_right(starts, each.start)
    return each if taken < len(starts) and starts[taken] < rest.end() else resized(each, each.start, rest.end())


def _by_first_name(text: str, each: Found, words: NameWords, known: dict[str, Known]) -> Found:
    """`Erling Haaland` is a person, whatever the model thinks, and so is `Matshidiso Moeti, who …`."""
    if each.kind not in _MAY_BE_PERSON or each.rule != "model":
        return each
    surface = plain(each.surface(text))
    name = surface.split()
    if len(name) > 2 and name[0] in words.portfolios and name[1] in first_names():
        return replace(
            each, start=text.index(name[1], each.start), kind="person", rule="first_name", confidence=BY_FIRST_NAME
        )
    if not 2 <= len(name) <= LONGEST_NAME or surface in known or surface in words.known or surface in words.teams:
        return each
    if not all(word[0].isupper() or word in PARTICLES or word.startswith(("al-", "el-")) for word in name):
        return each
    if any(_no_part(word, words, known) for word in name[1:]) or any(map(str.isdigit, surface)) or "&" in name:
        return each
    if name[0] in first_names() or (_WHO.match(text, each.end) and not _no_part(name[0], words, known)):
        return replace(each, kind="person", rule="first_name", confidence=BY_FIRST_NAME)
    return each


def missed(
    text: str, found: list[Found], capitals: list[Capital], words: NameWords, known: dict[str, Known]
) -> Iterator[Found]:
    """People by their first names and companies by their forms, where nothing was seen."""
    starts, ends, taken = [each.start for each in found], [each.end for each in found], 0
    names = first_names()
    for number, (start, word) in enumerate(capitals):
        if start < taken or not (word in names or word in words.company_forms):
            continue
        before = bisect_right(starts, start) - 1
        if before >= 0 and ends[before] > start:
            continue
        limit = starts[before + 1] if before + 1 < len(starts) else len(text)
        if word in names:
            rest = _REST.match(text, start + len(word), limit)
            end = _cut(text, start + len(word), rest.end(), words, known) if rest else 0
            if end > start + len(word) and not _goes_before(text, start, ends[before] if before >= 0 else 0):
                taken = end
                yield Found(start, end, "person", "document", "first_name", BY_FIRST_NAME)
        else:
            first = _run_before(text, capitals, number, ends[before] if before >= 0 else 0, words)
            if first < start:
                end = start + len(word)
                taken = end
                yield Found(first, end, "organisation", "document", "company_form", BY_FORM)


def _goes_before(text: str, start: int, end_before: int) -> bool:
    """Whether the first name stands in the middle of something longer: `the Saint John Hospital`."""
    match = _WORD_BEFORE.search(text, max(end_before, start - 30), start)
    return (
        end_before == start - 1
        and text[start - 1] == " "
        and match is None
        and text[end_before - 1].isalnum()
        and (text[start - 2].isupper())
    )


def _run_before(text: str, capitals: list[Capital], number: int, least: int, words: NameWords) -> int:
    """Where the capitals begin that end in this word."""
    start = capitals[number][0]
    while number > 0:
        before, word = capitals[number - 1]
        joined = text[before + len(word) : start] in {" ", " & ", "-"}
        if not joined or before < least or word in words.never or words.is_title(word):
            break
        if word in words.articles or (word in words.often_first and begins_sentence(text, before)):
            break
        start, number = before, number - 1
    return start
