"""Every piece of a plain text gets its label: where the story stands, and what the rest is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.article import Block, BlockKind
from tasks.blocks.bylines import names_in
from tasks.blocks.captions import has_caption_cue
from tasks.blocks.chunks import Chunk, chunks
from tasks.blocks.datelines import dateline_of
from tasks.blocks.head import ABOVE, BELOW, close_label, find_title, head_end, head_label
from tasks.blocks.phrases import SHORT_LINE
from tasks.blocks.region import story_region
from tasks.compose import Label, Piece
from tasks.days import days_in, likely_languages

REPEAT_WORDS = 8  # a shorter line may well be said twice
CAPTION_WORDS = 20  # a shorter line without a full stop that stands twice is the title

_HOUR = re.compile(r"\(?\d{1,2}(?:[:.h]\d{2}| ?Uhr)(?:[:.]\d{2})?\s?(?:[ap]\.?m\.?|[A-Z]{2,4}|Uhr)?\)?", re.IGNORECASE)
#: How often the title of a whole page saved as text is that of the page: 113 of 139, and 104 of 126 of an extractor's.
HEADLINE = 0.82
#: How often the names of a byline are those of the page: 69 of 77 that open with `By`, 9 of 11 of the others.
AUTHORS = {"by and a name": 0.9}
SHOWN = 0.8


@dataclass(frozen=True, slots=True)
class Labelled:
    """The blocks of a text, and what they name, with how often that is right."""

    blocks: tuple[Block, ...]
    headline: str | None
    headline_confidence: float | None
    byline: str | None
    authors: tuple[str, ...]
    authors_confidence: float | None
    dateline: str | None
    languages: tuple[str, ...]  # likely ones, the likeliest first


def label(text: str) -> Labelled:
    """The labelled blocks of a plain text, with its headline, byline and dateline."""
    pieces, languages = chunks(text), likely_languages(text)
    labels = _labels(pieces, languages)
    blocks = tuple(
        Block(kind=kind, start_char=piece.start, end_char=piece.end, rule=rule)
        for piece, (kind, rule) in zip(pieces, labels, strict=True)
    )
    named = {kind: piece for piece, (kind, _) in reversed(list(zip(pieces, labels, strict=True)))}
    byline = named["byline"].bare if "byline" in named else None
    authors = names_in(byline) if byline else ()
    return Labelled(
        blocks=blocks,
        headline=named["title"].bare if "title" in named else None,
        headline_confidence=HEADLINE if "title" in named else None,
        byline=byline,
        authors=authors,
        authors_confidence=AUTHORS.get(_rule_of(blocks, "byline"), SHOWN) if authors else None,
        dateline=dateline_of(named["body"].text) if "body" in named else None,
        languages=languages,
    )


def _rule_of(blocks: Sequence[Block], kind: BlockKind) -> str:
    return next((block.rule for block in blocks if block.kind == kind), "")


def _labels(pieces: Sequence[Chunk], languages: Sequence[str]) -> list[Label]:
    first, last = story_region(pieces)
    labels: list[Label] = [("nav", "before the story")] * first
    labels += [_inside(pieces, at, first, last) for at in range(first, last)]
    labels += [("tail", "after the story")] * (len(pieces) - last)
    title = find_title(pieces, first, last, languages)
    head = head_end(pieces, first, last)
    for at in range(max(0, (first if title is None else title) - ABOVE), head):
        labels[at] = head_label(pieces, at, title, languages) or labels[at]
    for at in (*range(head, min(head + BELOW, last)), *range(last, min(last + BELOW, len(pieces)))):
        labels[at] = close_label(pieces[at], languages) or labels[at]
    if title is not None:
        labels[title] = ("title", "shares most words with the story")
    _mark_repeats(pieces, labels, languages)
    return labels


def _inside(pieces: Sequence[Chunk], at: int, first: int, last: int) -> Label:
    piece = pieces[at]
    if piece.furniture or piece.tail:
        return "nav", "furniture"
    if has_caption_cue(piece.text):
        return "caption", "caption cue"
    if _HOUR.fullmatch(piece.text):
        return "date", "an hour alone"
    if is_quotation(piece.text):
        return "quote", "wholly quoted"
    if first < at < last - 1 and piece.length <= SHORT_LINE and not piece.ends_sentence and not piece.bulleted:
        return "heading", "short line in the story"
    return "body", "sentences"


def is_quotation(text: str) -> bool:
    """Whether a paragraph begins and ends in quotation marks, and nothing inside stands out of them."""
    opening = {"“": "”", "«": "»", "„": "“”", "»": "«", "「": "」", "『": "』", '"': '"', "‹": "›"}
    closers = opening.get(text[:1])
    if closers is None or text[-1:] not in closers or len(text) < 3:
        return False
    inner = text[1:-1]
    return not any(closer in inner for closer in closers)


def _mark_repeats(pieces: Sequence[Chunk], labels: list[Label], languages: Sequence[str]) -> None:
    """A long line that stands twice is a caption the first time, near the top, and a repeat after that."""
    seen: dict[str, int] = {}
    for at, piece in enumerate(pieces):
        if piece.length < REPEAT_WORDS:
            continue
        earlier = seen.setdefault(piece.key(), at)
        if earlier == at:
            continue
        if labels[at][0] == "title":
            labels[earlier] = ("dup", "repeats the title")
            continue
        labels[at] = ("dup", "repeats an earlier line")
        is_prose = piece.ends_sentence or piece.length >= CAPTION_WORDS or bool(days_in(piece.text, languages))
        if is_prose and at - earlier <= 2 and labels[earlier][0] in ("body", "nav"):
            labels[earlier] = ("caption", "a long line twice")


def label_story(text: str) -> list[Piece]:
    """The pieces of a text that is known to be a story alone, without page furniture."""
    pieces = chunks(text)
    return [
        Piece(kind, piece.text, rule)
        for piece, (kind, rule) in ((piece, _inside(pieces, at, 0, len(pieces))) for at, piece in enumerate(pieces))
    ]
