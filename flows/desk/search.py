"""Search: articles that hold words, and names that do."""

from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from flows.desk.forms import day
from flows.desk.room import desk_of
from flows.desk.view import page
from warehouse import desk as questions

MOST = 40
FIELDS = ("q", "language", "publisher", "since", "until")


def search(request: Request) -> Response:
    """Articles and names for what was asked."""
    given = request.query_params
    asked = {name: given.get(name, "").strip() for name in FIELDS}
    hits: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    since, until = day(given, "since", date.min), day(given, "until", date.max)
    with questions.asking(desk_of(request).home) as connection:
        languages, publishers = questions.languages(connection), questions.publishers(connection)
        if asked["q"]:
            chosen = {"language": asked["language"], "publisher": asked["publisher"], "since": since, "until": until}
            hits = questions.articles_holding(connection, asked["q"], MOST, chosen)
            names = questions.entities_named(connection, asked["q"])
    for hit in hits:
        hit["pieces"] = highlighted(hit["around"] if hit["place"] else "", asked["q"])
    return page(
        request,
        "search.html",
        asked=asked,
        hits=hits,
        more=len(hits) >= MOST,
        names=names,
        languages=languages,
        publishers=publishers,
        hint="",
    )


def highlighted(text: str, words: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is one of the hits."""
    pieces: list[tuple[str, bool]] = []
    at, low, wanted = 0, text.lower(), words.lower()
    if len(low) != len(text):  # a letter whose small form is two: no place would be right
        return [(text, False)]
    while wanted and (found := low.find(wanted, at)) >= 0:
        pieces += [(text[at:found], False), (text[found : found + len(wanted)], True)]
        at = found + len(wanted)
    return [one for one in [*pieces, (text[at:], False)] if one[0]]
