"""Search: articles that answer, and names that hold the words."""

from datetime import date, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from flows.desk.forms import day
from flows.desk.room import desk_of
from flows.desk.view import page, query
from schemas.search import Filters, Passage
from warehouse import desk as questions
from warehouse.search import search as find

MOST = 40
FIELDS = ("q", "language", "source", "since", "until")


def search(request: Request) -> Response:
    """The form, and the names that hold the words; the articles are a part that is asked for by itself."""
    given = request.query_params
    asked = {name: given.get(name, "").strip() for name in FIELDS}
    with questions.asking(desk_of(request).home) as connection:
        languages, sources = questions.languages(connection), questions.sources(connection)
        names = questions.entities_named(connection, asked["q"]) if asked["q"] else []
    told = query([(name, value) for name, value in asked.items() if value])
    return page(request, "search.html", asked=asked, told=told, names=names, languages=languages, sources=sources)


def hits(request: Request) -> Response:
    """The articles that answer, each with its sentences; the index follows the warehouse first."""
    given = request.query_params
    since, until = day(given, "since", date.min), day(given, "until", date.max)
    filters = Filters(
        language=given.get("language", ""),
        source=given.get("source", ""),
        since=since if since > date.min else None,
        until=until + timedelta(days=1) if until < date.max else None,  # the form's last day is meant with it
    )
    found = find(desk_of(request).home, given.get("q", ""), filters, MOST)
    rows: list[dict[str, Any]] = [
        {
            "article_id": hit.article_id,
            "headline": hit.headline,
            "publisher": hit.publisher,
            "published_date": date.fromisoformat(hit.day),
            "language": hit.language,
            "passages": [highlighted(one) for one in hit.passages],
        }
        for hit in found.hits
    ]
    return page(request, "hits.html", hits=rows, articles=found.articles)


def highlighted(passage: Passage) -> list[tuple[str, bool]]:
    """The sentence in pieces, each with whether it answers."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in passage.marks:
        if start >= at:
            pieces += [(passage.text[at:start], False), (passage.text[start:end], True)]
            at = end
    return [one for one in [*pieces, (passage.text[at:], False)] if one[0]]
