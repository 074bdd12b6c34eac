"""Names that stand in a text without the model having seen them: countries, and repeats of what it saw elsewhere."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from schemas.entity import EntityKind
from tasks.entities.beside import begins_sentence, word_before
from tasks.entities.found import Found
from tasks.entities.words import NameWords

_CAPITAL = re.compile(r"(?<![\w@#/])[^\W\d_a-z][^\W\d_]*")
_WORD_AFTER = re.compile(r"[ \t]+([^\W\d_]\w*)")


@dataclass(frozen=True, slots=True)
class Term:
    """A spelling to look for, and the name that stands for it."""

    spelling: str
    kind: EntityKind
    name: str
    rule: str
    confidence: float
    country_code: str | None = None
    after_the: bool = False  # only with an article: `the Commission` is the European Commission named before
    alone: bool = False  # not as part of a longer run of capitals: `Kerry Kennedy` is not `Kerry`


Capital = tuple[int, str]  # where a word that begins with a capital stands, and the word
Index = dict[str, list[Term]]  # first word -> the terms that begin with it, the longest first


def indexed(terms: Iterable[Term]) -> Index:
    """Terms by the word that they begin with."""
    by_first: Index = defaultdict(list)
    for term in terms:
        if match := _CAPITAL.match(term.spelling):
            by_first[match[0]].append(term)
    for candidates in by_first.values():
        candidates.sort(key=lambda term: -len(term.spelling))
    return dict(by_first)


def capitals_of(text: str) -> list[Capital]:
    """Every word that begins with a capital: read once, searched for many terms."""
    return [(match.start(), match[0]) for match in _CAPITAL.finditer(text)]


def repeats(text: str, found: list[Found], capitals: list[Capital], index: Index, words: NameWords) -> list[Found]:
    """The places where a term stands and no name is yet."""
    return list(_search(text, found, capitals, index, words))


def _search(text: str, found: list[Found], capitals: list[Capital], index: Index, words: NameWords) -> Iterator[Found]:
    starts = [each.start for each in found]
    taken = 0
    for start, word in capitals:
        candidates = index.get(word)
        if candidates is None or start < taken:
            continue
        before = bisect_right(starts, start)
        if before and found[before - 1].end > start:
            continue
        limit = starts[before] if before < len(starts) else len(text)
        for term in candidates:
            end = start + len(term.spelling)
            if end <= limit and _stands(text, start, end, term, words):
                taken = end
                yield Found(start, end, term.kind, "document", term.rule, term.confidence, term.name, term.country_code)
                break


def _stands(text: str, start: int, end: int, term: Term, words: NameWords) -> bool:
    if not text.startswith(term.spelling, start) or (end < len(text) and (text[end].isalnum() or text[end] == "_")):
        return False
    if term.kind == "group" and text[start - 1 : start] == "-":
        return False
    if term.after_the and not text.endswith(("the ", "The "), 0, start):
        return False
    if term.alone and (_goes_on(text, end, words) or _went_before(text, start, words)):
        return False
    if term.spelling not in words.also_words or not begins_sentence(text, start):
        return True
    after = _WORD_AFTER.match(text, end)
    return term.rule == "surname" and after is not None and after[1] in words.after_surname


def _goes_on(text: str, end: int, words: NameWords) -> bool:
    after = _WORD_AFTER.match(text, end)
    return after is not None and after[1][0].isupper() and after[1] not in words.never


def _went_before(text: str, start: int, words: NameWords) -> bool:
    word = word_before(text, start)
    if not word[:1].isupper() or not word[-1].isalnum():
        return False
    return not (words.is_title(word) or word in words.never or word in words.often_first or word in words.portfolios)
