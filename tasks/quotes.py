"""Who said what: words between quotation marks, and speech reported with a verb of speech.

Precision before recall: one or two words between marks are a way of writing and no quotation, a longer piece without
a speaker counts only where it is a sentence, and speech is reported only where its speaker is named.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from schemas.entity import EntityMention, Quote
from tasks.quote_words import quote_words
from tasks.sentences import sentence_spans
from tasks.speakers import Speakers
from tasks.speech_scene import Speaker

WORDS_OF_A_QUOTATION = 3  # fewer are a name, a title or a word held at arm's length
WIDE_CHARACTERS = 6  # the same for Chinese and Japanese, which write no spaces
TITLE_CASE = 0.7  # of the longer words; a sentence has fewer with a capital, in German about half
SAME_SPEAKER_WITHIN = 400  # characters between two pieces of one utterance
LONGEST = 3_000  # characters; beyond it a mark was never closed

#: What closes each mark; an apostrophe within a word closes nothing.
_CLOSING = {
    opened: re.compile(closed)
    for opened, closed in (
        ("“", "”"), ("„", "[“”]"), ("«", "»"), ("»", "«"), ("「", "」"), ("『", "』"), ('"', '"'),
        ("‘", r"’(?!\w)"), ("‚", r"[‘’](?!\w)"),
    )
}  # fmt: skip
_OPENING = re.compile('[“„«»「『"‘‚]')
_BREAK = re.compile(r"\n[^\S\n]*\n")
_ENDS_A_SENTENCE = re.compile(r"[.!?…,。！？，،؟]\s*$")
_WORD = re.compile(r"[^\W\d_]+")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")

DIRECT_ATTRIBUTED, DIRECT_ALONE, SAME_PARAGRAPH, CARRIED, REPORTED = 0.93, 0.7, 0.88, 0.6, 0.85


@dataclass(frozen=True, slots=True)
class _Marked:
    """Words between marks, without them; `opened` and `closed` are where the marks themselves begin and end."""

    opened: int
    start: int
    end: int
    closed: int


def find_quotes(text: str, language: str, entities: Sequence[EntityMention]) -> list[Quote]:
    """The quotations of a text, in order. `entities` are the names found in the same text."""
    words = quote_words(language)
    marked = list(_marked(text))
    speakers = Speakers(text, words, entities, [(each.start, each.end) for each in marked])
    quotes = list(_direct(text, marked, speakers))
    if words.that or words.according:
        quotes += _reported(text, language, marked, speakers)
    return sorted(quotes, key=lambda quote: quote.start_char)


def _marked(text: str) -> Iterator[_Marked]:
    """Every piece between quotation marks, as long as the paragraph holds both of them."""
    at = 0
    never_closed: dict[str, int] = {}  # up to where a mark is known to stay open, so that no stretch is read twice
    while opening := _OPENING.search(text, at):
        at, mark = opening.end(), opening[0]
        if (mark in '"‘»' and not _may_open(text, opening.start())) or at <= never_closed.get(mark, 0):
            continue
        limit, goes_on = _paragraph_end(text, at)
        closing = _CLOSING[mark].search(text, at, limit)
        if closing is not None:
            yield _Marked(opening.start(), at, closing.start(), closing.end())
            at = closing.end()
        elif goes_on and mark == "“":
            yield _Marked(opening.start(), at, limit, limit)
            at = limit
        else:
            never_closed[mark] = limit


def _may_open(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return not (before.isalnum() or before in tuple(".,!?%")) and bool(after) and not after.isspace()


def _paragraph_end(text: str, start: int) -> tuple[int, bool]:
    """Where a quotation has to be closed, and whether the next paragraph opens it again, as one that goes on does."""
    end = _BREAK.search(text, start, start + LONGEST)
    if end is None:
        return min(len(text), start + LONGEST), False
    return end.start(), text[end.end() : end.end() + 20].lstrip()[:1] == "“"


def _direct(text: str, marked: list[_Marked], speakers: Speakers) -> Iterator[Quote]:
    last: Quote | None = None
    for number, each in enumerate(marked):
        start, end = _without_blanks(text, each.start, each.end)
        if not _is_long(text[start:end]):
            continue
        following = marked[number + 1].opened if number + 1 < len(marked) else len(text)
        speaker = speakers.beside(each.opened, each.closed, following)
        if speaker is None and not _is_utterance(text, start, end, each.closed):
            continue
        quote = _quote(text, start, end, speaker, direct=True)
        if speaker is None:
            quote = _carried(text, quote, each, last, speakers)
        if quote.speaker_text is None and _is_title_or_phrase(quote.surface):
            continue
        yield quote
        last = quote


def _is_utterance(text: str, start: int, end: int, closed: int) -> bool:
    """Words that end as a sentence does, or before a `と` that says that they were spoken: no title, no irony."""
    return bool(_ENDS_A_SENTENCE.search(text, start, end)) or text.startswith("と", closed)


def _is_title_or_phrase(words: str) -> bool:
    """Without a speaker, words that begin small or are capitals nearly all are another's phrase or a work's title."""
    longer = [word for word in _WORD.findall(words) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in longer)
    return words[:1].islower() or (len(longer) > 1 and capitals >= TITLE_CASE * len(longer))


def _is_long(words: str) -> bool:
    return len(words.split()) >= WORDS_OF_A_QUOTATION or len(_WIDE.findall(words)) >= WIDE_CHARACTERS


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def _carried(text: str, quote: Quote, each: _Marked, last: Quote | None, speakers: Speakers) -> Quote:
    """A second piece in the same paragraph, or one right after the last quotation's, has the speaker of that."""
    if last is not None and last.speaker_text is not None and each.opened - last.end_char <= SAME_SPEAKER_WITHIN:
        between = text[last.end_char : each.opened]
        breaks = len(_BREAK.findall(between))
        if breaks == 0:
            return _spoken_as(quote, last, "same_paragraph", SAME_PARAGRAPH)
        if breaks == 1 and not between.strip():
            return _spoken_as(quote, last, "goes_on", SAME_PARAGRAPH)
    speaker = speakers.of_paragraph_before(each.opened, each.closed)
    if speaker is None:
        return quote
    return replace(_quote(text, quote.start_char, quote.end_char, speaker, direct=True), confidence=CARRIED)


def _spoken_as(quote: Quote, last: Quote, rule: str, confidence: float) -> Quote:
    return replace(
        quote,
        rule=rule,
        confidence=confidence,
        speaker_text=last.speaker_text,
        speaker_start=last.speaker_start,
        speaker_end=last.speaker_end,
        speaker_mention_no=last.speaker_mention_no,
    )


def _quote(text: str, start: int, end: int, speaker: Speaker | None, *, direct: bool) -> Quote:
    if speaker is None:
        return Quote(start, end, text[start:end], direct, "marks", DIRECT_ALONE)
    confidence = (DIRECT_ATTRIBUTED if direct else REPORTED) - (0.1 if speaker.by_pronoun else 0.0)
    return Quote(
        start,
        end,
        text[start:end],
        direct,
        speaker.rule,
        round(confidence, 3),
        speaker.verb,
        text[speaker.start : speaker.end],
        speaker.start,
        speaker.end,
        speaker.mention_no,
    )


def _reported(text: str, language: str, marked: list[_Marked], speakers: Speakers) -> Iterator[Quote]:
    """Sentences without a quotation that say who said so: the clause is the quote."""
    quoted = [(each.opened, each.closed) for each in marked if _is_long(text[each.start : each.end])]
    closings = [closed for _, closed in quoted]
    for start, end in sentence_spans(text, language):
        number = bisect_right(closings, start)
        if number < len(quoted) and quoted[number][0] < end:
            continue
        found = speakers.reporting(start, end) or speakers.according(start, end)
        if found is not None:
            speaker, clause_start, clause_end = found
            first, last = _without_blanks(text, clause_start, clause_end)
            if len(text[first:last].split()) >= WORDS_OF_A_QUOTATION:
                yield _quote(text, first, last, speaker, direct=False)
