"""What stands between a speaker and a verb of speech: the shapes that are looked for round a quotation."""

import re
from functools import cache

WORD = re.compile(r"[^\W\d_][\w’'.-]*[\w’']|[^\W\d_]")
SENTENCE_END = re.compile(r"[.!?](?=[\s”\"’])(?<!\b[A-Z]\.)(?<!Mr\.)(?<!Dr\.)(?<!Ms\.)(?<!Mrs\.)")
#: Between a speaker and his verb: a mark of where he stands in a picture, an apposition between commas.
APPOSITION = re.compile(r"(?:\s*\([^)\n]{1,40}\))?(?:,[^.!?\"“”\n]{1,160}?,|\s+who\s[^.!?\"“”\n]{1,120}?,)?\s*")
#: Between a verb and its speaker: an office, perhaps with its own comma.
OFFICE = re.compile(r"\s+(?:[\w’'.&-]+\s+){0,7}(?:[\w’'-]+,\s+)?")
#: A name of several words at the end of what is searched.
NAME_AT_END = re.compile(
    r"(?<![\w-])[A-ZÀ-ÞА-Я][\w’'-]+(?:\s+(?:(?:van|von|de|der|den|da|dos|del)\s+)?[A-ZÀ-ÞА-Я][\w’'-]+)+$"
)
SMALL_BETWEEN = re.compile(r"\s(?:(?:the|a|an|le|la|les|l’|l')\s?)?(?:[\w’'&-]+\s){0,4}")
CAPITALISED = re.compile(
    r"\s+(?:[^\W\d_A-ZÀ-ÞА-Я][\w’'-]*,?\s+){0,6}"
    r"(?P<name>[A-ZÀ-ÞА-Я][\w’'-]+(?:\s+(?:(?:van|von|de|der|den|da|dos|del)\s+)?[A-ZÀ-ÞА-Я][\w’'-]+)+)"
)


@cache
def noun_pattern(articles: frozenset[str]) -> re.Pattern[str]:
    """`the port authority`: an article with one to four small words after it, at the end of what is searched."""
    choice = "|".join(map(re.escape, sorted(articles))) or "(?!)"
    return re.compile(rf"(?<!\w)(?P<noun>(?:{choice})\s+(?:[a-zà-ÿ][\w’'-]*\s+){{0,3}}[a-zà-ÿ][\w’'-]*)$")


@cache
def noun_after_pattern(articles: frozenset[str]) -> re.Pattern[str]:
    """`a indiqué le ministère`, `sagte der Minister`: an article with its noun, right after a verb."""
    choice = "|".join(sorted(map(re.escape, articles))) or "(?!)"
    return re.compile(rf"\s+(?P<noun>(?:{choice})\s+[^\W\d_][\w’'-]*)")


@cache
def that_pattern(that: frozenset[str]) -> re.Pattern[str]:
    choice = "|".join(re.escape(word) + ("" if word[-1] in "'’" else r"\s") for word in sorted(that))
    return re.compile(rf"\s(?:{choice or '(?!)'})")
