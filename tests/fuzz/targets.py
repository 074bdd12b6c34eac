"""What an input is put through, and what has to hold of what comes back; anything raised here is a fault."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from math import isfinite

from schemas.date import DateMention
from schemas.figure import Figure
from schemas.problem import Refused
from schemas.span import check_span
from tasks.dates import find_dates
from tasks.figures import find_figures
from tasks.formats.table import READERS
from tasks.read import read
from tasks.sniff import sniff

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
#: Days of publication: one like most, none, a leap day, and the ends of the calendar.
PUBLISHED = (date(2026, 11, 24), None, date(2024, 2, 29), date.min, date.max)


class LawBroken(AssertionError):
    """Something came back that no caller may be given."""


def read_one(data: bytes, name: str) -> tuple[str, str]:
    """The media type that a file was read as, and `articles`, `refused` or `not read`."""
    sniffed = sniff(data, name)
    try:
        found = read(data, name, sniffed=sniffed, now=NOW)
    except Refused as refused:
        _hold(bool(refused.problems), "a refusal without a reason")
        return sniffed.media_type, "refused" if sniffed.media_type in READERS else "not read"
    _hold(bool(found.articles), "neither an article nor a refusal")
    for article in found.articles:
        article.text.encode("utf-8")  # what no database takes is no text
        _hold(len(article.story()) == len(article.text), "a story of another length than its text")
        _hold(article.published_at is None or article.published_at.tzinfo is not None, "a time without a zone")
    return sniffed.media_type, "articles"


def find_in_one(text: str, language: str, published: date | None) -> int:
    """How many dates and figures a text holds."""
    dates = find_dates(text, language, published)
    _check_dates(text, dates)
    figures = find_figures(text, language, dates)
    _check_figures(text, figures, len(dates))
    return len(dates) + len(figures)


def _check_dates(text: str, dates: Sequence[DateMention]) -> None:
    end = 0
    for mention in dates:
        check_span(text, mention)
        _hold(mention.start_char >= end, "dates over one another")
        end = mention.end_char
        if mention.begin_date and mention.end_date:
            last = mention.end_date == date.max  # the calendar has no day after it
            _hold(mention.begin_date < mention.end_date or last, "a day that ends before it begins")


def _check_figures(text: str, figures: Sequence[Figure], dates: int) -> None:
    end = 0
    for figure in figures:
        check_span(text, figure)
        _hold(figure.start_char >= end, "figures over one another")
        end = figure.end_char
        numbers = [one for one in (figure.value, figure.low, figure.high, figure.signed_value) if one is not None]
        _hold(all(isfinite(number) for number in numbers), "a value that is no number")
        _hold(figure.period_mention_no is None or figure.period_mention_no < dates, "a period that is no mention")
        if figure.subject_start is not None and figure.subject_end is not None:
            told = text[figure.subject_start : figure.subject_end]
            _hold(bool(told), "a subject without words")


def _hold(law: bool, otherwise: str) -> None:
    if not law:
        raise LawBroken(otherwise)
