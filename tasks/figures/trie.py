"""A regular expression for many words at once, that tries the longest first."""

import re
from collections.abc import Iterable

GAP = r"(?:[ \t\u00a0\u2009\u202f]{1,3}|[ \t]?\r?\n[ \t]?(?=\S))"  # between words; an empty line is no gap
_CLASSES = {" ": GAP, "'": "['’]", "’": "['’]", "-": "[-‐‑]"}

_Node = dict[str, "_Node"]


def alternation(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest that fits; one that never matches where there are none.

    The words share their beginnings, so that one position is refused after one or two characters.
    """
    root: _Node = {}
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _pattern(root) if root else "(?!)"


def _pattern(node: _Node) -> str:
    """The pattern of all that follows a node."""
    branches = [
        _CLASSES.get(character, re.escape(character)) + _pattern(child)
        for character, child in sorted(node.items(), reverse=True)
        if character
    ]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and "" not in node else "(?:" + "|".join(branches) + ")"
    return body + "?" if "" in node else body
