"""Which country's coin a shared sign stands for, by the countries that the text names."""

import re

from tasks.figures.lexicon import Lexicon
from tasks.figures.trie import alternation

LOOKED_AT = 20_000  # characters from the text's beginning; an article says where it is from long before
CERTAIN = 2  # mentions of a country that outweigh the usual meaning


def country_money(text: str, code: str, words: Lexicon) -> str:
    """The currency that an ambiguous sign or word stands for in a text."""
    rivals = words.data.get("country_money", {}).get(code, {})
    if not rivals:
        return code
    head = text[:LOOKED_AT]
    counts = {iso: len(re.findall(rf"\b{alternation(names)}\b", head)) for iso, names in rivals.items()}
    best = max(counts, key=lambda iso: counts[iso])
    usual = counts.pop(code, 0)
    return best if best != code and counts[best] >= CERTAIN and counts[best] > usual else code
