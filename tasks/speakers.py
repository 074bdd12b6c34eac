"""Whose words a quotation is: asked of its own sentence, of the paragraph before it, of a sentence that reports."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from schemas.entity import EntityMention
from tasks.quote_words import QuoteWords
from tasks.speech_patterns import SENTENCE_END, SMALL_BETWEEN, WORD, that_pattern
from tasks.speech_pronouns import Pronouns
from tasks.speech_scene import REACH, Scene, Speaker
from tasks.speech_subjects import Subjects

MARKS_ALONE = 20  # characters of a paragraph beside its quotation: spaces and marks, no sentence


class Speakers:
    """The people of one text, to be asked who speaks at a place."""

    def __init__(
        self, text: str, words: QuoteWords, entities: Sequence[EntityMention], quoted: list[tuple[int, int]]
    ) -> None:
        self._scene = Scene(text, words, entities, quoted)
        self._text, self._words, self._entities = text, words, entities
        self._pronouns = Pronouns(self._scene)
        self._subjects = Subjects(self._scene, self._pronouns)

    def beside(self, opened: int, closed: int, following: int) -> Speaker | None:
        """The speaker of the words between two marks, told in the same sentence; after them first, then before."""
        return self._after(closed, min(following, closed + REACH)) or self._before(opened)

    def reporting(self, start: int, end: int) -> tuple[Speaker, int, int] | None:
        """The speaker of a sentence that reports speech, and where the reported clause stands."""
        for verb in self._scene.verbs(start, end):
            speaker = self._subjects.of(verb.start(), start, verb[0])
            if speaker is None or (speaker.mention_no is None and speaker.by_pronoun):
                continue
            clause = self._clause(verb, start, end, speaker)
            if clause is not None:
                return replace(speaker, rule="reported"), *clause
        return None

    def of_paragraph_before(self, opened: int, closed: int) -> Speaker | None:
        """The speaker of a quotation that is a paragraph of its own: who spoke in the last sentence before it."""
        begun = self._scene.paragraph_start(opened)
        ended = self._text.find("\n\n", closed, closed + MARKS_ALONE)
        ended = ended if ended >= 0 else len(self._text)
        if opened - begun > MARKS_ALONE or ended - closed > MARKS_ALONE:
            return None
        before = len(self._text[max(0, begun - MARKS_ALONE) : begun].rstrip()) + max(0, begun - MARKS_ALONE)
        if (self._text[begun:opened] + self._text[closed:ended]).strip() or not before:
            return None
        start = self._scene.sentence_start(before - 1)
        for verb in self._scene.verbs(start, before):
            speaker = self._subjects.of(verb.start(), start, verb[0])
            if speaker is not None and speaker.mention_no is not None:
                return replace(speaker, rule="paragraph_before")
        return None

    def according(self, start: int, end: int) -> tuple[Speaker, int, int] | None:
        """The source of a sentence that names it with `according to`, and where stands what it says."""
        for words in self._words.according:
            at = self._text.find(words + " ", start, end)
            number = bisect_left(self._scene.starts, at + len(words) + 1)
            if (
                at < 0
                or number == len(self._scene.starts)
                or self._scene.starts[number] >= end
                or self._scene.is_quoted(at)
            ):
                continue
            mention = self._entities[number]
            between = self._text[at + len(words) : mention.start_char]
            if mention.kind not in {"person", "organisation"} or not SMALL_BETWEEN.fullmatch(between):
                continue
            speaker = Speaker(mention.start_char, mention.end_char, number, words.lower(), "according")
            stop = end - (self._text[end - 1] == ".")
            if at == start and self._text[mention.end_char : mention.end_char + 1] == ",":
                return speaker, mention.end_char + 1, stop
            if self._text[start:at].rstrip().endswith(",") and mention.end_char >= stop:
                return speaker, start, start + len(self._text[start:at].rstrip().rstrip(","))
        return None

    def _after(self, closed: int, limit: int) -> Speaker | None:
        stop = SENTENCE_END.search(self._text, closed, limit)
        line = self._text.find("\n\n", closed, limit)
        limit = min(stop.start() if stop else limit, line if line >= 0 else limit)
        if self._ends_sentence(closed):
            return None
        verb = next(self._scene.verbs(closed, limit), None)
        if verb is None:
            return None
        between = self._text[closed : verb.start()]
        if not between.strip(' ,\n”"»“」–—-') or between.strip(" ,\n–—-").lower() in self._words.adverbs:
            return self._subjects.after(verb, limit)
        return self._subjects.of(verb.start(), closed, verb[0])

    def _ends_sentence(self, closed: int) -> bool:
        """`… not home yet." Governor …`: what follows a full stop inside the marks is another sentence."""
        inside = self._text[max(0, closed - 2) : closed].rstrip('”"»“」’ ')
        following = self._text[closed : closed + 3].strip(' \n"“«')
        return inside.endswith((".", "…")) and following[:1].isupper()

    def _before(self, opened: int) -> Speaker | None:
        begun = self._scene.sentence_start(opened)
        verbs = list(self._scene.verbs(begun, opened))
        for verb in reversed(verbs):
            if opened - verb.end() > REACH:
                return None
            speaker = self._subjects.of(verb.start(), begun, verb[0])
            if speaker is not None:
                return speaker
            if verb[0].endswith("ing") and (first := self._pronouns.first_person(begun, verb.start())) is not None:
                mention = self._entities[first]
                return Speaker(mention.start_char, mention.end_char, first, verb[0], "saying")
        return None

    def _clause(self, verb: re.Match[str], start: int, end: int, speaker: Speaker) -> tuple[int, int] | None:
        """What was said: after the verb, or before a speaker who closes the sentence."""
        following = WORD.match(self._text, verb.end() + 1, end)
        rest = self._text[verb.end() : end].strip(" .")
        if not rest and self._text[start : speaker.start].rstrip().endswith(","):
            return start, start + len(self._text[start : speaker.start].rstrip().rstrip(","))
        if following is None or self._text[verb.end() : verb.end() + 1] != " ":
            return None
        that = that_pattern(self._words.that).search(self._text, verb.end(), min(end, verb.end() + 80))
        if that:
            return that.end(), end - (self._text[end - 1] == ".")
        if verb[0] not in self._words.reporting or verb[0] == "told":
            return None
        return verb.end() + 1, end - (self._text[end - 1] == ".")
