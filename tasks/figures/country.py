"""Which country's coin a shared sign stands for, by the countries that the text names."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from tasks.figures.lexicon import Lexicon
from tasks.figures.load import lexicon
from tasks.figures.trie import alternation

LOOKED_AT = 20_000  # characters from the text's beginning; an article says where it is from long before
CERTAIN = 2  # mentions of a country that outweigh the usual meaning


def country_money(text: str, code: str, words: Lexicon) -> str:
    """The currency that an ambiguous sign or word stands for in a text."""
    rivals = _rivals(words.language).get(code)
    if not rivals:
        return code
    names = (" ".join(name.split()) for name in rivals.pattern.findall(text[:LOOKED_AT]))
    counts = Counter(rivals.countries[name] for name in names if name in rivals.countries)
    if not counts:
        return code
    best = max(counts, key=lambda iso: counts[iso])
    usual = counts.pop(code, 0)
    return best if best != code and counts[best] >= CERTAIN and counts[best] > usual else code


@dataclass(frozen=True, slots=True)
class Rivals:
    """The countries that share a coin: one pattern for all names, and the currency of each name."""

    pattern: re.Pattern[str]
    countries: dict[str, str]


@cache
def _rivals(language: str) -> dict[str, Rivals]:
    """The rivals of each shared coin, by its usual code."""
    tables = lexicon(language).data.get("country_money", {})
    return {
        code: Rivals(
            re.compile(rf"\b{alternation(name for names in rivals.values() for name in names)}\b"),
            {name: iso for iso, names in rivals.items() for name in names},
        )
        for code, rivals in tables.items()
    }
