"""The text of a message: what of it is the story, what was sent on with it or stands under it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from schemas.article import Block, BlockKind
from schemas.problem import Refused
from tasks.blocks.chunks import chunks
from tasks.blocks.datelines import dateline_of
from tasks.blocks.label import label
from tasks.compose import compose
from tasks.formats.forwarded import Forwarded, answered, forwarded
from tasks.formats.fragment import fragment_pieces
from tasks.formats.html import read_html
from tasks.formats.source import Source
from tasks.published import opening

LEAST_SHARE = 0.4  # of a message's characters: a reading of its page that finds less has taken its story for furniture
_SIGNATURE = re.compile(r"\n-- ?\r?\n")


@dataclass(frozen=True, slots=True)
class Letter:
    """A message's text with its blocks and what they name; `sent_on` are the headers of a message inside."""

    text: str
    blocks: tuple[Block, ...]
    headline: str | None
    byline: str | None
    authors: tuple[str, ...]
    dateline: str | None
    sent_on: Forwarded | None


def letter_of_text(text: str) -> Letter | None:
    """A message in plain text; None where it has no words."""
    if not _has_words(text):
        return None
    sent_on = forwarded(text)
    start = sent_on.end if sent_on else 0
    end = _signature(text, start, len(text) if sent_on else answered(text))
    if not _has_words(text[start:end]):
        sent_on, start, end = None, 0, len(text)
    labelled = label(text[start:end])
    blocks = (
        *_all_of("nav", "over a message that was sent on", text[:start], 0),
        *(_moved(block, start) for block in labelled.blocks),
        *_all_of("tail", "under the message", text[end:], end),
    )
    return Letter(text, blocks, labelled.headline, labelled.byline, labelled.authors, labelled.dateline, sent_on)


def letter_of_page(page: str, source: Source) -> Letter | None:
    """A message in HTML: as a page is read, or whole where that finds little of it; None where it has no words."""
    text, blocks = compose(fragment_pieces(page))
    if not _has_words(text):
        return None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    try:
        [article] = read_html(Source(text=page, name=source.name, encoding="utf-8", now=source.now))
        if len(article.text) >= LEAST_SHARE * len(text):
            text, blocks, byline, authors = article.text, article.blocks, article.byline, article.authors
    except Refused:
        pass  # the reader of pages finds no story in a message of two lines
    sent_on = forwarded(text)
    blocks = tuple(_over(block, sent_on.end if sent_on else 0) for block in blocks)
    headline = next((text[block.start_char : block.end_char] for block in blocks if block.kind == "title"), None)
    return Letter(text, blocks, headline, byline, authors, dateline_of(opening(text, blocks)), sent_on)


def under_subject(letter: Letter, subject: str | None) -> Letter:
    """The letter under its subject, which is its title; what its text has as title is a heading then."""
    if not subject or (letter.headline or "").casefold() == subject.casefold():
        return letter
    by = len(subject) + 2
    moved = (_moved(_as_heading(block), by) for block in letter.blocks)
    title = Block(kind="title", start_char=0, end_char=len(subject), rule="the subject")
    return replace(letter, text=f"{subject}\n\n{letter.text}", blocks=(title, *moved), headline=subject)


def _as_heading(block: Block) -> Block:
    """A heading where the block is a title."""
    told = {"kind": "heading", "rule": "the text's own title"}
    return block.model_copy(update=told) if block.kind == "title" else block


def _over(block: Block, end: int) -> Block:
    told = {"kind": "nav", "rule": "over a message that was sent on"}
    return block.model_copy(update=told) if block.start_char < end else block


def _moved(block: Block, by: int) -> Block:
    places = {"start_char": block.start_char + by, "end_char": block.end_char + by}
    return block.model_copy(update=places) if by else block


def _all_of(kind: BlockKind, rule: str, text: str, start: int) -> Sequence[Block]:
    return [
        Block(kind=kind, start_char=start + piece.start, end_char=start + piece.end, rule=rule)
        for piece in chunks(text)
    ]


def _signature(text: str, start: int, end: int) -> int:
    found = _SIGNATURE.search(text, start, end)
    return found.start() if found and _has_words(text[start : found.start()]) else end


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)
