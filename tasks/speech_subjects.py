"""The subject of a verb of speech: the name, noun or pronoun before it or after it."""

import re
from bisect import bisect_left
from dataclasses import replace

from tasks.speech_patterns import (
    APPOSITION,
    CAPITALISED,
    NAME_AT_END,
    OFFICE,
    WORD,
    noun_after_pattern,
    noun_pattern,
)
from tasks.speech_pronouns import Pronouns
from tasks.speech_scene import Scene, Speaker

NOUN_REACH = 80  # characters before a verb in which the noun that speaks stands


class Subjects:
    """The subjects of the verbs of one text."""

    def __init__(self, scene: Scene, pronouns: Pronouns) -> None:
        self._scene, self._pronouns = scene, pronouns
        self._text, self._words, self._entities = scene.text, scene.words, scene.entities
        self._noun_before = noun_pattern(scene.words.articles)
        self._noun_after = noun_after_pattern(scene.words.articles)

    def after(self, verb: re.Match[str], limit: int) -> Speaker | None:
        """`said Kerry`, `said its president, Otávio Brandt`, `said he`."""
        number = bisect_left(self._scene.starts, verb.end())
        while number < len(self._entities) and self._scene.starts[number] < limit:
            mention = self._entities[number]
            between = self._text[verb.end() : mention.start_char]
            if mention.kind == "person":
                if OFFICE.fullmatch(between):
                    return Speaker(mention.start_char, mention.end_char, number, verb[0], "verb_speaker")
                break
            number += 1
        word = WORD.match(self._text, verb.end() + 1, limit)
        if word and (pronoun := self._pronouns.meant(word, verb[0])) is not None:
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
        number = bisect_left(self._scene.starts, start)
        known = number < len(self._entities) and self._scene.starts[number] == start
        return Speaker(start, end, number if known else None, verb, "verb_speaker")

    def of(self, verb_start: int, limit: int, verb: str) -> Speaker | None:
        """`Kerry said`, `Ana Belmonte, an analyst in Porto, said`, `he later said`, `the port authority said`."""
        at = self._scene.before_adverbs(verb_start, limit)
        for number in self._scene.mentions_back(at, limit):
            mention = self._entities[number]
            named_after_office = mention.kind == "person" and self._text[mention.end_char : at].strip() == ","
            if named_after_office or APPOSITION.fullmatch(self._text, mention.end_char, at):
                if mention.kind not in {"person", "organisation"}:
                    return None
                return Speaker(mention.start_char, mention.end_char, number, verb, "speaker_verb")
        word = self._scene.word_before(at, limit)
        if word is None:
            return None
        if word[0] in self._words.sources:
            return Speaker(word.start(), word.end(), None, verb, "noun_verb")
        return self._pronouns.meant(word, verb) or self._noun(at, limit, verb) or self._spelt_before(at, limit, verb)

    def _spelt_before(self, at: int, limit: int, verb: str) -> Speaker | None:
        """`Olaf Scholz erklärte`, in a language whose people are not found."""
        named = NAME_AT_END.search(self._text, max(limit, at - NOUN_REACH), at)
        if named is None or any(mention.kind == "person" for mention in self._entities):
            return None
        return replace(self._spelt(named.start(), at, verb), rule="speaker_verb")

    def _noun(self, at: int, limit: int, verb: str) -> Speaker | None:
        found = self._noun_before.search(self._text, max(limit, at - NOUN_REACH), at)
        if found is None:
            return None
        return self._called(found.start("noun"), at, verb)

    def _called(self, start: int, end: int, verb: str) -> Speaker:
        """`the minister`: the last person before whose title ends in that word, where there is one."""
        noun = self._text[start:end].split()[-1].lower()
        for number in range(bisect_left(self._scene.starts, start) - 1, -1, -1):
            title = self._entities[number].title
            if title is not None and title.lower().split()[-1] == noun:
                return Speaker(start, end, number, verb, "noun_verb")
        return Speaker(start, end, None, verb, "noun_verb")
