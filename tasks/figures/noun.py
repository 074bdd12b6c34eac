"""The noun that a number counts, in the singular, with the adjectives that name it."""

import re
from dataclasses import dataclass
from decimal import Decimal

from tasks.figures.lexicon import Lexicon, key
from tasks.figures.trie import GAP

LONGEST_ENDING = 3  # letters; longer ones in a data file are words that end compounds
MOST_WORDS = 6  # from the number to the noun's last word
_WORD = re.compile(
    rf"(?:{GAP}|(?<=\d)-|(?<=[^\W\d_])-)?(?P<word>(?:[A-Z]\.){{2,4}}|[^\W\d_][\w'’]*(?:-\w[\w'’]*)*|\d{{2,4}}s?(?![\w.,]))"
)


@dataclass(frozen=True, slots=True)
class Noun:
    """Where the noun phrase stands, and its name; `certain` where its form says that it is one."""

    start: int
    end: int
    name: str
    certain: bool


def counted_noun(text: str, position: int, count: Decimal, lexicon: Lexicon) -> Noun | None:
    """The noun phrase that begins at a position, None where the words there count nothing."""
    if not lexicon.data.get("noun"):
        return None
    if text[position : position + 1] in "-‐‑" and position < len(text):
        return _hyphened(text, position, lexicon)
    words = _phrase(text, position, lexicon)
    while words and lexicon.has("noun.dropped", words[0].group("word")):
        words = words[1:]
    if not words:
        return None
    head = _head(words, count, lexicon)
    if head is None:
        return None
    last, certain = head
    names = [word.group("word") for word in words[: last + 1]]
    noun_name = _plain(names[-1]) if abs(count) == 1 else singular(_plain(names[-1]), lexicon)
    name = " ".join([*(_plain(word) for word in names[:-1]), noun_name])
    return Noun(words[0].start("word"), words[last].end(), name, certain)


def singular(word: str, lexicon: Lexicon) -> str:
    """A noun in the singular, by the language's table and endings."""
    small = key(word)
    irregular = lexicon.maps.get("noun.irregular", {})
    if small in irregular:
        return str(irregular[small])
    endings: list[tuple[str, str]] = lexicon.data.get("noun", {}).get("plural", ())
    for ending, instead in endings:
        if small == ending and len(ending) > LONGEST_ENDING:
            return instead.capitalize() if word[0].isupper() else instead
        if small.endswith(ending) and len(small) > len(ending) + 1:
            return word[: len(word) - len(ending)] + instead
    return word


def _plain(word: str) -> str:
    """A word without its possessive ending."""
    return word.removesuffix("'s").removesuffix("’s").rstrip("'’")


def _phrase(text: str, position: int, lexicon: Lexicon) -> list[re.Match[str]]:
    """The words of the noun phrase: up to the first that cannot belong to one."""
    words: list[re.Match[str]] = []
    while len(words) < MOST_WORDS and (match := _WORD.match(text, position)):
        word = match.group("word")
        small = key(word)
        if small in lexicon.sets["noun.stops"] and not (not words and small in lexicon.sets["noun.dropped"]):
            break
        named = words and words[-1].group("word")[0].isupper() and lexicon.data["noun"].get("bare") != "capital"
        if word[0].isdigit() and not named and not word.endswith("s"):
            break  # `Boeing 787` may name what is counted, a bare number may not
        if small in lexicon.sets["noun.verbs"] or (not words and small in lexicon.number_words):
            break
        if small in lexicon.number_words and words[-1].group("word").endswith(("'s", "’s", "s'", "s’")):
            return []  # `of the company's seven factories`
        if not words and text[position - 1].isdigit() and position == match.start("word"):
            break
        words.append(match)
        position = match.end()
    return words


def _hyphened(text: str, position: int, lexicon: Lexicon) -> Noun | None:
    """`three-member`, `10-day`: the noun after a hyphen stands in the singular already."""
    match = _WORD.match(text, position + 1)
    if match is None or match.start("word") != position + 1 or key(match.group("word")) in lexicon.sets["noun.stops"]:
        return None
    word = match.group("word").split("-")[0]
    end = match.start("word") + len(word)
    if len(word) < 3 or not word.islower() or key(word) in lexicon.sets["noun.not_hyphened"]:
        return None
    return Noun(match.start("word"), end, word, False)


def _head(words: list[re.Match[str]], count: Decimal, lexicon: Lexicon) -> tuple[int, bool] | None:
    """The index of the noun among its words, and whether its form is a plural's."""
    plural = [is_plural(word.group("word"), lexicon) for word in words]
    if abs(count) == 1:
        return _head_of_one(words, plural, lexicon)
    if True not in plural:
        return _bare_head(words, lexicon)
    last = plural.index(True)
    if lexicon.data.get("noun", {}).get("noun_first"):
        return (last, True) if last == 0 else None
    if words[last].group("word")[0].isupper():  # `United States stock indexes`
        last = next((i for i in range(last, len(words)) if plural[i] and words[i].group("word")[0].islower()), last)
    complete = lexicon.has("noun.complete", words[last].group("word"))  # `people` ends its phrase
    while not complete and last + 1 < len(words) and plural[last + 1] and words[last + 1].group("word")[0].islower():
        last += 1
    return last, True


def _head_of_one(words: list[re.Match[str]], plural: list[bool], lexicon: Lexicon) -> tuple[int, bool] | None:
    """One person, one police officer: up to two words, that are no verbs."""
    if plural[0] or key(words[0].group("word")) in lexicon.sets["clause.finite"]:
        return None
    verbs = tuple(lexicon.sets["clause.verb_endings"])
    last = 0
    while last + 1 < len(words) and last < 1 and not key(words[last + 1].group("word")).endswith(verbs or ("\0",)):
        if key(words[last + 1].group("word")) in lexicon.sets["clause.finite"]:
            break
        last += 1
    if lexicon.data.get("noun", {}).get("noun_first"):
        last = 0
    return last, False


def _bare_head(words: list[re.Match[str]], lexicon: Lexicon) -> tuple[int, bool] | None:
    """Where no word has a plural's form: languages without plural endings take the first capital or word."""
    style = lexicon.data.get("noun", {}).get("bare")
    if style == "first" and lexicon.has("clause.finite", words[0].group("word")):
        return None
    if style == "capital":
        for index, word in enumerate(words):
            if word.group("word")[0].isupper():
                return index, True
            if not lexicon.patterns["adjective"].fullmatch(word.group("word")):
                return None  # `Linie 42 ab Montag`
        return None
    return (0, False) if style == "first" else None


def is_plural(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is the plural of a noun, by its form."""
    small = key(_plain(word)) if not word.endswith(("'s", "’s")) else ""
    if small in lexicon.maps.get("noun.irregular", {}):
        return True
    if small in lexicon.sets["noun.not_plural"]:
        return False
    return lexicon.patterns["plural"].fullmatch(small) is not None
