"""Ordinals that a point makes: `der 6. Senat`, where a language writes them so."""

import re

from tasks.figures.lexicon import Lexicon

MOST_DIGITS = 3
_BEFORE = re.compile(r"(?<![\w.,])\d{1,3}\Z")
_AFTER = re.compile(r"\.[ \u00a0]([^\W\d_][\w-]*)")


def is_ordinal_point(text: str, point: int, lexicon: Lexicon) -> bool:
    """Whether the point after digits makes them an ordinal, and ends no sentence."""
    if not lexicon.data.get("format", {}).get("ordinal_point"):
        return False
    if not _BEFORE.search(text, max(0, point - MOST_DIGITS - 1), point):
        return False
    after = _AFTER.match(text, point)
    if after is None:
        return False
    word = after.group(1)
    opens = word[0].isupper() and any(
        lexicon.has(f"clause.{name}", word) for name in ("determiners", "openers", "pronouns", "leading")
    )
    return not opens
