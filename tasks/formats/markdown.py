"""Markdown: plain text whose marks say what is a heading and a quotation; front matter is metadata.

The text stays whole, marks and front matter with it; the blocks say what each piece is.
"""

import re
from collections.abc import Sequence
from typing import Any

from schemas.article import Article, Block
from schemas.problem import Problem, Refused
from tasks.blocks.bylines import names_in
from tasks.blocks.chunks import Chunk, chunks, make_chunk
from tasks.blocks.datelines import dateline_of
from tasks.blocks.head import head_label
from tasks.blocks.label import is_quotation
from tasks.check import check
from tasks.compose import Label
from tasks.days import likely_languages
from tasks.formats.evidence import authors_from, headline_from, sources
from tasks.formats.record import Record, record_fields
from tasks.formats.source import Source
from tasks.formats.text import read_text
from tasks.published import from_name, opening, published_fields

HEAD_PIECES = 4  # after the title: byline, date and a picture stand among these
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_ENTRY = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:[ \t]*(.*)")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.+?)[ \t#]*$")
_UNDERLINE = re.compile(r"(=+|-+)[ \t]*$")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)$")
_MARKS = re.compile(r"^[>*_#\s-]+|[*_\s]+$")


def read_markdown(source: Source) -> list[Article]:
    """The one article of a Markdown file; a file without a mark of Markdown is read as plain text."""
    if not any(character.isalnum() for character in source.text):
        raise Refused(Problem("text.no_words"))
    matter = _FRONT_MATTER.match(source.text)
    start = matter.end() if matter else 0
    pieces = [piece for piece in chunks(source.text) if piece.start >= start]
    if matter is None and not any(_HEADING.match(piece.text) for piece in pieces):
        return read_text(source)
    told = record_fields(Record(_front_matter(matter[1]) if matter else {}, ""))
    languages = likely_languages(source.text, told["declared_language"])
    labels = _labels(pieces, languages)
    blocks = (*_matter_blocks(source.text, start), *map(_block, pieces, labels))
    return [_article(source, blocks, pieces, labels, told, languages)]


def _article(
    source: Source,
    blocks: tuple[Block, ...],
    pieces: Sequence[Chunk],
    labels: Sequence[Label],
    told: dict[str, Any],
    languages: Sequence[str],
) -> Article:
    first = {kind: piece for piece, (kind, _) in reversed(list(zip(pieces, labels, strict=True)))}
    stamp = told.pop("published")
    fields = told | sources(told, "field")
    if not fields["headline"] and "title" in first:
        fields |= {"headline": _bare(first["title"]), **headline_from("h1")}
    if not fields["byline"] and "byline" in first:
        fields["byline"] = _bare(first["byline"])
    if not fields["authors"] and (names := names_in(fields["byline"] or "")):
        fields |= {"authors": names, **authors_from("byline")}
    fields |= {"text": source.text, "blocks": blocks, "dateline": dateline_of(opening(source.text, blocks))}
    dated = published_fields(
        source.text,
        blocks,
        fields["dateline"],
        languages,
        source.now,
        told=[("metadata", stamp)] if stamp else [],
        named=[*from_name(source.name, "file_name"), *from_name(told["url"] or "", "url")],
    )
    return check(fields | dated)


def _front_matter(lines: str) -> dict[str, Any]:
    """The entries of simple YAML: `key: value`, with or without quotation marks; lists in brackets are split."""
    found: dict[str, Any] = {}
    for line in lines.splitlines():
        entry = _ENTRY.match(line)
        if entry is None:
            continue
        value = entry[2].strip()
        if value.startswith("[") and value.endswith("]"):
            found[entry[1]] = [part.strip().strip("'\"") for part in value[1:-1].split(",") if part.strip()]
        else:
            found[entry[1]] = value.strip("'\"")
    return found


def _labels(pieces: Sequence[Chunk], languages: Sequence[str]) -> list[Label]:
    labels: list[Label] = []
    title: int | None = None
    for at in range(len(pieces)):
        if title is None and _is_heading(pieces, at) and not any(kind in ("body", "quote") for kind, _ in labels):
            title = at
            labels.append(("title", "the first heading"))
        else:
            labels.append(_label(pieces, at, title, languages))
    return labels


def _label(pieces: Sequence[Chunk], at: int, title: int | None, languages: Sequence[str]) -> Label:
    piece = pieces[at]
    if not piece.words:
        return "nav", "marks alone"
    if _is_heading(pieces, at):
        return "heading", "a heading"
    if _IMAGE.match(piece.text):
        return "caption", "a picture's words"
    if at <= (title or 0) + HEAD_PIECES and piece.length <= 20:
        bare = _bare(piece)
        over = head_label([make_chunk(bare, 0, len(bare))], 0, None, languages)
        if over is not None:
            return over
    if piece.text.startswith(">") or is_quotation(piece.text):
        return "quote", "quoted"
    return "body", "a paragraph"


def _is_heading(pieces: Sequence[Chunk], at: int) -> bool:
    """Whether a piece is marked as a heading, or underlined as one by the next."""
    if _HEADING.match(pieces[at].text):
        return True
    below = pieces[at + 1] if at + 1 < len(pieces) else None
    return (
        below is not None and not below.blank_before and bool(_UNDERLINE.match(below.text)) and bool(pieces[at].words)
    )


def _matter_blocks(text: str, end: int) -> list[Block]:
    return [
        Block(kind="nav", start_char=piece.start, end_char=piece.end, rule="front matter")
        for piece in chunks(text[:end])
    ]


def _block(piece: Chunk, label: Label) -> Block:
    return Block(kind=label[0], start_char=piece.start, end_char=piece.end, rule=label[1])


def _bare(piece: Chunk) -> str:
    return _MARKS.sub("", piece.text)
