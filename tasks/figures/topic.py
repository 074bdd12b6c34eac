"""What a sentence is about: the noun phrase before its first verb, which a later pronoun means."""

from tasks.figures.lexicon import Lexicon
from tasks.figures.phrase import Subject, noun_phrase
from tasks.figures.scene import Scene
from tasks.figures.sentence import Sentence, Sentences

MOST_BACK = 3  # sentences looked back at; a pronoun whose noun stands farther off is not resolved
VERBS = frozenset(("finite", "change", "speech"))


def topic_before(text: str, sentence: Sentence, sentences: Sentences, lexicon: Lexicon) -> Subject | None:
    """What the nearest sentence before this one is about that names something."""
    start = sentence.start
    for _ in range(MOST_BACK):
        while start > 0 and text[start - 1].isspace():
            start -= 1
        if start == 0:
            return None
        before = sentences.before(start - 1)
        topic = _topic_of(text, before, lexicon)
        if topic and not _points_back(topic, lexicon):
            return topic
        start = before.start
    return None


def _topic_of(text: str, sentence: Sentence, lexicon: Lexicon) -> Subject | None:
    verb = next((mark for mark in sentence.marks if mark.mark.role in VERBS and mark.start > sentence.start), None)
    if verb is None or "change_nouns" in verb.mark.flags:
        return None
    scene = Scene(text, lexicon, sentence, verb.start, verb.end, sentence.start, sentence.end)
    return noun_phrase(sentence.start, verb.start, scene)


def _points_back(topic: Subject, lexicon: Lexicon) -> bool:
    """Whether a topic only points to one before it: `it`, `its margin`."""
    return lexicon.has("clause.pronouns", topic.text) or lexicon.has("clause.owners", topic.text.split()[0])
