"""What a sentence is about: the noun phrase before one of its verbs, which a later pronoun means."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from tasks.figures.lexicon import Lexicon
from tasks.figures.noun import is_plural
from tasks.figures.phrase import WORDS, Subject, noun_phrase
from tasks.figures.scene import Scene, Span
from tasks.figures.sentence import Sentence, Sentences

MOST_BACK = 3  # sentences looked back at; a pronoun whose noun stands farther off is not resolved
MOST_WORDS = 5  # of what is expected to do something
VERBS = frozenset(("finite", "change", "speech"))

DatesIn = Callable[[Sentence], list[Span]]


def topic_before(
    text: str, sentence: Sentence, sentences: Sentences, lexicon: Lexicon, pronoun: str, dates_in: DatesIn
) -> Subject | None:
    """What the nearest sentence before this one is about that names something; of its clauses, what a pronoun fits."""
    start = sentence.start
    for _ in range(MOST_BACK):
        while start > 0 and text[start - 1].isspace():
            start -= 1
        if start == 0:
            return None
        before = sentences.before(start - 1)
        topics = [topic for topic in _topics(text, before, lexicon, dates_in) if not _points_back(topic, lexicon)]
        if topics:
            return next((topic for topic in topics if _agrees(pronoun, topic, lexicon)), topics[0])
        start = before.start
    return None


def _topics(text: str, sentence: Sentence, lexicon: Lexicon, dates_in: DatesIn) -> Iterator[Subject]:
    """The subject of each clause, the first one first; what is expected to do something after who expects it."""
    clauses = pairwise([sentence.start, *(high for _, high in sentence.breaks), sentence.end])
    for number, (begin, end) in enumerate(clauses):
        verb = next((m for m in sentence.marks if begin < m.start < end and m.mark.role in VERBS), None)
        if verb is None or "change_nouns" in verb.mark.flags:
            if not number:
                return
            continue
        scene = Scene(text, lexicon, sentence, verb.start, verb.end, begin, end, dates=dates_in(sentence))
        if topic := noun_phrase(begin, verb.start, scene):
            yield topic
        elif not number:
            return
        if lexicon.has("clause.expecting", text[verb.start : verb.end]) and (
            expected := _expected(text, verb.end, end, lexicon)
        ):
            yield expected


def _expected(text: str, start: int, end: int, lexicon: Lexicon) -> Subject | None:
    """`expects exports to grow`: the words up to the verb's opener."""
    words = []
    for word in WORDS.finditer(text, start, end):
        if lexicon.has("clause.verb_openers", word.group()):
            break
        words.append(word)
    else:
        return None
    if not 0 < len(words) <= MOST_WORDS or any(mark in text[start : words[-1].end()] for mark in ",;:()"):
        return None
    return Subject(words[0].start(), words[-1].end(), text[words[0].start() : words[-1].end()])


def _agrees(pronoun: str, topic: Subject, lexicon: Lexicon) -> bool:
    """Whether a pronoun can mean a topic by its number: `they` no company, `it` no farms; a name may be either."""
    if not lexicon.sets["clause.plural_pronouns"]:
        return True
    words = topic.text.split()
    cut = next((at for at, word in enumerate(words) if at and lexicon.has("clause.prepositions", word)), len(words))
    head = words[cut - 1]
    if head[0].isupper() and cut > 1:
        return True
    several = is_plural(head, lexicon) or any(lexicon.has("ranges.and", word) for word in words[:cut])
    return several == lexicon.has("clause.plural_pronouns", pronoun)


def _points_back(topic: Subject, lexicon: Lexicon) -> bool:
    """Whether a topic only points to one before it: `it`, `its margin`."""
    return lexicon.has("clause.pronouns", topic.text) or lexicon.has("clause.owners", topic.text.split()[0])
