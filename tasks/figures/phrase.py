"""Noun phrases that may be a subject: before a verb, or from a place on."""

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from tasks.figures.lexicon import COMBINING, key
from tasks.figures.noun import counted_noun, is_plural
from tasks.figures.scene import Scene

MOST_WORDS = 12  # of a subject; a longer one is cut at its first preposition
MOST_OPENING = 2  # words of the shortest opening: `By volume`
MOST_PIECES = 12  # between commas
WORDS = re.compile(rf"(?:[^\W\d_]\.){{2,}}|[\w&$](?:[\w{COMBINING}'’&/-]|\.(?=\w))*")
_LIGHT = ("clause.determiners", "clause.prepositions")
_SPLIT = re.compile(r",(?=\s)|[()]| [–—-] ")
_CONTRACTED = re.compile(r"(\w+)['’](?:ve|re|ll|d|s|m)")  # `They've`
_NOT = ("n't", "n’t")  # of `hasn't`


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject's place in the text and its words; the words may carry more than stands there (`China’s economy`)."""

    start: int
    end: int
    text: str
    verbless: bool = False  # found before a word that no list knows as a verb


def noun_phrase(start: int, end: int, scene: Scene) -> Subject | None:
    """The noun phrase in the region before a verb: openers, auxiliaries, dates and asides are left out."""
    text, lexicon = scene.text, scene.lexicon
    pieces = _pieces(text, start, end)
    if scene.dates:
        pieces = [(_past_dates(*piece, scene), piece[1]) for piece in pieces]
        pieces = [piece for piece in pieces if WORDS.search(text, *piece)]
    closed = text[start:end].rstrip().endswith((",", ")"))
    endings = tuple(lexicon.sets["clause.opener_endings"]) or ("\0",)
    for piece in pieces if closed else reversed(pieces):
        first = WORDS.search(text, *piece)
        if first and piece is not pieces[0] and first.group().endswith(endings):
            continue
        if first and not opens_phrase(first.group(), scene):
            return _trimmed(*piece, scene)
        if first and (inner := _after_opening(*piece, scene)) is not None:
            return _trimmed(inner, piece[1], scene)
        if first and not closed and piece[1] == end and (last := _last_plural(*piece, scene)):
            return last
    return None


def _after_opening(start: int, end: int, scene: Scene) -> int | None:
    """Where a subject begins after what opens its clause without a comma: `Among women her approval`."""
    lexicon = scene.lexicon
    if lexicon.data["clause"].get("verb_second"):
        return None
    words = list(WORDS.finditer(scene.text, start, end))
    for number, (before, word) in enumerate(pairwise(words)):
        begins = lexicon.has("clause.determiners", word.group()) or lexicon.has("clause.pronouns", word.group())
        ties = ("clause.prepositions", "clause.openers", "clause.determiners", "change.between_ok", "ranges.and")
        if number and begins and not any(lexicon.has(name, before.group()) for name in ties):
            return word.start()
    return None


def _last_plural(start: int, end: int, scene: Scene) -> Subject | None:
    """`By volume exports rose`: the plural right before a verb, after an opening of at least two words."""
    words = list(WORDS.finditer(scene.text, start, end))
    if len(words) <= MOST_OPENING or not scene.lexicon.sets["clause.plural_pronouns"]:
        return None
    last, before = words[-1], words[-2].group()
    ties = ("clause.prepositions", "clause.determiners", "ranges.and")
    tied = any(scene.lexicon.has(name, before) for name in ties) or scene.in_figure(words[-2].start())
    if tied or not last.group().islower() or not is_plural(last.group(), scene.lexicon):
        return None
    return Subject(last.start(), last.end(), last.group())


def opens_phrase(word: str, scene: Scene) -> bool:
    """Whether a word begins a phrase that is no subject: `In`, `Sull'`."""
    elided = re.match(r"[^\W\d_]+['’]", word)
    lexicon = scene.lexicon
    return lexicon.has("clause.openers", word) or bool(elided and lexicon.has("clause.openers", elided.group()))


def _past_dates(start: int, end: int, scene: Scene) -> int:
    """Where a phrase begins after the dates that open it: `last year sales`, `In the 12 months through June prices`."""
    position, lexicon = start, scene.lexicon
    for word in WORDS.finditer(scene.text, start, end):
        if word.start() < position:
            continue
        high = next((high for low, high in scene.dates if low <= word.start() < high), None)
        if high is not None and scene.text[high : high + 1] not in "'’":  # but `October's rate`
            position = min(high, end)
        elif not opens_phrase(word.group(), scene) and not any(lexicon.has(name, word.group()) for name in _LIGHT):
            break
    if position == start:
        return start
    return _after_opening(start, end, scene) or position  # `At the current pace it would take`


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a region between commas that hold a word."""
    marks = [(match.start(), match.end()) for match in _SPLIT.finditer(text, start, end)]
    begins = [start, *(high for _, high in marks)]
    ends = [*(low for low, _ in marks), end]
    if len(begins) > MOST_PIECES:  # a list; its first and last parts may hold a subject
        begins, ends = begins[:3] + begins[-3:], ends[:3] + ends[-3:]
    return [(low, high) for low, high in zip(begins, ends, strict=True) if WORDS.search(text, low, high)]


def _trimmed(start: int, end: int, scene: Scene) -> Subject | None:
    """A phrase without conjunctions before it and auxiliaries or adverbs after it."""
    lexicon = scene.lexicon
    words = list(WORDS.finditer(scene.text, start, end))
    counted = next(
        (i for i, word in enumerate(words) if i and _begins_amount(words[i - 1].group(), word.start(), scene)),
        len(words),
    )
    total = scene.span_over(words[counted].start()) if 0 < counted < len(words) else None
    if total and lexicon.has("clause.not_valued", words[max(0, counted - 2)].group()):
        return Subject(*total, scene.text[slice(*total)])  # `a total of 1,500 workers`
    cut = counted < len(words)
    words = words[:counted]
    if cut:
        words = words[: _verb_before_article(words, scene)]  # `it cuts the parks department by 8 percent and`
    while words and counted and lexicon.has("clause.prepositions", words[-1].group()):
        words = words[:-1]
    while words and lexicon.has("clause.leading", words[0].group()):
        words = words[1:]
    while (
        words
        and not scene.in_date(words[-1].start())
        and (
            _trails(words[-1].group(), scene) or (_is_stray_verb(words, scene) and not _before_verb(words, end, scene))
        )
    ):
        if len(words) == 2 and lexicon.has("clause.determiners", words[0].group()):
            break  # `the well`
        words = words[:-1]
    words = _own_clause(_after_figure(words, scene), scene)
    while len(words) > 1 and lexicon.has("clause.determiners", words[-1].group()):
        words = words[:-1]  # `le gouvernement prévoit une croissance`
    while len(words) > 1 and cut and lexicon.has("clause.prepositions", words[-1].group()):
        words = words[:-1]  # `los salarios de los 38.000 trabajadores`
    if not words or all(_is_bare(word.group(), scene) for word in words):
        return None
    if len(words) > MOST_WORDS:
        stop = (i for i, word in enumerate(words) if i and lexicon.has("clause.prepositions", word.group()))
        words = words[: next(stop, MOST_WORDS)]
    low, high = words[0].start(), words[-1].end()
    contracted = _CONTRACTED.fullmatch(scene.text[low:high])
    if contracted and lexicon.has("clause.subject_pronouns", contracted[1]):
        high = low + len(contracted[1])
    return Subject(low, high, scene.text[low:high])


def _is_month(word: re.Match[str], scene: Scene) -> bool:
    """`The figures for April and May`: no auxiliary."""
    return scene.lexicon.has("guards.months", word.group()) and scene.in_date(word.start())


def _ends_clause(word: str, endings: tuple[str, ...], scene: Scene) -> bool:
    """Whether a word before an amount is its verb, by its ending or as a word of change or a finite verb."""
    mark = scene.mark_of(word)
    return word.endswith(endings) or (mark is not None and mark.role in ("finite", "change"))


def _is_bare(word: str, scene: Scene) -> bool:
    """Whether a word names nothing by itself: `its first`, `the biggest`."""
    return scene.lexicon.has("clause.determiners", word) or scene.lexicon.has("clause.bare", word)


def _verb_before_article(words: list[re.Match[str]], scene: Scene) -> int:
    """The index of the first verb that an article follows; their number where none does."""
    for i, (word, after) in enumerate(pairwise(words)):
        mark = scene.mark_of(word.group()) if i else None
        if mark and mark.role in ("finite", "change") and scene.lexicon.has("clause.determiners", after.group()):
            return i
    return len(words)


def _after_figure(words: list[re.Match[str]], scene: Scene) -> list[re.Match[str]]:
    """Of two clauses in one region (`he scored 31 points and`, `the party won 43 seats and its rivals`), the nearer
    subject: what follows the conjunction, else what stands before the first verb."""
    lexicon = scene.lexicon
    amount = next((i for i, word in enumerate(words) if i and scene.in_figure(word.start())), None)
    if amount is None:
        return words
    if not [word for word in words[amount:] if not scene.in_figure(word.start())]:
        bare = amount > 2 and not lexicon.sets["clause.verb_endings"] and words[amount - 1].group().islower()
        verbal = bare and lexicon.has("clause.determiners", words[0].group())
        if verbal or not lexicon.sets["clause.verb_endings"]:
            return words[: amount - 1 if verbal else amount]  # `el puente mide 320 metros y`
    joints = [i for i, word in enumerate(words) if i > amount and lexicon.has("ranges.and", word.group())]
    if joints and words[joints[-1] + 1 :]:
        return words[joints[-1] + 1 :]
    endings = tuple(lexicon.sets["clause.verb_endings"])
    verbs = (i for i, word in enumerate(words[:amount]) if i and endings and _ends_clause(word.group(), endings, scene))
    verb = next(verbs, None)
    if verb is not None and words[verb].group().islower():
        return words[:verb]
    participle = tuple(lexicon.sets["clause.opener_endings"])
    if participle and amount > 1 and words[amount - 1].group().endswith(participle):
        return words[: amount - 1]  # `a ferry carrying 180 passengers`
    return words[:amount] if joints else words[: _verb_before_amount(words, amount, scene)]


def _own_clause(words: list[re.Match[str]], scene: Scene) -> list[re.Match[str]]:
    """What follows a verb of saying or thinking without a conjunction (`she hoped margins`, `the company said it`); of
    a pronoun with its auxiliary, the pronoun alone (`it hasn't rained`)."""
    lexicon = scene.lexicon
    reports = [i for i, word in enumerate(words[:-1]) if i and lexicon.has("clause.reporting", word.group())]
    if reports:
        words = words[reports[-1] + 1 :]
    if len(words) > 1 and lexicon.has("clause.subject_pronouns", words[0].group()):
        helps = lexicon.has("clause.auxiliary", words[1].group()) or words[1].group().endswith(_NOT)
        return words[:1] if helps else words
    return words


def _verb_before_amount(words: list[re.Match[str]], amount: int, scene: Scene) -> int:
    """Where an unknown verb before an amount begins (`el alcalde gastará 27,5 millones en`); all words without one."""
    lexicon = scene.lexicon
    if lexicon.sets["clause.verb_endings"]:
        return len(words)
    verb = amount - 1
    while verb > 0 and lexicon.has("change.between_ok", words[verb].group()):
        verb -= 1
    word = words[verb].group()
    names = lexicon.has("clause.determiners", word) or lexicon.has("clause.prepositions", word)
    return verb if verb > 0 and word.islower() and not names else len(words)


def _begins_amount(before: str, position: int, scene: Scene) -> bool:
    """`revenue of $5 million`: a figure after a preposition; `the ten-year bond` keeps its own."""
    if not scene.in_figure(position):
        return False
    return scene.lexicon.has("clause.prepositions", before) or scene.lexicon.has("age.before", before)


def _is_stray_verb(words: list[re.Match[str]], scene: Scene) -> bool:
    """A finite verb left at the end of a phrase; one in -s may be a noun (`energy costs`)."""
    word = words[-1].group()
    return len(words) > 1 and not word.endswith("s") and scene.lexicon.has("clause.finite", word)


def _before_verb(words: list[re.Match[str]], end: int, scene: Scene) -> bool:
    """`average weekly pay rose`: of two verbs in a row the first is a noun."""
    verb = WORDS.match(scene.text, end)
    mark = scene.mark_of(verb.group()) if verb else None
    nominal = scene.lexicon.has("clause.nominal", words[-1].group())
    return nominal and mark is not None and mark.role == "change" and end - words[-1].end() <= 1


def _trails(word: str, scene: Scene) -> bool:
    """Whether a word before the verb is the verb's: an auxiliary or an adverb."""
    if scene.lexicon.has("age.before", word):
        return True
    return scene.lexicon.has("clause.auxiliary", word) or _is_adverb(word, scene)


def _is_adverb(word: str, scene: Scene) -> bool:
    endings = tuple(scene.lexicon.sets["clause.adverb_endings"])
    return bool(endings) and len(word) > 4 and word.endswith(endings)


def phrase_at(start: int, scene: Scene) -> Subject | None:
    """The noun phrase that begins at a place: up to the noun's end, else to the first verb, preposition or mark."""
    text, lexicon = scene.text, scene.lexicon
    if scene.in_date(start):
        return None
    noun = counted_noun(text, start, Decimal(2), lexicon)
    if noun and noun.certain:
        return Subject(noun.start, noun.end, text[noun.start : noun.end])
    low = high = None
    position = start
    for match in WORDS.finditer(text, start, min(scene.sentence.end, start + 80)):
        gap = text[position : match.start()]
        if gap.strip(" \t\u00a0“\"'$£€") or "\n" in gap or scene.in_date(match.start()):
            break
        word = key(match.group())
        mark = scene.mark_of(word)
        directs = mark and (
            mark.role in ("finite", "speech") or (mark.role == "change" and "change_nouns" not in mark.flags)
        )
        if directs or word in lexicon.sets["clause.prepositions"] or word in lexicon.sets["clause.auxiliary"]:
            break
        low = match.start() if low is None else low
        high = position = match.end()
    if (
        low is None
        or high is None
        or lexicon.has("guards.months", text[low:high])
        or lexicon.has("clause.determiners", text[low:high])
        or (lexicon.data.get("noun", {}).get("bare") == "capital" and text[low:high].islower())
    ):
        return None
    return Subject(low, high, text[low:high])
