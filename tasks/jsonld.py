"""An article as JSON-LD in the terms of schema.org, for programs that know NewsArticle and not our tables."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from schemas.correction import found_thing
from schemas.date import DateMention
from schemas.entity import EntityMention
from schemas.figure import Figure

_TYPES: Final[dict[str, str]] = {
    "person": "Person",
    "organisation": "Organization",
    "place": "Place",
    "event": "Event",
    "product": "Product",
    "work": "CreativeWork",
    "law": "Legislation",
}


def news_article(
    said: Mapping[str, Any],
    entities: Sequence[EntityMention],
    dates: Sequence[DateMention],
    figures: Sequence[Figure],
) -> dict[str, Any]:
    """`said` has the columns of `articles`; what an article does not say is left out.

    Entities stand once each under `mentions`, figures as `Observation`, both with the character at which they first
    stand in `articleBody`; the dates give `temporalCoverage`.
    """
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": f"urn:dateline:{said['article_id']}",
        "identifier": said["article_id"],
        "headline": said["headline"],
        "author": [{"@type": "Person", "name": name} for name in said["authors"]],
        "creditText": said["byline"],
        "dateline": said["dateline"],
        "publisher": {"@type": "Organization", "name": said["publisher"]} if said["publisher"] else None,
        "url": said["url"],
        "datePublished": _day(said["published_at"] or said["published_date"]),
        "dateModified": _day(said["modified_at"]),
        "inLanguage": said["language"],
        "wordCount": said["word_count"],
        "articleBody": said["text"],
        "isBasedOn": [f"urn:dateline:{one}" for one in (said["duplicate_of"], said["revision_of"]) if one],
        "temporalCoverage": list(dict.fromkeys(one.edtf for one in dates if one.edtf)),
        "mentions": [*_things(entities), *(_observation(one, dates) for one in figures)],
    }
    return {name: value for name, value in told.items() if value not in (None, [])}


def _things(entities: Sequence[EntityMention]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for mention in entities:
        thing = found_thing(mention)
        told: dict[str, Any] = {
            "@type": _TYPES.get(mention.kind, "Thing"),
            "@id": f"urn:dateline:{thing.entity_id}",
            "name": mention.name,
            "position": mention.start_char,
        }
        if mention.country_code:
            told["identifier"] = mention.country_code
        found.setdefault(thing.entity_id, told)
    return list(found.values())


def _observation(figure: Figure, dates: Sequence[DateMention]) -> dict[str, Any]:
    told = {
        "@type": "Observation",
        "name": figure.surface,
        "position": figure.start_char,
        "variableMeasured": figure.subject_text,
        "value": figure.signed_value if figure.signed_value is not None else figure.value,
        "minValue": figure.low,
        "maxValue": figure.high,
        "unitCode": figure.unit_code,
        "unitText": figure.unit_text,
        "observationPeriod": None if figure.period_mention_no is None else dates[figure.period_mention_no].value,
    }
    return {name: value for name, value in told.items() if value is not None}


def _day(moment: datetime | date | None) -> str | None:
    return None if moment is None else moment.isoformat()
