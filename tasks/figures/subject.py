"""Whose a figure is: the subject of its clause, or the noun that it belongs to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from schemas.entity import EntityMention
from tasks.figures.direction import Change
from tasks.figures.inside import kept_object, moved_object, standing_at, valued_noun
from tasks.figures.lexicon import COMBINING, key
from tasks.figures.noun import counted_noun
from tasks.figures.reading import Reading
from tasks.figures.scene import Scene
from tasks.figures.sentence import Marked

MOST_WORDS = 12  # of a subject; a longer one is cut at its first preposition
MOST_PIECES = 12  # between commas
_WORDS = re.compile(rf"(?:[^\W\d_]\.){{2,}}|[\w&$](?:[\w{COMBINING}'’&/-]|\.(?=\w))*")
_NUMBER = re.compile(r"\d[\d.,]*\s+")
_SPLIT = re.compile(r",(?=\s)|[()]| [–—-] ")
_NAME_BEFORE = re.compile(r"((?:[A-ZÀ-Ý][\w'’.-]+ ){0,3}[A-ZÀ-Ý][\w'’.-]+), \Z")


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject's place in the text and its words; the words may carry more than stands there (`China’s economy`)."""

    start: int
    end: int
    text: str
    verbless: bool = False  # found before a word that no list knows as a verb


def subject_of(reading: Reading, change: Change, scene: Scene, before: Subject | None) -> Subject | None:
    """The subject of a figure, None where nothing names one. `before` is the subject named last."""
    clause = scene.lexicon.data.get("clause", {})
    if not clause or clause.get("no_subject"):
        return None
    moved = change.word is not None and not change.after and "change_nouns" not in change.word.mark.flags
    found = (
        _named_by_age(reading, scene)
        or _inside(reading, change, scene)
        or (_of_clause(reading, change, scene) if moved else None)
        or _part_of_clause(reading, change, scene)
        or _after_change(change, scene)
        or _of_clause(reading, change, scene)
    )
    if found and ((_is_amount(found, scene)) or scene.lexicon.has("age.before", found.text.split()[0])):
        found = None
    here = before if before and scene.sentence.start <= before.start < scene.sentence.end else None
    word = change.word
    if found and here and word and (found.start, found.end) == (word.start, word.end):
        found = None  # `..., an increase of 12`: of what was named before
    if found is None:
        own = _own_noun(reading, scene) or (_share_of(reading, scene) if here is None else None)
        return own or here or _qualified(reading, scene)
    return _carried(found, here, before, scene)


def _inside(reading: Reading, change: Change, scene: Scene) -> Subject | None:
    """The noun that the figure belongs to inside its clause: the object of the verb, or the noun before `of`."""
    span = standing_at(scene) if change.role == "level" else moved_object(change, scene)
    if span is None and change.role == "level":
        span = valued_noun(reading, scene) or kept_object(scene)
    return Subject(*span, scene.text[slice(*span)]) if span else None


def _is_amount(found: Subject, scene: Scene) -> bool:
    """Whether what was found is an amount (`300 metres long`), and not what a figure counts or names."""
    if not scene.in_figure(found.start) or "-" in found.text.split()[0]:
        return False
    return not (scene.in_count(found.start) and " " in found.text)


def _named_by_age(reading: Reading, scene: Scene) -> Subject | None:
    """`John Smith, 45,`."""
    if reading.rule != "age.apposed":
        return None
    match = _NAME_BEFORE.search(scene.text, max(0, reading.start - 60), reading.start)
    return Subject(match.start(1), match.end(1), match.group(1)) if match else None


def _part_of_clause(reading: Reading, change: Change, scene: Scene) -> Subject | None:
    """`45 percent of voters oppose it` is about voters, `the debt is 175 percent of output` about the debt."""
    part = _part_of(reading, scene)
    if part is None or _verb(scene) is None:
        return part
    return _of_clause(reading, change, scene) or part


def _part_of(reading: Reading, scene: Scene) -> Subject | None:
    """`45 percent of voters`."""
    if reading.kind not in ("percent", "ratio", "number", "multiple"):
        return None
    match = scene.lexicon.patterns["of_after"].match(scene.text, reading.end)
    if match is None or match.end() == reading.end:
        return None
    if number := _NUMBER.match(scene.text, match.end()):
        return _phrase_at(number.end(), scene)  # `half of the 2,000 workers`
    word = _WORDS.match(scene.text, match.end())
    return None if word and scene.lexicon.has("clause.owners", word.group()) else _phrase_at(match.end(), scene)


def _share_of(reading: Reading, scene: Scene) -> Subject | None:
    """`3.2 percent of its loans were in default`: where the share itself is the subject."""
    match = scene.lexicon.patterns["of_after"].match(scene.text, reading.end)
    return _phrase_at(match.end(), scene) if match and match.end() > reading.end else None


def _own_noun(reading: Reading, scene: Scene) -> Subject | None:
    """`Nearly 300 homes were without power`: a count that opens its clause is about what it counts."""
    if reading.kind != "count" or not 0 <= reading.unit_start < reading.unit_end:
        return None
    if scene.text[reading.unit_start - 1] in "-‐‑":
        return None  # `the 27-nation bloc`
    light = (
        "change.between_ok",
        "clause.determiners",
        "clause.leading",
        "clause.openers",
        "clause.not_valued",
        "clause.existential",
    )
    before = _WORDS.finditer(scene.text, scene.floor, scene.start)
    words = [word for word in before if not scene.in_date(word.start())]
    if words and scene.lexicon.has("clause.openers", words[0].group()):
        words = []  # `In March, 12 people died`, `Bei dem Unglück kamen 17 Menschen um`
    if any(not any(scene.lexicon.has(name, word.group()) for name in light) for word in words):
        return None
    return Subject(reading.unit_start, reading.unit_end, scene.text[reading.unit_start : reading.unit_end])


def _after_change(change: Change, scene: Scene) -> Subject | None:
    """`a 3 % rise in sales`."""
    if change.word is None or not (change.after or "change_nouns" in change.word.mark.flags):
        return None
    if change.after and not scene.lexicon.has("change.change_nouns", scene.text[change.word.start : change.word.end]):
        return None  # `closed 7 percent higher in Chicago`
    match = scene.lexicon.patterns["in_after"].match(scene.text, change.word.end)
    if match is None or match.end() == change.word.end or scene.in_date(match.end()):
        return None
    if scene.start <= match.end() <= scene.end:
        return None  # `a loss of $5 million`
    return _phrase_at(match.end(), scene)


def _of_clause(reading: Reading, change: Change, scene: Scene) -> Subject | None:
    """What stands before the verb of the clause."""
    if scene.antecedent and _resumes(scene):
        return _noun_phrase(*scene.antecedent, scene)
    verb = _verb(scene)
    if verb is None:
        verb = _ending(scene)
    if verb is None and change.word and not change.after:
        verb = change.word.start
    if verb is not None:
        found = _noun_phrase(scene.floor, verb, scene)
        if found is None and scene.antecedent:
            return _noun_phrase(*scene.antecedent, scene)
        named = (
            found is None and change.word is not None and not change.after and "change_nouns" in change.word.mark.flags
        )
        if named and change.word:
            return Subject(change.word.start, change.word.end, scene.text[change.word.start : change.word.end])
        return found
    found = _first_words(scene)
    if reading.kind != "count" or (found and found.verbless):
        return found
    return None


def _resumes(scene: Scene) -> bool:
    """Whether the clause has no subject but its antecedent: `, who earned`, `, was driving`."""
    verb = _verb(scene)
    between = scene.text[scene.floor : verb] if verb is not None else ""
    return verb is None or not between.strip() or between.rstrip().endswith(",")


def _verb(scene: Scene) -> int | None:
    """The first word of the clause that is a verb: a finite one, or one of change that is no noun there."""
    marks = [
        m
        for m in scene.sentence.marks
        if scene.floor <= m.start and m.end <= scene.start and not scene.in_figure(m.start)
    ]
    for number, marked in enumerate(marks):
        mark = marked.mark
        if mark.role == "finite" and not _is_name(marked, scene):
            # `energy costs jumped`: of two verbs in a row the first is a noun or an auxiliary
            after = marks[number + 1] if number + 1 < len(marks) else None
            verbal = after and not scene.lexicon.has("change.particles", scene.text[after.start : after.end])
            doubled = after and verbal and after.mark.role == "change" and after.start - marked.end <= 1
            return after.start if after and doubled else marked.start
        if (
            mark.role == "change"
            and "change_nouns" not in mark.flags
            and (scene.antecedent or scene.text[scene.floor : marked.start].strip())
        ):
            return marked.start
    nouns = [m.start for m in scene.changes() if "change_nouns" in m.mark.flags]
    return next((start for start in reversed(nouns) if _follows_noun(start, scene)), None)


def _is_name(marked: Marked, scene: Scene) -> bool:
    """`The Fed bought`: a capital inside a clause whose next word is small makes a verb's form a name."""
    after = scene.lexicon.patterns["gap_word"].match(scene.text, marked.end)
    inside = scene.text[scene.floor : marked.start].strip() and scene.text[marked.start].isupper()
    return bool(inside and after and scene.text[after.end() - 1].islower())


def _follows_noun(start: int, scene: Scene) -> bool:
    """Whether a word that may be noun or verb (`rises`, `cut`) stands as a verb: not after an article or adjective."""
    match = scene.lexicon.patterns["any_word_before"].search(scene.text, max(scene.floor, start - 24), start)
    return bool(match) and not scene.lexicon.has("clause.determiners", match.group(1) if match else "")


def _ending(scene: Scene) -> int | None:
    """The first word that ends like a verb, where no known verb stands in the clause."""
    endings = tuple(scene.lexicon.sets["clause.verb_endings"])
    if not endings:
        return None
    last: re.Match[str] | None = None
    for index, match in enumerate(_WORDS.finditer(scene.text, scene.floor, scene.start)):
        if index and match.group().islower() and len(match.group()) > 4 and match.group().endswith(endings):
            return match.start()
        last = match
    participle = tuple(scene.lexicon.sets["clause.opener_endings"])
    if last and participle and last.start() > scene.floor and last.group().endswith(participle):
        return last.start()  # `a ferry carrying 180 passengers`
    return None


def _first_words(scene: Scene) -> Subject | None:
    """Without any known verb: the words up to the first preposition or second article."""
    found = _noun_phrase(scene.floor, scene.start, scene)
    if found is None:
        return None
    words = list(_WORDS.finditer(scene.text, found.start, found.end))
    lexicon = scene.lexicon
    cut = next(
        (
            index
            for index, word in enumerate(words)
            if index
            and (lexicon.has("clause.prepositions", word.group()) or lexicon.has("clause.determiners", word.group()))
        ),
        len(words),
    )
    verbal = (
        cut == len(words) > 2 and words[-1].group().islower() and lexicon.has("clause.determiners", words[0].group())
    )
    if _brings_count(words, cut, scene):
        cut, verbal = cut - 1, True  # `los bomberos acudieron con dos docenas`
    elif verbal and _adjoins(scene.text[words[-1].end() : scene.start].split(), scene):
        cut -= 1  # `Die Partei errang 43 Sitze`: the word before the amount must be the verb
    else:
        verbal = False
    end = words[cut - 1].end()
    return Subject(found.start, end, scene.text[found.start : end], verbal)


def _adjoins(between: list[str], scene: Scene) -> bool:
    """Whether nothing but a preposition that is no genitive stands between a verb and its amount."""
    if not between:
        return True
    link, lexicon = between[0], scene.lexicon
    return len(between) == 1 and lexicon.has("clause.prepositions", link) and not lexicon.has("noun.of", link)


def _brings_count(words: list[re.Match[str]], cut: int, scene: Scene) -> bool:
    """Whether an article, a noun and an unknown verb stand before the preposition that ends the words."""
    if not 2 < cut < len(words) or not words[cut - 1].group().islower():
        return False
    link, lexicon = words[cut].group(), scene.lexicon
    if lexicon.has("noun.of", link) or not lexicon.has("clause.prepositions", link):
        return False
    return lexicon.has("clause.determiners", words[0].group()) and not lexicon.sets["clause.verb_endings"]


def _noun_phrase(start: int, end: int, scene: Scene) -> Subject | None:
    """The noun phrase in the region before a verb: openers, auxiliaries, dates and asides are left out."""
    text, lexicon = scene.text, scene.lexicon
    pieces = _pieces(text, start, end)
    if scene.dates:
        pieces = [(_past_date(*piece, scene), piece[1]) for piece in pieces]
        pieces = [piece for piece in pieces if _WORDS.search(text, *piece)]
    closed = text[start:end].rstrip().endswith((",", ")"))
    endings = tuple(lexicon.sets["clause.opener_endings"]) or ("\0",)
    for piece in pieces if closed else reversed(pieces):
        first = _WORDS.search(text, *piece)
        if first and piece is not pieces[0] and first.group().endswith(endings):
            continue
        if first and not lexicon.has("clause.openers", first.group()):
            return _trimmed(*piece, scene)
    return None


def _past_date(start: int, end: int, scene: Scene) -> int:
    """Where a phrase begins after a date that opens it: `last year sales`."""
    first = _WORDS.search(scene.text, start, end)
    high = next((high for low, high in scene.dates if first and low <= first.start() < high), None)
    return start if high is None else min(high, end)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a region between commas that hold a word."""
    marks = [(match.start(), match.end()) for match in _SPLIT.finditer(text, start, end)]
    begins = [start, *(high for _, high in marks)]
    ends = [*(low for low, _ in marks), end]
    if len(begins) > MOST_PIECES:  # a list; its first and last parts may hold a subject
        begins, ends = begins[:3] + begins[-3:], ends[:3] + ends[-3:]
    return [(low, high) for low, high in zip(begins, ends, strict=True) if _WORDS.search(text, low, high)]


def _trimmed(start: int, end: int, scene: Scene) -> Subject | None:
    """A phrase without conjunctions before it and auxiliaries or adverbs after it."""
    lexicon = scene.lexicon
    words = list(_WORDS.finditer(scene.text, start, end))
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
    while words and (_trails(words[-1].group(), scene) or _is_stray_verb(words, scene)):
        if len(words) == 2 and lexicon.has("clause.determiners", words[0].group()):
            break  # `the well`
        words = words[:-1]
    words = _after_figure(words, scene)
    while len(words) > 1 and lexicon.has("clause.determiners", words[-1].group()):
        words = words[:-1]  # `le gouvernement prévoit une croissance`
    if not words or all(_is_bare(word.group(), scene) for word in words):
        return None
    if len(words) > MOST_WORDS:
        stop = (i for i, word in enumerate(words) if i and lexicon.has("clause.prepositions", word.group()))
        words = words[: next(stop, MOST_WORDS)]
    low, high = words[0].start(), words[-1].end()
    return Subject(low, high, scene.text[low:high])


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
    return words[:amount] if joints else words


def _begins_amount(before: str, position: int, scene: Scene) -> bool:
    """`revenue of $5 million`: a figure after a preposition; `the ten-year bond` keeps its own."""
    if not scene.in_figure(position):
        return False
    return scene.lexicon.has("clause.prepositions", before) or scene.lexicon.has("age.before", before)


def _is_stray_verb(words: list[re.Match[str]], scene: Scene) -> bool:
    """A finite verb left at the end of a phrase; one in -s may be a noun (`energy costs`)."""
    word = words[-1].group()
    return len(words) > 1 and not word.endswith("s") and scene.lexicon.has("clause.finite", word)


def _trails(word: str, scene: Scene) -> bool:
    """Whether a word before the verb is the verb's: an auxiliary or an adverb."""
    if scene.lexicon.has("age.before", word):
        return True
    return scene.lexicon.has("clause.auxiliary", word) or _is_adverb(word, scene)


def _is_adverb(word: str, scene: Scene) -> bool:
    endings = tuple(scene.lexicon.sets["clause.adverb_endings"])
    return bool(endings) and len(word) > 4 and word.endswith(endings)


def _phrase_at(start: int, scene: Scene) -> Subject | None:
    """The noun phrase that begins at a place: up to the noun's end, else to the first verb, preposition or mark."""
    text, lexicon = scene.text, scene.lexicon
    if scene.in_date(start):
        return None
    noun = counted_noun(text, start, Decimal(2), lexicon)
    if noun and noun.certain:
        return Subject(noun.start, noun.end, text[noun.start : noun.end])
    low = high = None
    position = start
    for match in _WORDS.finditer(text, start, min(scene.sentence.end, start + 80)):
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
    ):
        return None
    return Subject(low, high, text[low:high])


def _qualified(reading: Reading, scene: Scene) -> Subject | None:
    """The noun after an amount: `a $5 million contract`, `the 45-year-old actor`."""
    return None if reading.kind in ("count", "duration", "number") else _phrase_at(reading.end, scene)


def _carried(found: Subject, here: Subject | None, before: Subject | None, scene: Scene) -> Subject:
    """What a bare possessive or a pronoun leaves to the subject before it."""
    lexicon = scene.lexicon
    if lexicon.has("clause.pronouns", found.text):
        owner = here or _speaker(found, scene) or before
        return Subject(found.start, found.end, owner.text) if owner else found
    if before and lexicon.data.get("clause", {}).get("bare_possessive") and key(found.text).endswith(("'s", "s'")):
        head = before.text.split()[-1]
        if not key(head).endswith("'s"):
            return Subject(found.start, found.end, f"{found.text} {head}")
    return found


def _speaker(found: Subject, scene: Scene) -> Subject | None:
    """`The company said it would`: the one who speaks."""
    for marked in scene.sentence.marks:
        if marked.mark.role == "speech" and marked.end <= found.start:
            return _noun_phrase(scene.sentence.start, marked.start, scene)
    return None


def mention_over(start: int, end: int, mentions: Sequence[EntityMention]) -> int | None:
    """The number of the first entity mention that overlaps a span."""
    return next((n for n, m in enumerate(mentions) if m.start_char < end and m.end_char > start), None)
