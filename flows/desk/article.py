"""An article's page: its text with every span marked, its figures, its versions, and its original."""

import re
from pathlib import Path
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from flows.desk.room import desk_of
from flows.desk.spans import Held, amount, direction, held_marks, interval, marked_up, unit
from flows.desk.view import page
from schemas.problem import Unavailable, UsageError
from tasks.difference import Change, changes
from tasks.mark import date_label
from tasks.vault import vault_of
from warehouse import desk as questions
from warehouse.article import StoredArticle, stored_article

_SIDE = frozenset({"nav", "tail", "dup"})  # not the story: folded away


def article(request: Request) -> Response:
    """The page of one article."""
    with questions.asking(desk_of(request).home) as connection:
        found = questions.article_page(connection, request.path_params["article_id"])
    stored, said = found.stored, found.stored.said
    marks = held_marks(stored.entities, found.entity_ids, stored.dates, stored.figures)
    title, body, side = _parts(said, found.blocks, marks)
    return page(
        request,
        "article.html",
        found=found,
        said=said,
        title=title,
        body=body,
        side=side,
        figures=[
            {"no": no, "figure": one, "amount": amount(one), "unit": unit(one), "direction": direction(one),
             "period": interval(stored.dates[one.period_mention_no]) if one.period_mention_no is not None else ""}
            for no, one in enumerate(stored.figures)
        ],
        dates=[
            {"no": no, "date": one, "value": date_label(one), "days": interval(one)}
            for no, one in enumerate(stored.dates)
        ],
        names=_names(stored, found.entity_ids),
        changed=_changed(found.earlier, stored),
    )  # fmt: skip


def original(request: Request) -> Response:
    """The file that an article was read from, as it was dropped: saved, never shown."""
    desk = desk_of(request)
    with questions.asking(desk.home) as connection:
        said = stored_article(connection, request.path_params["article_id"]).said
    place = Path(said["vault_path"])
    try:
        content = vault_of(desk.settings).read(said["vault_path"])
    except FileNotFoundError as fault:
        raise UsageError(f"The original {said['vault_path']} is not in the vault.") from fault
    except OSError as fault:
        raise Unavailable(f"The original cannot be read: {fault.strerror}.") from fault
    headers = {"content-disposition": f'attachment; filename="{place.name}"'}  # a hash, and an ending of letters
    return Response(content, media_type="application/octet-stream", headers=headers)


def _parts(
    said: dict[str, Any], blocks: list[dict[str, Any]], marks: list[Held]
) -> tuple[Markup | None, list[dict[str, Any]], list[dict[str, Any]]]:
    text, title = said["text"], None
    parts: list[dict[str, Any]] = []
    side: list[dict[str, Any]] = []
    for block in blocks:
        start, end = _trimmed(text, block["start_char"], block["end_char"])
        html = marked_up(text, start, end, marks)
        if block["kind"] == "byline" and text[start:end] == said["byline"]:
            continue  # it stands in the page's head
        if block["kind"] == "title" and title is None and text[start:end] == said["headline"]:
            title = html
        else:
            (side if block["kind"] in _SIDE else parts).append({"kind": block["kind"], "html": html})
    return title, parts, side


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, max(start + left, start + len(re.sub(r"\s+$", "", piece)))


def _names(stored: StoredArticle, entity_ids: list[str]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for mention, entity_id in zip(stored.entities, entity_ids, strict=True):
        told = {"entity_id": entity_id, "name": mention.name, "kind": mention.kind, "mentions": 0}
        found.setdefault(entity_id, told)["mentions"] += 1
    return sorted(found.values(), key=lambda one: (-one["mentions"], one["name"]))


def _changed(earlier: StoredArticle | None, later: StoredArticle) -> list[Change] | None:
    if earlier is None:
        return None
    found = changes((earlier.entities, earlier.dates, earlier.figures), (later.entities, later.dates, later.figures))
    if earlier.said["headline"] != later.said["headline"]:
        found.insert(0, Change("headline", "", earlier.said["headline"], later.said["headline"]))
    return found
