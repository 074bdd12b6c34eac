"""Whom `he said` means."""

import re
from bisect import bisect_left

from tasks.speech_scene import Scene, Speaker

PRONOUN_REACH = 900  # characters back in which a pronoun's person is named


class Pronouns:
    """The persons of one text, to be asked by a pronoun; titles tell who is a man and who a woman."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._text, self._words, self._entities = scene.text, scene.words, scene.entities
        self._he = self._called_by(scene.words.his_titles)
        self._she = self._called_by(scene.words.her_titles)

    def meant(self, word: re.Match[str], verb: str) -> Speaker | None:
        """The person whom `he` or `she` beside a verb means; None for any other word."""
        if word[0] in self._words.he:
            others = self._she
        elif word[0] in self._words.she:
            others = self._he
        else:
            return None
        number = self._last_person(word.start(), others)
        start = word.start() + word[0].rfind("-") + 1  # `il` of `a-t-il`
        return Speaker(start, word.end(), number, verb, "pronoun", by_pronoun=True)

    def first_person(self, start: int, end: int, others: set[str] | None = None) -> int | None:
        """The position of the first person named in a stretch outside of quotations, but for the `others`."""
        for number in range(bisect_left(self._scene.starts, start), bisect_left(self._scene.starts, end)):
            mention = self._entities[number]
            if (
                mention.kind == "person"
                and not self._scene.is_quoted(mention.start_char)
                and mention.name not in (others or ())
            ):
                return number
        return None

    def _last_person(self, at: int, others: set[str]) -> int | None:
        """The person a pronoun means: the first one named in the nearest sentence before it that names any."""
        begun = self._scene.sentence_start(at)
        for _ in range(4):
            first = self.first_person(begun, at, others)
            if first is not None:
                return first
            if begun <= 1 or at - begun > PRONOUN_REACH:
                return None
            at, begun = begun, self._scene.sentence_start(max(0, len(self._text[:begun].rstrip()) - 1))
        return None

    def _called_by(self, titles: frozenset[str]) -> set[str]:
        names = set()
        for mention in self._entities:
            if mention.kind == "person":
                before = self._text[max(0, mention.start_char - 16) : mention.start_char].split()
                if before and before[-1] in titles:
                    names.add(mention.name)
        return names
