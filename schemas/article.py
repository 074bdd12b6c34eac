"""An article as it was read from a file, before anything is looked for in it."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Annotated, Literal
from unicodedata import normalize

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

BlockKind = Literal["nav", "title", "byline", "date", "caption", "heading", "body", "quote", "tail", "dup"]

#: Blocks that are the story itself: names, dates and figures are looked for in these alone.
STORY: frozenset[BlockKind] = frozenset({"title", "caption", "heading", "body", "quote"})

Precision = Literal["year", "month", "day", "minute", "second"]
PublishedSource = Literal["metadata", "date_line", "byline", "dateline", "caption", "lede_weekday", "file_name", "url"]
#: What said a value: structured data of a page, its meta elements, a field of a record, an element, the shown text.
ValueSource = Literal["json_ld", "metadata", "field", "h1", "title_element", "byline", "text", "archive"]


def _words(text: str) -> str:
    if not any(character.isalnum() for character in text):
        raise ValueError("no words")
    return text


class Block(BaseModel):
    """A labelled piece of the text; `rule` says what gave it its label."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    kind: BlockKind
    start_char: int = Field(ge=0)
    end_char: int = Field(ge=0)
    rule: str


class Article(BaseModel):
    """One article of a file: its text with labelled blocks, and what the file says about it.

    `text` is whole and never rewritten; every offset anywhere counts its code points. Blocks are in order, do not
    overlap, and leave only white space between them. Names of fields follow schema.org NewsArticle where it has them.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    text: Annotated[str, AfterValidator(_words)]
    blocks: tuple[Block, ...]
    member: str | None = None  # where in its file it stands: path in an archive, id of an entry, number of a message
    headline: str | None = None
    headline_source: ValueSource | None = None
    headline_confidence: float | None = Field(default=None, ge=0, le=1)
    byline: str | None = None  # as written: `By Ann Lee and Bo Ek, Reuters`
    authors: tuple[str, ...] = ()  # the people alone
    authors_source: ValueSource | None = None
    authors_confidence: float | None = Field(default=None, ge=0, le=1)
    dateline: str | None = None  # as written: `BEIJING, July 10 (Reuters)`
    publisher: str | None = None
    publisher_source: ValueSource | None = None
    url: str | None = None
    url_source: ValueSource | None = None
    published_at: datetime | None = None  # always with a time zone; None where only the day is known
    published_date: date | None = None
    published_precision: Precision | None = None
    published_source: PublishedSource | None = None
    published_confidence: float | None = Field(default=None, ge=0, le=1)
    published_text: str | None = None  # what the file gives as its publication, where that cannot be
    published_reason: str | None = None  # why it cannot: a sentence
    modified_at: datetime | None = None
    declared_language: str | None = None  # BCP 47, what the file says of itself

    @model_validator(mode="after")
    def _blocks_cover_the_text(self) -> "Article":
        end = 0
        for block in self.blocks:
            if not end <= block.start_char < block.end_char <= len(self.text):
                raise ValueError(f"block {block.kind} [{block.start_char}:{block.end_char}] is out of order")
            if self.text[end : block.start_char].strip():
                raise ValueError(f"text before {block.start_char} stands in no block")
            end = block.end_char
        if self.text[end:].strip():
            raise ValueError(f"text after {end} stands in no block")
        return self

    def story(self) -> str:
        """The text with everything that is not the story blanked: as long as the text, so offsets stay true."""
        pieces, end = [], 0
        for block in self.blocks:
            pieces.append(self.text[end : block.start_char])
            piece = self.text[block.start_char : block.end_char]
            pieces.append(piece if block.kind in STORY else _blank(piece))
            end = block.end_char
        pieces.append(self.text[end:])
        return "".join(pieces)

    def text_sha256(self) -> str:
        """Equal for the same story in any wrapper: over NFC words of the story, white space folded."""
        return sha256(" ".join(normalize("NFC", self.story()).split()).encode("utf-8", "surrogatepass")).hexdigest()


def _blank(piece: str) -> str:
    return re.sub(r"[^\n]", " ", piece)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A member of a file that is no article, and why: a code of `schemas.problem` with its sentence."""

    member: str
    code: str
    reason: str
