"""An article put together from what a format keeps apart: headline, writers, paragraphs, dates, address."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from html import unescape
from typing import Any

from schemas.article import Article
from schemas.problem import Problem
from tasks.blocks.bylines import is_name, names_in, opens_with_by
from tasks.blocks.datelines import dateline_of
from tasks.blocks.label import label_story
from tasks.check import check, field_path
from tasks.compose import Piece, compose
from tasks.days import likely_languages
from tasks.formats.evidence import sources
from tasks.formats.fragment import fragment_pieces, looks_like_html
from tasks.published import from_name, opening, published_fields
from tasks.stamps import Stamp, parse_stamp

_URL = re.compile(r"https?://[^\s/?#]+(?:[/?#]\S*)?", re.IGNORECASE)
_CUT = re.compile(r"(?:…|\.\.\.)? ?\[\+\d+ chars\]$")  # NewsAPI: how much of the text it keeps back


def assemble(
    told: Mapping[str, Any], body: Sequence[Piece], stamp: Stamp | None, now: datetime, where: str = ""
) -> Article:
    """The article of metadata that were told (names of `Article`) and the pieces of its story.

    `stamp` is the day of publication that was told. Refused with every field that does not fit, below `where`.
    """
    text, blocks = compose([*_head(told), *body])
    fields = sources(told, "field") | dict(told)
    fields |= {"text": text, "blocks": blocks, "dateline": told.get("dateline") or dateline_of(opening(text, blocks))}
    dated = published_fields(
        text,
        blocks,
        fields["dateline"],
        likely_languages(text, told.get("declared_language")),
        now,
        told=[("metadata", stamp)] if stamp else [],
        named=from_name(told.get("url") or "", "url"),
    )
    return check(fields | dated, where)


def story_pieces(text: str) -> list[Piece]:
    """The paragraphs of a field that holds a story, with markup or without."""
    text = text.rstrip()
    cut = _CUT.search(text, max(0, len(text) - 40))
    story = text[: cut.start()] if cut else text
    pieces = fragment_pieces(story) if looks_like_html(story) else label_story(unescape(story))
    return [*pieces, Piece("tail", cut[0], "how much was kept back")] if cut else pieces


def has_words(pieces: Sequence[Piece]) -> bool:
    """Whether any of them has a letter or a digit."""
    return any(character.isalnum() for piece in pieces for character in piece.text)


def people(byline: str | None, publisher: str | None) -> tuple[str, ...]:
    """The people of a byline without the publisher, who stands in it as a writer at times."""
    if byline is None:
        return ()
    found = names_in(byline)
    rest = opens_with_by(byline) or byline
    if not found and is_name(rest):
        found = (rest,)
    return tuple(name for name in found if name.casefold() != (publisher or "").casefold())


def read_stamp(value: str, path: str, where: str, problems: list[Problem]) -> Stamp | None:
    """The date of a text; one that is no date is a problem."""
    stamp = parse_stamp(value)
    if stamp is None:
        problems.append(Problem("article.date_invalid", f"It is {shown(value)}.", field_path(where, path)))
    return stamp


def read_url(value: str, path: str, where: str, problems: list[Problem]) -> str | None:
    """The address of a text; one that is not http or https is a problem."""
    if is_url(value.strip()):
        return value.strip()
    problems.append(Problem("article.url_invalid", f"It is {shown(value)}.", field_path(where, path)))
    return None


def is_url(text: str) -> bool:
    """Whether the whole text is an http or https address."""
    return _URL.fullmatch(text) is not None


def shown(value: object) -> str:
    """A value as a problem shows it."""
    text = str(value)
    return repr(text if len(text) <= 60 else text[:57] + "…")


def _head(told: Mapping[str, Any]) -> list[Piece]:
    headline, byline = told.get("headline"), told.get("byline")
    pieces = [Piece("title", headline, "the headline field")] if headline else []
    return [*pieces, Piece("byline", byline, "the author field")] if byline else pieces
