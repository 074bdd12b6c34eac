"""Whose words a quotation is: the name, noun or pronoun beside a verb of speech."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from schemas.entity import EntityMention
from tasks.quote_words import QuoteWords
from tasks.speech_patterns import (
    APPOSITION,
    CAPITALISED,
    NAME_AT_END,
    OFFICE,
    SENTENCE_END,
    SMALL_BETWEEN,
    WORD,
    noun_after_pattern,
    noun_pattern,
    that_pattern,
)

REACH = 260  # characters on either side of a quotation in which its verb of speech may stand
MARKS_ALONE = 20  # characters of a paragraph beside its quotation: spaces and marks, no sentence
NOUN_REACH = 80  # characters before a verb in which the noun that speaks stands
PRONOUN_REACH = 900  # characters back in which a pronoun's person is named


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as written; `mention_no` is a position in the entities, None for a noun or an unknown pronoun."""

    start: int
    end: int
    mention_no: int | None
    verb: str | None
    rule: str
    by_pronoun: bool = False


class Speakers:
    """The people of one text, to be asked who speaks at a place."""

    def __init__(
        self, text: str, words: QuoteWords, entities: Sequence[EntityMention], quoted: list[tuple[int, int]]
    ) -> None:
        self._text, self._words, self._entities, self._quoted = text, words, entities, quoted
        self._starts = [each.start_char for each in entities]
        self._noun_before = noun_pattern(words.articles)
        self._noun_after = noun_after_pattern(words.articles)
        self._he = self._called_by(words.his_titles)
        self._she = self._called_by(words.her_titles)

    def beside(self, opened: int, closed: int, following: int) -> Speaker | None:
        """The speaker of the words between two marks, told in the same sentence; after them first, then before."""
        return self._after(closed, min(following, closed + REACH)) or self._before(opened)

    def reporting(self, start: int, end: int) -> tuple[Speaker, int, int] | None:
        """The speaker of a sentence that reports speech, and where the reported clause stands."""
        for verb in self._verbs(start, end):
            speaker = self._subject_of(verb.start(), start, verb[0])
            if speaker is None or (speaker.mention_no is None and speaker.by_pronoun):
                continue
            clause = self._clause(verb, start, end, speaker)
            if clause is not None:
                return replace(speaker, rule="reported"), *clause
        return None

    def of_paragraph_before(self, opened: int, closed: int) -> Speaker | None:
        """The speaker of a quotation that is a paragraph of its own: who spoke in the last sentence before it."""
        begun = self._paragraph_start(opened)
        ended = self._text.find("\n\n", closed, closed + MARKS_ALONE)
        ended = ended if ended >= 0 else len(self._text)
        if opened - begun > MARKS_ALONE or ended - closed > MARKS_ALONE:
            return None
        before = len(self._text[max(0, begun - MARKS_ALONE) : begun].rstrip()) + max(0, begun - MARKS_ALONE)
        if (self._text[begun:opened] + self._text[closed:ended]).strip() or not before:
            return None
        start = self._sentence_start(before - 1)
        for verb in self._verbs(start, before):
            speaker = self._subject_of(verb.start(), start, verb[0])
            if speaker is not None and speaker.mention_no is not None:
                return replace(speaker, rule="paragraph_before")
        return None

    # a quotation's own sentence -------------------------------------------------------------------------------------

    def _after(self, closed: int, limit: int) -> Speaker | None:
        stop = SENTENCE_END.search(self._text, closed, limit)
        line = self._text.find("\n\n", closed, limit)
        limit = min(stop.start() if stop else limit, line if line >= 0 else limit)
        if self._ends_sentence(closed):
            return None
        verb = next(self._verbs(closed, limit), None)
        if verb is None:
            return None
        between = self._text[closed : verb.start()]
        if not between.strip(' ,\n”"»“」–—-') or between.strip(" ,\n–—-").lower() in self._words.adverbs:
            return self._inverted(verb, limit)
        return self._subject_of(verb.start(), closed, verb[0])

    def _ends_sentence(self, closed: int) -> bool:
        """`… not home yet." Governor …`: what follows a full stop inside the marks is another sentence."""
        inside = self._text[max(0, closed - 2) : closed].rstrip('”"»“」’ ')
        following = self._text[closed : closed + 3].strip(' \n"“«')
        return inside.endswith((".", "…")) and following[:1].isupper()

    def _before(self, opened: int) -> Speaker | None:
        begun = self._sentence_start(opened)
        verbs = list(self._verbs(begun, opened))
        for verb in reversed(verbs):
            if opened - verb.end() > REACH:
                return None
            speaker = self._subject_of(verb.start(), begun, verb[0])
            if speaker is not None:
                return speaker
            if verb[0].endswith("ing") and (first := self._first_person(begun, verb.start())) is not None:
                mention = self._entities[first]
                return Speaker(mention.start_char, mention.end_char, first, verb[0], "saying")
        return None

    def _paragraph_start(self, at: int) -> int:
        first = max(0, at - 2 * REACH)  # further back nobody asks
        line = self._text.rfind("\n\n", first, at)
        return first if line < 0 else line + 2

    def _sentence_start(self, at: int) -> int:
        begun = self._paragraph_start(at)
        for stop in SENTENCE_END.finditer(self._text, begun, at):
            if self._text[stop.end() : stop.end() + 2].strip(' "”’\n')[:1] == "" or stop.end() + 2 < at:
                nxt = self._text[stop.end() : at].lstrip('”"’»«“„ \n')
                if nxt[:1].isupper() or not nxt:
                    begun = stop.end()
        return begun

    # verbs and their subjects ---------------------------------------------------------------------------------------

    def _verbs(self, start: int, end: int) -> Iterator[re.Match[str]]:
        for match in WORD.finditer(self._text, start, end):
            if match[0] in self._words.verbs and not self._is_quoted(match.start()):
                yield match

    def _is_quoted(self, at: int) -> bool:
        number = bisect_left(self._quoted, (at + 1,)) - 1
        return number >= 0 and self._quoted[number][0] <= at < self._quoted[number][1]

    def _inverted(self, verb: re.Match[str], limit: int) -> Speaker | None:
        """`said Kerry`, `said its president, Otávio Brandt`, `said he`."""
        number = bisect_left(self._starts, verb.end())
        while number < len(self._entities) and self._starts[number] < limit:
            mention = self._entities[number]
            between = self._text[verb.end() : mention.start_char]
            if mention.kind == "person":
                if OFFICE.fullmatch(between):
                    return Speaker(mention.start_char, mention.end_char, number, verb[0], "verb_speaker")
                break
            number += 1
        word = WORD.match(self._text, verb.end() + 1, limit)
        if word and (pronoun := self._pronoun(word, verb[0])) is not None:
            return pronoun
        named = CAPITALISED.match(self._text, verb.end(), limit)
        if named:
            return self._spelt(named.start("name"), named.end("name"), verb[0])
        noun = self._noun_after.match(self._text, verb.end(), limit)
        if noun:
            return self._called(noun.start("noun"), noun.end("noun"), verb[0])
        return None

    def _spelt(self, start: int, end: int, verb: str) -> Speaker:
        for word in self._text[start:end].split()[:-1]:
            if not word.lower().endswith(self._words.title_ends or ("\n",)) and word not in self._words.title_ends:
                break
            start = self._text.index(word, start) + len(word) + 1  # `Bundeskanzlerin` is no part of the name
        number = bisect_left(self._starts, start)
        known = number < len(self._entities) and self._starts[number] == start
        return Speaker(start, end, number if known else None, verb, "verb_speaker")

    def _subject_of(self, verb_start: int, limit: int, verb: str) -> Speaker | None:
        """`Kerry said`, `Ana Belmonte, an analyst in Porto, said`, `he later said`, `the port authority said`."""
        at = self._before_adverbs(verb_start, limit)
        for number in self._mentions_back(at, limit):
            mention = self._entities[number]
            named_after_office = mention.kind == "person" and self._text[mention.end_char : at].strip() == ","
            if named_after_office or APPOSITION.fullmatch(self._text, mention.end_char, at):
                if mention.kind not in {"person", "organisation"}:
                    return None
                return Speaker(mention.start_char, mention.end_char, number, verb, "speaker_verb")
        word = self._word_before(at, limit)
        if word is None:
            return None
        if word[0] in self._words.sources:
            return Speaker(word.start(), word.end(), None, verb, "noun_verb")
        return self._pronoun(word, verb) or self._noun(at, limit, verb) or self._spelt_before(at, limit, verb)

    def _spelt_before(self, at: int, limit: int, verb: str) -> Speaker | None:
        """`Olaf Scholz erklärte`, in a language whose people are not found."""
        named = NAME_AT_END.search(self._text, max(limit, at - NOUN_REACH), at)
        if named is None or any(mention.kind == "person" for mention in self._entities):
            return None
        return replace(self._spelt(named.start(), at, verb), rule="speaker_verb")

    def according(self, start: int, end: int) -> tuple[Speaker, int, int] | None:
        """The source of a sentence that names it with `according to`, and where stands what it says."""
        for words in self._words.according:
            at = self._text.find(words + " ", start, end)
            number = bisect_left(self._starts, at + len(words) + 1)
            if at < 0 or number == len(self._starts) or self._starts[number] >= end or self._is_quoted(at):
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

    def _before_adverbs(self, at: int, limit: int) -> int:
        word = self._word_before(at, limit)
        while word is not None and word[0] in self._words.adverbs:
            at = word.start()
            word = self._word_before(at, limit)
        while at > limit and self._text[at - 1].isspace():
            at -= 1
        return at

    def _word_before(self, at: int, limit: int) -> re.Match[str] | None:
        last = None
        for match in WORD.finditer(self._text, max(limit, at - 24), at):
            last = match
        return last if last is not None and not self._text[last.end() : at].strip() else None

    def _mentions_back(self, at: int, limit: int) -> Iterator[int]:
        number = bisect_left(self._starts, at) - 1
        while number >= 0 and self._starts[number] >= limit:
            yield number
            number -= 1

    def _noun(self, at: int, limit: int, verb: str) -> Speaker | None:
        found = self._noun_before.search(self._text, max(limit, at - NOUN_REACH), at)
        if found is None:
            return None
        return self._called(found.start("noun"), at, verb)

    def _called(self, start: int, end: int, verb: str) -> Speaker:
        """`the minister`: the last person before whose title ends in that word, where there is one."""
        noun = self._text[start:end].split()[-1].lower()
        for number in range(bisect_left(self._starts, start) - 1, -1, -1):
            title = self._entities[number].title
            if title is not None and title.lower().split()[-1] == noun:
                return Speaker(start, end, number, verb, "noun_verb")
        return Speaker(start, end, None, verb, "noun_verb")

    # pronouns -------------------------------------------------------------------------------------------------------

    def _pronoun(self, word: re.Match[str], verb: str) -> Speaker | None:
        if word[0] in self._words.he:
            others = self._she
        elif word[0] in self._words.she:
            others = self._he
        else:
            return None
        number = self._last_person(word.start(), others)
        start = word.start() + word[0].rfind("-") + 1  # `il` of `a-t-il`
        return Speaker(start, word.end(), number, verb, "pronoun", by_pronoun=True)

    def _last_person(self, at: int, others: set[str]) -> int | None:
        """The person a pronoun means: the first one named in the nearest sentence before it that names any."""
        begun = self._sentence_start(at)
        for _ in range(4):
            first = self._first_person(begun, at, others)
            if first is not None:
                return first
            if begun <= 1 or at - begun > PRONOUN_REACH:
                return None
            at, begun = begun, self._sentence_start(max(0, len(self._text[:begun].rstrip()) - 1))
        return None

    def _first_person(self, start: int, end: int, others: set[str] | None = None) -> int | None:
        for number in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            mention = self._entities[number]
            if (
                mention.kind == "person"
                and not self._is_quoted(mention.start_char)
                and mention.name not in (others or ())
            ):
                return number
        return None

    def _called_by(self, titles: frozenset[str]) -> set[str]:
        names = set()
        for mention in self._entities:
            if mention.kind == "person":
                before = self._text[max(0, mention.start_char - 16) : mention.start_char].split()
                if before and before[-1] in titles:
                    names.add(mention.name)
        return names

    # reported speech ------------------------------------------------------------------------------------------------

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
