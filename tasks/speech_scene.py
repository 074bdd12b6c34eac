"""A text as the questions about its speakers see it: its sentences, verbs of speech and names."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.entity import EntityMention
from tasks.quote_words import QuoteWords
from tasks.speech_patterns import SENTENCE_END, WORD

REACH = 260  # characters on either side of a quotation in which its verb of speech may stand
ADVERBS_REACH = 24  # characters before a verb in which the word before it stands


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as written; `mention_no` is a position in the entities, None for a noun or an unknown pronoun."""

    start: int
    end: int
    mention_no: int | None
    verb: str | None
    rule: str
    by_pronoun: bool = False


class Scene:
    """A text with its quotations (from, to) and its names, in order."""

    def __init__(
        self, text: str, words: QuoteWords, entities: Sequence[EntityMention], quoted: list[tuple[int, int]]
    ) -> None:
        self.text, self.words, self.entities, self.quoted = text, words, entities, quoted
        self.starts = [each.start_char for each in entities]

    def paragraph_start(self, at: int) -> int:
        """Where the paragraph begins, as far back as anybody asks."""
        first = max(0, at - 2 * REACH)  # further back nobody asks
        line = self.text.rfind("\n\n", first, at)
        return first if line < 0 else line + 2

    def sentence_start(self, at: int) -> int:
        """Where the sentence begins that a place stands in."""
        begun = self.paragraph_start(at)
        for stop in SENTENCE_END.finditer(self.text, begun, at):
            if self.text[stop.end() : stop.end() + 2].strip(' "”’\n')[:1] == "" or stop.end() + 2 < at:
                nxt = self.text[stop.end() : at].lstrip('”"’»«“„ \n')
                if nxt[:1].isupper() or not nxt:
                    begun = stop.end()
        return begun

    def verbs(self, start: int, end: int) -> Iterator[re.Match[str]]:
        """The verbs of speech in a stretch, outside of quotations."""
        for match in WORD.finditer(self.text, start, end):
            if match[0] in self.words.verbs and not self.is_quoted(match.start()):
                yield match

    def is_quoted(self, at: int) -> bool:
        """Whether a place stands in a quotation."""
        number = bisect_left(self.quoted, (at + 1,)) - 1
        return number >= 0 and self.quoted[number][0] <= at < self.quoted[number][1]

    def word_before(self, at: int, limit: int) -> re.Match[str] | None:
        """The word that ends right before a place, none before `limit`."""
        last = None
        for match in WORD.finditer(self.text, max(limit, at - ADVERBS_REACH), at):
            last = match
        return last if last is not None and not self.text[last.end() : at].strip() else None

    def before_adverbs(self, at: int, limit: int) -> int:
        """Where the words before a place end, its adverbs left out (`he later said`)."""
        word = self.word_before(at, limit)
        while word is not None and word[0] in self.words.adverbs:
            at = word.start()
            word = self.word_before(at, limit)
        while at > limit and self.text[at - 1].isspace():
            at -= 1
        return at

    def mentions_back(self, at: int, limit: int) -> Iterator[int]:
        """The positions of the names that begin before a place, the last one first, none before `limit`."""
        number = bisect_left(self.starts, at) - 1
        while number >= 0 and self.starts[number] >= limit:
            yield number
            number -= 1
