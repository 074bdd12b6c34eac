"""What stands over a story: its title, who wrote it, when; and the lines of that kind that close it."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from tasks.blocks.bylines import LONGEST_BYLINE, begins_role, is_name, is_signed, names_in
from tasks.blocks.captions import has_caption_cue
from tasks.blocks.chunks import Chunk
from tasks.blocks.phrases import phrases
from tasks.blocks.wide_names import has_wide_letters, wide_names
from tasks.compose import Label
from tasks.days import days_in
from tasks.published import is_date_line, uncapitalised

REACH = 40  # pieces before the story among which the title is looked for
OPENING_WORDS = 22  # a paragraph as long as this has left the head of the page
BODY_READ = 15  # pieces of the story whose words are compared with a title's
TITLE_WORDS = (2, 26)
TITLE_LENGTH = 14  # words; longer ones are standfirsts more often
LEAST_SCORE = 0.1
FEW_OVER = 3  # pieces; where no more stand over a story they are its head and no menu
NEARLY = 0.5  # of the best score: a line right over the best one that reaches it is the title
SIGNED_WITHIN = 3  # lines under a title: a standfirst and a credit may stand between it and the byline
ABOVE, BELOW = 6, 5  # pieces over the title and after the story that may name a writer or a day
_SIGN_OFF = re.compile(
    r"\(?\s*(?:additional |further |zusätzliche )?(?:reporting|editing|writing|compiled|written) by\b", re.IGNORECASE
)
#: `Ann Lee, The Post By Ann Lee, The Post`, as pages that link the name before they print it come out.
_BY_INSIDE = re.compile(r"\s(?:By|Von|Par|Por|Door)\s(?=[^\W\d_])")
_PARTS = re.compile(r"\s*[,|•·/]\s*|\s[-–—]\s")
_NO_TITLE = re.compile(r"@|https?://|www\.|\.com\b|^\(|[{}<>=]|(?:[|/»>].*){2}|\.\.\.|…$|»$")


def head_end(pieces: Sequence[Chunk], first: int, last: int) -> int:
    """Where the head of the page ends: at the first paragraph of some length."""
    for at in range(first, min(first + BELOW, last)):
        if pieces[at].ends_sentence and pieces[at].length >= OPENING_WORDS:
            return at
    return first


def find_title(pieces: Sequence[Chunk], first: int, last: int, languages: Sequence[str]) -> int | None:
    """Position of the piece over the story that shares most words with it; None where none shares enough.

    Where next to nothing stands over the story, the first line that may be a title is it.
    """
    told = {word.casefold() for piece in pieces[first : min(last, first + BODY_READ)] for word in piece.tokens()}
    reach = range(max(0, first - REACH), head_end(pieces, first, last))
    keys = Counter(pieces[at].key() for at in reach)
    scores: dict[int, float] = {}
    for at in reach:
        piece = pieces[at]
        if _may_be_title(piece, languages):
            scores[at] = _shared(piece, told) - 0.3 * piece.bulleted - (first - at) / 200
            scores[at] += 0.15 * (keys[piece.key()] > 1) + 0.3 * _signed_below(pieces, at, first, languages)
    best = max(scores, key=lambda at: scores[at], default=None)
    if best is None or scores[best] < LEAST_SCORE:
        return min(scores, default=None) if first <= FEW_OVER else None
    above = next((at for at in range(best - 1, max(-1, best - 4), -1) if not pieces[at].furniture), None)
    if above is not None and scores.get(above, 0.0) >= NEARLY * scores[best] and pieces[best].length >= 10:
        return above  # what stands under it was the standfirst
    return best


def _shared(piece: Chunk, told: set[str]) -> float:
    """Which part of a line's telling words the story has, less for very short and for long lines."""
    telling = {word.casefold() for word in piece.tokens() if len(word) > 3 or not word.islower()} or {piece.folded}
    part = len(telling & told) / len(telling)
    return part * float((min(piece.length, 6) / 6) ** 1.5) - max(0, piece.length - TITLE_LENGTH) / 20


def _signed_below(pieces: Sequence[Chunk], at: int, first: int, languages: Sequence[str]) -> bool:
    """Whether one of the next lines that are not furniture names a writer or a day."""
    below = [piece for piece in pieces[at + 1 : first + BELOW] if not piece.furniture][:SIGNED_WITHIN]
    return any(_names_writer_or_day(piece, languages) for piece in below)


def head_label(pieces: Sequence[Chunk], at: int, title: int | None, languages: Sequence[str]) -> Label | None:
    """Byline, date or caption over a story; None for a piece that is none of these."""
    piece = pieces[at]
    if piece.furniture or piece.tail:
        return None
    if _is_byline(piece):
        return "byline", "by and a name"
    if is_date_line(piece.text, languages):
        day = days_in(uncapitalised(piece.text), languages)[0]
        beside = piece.text[: day.start] + "|" + piece.text[day.end :]
        return ("byline", "a name beside a date") if _plain_names(beside) else ("date", "a date alone")
    if _names_and_day(piece, languages):
        return "byline", "a name beside a date"
    if has_caption_cue(piece.text):
        return "caption", "caption cue"
    if at + 1 < len(pieces) and piece.length >= OPENING_WORDS // 2 and is_credit(pieces[at + 1]):
        return "caption", "before its credit"
    if title is not None and title < at and _plain_names(piece.bare) and _has_evidence(pieces, at, title, languages):
        return "byline", "a name by the title"
    return None


def close_label(piece: Chunk, languages: Sequence[str]) -> Label | None:
    """Byline or date under a story."""
    if _SIGN_OFF.match(piece.text) and piece.length <= LONGEST_BYLINE:
        return "byline", "sign-off"
    if _is_byline(piece) and piece.length <= LONGEST_BYLINE // 2:
        return "byline", "by and a name"
    if _is_name_with_role(piece):
        return "byline", "a name and a role"
    return ("date", "a date alone") if is_date_line(piece.text, languages) else None


def is_credit(piece: Chunk) -> bool:
    """Whether a short line says who took a picture."""
    return piece.length <= 10 and has_caption_cue(piece.text)


def _may_be_title(piece: Chunk, languages: Sequence[str]) -> bool:
    low, high = TITLE_WORDS
    if not low <= piece.length <= high or piece.text[-1] in ".,;:" or _NO_TITLE.search(piece.text):
        return False
    if piece.furniture or piece.tail or has_caption_cue(piece.text):
        return False
    return not _is_byline(piece) and not is_date_line(piece.text, languages)


def _names_writer_or_day(piece: Chunk, languages: Sequence[str]) -> bool:
    return _is_byline(piece) or is_date_line(piece.text, languages)


def _is_byline(piece: Chunk) -> bool:
    if piece.length > LONGEST_BYLINE:
        return False
    by = is_signed(piece.bare) or _BY_INSIDE.search(piece.bare) is not None
    return by and bool(names_in(piece.bare))


def _plain_names(text: str) -> bool:
    """Names alone, none of whose words is one of page furniture."""
    names = names_in(text)
    if not names or text.strip("| •")[:1].islower():
        return False
    return all(is_name(name) and _furniture_words().isdisjoint(name.casefold().split()) for name in names)


def _names_and_day(piece: Chunk, languages: Sequence[str]) -> bool:
    """Whether a short line says names, what their bearers are, a day, and nothing else."""
    if piece.length > LONGEST_BYLINE // 2 or piece.ends_sentence:
        return False
    days = days_in(uncapitalised(piece.text), languages)
    if not days:
        return False
    ends = piece.text[: days[0].start], piece.text[days[-1].end :]
    if any(map(has_wide_letters, ends)):
        return len(wide_names(ends[0])) == 1 and not any(map(str.isalpha, ends[1]))
    parts = [part for end in ends for part in _PARTS.split(end)]
    said = [part for part in (part.strip() for part in parts) if any(map(str.isalpha, part))]
    names = [part for part in said if is_name(part)]
    return bool(names) and all(part in names or begins_role(part) for part in said) and _plain_names(names[0])


def _is_name_with_role(piece: Chunk) -> bool:
    """`Moira Ferris, Harbour Correspondent`: a name, what its bearer is, and nothing else."""
    name, _, role = piece.bare.partition(",")
    return bool(role) and piece.length <= LONGEST_BYLINE // 3 and begins_role(role) and _plain_names(name)


def _has_evidence(pieces: Sequence[Chunk], at: int, title: int, languages: Sequence[str]) -> bool:
    """A name alone is a byline near the title where it is a list of its own, or stands beside a date."""
    if pieces[at].length > 6 or at > title + 4:
        return False
    beside = [pieces[near] for near in (at - 1, at + 1) if title < near < len(pieces)]
    if pieces[at].bulleted and not any(piece.bulleted for piece in beside):
        return True
    return any(is_date_line(piece.text, languages) for piece in beside)


@cache
def _furniture_words() -> frozenset[str]:
    return frozenset(word for line in (*phrases().nav, *phrases().tail, *phrases().nav_starts) for word in line.split())
