"""An article's text, put together from labelled pieces where a format keeps them apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schemas.article import Block, BlockKind

Label = tuple[BlockKind, str]  # kind, and the rule that gave it


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text before it has a place: `rule` says what gave it its kind."""

    kind: BlockKind
    text: str
    rule: str


def compose(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The pieces that are not blank, one blank line between two, with the block of each."""
    text, blocks, start = [], [], 0
    for piece in pieces:
        stripped = piece.text.strip()
        if not stripped:
            continue
        text.append(stripped)
        blocks.append(Block(kind=piece.kind, start_char=start, end_char=start + len(stripped), rule=piece.rule))
        start += len(stripped) + 2
    return "\n\n".join(text), tuple(blocks)


def body_text(text: str, blocks: Sequence[Block]) -> str:
    """The story without its furniture, title and captions: headings, body, quotes and the writers' names under it."""
    told = [number for number, block in enumerate(blocks) if block.kind in ("heading", "body", "quote")]
    kept = (
        block
        for number, block in enumerate(blocks)
        if block.kind in ("heading", "body", "quote") or (block.kind == "byline" and told and number > told[0])
    )
    return "\n\n".join(text[block.start_char : block.end_char] for block in kept)
