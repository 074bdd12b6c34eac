"""The sentences that figures stand in, and the words that direct their clauses."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from tasks.figures.lexicon import Lexicon, Mark, key
from tasks.figures.ordinal import is_ordinal_point

LONGEST = 900  # characters; a longer stretch without a full stop is cut, so that work stays linear
#: A run of signs is looked at once, from its first: `.....x` would else take the square of its length.
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s|\Z)|[。！？।۔؟]+|\n")
_WORD_AT_END = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]+\Z")


@dataclass(frozen=True, slots=True)
class Marked:
    """A directing word at its place in the text."""

    start: int
    end: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's place in the text, its directing words and the places where a clause ends (start, end)."""

    start: int
    end: int
    marks: tuple[Marked, ...]
    breaks: tuple[tuple[int, int], ...]


class Sentences:
    """The sentences of a text, looked up by position; each is analysed once, when it is asked for."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text = text
        self._lexicon = lexicon
        self._ends = _sentence_ends(text, lexicon)
        self._last: Sentence | None = None

    def at(self, position: int) -> Sentence:
        """The sentence that a position lies in."""
        if self._last and self._last.start <= position < self._last.end:
            return self._last
        self._last = self.before(position)
        return self._last

    def before(self, position: int) -> Sentence:
        """The same, for a look back that leaves the sentence at hand where it is."""
        index = bisect_right(self._ends, position)
        start = self._ends[index - 1] if index else 0
        end = self._ends[index] if index < len(self._ends) else len(self._text)
        if end - start > LONGEST:
            start = max(start, position - position % LONGEST)
            end = min(end, start + LONGEST)
        return _analysed(self._text, start, end, self._lexicon)


def _sentence_ends(text: str, lexicon: Lexicon) -> list[int]:
    """Where sentences end; the point of an abbreviation or between digits ends none."""
    short = lexicon.sets["clause.abbreviations"]
    ends: list[int] = []
    for match in _END.finditer(text):
        sign = match.group()
        if sign == "." and (
            _is_abbreviation(text, match.start(), short) or is_ordinal_point(text, match.start(), lexicon)
        ):
            continue
        ends.append(match.end())
    return ends


def _is_abbreviation(text: str, point: int, short: frozenset[str]) -> bool:
    match = _WORD_AT_END.search(text[max(0, point - 12) : point])
    if match is None:
        return False
    word = key(match.group())
    if len(word) == 1 and text[point - 1].isupper():
        return True
    if "." not in word and word not in short:
        return False
    # `the U.S. The` ends a sentence, `the U.S. economy` does not
    following = text[point + 1 : point + 3].strip()
    return not (following[:1].isupper() and "." in word and _opens_sentence(text, point + 1))


_OPENER = re.compile(r"\s+(?:The|A|An|In|On|At|But|And|It|He|She|They|We|I|That|This|After|However|Meanwhile)\b")


def _opens_sentence(text: str, position: int) -> bool:
    return _OPENER.match(text, position) is not None


def _analysed(text: str, start: int, end: int, lexicon: Lexicon) -> Sentence:
    marks = []
    for match in lexicon.marks.finditer(text, start, end):
        found = _mark_of(match, lexicon)
        if found and match.end() > match.start() and not _is_noun(match, found, start, lexicon):
            if found.role == "speech" and _is_report(match, start, lexicon):
                continue
            marks.append(Marked(match.start(), match.end(), found))
    places = lexicon.patterns["breaks"].finditer(text, start, end)
    breaks = tuple(
        (match.start(), match.end())
        for match in places
        if match.end() > match.start() and not _joins(match, text, lexicon)
    )
    return Sentence(start, end, tuple(marks), breaks)


def _is_noun(match: re.Match[str], mark: Mark, start: int, lexicon: Lexicon) -> bool:
    """`unter dem Strich`, `ums Leben`: where nouns have a capital, the verb that is written alike is another word."""
    if match["exact"] is None or not match.group()[0].isupper() or lexicon.data["noun"].get("bare") != "capital":
        return False
    opens = not any(letter.isalnum() for letter in match.string[start : match.start()])
    return not opens and "change_nouns" not in mark.flags


def _is_report(match: re.Match[str], start: int, lexicon: Lexicon) -> bool:
    """`Reports of fraud rose`, `the reports`: a noun that is written like a verb of speech."""
    before = lexicon.patterns["any_word_before"].search(match.string, max(start, match.start() - 16), match.start())
    if before is not None:
        return lexicon.has("clause.determiners", before.group(1)) and " " not in match.group()
    after = lexicon.patterns["word_after"].match(match.string, match.end())
    return after is not None and lexicon.has("noun.of", after.group(1))


def _joins(match: re.Match[str], text: str, lexicon: Lexicon) -> bool:
    """Whether a word that may open a clause joins a phrase here: `such as`, `as part of`."""
    if not lexicon.has("clause.soft_breaks", match.group().strip()):
        return False
    before = lexicon.patterns["any_word_before"].search(text, max(0, match.start() - 16), match.start())
    after = lexicon.patterns["word_after"].match(text, match.end() - 1)
    if after is None:
        return True
    tied = before is not None and lexicon.has("clause.soft_after", before.group(1))
    return tied or lexicon.has("clause.soft_before", after.group(1))


def _mark_of(match: re.Match[str], lexicon: Lexicon) -> Mark | None:
    if match["exact"] is not None:
        return lexicon.exact_marks.get(key(match.group()))
    word = key(match.group())
    for size in range(len(word), 1, -1):
        if mark := lexicon.stem_marks.get(word[:size]):
            return mark
    return None
