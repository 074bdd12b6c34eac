"""Words of change that follow their figure: `ist um 3 Prozent gestiegen`, `nam met 3 procent toe`, `由5%增至8%`."""

from tasks.figures.lexicon import key
from tasks.figures.reading import Reading
from tasks.figures.scene import Scene
from tasks.figures.sentence import Marked

CLOSING = frozenset(("change", "particle"))  # a particle is told from its verb: `nam af`
FAR = 110  # characters from a figure to the end of its clause


def closing_word(scene: Scene) -> Marked | None:
    """The first word after the figure that closes its clause with a change, where a language puts its verbs last."""
    if not scene.lexicon.sets["change.closing_links"] or not _is_linked(scene):
        return None
    limit = min(scene.ceiling, scene.end + FAR)
    for marked in scene.sentence.marks:
        if not scene.end < marked.start or marked.end > limit:
            continue
        if marked.mark.role in ("finite", "speech"):
            if scene.lexicon.has("change.closing_after", scene.text[marked.start : marked.end]):
                continue  # `moet met de helft zijn verminderd`
            return None
        if marked.mark.role in CLOSING and "change_nouns" not in marked.mark.flags and _closes(marked, scene, limit):
            return marked
    return None


def _is_linked(scene: Scene) -> bool:
    """Whether the preposition of a change stands before the figure."""
    before = scene.lexicon.patterns["any_word_before"]
    position = scene.start
    for _ in range(2):  # `auf durchschnittlich 14,20 Euro`
        match = before.search(scene.text, max(scene.floor, position - 30), position)
        if match is None:
            return False
        if scene.lexicon.has("change.closing_links", match.group(1)):
            return True
        if not scene.lexicon.has("change.between_ok", match.group(1)):
            return False
        position = match.start(1)
    return False


def _closes(marked: Marked, scene: Scene, limit: int) -> bool:
    """Whether nothing but auxiliaries follow the word, up to the next comma, full stop or conjunction."""
    rest = scene.text[marked.end : limit]
    for mark in ",;:.!?()–\n":
        rest = rest.partition(mark)[0]
    for word in rest.split():
        if scene.lexicon.has("ranges.and", word) or scene.lexicon.has("change.closing_before", word):
            return True
        if not scene.lexicon.has("change.closing_after", key(word)):
            return False
    return True


def left_word(reading: Reading, scene: Scene) -> Marked | None:
    """`由8.6万亿增至`: where words have no spaces, the start of a change that is told next."""
    if scene.lexicon.spaced or not scene.lexicon.sets["change.from"]:
        return None
    led = scene.lexicon.patterns["left_before"].search(scene.text, max(scene.floor, scene.start - 10), scene.start)
    after = (m for m in scene.sentence.marks if 0 <= m.start - reading.end <= 2 and m.mark.role == "change")
    word = next(after, None) if led else None
    ends = word and (
        scene.lexicon.has("change.to_verbs", scene.text[word.start : word.end])
        or scene.lexicon.patterns["to_before"].search(scene.text, word.start, word.end)
        or scene.lexicon.patterns["to_at"].match(scene.text, word.end)
    )
    return word if word and ends else None


def reaches_end(reading: Reading, scene: Scene) -> bool:
    """`下降0.2个百分点至5.0%`, `低下し2.5%となった`: where words have no spaces, the end of a change."""
    patterns, start = scene.lexicon.patterns, scene.start
    if patterns["to_before"].search(scene.text, max(scene.floor, start - 3), start):
        return True
    return patterns["became_after"].match(scene.text, reading.end) is not None
