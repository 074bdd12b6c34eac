"""Our functions in the form that the scorers take: dates, figures, entities, language, and the body of a page."""

from datetime import date
from typing import Any

from schemas.figure import Figure
from tasks.dates import find_dates
from tasks.entities import find_entities
from tasks.extract import extract_html, extract_text
from tasks.figures import find_figures
from tasks.language import detect_language
from tests.quality.units import in_unit, unit_name

__all__ = ["dates", "entities", "extract_html", "extract_text", "figures", "language"]

BOUNDS = {"about": "~", "at_least": ">", "more_than": ">", "at_most": "<", "less_than": "<"}


def dates(text: str, reference_date: str | None, lang: str) -> list[dict[str, Any]]:
    day = date.fromisoformat(reference_date[:10]) if reference_date else None
    return [
        {"start": one.start_char, "end": one.end_char, "type": one.type, "value": one.value}
        for one in find_dates(text, lang, day)
    ]


def figures(text: str, reference_date: str | None, lang: str) -> list[dict[str, Any]]:
    day = date.fromisoformat(reference_date[:10]) if reference_date else None
    found = find_dates(text, lang, day)
    return [
        {
            "start": one.start_char,
            "end": one.end_char,
            "value": [in_unit(one, one.low), in_unit(one, one.high)]
            if one.bound == "range"
            else in_unit(one, one.value),
            "unit": unit_name(one),
            "kind": one.kind,
            "change": _change(one),
            "concept": one.subject_text,
            "direction": one.direction,
            "signed_value": one.signed_value,
            "subject_start": one.subject_start,
            "subject_end": one.subject_end,
            "period": None if one.period_mention_no is None else found[one.period_mention_no].value,
        }
        for one in find_figures(text, lang, found)
        if one.kind != "rank"  # a place in an order is no quantity to other gold
    ]


def _change(figure: Figure) -> str:
    return figure.direction if figure.direction != "none" else BOUNDS.get(figure.bound, "=")


def entities(text: str, lang: str) -> list[dict[str, Any]]:
    return [
        {"start": one.start_char, "end": one.end_char, "kind": one.kind, "name": one.name}
        for one in find_entities(text, lang)
    ]


def language(text: str) -> tuple[str, float]:
    guess = detect_language(text)
    return guess.code, guess.confidence
