"""The line that opens an agency's story: where it was filed, when, and by whom (`BEIJING, July 10 (Reuters) -`)."""

import re

LONGEST = 90  # characters before the dash
_DASH = re.compile(r"\.-\s?|\s[-–—|]{1,2}\s|(?<=\))\s?[-–—:]\s?|—|\s?--\s")
_BRACKETED = re.compile(r"【([^】]{2,40})】")  # Chinese and Japanese agencies
_AGENCY = re.compile(r"\(([^()\d]{2,40})\)")
_WORD = re.compile(r"[^\W\d_]+")
MOST_SMALL_WORDS = 2  # the month of many languages, and one particle of a place (`Rio de Janeiro`)


def dateline_of(paragraph: str) -> str | None:
    """What stands before the dash of a story's first paragraph, where that is a dateline."""
    bracketed = _BRACKETED.match(paragraph)
    if bracketed:
        return bracketed[1]
    dash = _DASH.search(paragraph, 0, LONGEST)
    if dash is None or dash.start() < 3:
        return None
    head = paragraph[: dash.start()].strip()
    if head.startswith("(") and head.endswith(")"):
        inner = dateline_of(paragraph[dash.end() :])
        if inner:
            return paragraph[: paragraph.index(inner, dash.end()) + len(inner)]
    return head if _is_dateline(head) else None


def _is_dateline(head: str) -> bool:
    agency = _AGENCY.search(head)
    place = _AGENCY.sub(" ", head).strip(" ,.")
    words = _WORD.findall(place)
    if not words:
        return agency is not None and agency[1].isupper()
    if len(words) > 8 or not place[0].isupper():
        return False
    if sum(word.islower() for word in words) > MOST_SMALL_WORDS:
        return False
    return agency is not None or (words[0].isupper() and len(words[0]) >= 3 and len(words) <= 6)
