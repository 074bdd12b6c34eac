"""Which country's coin a shared sign stands for, by the countries that the text names."""

import re
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
    head = text[:LOOKED_AT]
    counts = {iso: len(pattern.findall(head)) for iso, pattern in rivals.items()}
    best = max(counts, key=lambda iso: counts[iso])
    usual = counts.pop(code, 0)
    return best if best != code and counts[best] >= CERTAIN and counts[best] > usual else code


@cache
def _rivals(language: str) -> dict[str, dict[str, re.Pattern[str]]]:
    """The patterns of the countries that share a coin, by the coin's usual code."""
    return {
        code: {iso: re.compile(rf"\b{alternation(names)}\b") for iso, names in rivals.items()}
        for code, rivals in lexicon(language).data.get("country_money", {}).items()
    }
