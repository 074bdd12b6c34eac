"""The patterns of numbers, units and triggers: where a figure may begin and how its digits are grouped."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tasks.figures.lexicon import COMBINING, Data, NumberWord, Unit, common, key
from tasks.figures.trie import GAP, alternation


@dataclass(frozen=True, slots=True)
class Edges:
    """Where a word may begin and end: at spaces, or anywhere in scripts that write none."""

    spaced: bool

    @property
    def left(self) -> str:
        return rf"(?<![\w{COMBINING}])" if self.spaced else ""

    @property
    def right(self) -> str:
        return rf"(?![\w{COMBINING}])" if self.spaced else ""

    def wrap(self, words: Iterable[str]) -> str:
        return f"{self.left}{alternation(words)}{self.right}"


def digits_pattern(decimal: str, group: str, indian: bool) -> str:
    """Digits as a language groups them; narrow spaces and apostrophes group everywhere, the other sign may be a point.

    `group` may hold several signs. Arabic-Indic, Devanagari and full-width digits are digits as well.
    """
    point = "[" + re.escape(decimal) + ("٫" if decimal != "." else "．") + "]"
    # a sign groups only between full threes, and always the same sign
    marks = "[" + re.escape(group) + "\u00a0\u2009\u202f'’٬" + "]"
    plain = rf"\d+(?:{point}\d+)?"
    grouped = rf"\d{{1,3}}(?P<mark>{marks})\d{{3}}(?:(?P=mark)\d{{3}})*(?!\d)(?:{point}\d+)?"
    exponent = r"[eE](?:[+−-]\d{1,2}|\d{2})(?![\w.])"
    power = r"\s?[x×]\s?10(?:\^[-−]?\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+|[−]\d{1,2})"
    science = rf"\d+(?:{point}\d+)?(?:{exponent}|{power})|\d+{point}\d+[eE]\d(?![\w.])|"
    spaced = "" if " " in group else rf"|\d{{1,3}}(?:(?: \d{{3}}){{2,}}| 000)(?!\d)(?:{point}\d+)?"
    lakh = rf"|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?!\d)(?:{point}\d+)?" if indian else ""
    other = "" if decimal == "." else r"|\d{1,3}\.\d{1,2}(?!\d|\.\d)"
    # most numbers are plain digits before a word; nothing of the rest need be tried on them
    fast = r"\d+(?=[ \u00a0]?(?:[^\W\d_eExX]|%))|"
    return f"{fast}{science}{grouped}{lakh}{spaced}{other}|{plain}|{point}\\d+"


def element_pattern(words: Mapping[str, NumberWord], edge: Edges, compound: bool) -> re.Pattern[str]:
    """One word of a number; inside compounds (`fünfundzwanzig`) it need not end where the word ends."""
    body = alternation(words)
    return re.compile(body if compound or not edge.spaced else f"{body}{edge.right}", re.I)


def separator_pattern(numbers: Data, spaced: bool, compound: bool) -> re.Pattern[str]:
    """What stands between two words of a number; group `and` where it is a conjunction."""
    joiner = alternation(numbers.get("and", ()))
    if not spaced:
        return re.compile(f"(?P<and>{joiner})?", re.I)
    if compound:
        return re.compile(f"(?:{GAP}|[-‐‑])?(?:(?P<and>{joiner})(?:{GAP}|[-‐‑])?)?", re.I)
    return re.compile(f"(?:[-‐‑]|{GAP}|(?<=[0-9.])(?=[^\\W\\d]))(?:(?P<and>{joiner})(?:{GAP}|[-‐‑]))?", re.I)


def trigger_pattern(data: Data, words: Mapping[str, NumberWord], edge: Edges, compound: bool) -> re.Pattern[str]:
    """Where a figure may begin: a digit, or a word of number. Articles (`a`, `un`) are left to be found from there."""
    numbers = data.get("numbers", {})
    pronouns = {key(word) for word in numbers.get("pronoun_one", ())}
    if numbers.get("trigger_one"):
        pronouns |= {key(word) for word in numbers.get("one", ())}
    starts = {word for word, entry in words.items() if entry.role != "one" or word in pronouns}
    whole = set(pronouns)
    for name in ("vague", "couple", "fractions", "halves"):
        whole |= {key(word) for word in numbers.get(name, {})}
    whole |= {key(word) for word in data.get("multiples", {})}
    whole |= {key(word) for word in data.get("multiple_words", {}).get("nouns", ())}
    whole |= {key(word) for word in data.get("age", {}).get("words", {})}
    if edge.spaced and not compound:
        return re.compile(rf"\d|[{''.join(common()['fractions'])}]|{edge.wrap(starts | whole)}", re.I)
    inside = starts | ({word for word, entry in words.items() if entry.role == "one"} if compound else set())
    longer = rf"{edge.left}{alternation(inside)}"
    return re.compile(rf"\d|[{''.join(common()['fractions'])}]|{edge.wrap(whole)}|{longer}", re.I)


def unit_pattern(signs: Mapping[str, Unit], words: Mapping[str, Unit], edge: Edges) -> re.Pattern[str]:
    lettered = [sign for sign in signs if sign[-1].isalnum()]
    bare = [sign for sign in signs if not sign[-1].isalnum()]
    right = r"(?!\w)" if edge.spaced else r"(?![A-Za-z])"
    sign = f"(?P<sign>{alternation(lettered)}{right}|{alternation(bare)})"
    longest = f"(?P<word>(?i:{alternation(words)}){edge.right})"
    return re.compile(f"(?:{GAP}|[-‐‑])?(?:{longest}|{sign})")
