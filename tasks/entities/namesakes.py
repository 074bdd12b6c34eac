"""Two people of one full name in one article: told by how it presents them, and believed less as one.

Nothing in a text says for certain that they are two, so they stay one entity; its mentions only lose confidence.
"""

import re
from collections import defaultdict
from dataclasses import replace

from tasks.entities.found import Found
from tasks.entities.people import plain

DOUBTED = 0.6  # what is left of the confidence of every mention of the name
AN_AGE_APART = 1  # years; a birthday may lie between two sentences of one article
_AGE = re.compile(r",?\s\(?(\d{1,3})(?=[,.;)])(?!,\d)")
_PRESENTED = re.compile(r",\s(?:the|le|la|l’|der|die)\s?\w")
_PRESENTED_ANEW = re.compile(r",\s(?:an?|une?|einer?)\s\w")  # `, a plumber from Leeds,`


def doubted(text: str, found: list[Found]) -> list[Found]:
    """The mentions of full names that the article presents twice, and as different people, with less confidence."""
    presented: dict[str, list[int]] = defaultdict(list)
    for each in found:
        surface = plain(each.surface(text))
        if each.kind == "person" and " " in surface:
            presented[each.name or surface].append(each.end)
    two = {name for name, ends in presented.items() if len(ends) > 1 and _are_two(text, ends)}
    return [
        replace(each, confidence=min(each.confidence, DOUBTED))
        if each.kind == "person" and (each.name or plain(each.surface(text))) in two
        else each
        for each in found
    ]


def _are_two(text: str, ends: list[int]) -> bool:
    """Two ages, or a stranger's presentation (`a plumber`) after one that the reader knows already (`the mayor`)."""
    ages = [int(age[1]) for end in ends if (age := _AGE.match(text, end))]
    if ages and max(ages) - min(ages) > AN_AGE_APART:
        return True
    first = next((at for at, end in enumerate(ends) if _PRESENTED.match(text, end)), None)
    return first is not None and any(_PRESENTED_ANEW.match(text, end) for end in ends[first + 1 :])
