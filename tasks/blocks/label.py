"""Every piece of a plain text gets its label: where the story stands, and what the rest is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.article import Block, BlockKind
from tasks.blocks.bylines import LONGEST_BYLINE, is_name, names_in, opens_with_by
from tasks.blocks.captions import has_caption_cue
from tasks.blocks.chunks import Chunk, chunks
from tasks.blocks.datelines import dateline_of
from tasks.blocks.phrases import SHORT_LINE
from tasks.blocks.region import is_furniture, is_tail, story_region
from tasks.compose import Piece
from tasks.days import likely_languages
from tasks.published import is_date_line

Label = tuple[BlockKind, str]  # kind, rule
REPEAT_WORDS = 8  # a shorter line may well be said twice
TITLE_WORDS = (2, 30)
TITLE_REACH = 40  # pieces before the body among which the title is looked for


@dataclass(frozen=True, slots=True)
class Labelled:
    """The blocks of a text, and what they name; positions are of blocks."""

    blocks: tuple[Block, ...]
    headline: str | None
    byline: str | None
    authors: tuple[str, ...]
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
    return Labelled(
        blocks=blocks,
        headline=named["title"].bare if "title" in named else None,
        byline=byline,
        authors=names_in(byline) if byline else (),
        dateline=dateline_of(named["body"].text) if "body" in named else None,
        languages=languages,
    )


def _labels(pieces: Sequence[Chunk], languages: Sequence[str]) -> list[Label]:
    first, last = story_region(pieces)
    labels: list[Label] = [("nav", "before the story")] * first
    labels += [_inside(pieces, at, first, last) for at in range(first, last)]
    labels += [("tail", "after the story")] * (len(pieces) - last)
    title = _title(pieces, first, last, languages)
    if title is not None:
        labels[title] = ("title", "shares most words with the body")
        for at in range(title + 1, first):
            labels[at] = _under_the_title(pieces[at], languages)
        if title and labels[title][0] == "title":
            labels[title - 1] = _over_the_title(pieces[title - 1], languages)
    _mark_repeats(pieces, labels)
    return labels


def _inside(pieces: Sequence[Chunk], at: int, first: int, last: int) -> Label:
    piece = pieces[at]
    if is_furniture(piece) or is_tail(piece):
        return "nav", "furniture"
    if has_caption_cue(piece.text):
        return "caption", "caption cue"
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


def _title(pieces: Sequence[Chunk], first: int, last: int, languages: Sequence[str]) -> int | None:
    """Position of the piece before the body that shares most words with it."""
    body = Counter(word.casefold() for piece in pieces[first:last] for word in piece.words if len(word) > 2)
    best, best_score = None, 0.0
    for at in range(max(0, first - TITLE_REACH), first):
        piece = pieces[at]
        if not _may_be_title(piece, languages):
            continue
        telling = [word.casefold() for word in piece.words if len(word) > 2]
        shared = sum(word in body for word in telling)
        score = shared * shared / (len(telling) + 1.0) - 0.02 * (first - at)
        if shared and score > best_score:
            best, best_score = at, score
    return best


def _may_be_title(piece: Chunk, languages: Sequence[str]) -> bool:
    low, high = TITLE_WORDS
    if not low <= piece.length <= high or has_caption_cue(piece.text) or piece.text.endswith("."):
        return False
    return not is_furniture(piece) and not is_date_line(piece.text, languages) and opens_with_by(piece.bare) is None


def _under_the_title(piece: Chunk, languages: Sequence[str]) -> Label:
    if is_furniture(piece):
        return "nav", "furniture"
    if piece.length <= LONGEST_BYLINE and opens_with_by(piece.bare) and names_in(piece.bare):
        return "byline", "by and a name"
    if is_date_line(piece.text, languages):
        return "date", "a date alone"
    if piece.bare[0].isupper() and is_name(piece.bare):
        return "byline", "a name under the title"
    if has_caption_cue(piece.text):
        return "caption", "caption cue"
    return "nav", "before the story"


def _over_the_title(piece: Chunk, languages: Sequence[str]) -> Label:
    if opens_with_by(piece.bare) and names_in(piece.bare):
        return "byline", "by and a name"
    if is_date_line(piece.text, languages):
        return "date", "a date alone"
    return "nav", "before the story"


def _mark_repeats(pieces: Sequence[Chunk], labels: list[Label]) -> None:
    """A long line that stands twice is a caption the first time, near the top, and a repeat after that."""
    seen: dict[str, int] = {}
    for at, piece in enumerate(pieces):
        if piece.length < REPEAT_WORDS:
            continue
        earlier = seen.setdefault(piece.key(), at)
        if earlier == at:
            continue
        labels[at] = ("dup", "repeats an earlier line")
        if at - earlier <= 2 and labels[earlier][0] in ("body", "nav"):
            labels[earlier] = ("caption", "a long line twice")


def label_story(text: str) -> list[Piece]:
    """The pieces of a text that is known to be a story alone, without page furniture."""
    pieces = chunks(text)
    return [
        Piece(kind, piece.text, rule)
        for piece, (kind, rule) in ((piece, _inside(pieces, at, 0, len(pieces))) for at, piece in enumerate(pieces))
    ]
