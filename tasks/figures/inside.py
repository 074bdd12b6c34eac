"""The noun that a figure belongs to inside its clause: what was moved, what is valued, what stands at it."""

import re

from tasks.figures.direction import Change
from tasks.figures.lexicon import COMBINING, key
from tasks.figures.phrase import Subject
from tasks.figures.reading import Reading
from tasks.figures.scene import Scene, Span
from tasks.figures.sentence import Marked

MOST_WORDS = 5  # of a valued noun, back from its `of`
LONGEST_OBJECT = 90  # characters from a verb to the end of its object
_WORDS = re.compile(rf"(?:[^\W\d_]\.){{2,}}|[\w&$](?:[\w{COMBINING}'’&/-]|\.(?=\w))*")
_WITH_END = re.compile(r"[,;:()]")


def moved_object(change: Change, scene: Scene) -> Span | None:
    """`lowered its key rate by`: the object of a verb of change, where the figure comes after it."""
    word = change.word
    if word is None or change.after:
        return None
    if scene.lexicon.has("change.particles", scene.text[word.start : word.end]):
        return _pushed_object(word, scene)
    if "change_nouns" in word.mark.flags and not _is_verb(word, scene):
        return None
    return _object(word.end, scene)


def _pushed_object(particle: Marked, scene: Scene) -> Span | None:
    """`sending its shares down 6 percent`: what stands between such a verb and its particle."""
    for word in reversed(list(_WORDS.finditer(scene.text, scene.floor, particle.start))):
        if scene.lexicon.has("clause.pushing", word.group()):
            between = scene.text[word.end() : particle.start]
            span = word.end() + len(between) - len(between.lstrip()), word.end() + len(between.rstrip())
            return span if between.strip() and not _WITH_END.search(between) else None
    return None


def acted_object(change: Change, scene: Scene) -> Span | None:
    """`hat seinen Umsatz um 3 Prozent gesteigert`: the object between the auxiliary and the figure."""
    word, lexicon = change.word, scene.lexicon
    if word is None or not change.after or word.start < scene.end:
        return None
    for mark in reversed(scene.sentence.marks):
        verb = scene.text[mark.start : mark.end]
        if not (scene.floor <= mark.start and mark.end <= scene.start and lexicon.has("clause.acting", verb)):
            continue
        first = _WORDS.search(scene.text, mark.end, scene.start)
        return _object(mark.end, scene) if first and lexicon.has("clause.accusatives", first.group()) else None
    return None


def _is_verb(word: Marked, scene: Scene) -> bool:
    """Whether a word that may be a noun (`cut`, `raise`) is a verb: before an article, after `to` or an auxiliary."""
    patterns, lexicon = scene.lexicon.patterns, scene.lexicon
    after = patterns["word_after"].match(scene.text, word.end)
    if after and lexicon.has("clause.determiners", after.group(1)):
        return True
    links = ("clause.prepositions", "change.by", "change.to", "change.from", "change.of", "clause.auxiliary")
    if after and word.start > scene.floor and not any(lexicon.has(name, after.group(1)) for name in links):
        return scene.mark_of(after.group(1)) is None  # `increases spending on schools by`
    before = patterns["any_word_before"].search(scene.text, max(scene.floor, word.start - 16), word.start)
    return bool(before) and lexicon.has("clause.verb_openers", before.group(1) if before else "")


def expected_object(change: Change, scene: Scene) -> Span | None:
    """`had expected the rate to fall to`: what is expected to change, not who expects it."""
    word, lexicon = change.word, scene.lexicon
    if word is None or change.after or not lexicon.sets["clause.expecting"]:
        return None
    link = lexicon.patterns["any_word_before"].search(scene.text, max(scene.floor, word.start - 16), word.start)
    if link is None or not lexicon.has("clause.verb_openers", link.group(1)):
        return None
    for mark in reversed(scene.sentence.marks):
        verb = scene.text[mark.start : mark.end]
        if scene.floor <= mark.start and mark.end < link.start(1) and lexicon.has("clause.expecting", verb):
            words = list(_WORDS.finditer(scene.text, mark.end, link.start(1)))
            if not words or _WITH_END.search(scene.text, mark.end, words[-1].end()):
                return None
            return words[0].start(), words[-1].end()
    return None


def kept_object(scene: Scene) -> Span | None:
    """`left its benchmark rate unchanged at`: the object of a verb that keeps or sets a level."""
    if not _ends_with("change.to", scene):
        return None
    for mark in reversed(scene.sentence.marks):
        verb = scene.text[mark.start : mark.end]
        if scene.floor <= mark.start and mark.end <= scene.start and scene.lexicon.has("clause.keeping", verb):
            return _object(mark.end, scene)
    return None


def _object(start: int, scene: Scene) -> Span | None:
    """The noun phrase from a verb to the preposition of its figure; None where something else stands there."""
    text, lexicon = scene.text, scene.lexicon
    end = min([scene.start, *(low for low, _ in scene.inside if low >= start)])
    if end - start > LONGEST_OBJECT:
        return None
    words = [word for word in _WORDS.finditer(text, start, end) if not scene.in_date(word.start())]
    links = lexicon.sets["change.by"] | lexicon.sets["change.to"] | lexicon.sets["change.from"]
    while words and key(words[-1].group()) in links | lexicon.sets["clause.unmoved"]:
        words = words[:-1]
    while words and (_is_light(words[-1].group(), scene) or lexicon.has("clause.prepositions", words[-1].group())):
        words = words[:-1]
    if not words or _WITH_END.search(text, start, words[-1].end()):
        return None
    first = words[0].group()
    joints = {word.end() for word in words if lexicon.has("ranges.and", word.group())}
    if (
        (lexicon.has("clause.prepositions", first) and not lexicon.has("clause.determiners", first))
        or lexicon.has("clause.auxiliary", first)
        or lexicon.has("clause.finite", first)
    ):
        return None
    if any(mark.start - 1 in joints for mark in scene.sentence.marks if mark.mark.role == "finite"):
        return None  # `tagliato le stime e prevede un utile`
    if scene.in_date(max(low for low in (start, words[0].start() - 1))) or any(
        lexicon.has("clause.superlatives", word.group()) for word in words
    ):
        return None
    names = ("clause.determiners", "change.averages")
    if all(_is_light(word.group(), scene) or any(lexicon.has(name, word.group()) for name in names) for word in words):
        return None
    return words[0].start(), words[-1].end()


def _is_light(word: str, scene: Scene) -> bool:
    """Whether a word only says how much or how: `sharply`, `again`, `a further`."""
    lexicon = scene.lexicon
    endings = tuple(lexicon.sets["clause.adverb_endings"])
    if lexicon.has("change.rate_words", word):
        return False
    return lexicon.has("change.between_ok", word) or bool(endings and word.endswith(endings))


def valued_noun(reading: Reading, scene: Scene) -> Span | None:
    """`earnings of $1.15 a share`, `a contract worth $12 million`: the noun whose size the figure is."""
    text, lexicon = scene.text, scene.lexicon
    link = lexicon.patterns["valued_before"].search(text, max(scene.floor, scene.start - 30), scene.start)
    if link is None or link.end() == link.start() or reading.kind in ("multiple", "rank", "score"):
        return None
    if reading.kind == "count" and not lexicon.data["clause"].get("valued_counts"):
        return None
    words = _words_before(link.start(), scene)
    if not words or lexicon.has("clause.not_valued", words[-1].group()):
        return None
    return words[0].start(), words[-1].end()


def noun_before(end: int, scene: Scene) -> Subject | None:
    """The noun phrase that ends at a place: `al gestor, de 63 años`, `il presidente del consorzio, 52 anni,`."""
    words = _words_before(end, scene, "clause.of_phrases")
    return Subject(words[0].start(), words[-1].end(), scene.text[words[0].start() : words[-1].end()]) if words else None


def _words_before(end: int, scene: Scene, joints: str = "clause.noun_joints") -> list[re.Match[str]]:
    """The words of the noun phrase that ends at a place; none where a word of change or of no noun ends there."""
    words = list(_WORDS.finditer(scene.text, max(scene.floor, end - 60), end))
    if not words or scene.text[words[-1].end() : end].strip() or scene.mark_of(words[-1].group()):
        return []
    endings = tuple(scene.lexicon.sets["clause.finite_endings"])
    if endings and len(words[-1].group()) > 4 and words[-1].group().endswith(endings):
        return []  # `se incautó de`
    first = len(words)
    while first > 0 and len(words) - first < MOST_WORDS:
        if _belongs(words, first, scene):
            first -= 1
        elif first < len(words) and first > 1 and _joins_nouns(words, first, scene, joints):
            first -= 2
        else:
            break
    return words[first:]


def _joins_nouns(words: list[re.Match[str]], first: int, scene: Scene, joints: str) -> bool:
    """`tasa de paro`: where adjectives follow their noun, a noun before `de` names the thing as well."""
    lexicon = scene.lexicon
    if not lexicon.has(joints, words[first - 1].group()):
        return False
    return _belongs(words, first - 1, scene) and not lexicon.has("clause.not_valued", words[first - 2].group())


def _belongs(words: list[re.Match[str]], first: int, scene: Scene) -> bool:
    """Whether the word before `first` is a part of the same noun phrase."""
    word, lexicon = words[first - 1], scene.lexicon
    if first < len(words) and scene.text[word.end() : words[first].start()].strip():
        return False
    small = key(word.group())
    if small in lexicon.sets["clause.prepositions"] or small in lexicon.sets["clause.determiners"]:
        return False
    if small in lexicon.sets["clause.auxiliary"] or scene.in_figure(word.start()) or scene.in_date(word.start()):
        return False
    mark = scene.mark_of(small)
    verbal = (
        first < len(words)
        and word.group().islower()
        and small.endswith(tuple(lexicon.sets["clause.verb_endings"]) or "\0")
    )
    return not verbal and not (mark and "change_nouns" not in mark.flags and mark.role != "compare")


def standing_at(scene: Scene) -> Span | None:
    """`With unemployment at 11 percent`: the noun between the opener and its preposition."""
    lexicon, patterns = scene.lexicon, scene.lexicon.patterns
    opener = patterns["with_opener"].match(scene.text, scene.sentence.start)
    if scene.antecedent and lexicon.has(
        "clause.with_openers", scene.text[scene.antecedent[1] : scene.floor].strip(" ,")
    ):
        opener = patterns["with_opener"].match(scene.text, scene.antecedent[1] + 1)  # `..., with sales at 5 million`
    if (
        opener is None
        or opener.end() == scene.sentence.start
        or opener.end() >= scene.start
        or not _ends_with("change.to", scene)
    ):
        return None
    words = list(_WORDS.finditer(scene.text, opener.end(), scene.start))[:-1]
    while words and _is_light(words[-1].group(), scene):
        words = words[:-1]
    if not words or _WITH_END.search(scene.text, opener.end(), scene.start):
        return None
    return words[0].start(), words[-1].end()


def _ends_with(name: str, scene: Scene) -> bool:
    """Whether the word right before the figure stands in one of the lists."""
    before = scene.lexicon.patterns["any_word_before"].search(
        scene.text, max(scene.floor, scene.start - 24), scene.start
    )
    return bool(before) and scene.lexicon.has(name, before.group(1) if before else "")
