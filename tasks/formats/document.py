"""Documents of office programs: their text is labelled as plain text is, their properties are evidence beside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from schemas.article import Article, Block, BlockKind
from schemas.problem import Problem, Refused
from tasks.blocks.bylines import names_in
from tasks.blocks.label import label
from tasks.check import check
from tasks.compose import Piece, compose
from tasks.formats.evidence import PROPERTY, authors_from, headline_from
from tasks.formats.language_tag import language_tag
from tasks.formats.source import Source
from tasks.formats.text import labelled_fields
from tasks.published import CONFIDENCE, Dated, from_name, published_fields
from tasks.stamps import Stamp, plausible

MADE = 0.5  # how often the day on which a document was made is that of its publication
_FILE_NAME = re.compile(r"\.\w{2,5}$|^Microsoft Word|^untitled|^document ?\d*$|^slide|[_\\/]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Properties:
    """What a document says of itself beside its text; `made` is when it was first saved."""

    title: str | None = None
    author: str | None = None
    made: Stamp | None = None
    modified: Stamp | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, with the kind that its style gives it: None where it is set as text."""

    text: str
    kind: BlockKind | None = None
    rule: str = ""


def document_article(paragraphs: Sequence[Paragraph], told: Properties, source: Source) -> Article:
    """The article of a document; Refused where it has no text."""
    text, places = compose(Piece(one.kind or "body", one.text, one.rule) for one in paragraphs)
    if not any(character.isalnum() for character in text):
        raise Refused(Problem("document.no_text"))
    labelled = label(text)
    styled = {place.start_char: place for place in places if place.rule}
    blocks = _with_styles(labelled.blocks, styled)
    fields = {"text": text, "blocks": blocks} | labelled_fields(labelled) | _titled(text, styled)
    fields |= _from_properties(fields, told)
    named: list[Dated] = list(from_name(source.name, "file_name"))
    dated = published_fields(text, blocks, labelled.dateline, labelled.languages, source.now, named=named)
    if "published_date" not in dated and told.made and plausible(told.made, source.now):
        dated = published_fields(text, (), None, labelled.languages, source.now, told=[("metadata", told.made)])
        dated["published_confidence"] = min(MADE, CONFIDENCE["metadata"])
    return check(fields | dated)


def _with_styles(labelled: Sequence[Block], styled: dict[int, Block]) -> tuple[Block, ...]:
    """The labels, and over them what the styles say: a title is one by its style where any is."""
    has_title = any(block.kind == "title" for block in styled.values())
    blocks = []
    for block in labelled:
        place = styled.get(block.start_char)
        if place is not None and place.end_char == block.end_char:
            blocks.append(place)
        elif has_title and block.kind == "title":
            blocks.append(block.model_copy(update={"kind": "heading"}))
        else:
            blocks.append(block)
    return tuple(blocks)


def _titled(text: str, styled: dict[int, Block]) -> dict[str, Any]:
    title = next((block for block in styled.values() if block.kind == "title"), None)
    return {"headline": text[title.start_char : title.end_char]} | headline_from("h1") if title else {}


def _from_properties(fields: dict[str, Any], told: Properties) -> dict[str, Any]:
    """What the text itself does not say."""
    found: dict[str, Any] = {"declared_language": language_tag(told.language or "")}
    if not fields["headline"] and told.title and len(told.title.split()) > 1 and not _FILE_NAME.search(told.title):
        found |= {"headline": told.title} | headline_from("metadata", PROPERTY)
    people = names_in(told.author) if told.author and not fields["authors"] else ()
    if people:
        found |= {"byline": fields["byline"] or told.author, "authors": people} | authors_from("metadata", PROPERTY)
    if told.modified and told.modified.at:
        found["modified_at"] = told.modified.at
    return found
