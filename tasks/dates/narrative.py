"""Whether a text tells of a time long before its publication: history, encyclopaedia, chronicle."""

import re
from datetime import date

from tasks.dates.language import Language
from tasks.dates.tokens import Tokens

_OLD_ENOUGH = 4  # years of the past, at the least; a full date and what nobody reports any more count double
_CHRONICLE = 12  # years in a text that is a chronicle, though it may reach to the year before its publication
_SENTENCES = 4  # of a text with few years: `Built in 1911 and shut in 1974, the hall reopens in May` is news
_LONG_AGO = 25  # years
_BESIDE = 8  # tokens before a year, white space included, that belong to its date
_SILENT = 2  # what it weighs that nothing in a text of long ago speaks of its publication, nor of what anybody said
_YEARS_TO_A_QUOTE = 4  # old years, at the least, for each word of reporting in a history: `it is often said`
_FAR = 320  # tokens, white space included, in which a story may go on with its weekdays after a full date
_NEAR = ("relday", "weekday", "daypart", "unit_one")  # what is counted from publication
_LEDE = 200  # tokens, white space included: headline and first sentences, where news says of which day it tells


def year_told_of(tokens: Tokens, language: Language, reference: date | None) -> int | None:
    """The first year of a text that is told from within its time; None for news.

    Its years are mostly old, and it hardly says `today`, `Monday` or `last week`. A weekday after an old year is of the
    story where nobody is quoted: news says who said it.
    """
    years = [(at, int(tokens.words[at])) for at in map(re.Match.start, language.years.finditer(tokens.codes))]
    latest = reference.year - (1 if len(years) >= _CHRONICLE else 3) if reference else 9999
    old = [(at, year) for at, year in years if year <= latest]
    if not old or len(old) < 0.8 * len(years):
        return None
    long_ago = reference.year - _LONG_AGO if reference else 0
    weight = sum(1 + (year <= long_ago) + _follows_a_month(tokens, language, at) for at, year in old)
    if weight + _SILENT < _OLD_ENOUGH:
        return None
    reporting = language.words.get("reporting")
    quoted = not reporting or len(tokens.where(reporting)) > len(old) // _YEARS_TO_A_QUOTE
    dated = {beside for at, _ in years for beside in range(at - _BESIDE, at)}
    dated |= set() if quoted else _days_of_the_story(tokens, language, [at for at, _ in years])
    news = _words_of_news(tokens, language, dated)
    if not quoted and not news and old[0] == years[0] and old[0][1] <= long_ago:
        weight += _SILENT
    if weight < _OLD_ENOUGH or (len(old) < _OLD_ENOUGH and tokens.codes.count(". ") < _SENTENCES):
        return None
    if any(at < _LEDE for at in news) or len(news) * 5 > len(old):
        return None
    return old[0][1]


def _follows_a_month(tokens: Tokens, language: Language, at: int) -> bool:
    return any(_is_month(word, language) for word in tokens.words[max(0, at - _BESIDE // 2) : at])


def _is_month(word: str, language: Language) -> bool:
    """Whether a word names a month; `march` and `may` do with a capital."""
    return language.is_a(word, "month") or (word[:1].isupper() and language.is_a(word, "month_verb"))


def _days_of_the_story(tokens: Tokens, language: Language, years: list[int]) -> set[int]:
    """Where a weekday would be of the story: for some while after a day of it, until a year is named alone."""
    alone = [at for at in years if not _follows_a_month(tokens, language, at)]
    days = (at for at in range(years[0] - _BESIDE, len(tokens.words)) if at >= 0 and _is_day(tokens, language, at))
    return {beside for at in days for beside in range(at, min([at + _FAR, *(other for other in alone if other > at)]))}


def _is_day(tokens: Tokens, language: Language, at: int) -> bool:
    """Whether a month has a day beside it: `3 July`, `July 3`."""
    if not _is_month(tokens.words[at], language):
        return False
    near = tokens.words[max(0, at - _BESIDE // 4) : at] + tokens.words[at + 1 : at + 1 + _BESIDE // 4]
    return any(len(word) <= 2 and word.isdecimal() and 1 <= int(word) <= 31 for word in near)


def _words_of_news(tokens: Tokens, language: Language, dated: set[int]) -> list[int]:
    """Where the text speaks of days near its publication; `Sunday, 7 December 1941` (`dated`) is no news."""
    reldays, weekdays, dayparts, _ = near = [language.words.get(cls, {}) for cls in _NEAR]
    news = []
    for at in tokens.where(set().union(*near)):
        word = tokens.small[at]
        told = word in weekdays and at not in dated and not _is_apposed(tokens, language, at)
        away = word in reldays and word not in dayparts  # not the morning, `mañana`
        if away or told or _is_of_this_or_last(tokens, language, at):
            news.append(at)
    return news


def _is_apposed(tokens: Tokens, language: Language, at: int) -> bool:
    """`3 July, a Friday,`: a weekday with an article says what day a date was."""
    return at > 1 and language.is_a(tokens.words[at - 2], "article")


def _is_of_this_or_last(tokens: Tokens, language: Language, at: int) -> bool:
    """Whether a unit or part of the day is counted from publication: `this year`, `last night`, `la nuit dernière`.

    Nobody calls yesterday the last day: `the last day of the month`.
    """
    word = tokens.words[at]
    units = language.is_a(word, "unit_one") and language.value(word, "unit_one") != "day"
    if not units and not language.is_a(word, "daypart"):
        return False
    beside = (("shift", at - 2, (0, -1)), ("this", at - 2, (0,)), ("shift_before", at - 2, (-1,)),
              ("shift_after", at + 2, (-1,)))  # fmt: skip
    return any(
        0 <= where < len(tokens.words)
        and language.is_a(tokens.words[where], cls)
        and language.value(tokens.words[where], cls) in steps
        for cls, where, steps in beside
    )
