"""Which way a figure moved, and whether it is the size of the change, its end or its start."""

from dataclasses import dataclass

from schemas.figure import ChangeRole, Direction
from tasks.figures.closing import closing_word, left_word, reaches_end
from tasks.figures.lexicon import Lexicon, Mark, key
from tasks.figures.reading import Reading
from tasks.figures.scene import Scene, Span
from tasks.figures.sentence import Marked

RELATIVE = frozenset(("percent", "percentage_point", "basis_point", "index_points", "temperature", "multiple"))
UNMOVED = frozenset(("rank", "score", "ratio", "age"))
ROLES: tuple[ChangeRole, ...] = ("by", "to", "from")
MOST_BETWEEN = 6  # words from a change verb to its amount: `cut its budget deficit 3 percent`
MOST_AFTER = 3  # words from an amount to its change noun: `a 3 percent annual price rise`


@dataclass(frozen=True, slots=True)
class Change:
    """The direction and role of a figure, and the word that says so (None where none does)."""

    direction: Direction
    role: ChangeRole
    word: Marked | None = None
    after: bool = False  # the word follows the figure: a 3 % rise


LEVEL = Change("none", "level")


def change_of(reading: Reading, scene: Scene) -> Change:
    """The change that a figure takes part in."""
    unmoved = reading.kind in UNMOVED and reading.rule != "ratio.fraction"
    if unmoved or not scene.lexicon.data.get("change"):
        return LEVEL
    if reading.pair:
        role, way = reading.pair
        named = next(iter(reversed(scene.changes())), None)
        last = None if named else closing_word(scene)
        return Change(way, role, named or last, last is not None)
    if reading.rule == "multiple.word":
        return _of_multiple(reading, scene)
    if word := left_word(reading, scene):
        return Change(_way(word), "from", word, True)
    before = _before(reading, scene)
    return _after(reading, scene) or before or _closing(reading, scene) or _resumed(reading, scene) or LEVEL


def _closing(reading: Reading, scene: Scene) -> Change | None:
    """`ist um 3 Prozent auf 5 Millionen gestiegen`: the verb stands last, and the preposition gives the role."""
    word = closing_word(scene)
    if word is None or reading.kind == "duration":
        return None
    links = _words_back(scene, scene.floor)[:1]
    role = next((role for role in ROLES if any(scene.lexicon.has(f"change.{role}", link) for link in links)), None)
    return Change(_way(word), role, word, True) if role else None


def _resumed(reading: Reading, scene: Scene) -> Change | None:
    """`holds 8.7 percent of the shares, up from 5.2 percent`: a level that the next words compare."""
    match = scene.lexicon.patterns["resumed"].match(scene.text, reading.end, min(scene.sentence.end, reading.end + 60))
    if match is None or not match.lastgroup:
        return None
    way: Direction = "up" if match.lastgroup == "up" else "down"
    return Change(way, "to")


def _of_multiple(reading: Reading, scene: Scene) -> Change:
    """`doubled` is its own verb, `fell twofold` has one; `double the amount` moves nothing."""
    span = (reading.numeral.start, reading.numeral.end)
    verb = next(iter(reversed(scene.changes())), None)
    if verb and not scene.text[verb.end : span[0]].strip():
        return Change(_way(verb), "by", verb)
    if scene.lexicon.has("multiple_words.nouns", scene.text[slice(*span)]):
        return LEVEL
    direction: Direction = "down" if reading.value < 1 else "up"
    return Change(direction, "by", Marked(*span, Mark("change", direction)))


def _after(reading: Reading, scene: Scene) -> Change | None:
    """`a 3 % rise`, `0.3 percent lower`, `an 18-month low`."""
    patterns, text = scene.lexicon.patterns, scene.text
    position = reading.end
    for step in range(MOST_AFTER):
        gap = patterns["gap"].match(text, position)
        if gap is None or gap.end() >= scene.sentence.end:
            return None
        match = patterns["after_change"].match(text, gap.end())
        if match and match.end() > match.start():
            return _named(reading, scene, match.lastgroup or "", (gap.end(), match.end()), step)
        word = patterns["word"].match(text, gap.end())
        if word is None or key(word.group()) in scene.lexicon.sets["noun.stops"]:
            return None
        position = word.end()
    return None


def _named(reading: Reading, scene: Scene, group: str, span: Span, step: int) -> Change | None:
    """The change that a word after the figure names: `group` is up, down, high or low."""
    lexicon, text = scene.lexicon, scene.text
    direction: Direction = "up" if group in ("up", "high", "to_up") else "down"
    if group.startswith("to_"):
        return Change(direction, "to")
    if group in ("high", "low"):
        return Change(direction, "extremum") if reading.kind == "duration" else None
    is_noun = lexicon.has("change.change_nouns", text[slice(*span)])
    if reading.kind == "duration" and not lexicon.patterns["than_after"].match(text, span[1]):
        return None
    if reading.kind == "rate" or (reading.kind == "count" and is_noun) or (step and not is_noun):
        return None
    relative = reading.kind in RELATIVE or reading.rule == "ratio.fraction"
    if not relative and not is_noun and reading.kind != "money":
        # `20 more people` counts people; `20 more than` compares
        follows = lexicon.patterns["gap_word"].match(text, span[1])
        if follows and not lexicon.patterns["than_after"].match(text, span[1]):
            return None
    return Change(direction, "by", Marked(*span, Mark("change", direction)), True)


def _before(reading: Reading, scene: Scene) -> Change | None:
    """`shrank by`, `rose 3 percent`, `fell to`, `a decline of`, `from 5 %`."""
    changes = scene.changes()
    if not changes:
        return None
    lexicon, nearest = scene.lexicon, changes[-1]
    if not lexicon.spaced and reaches_end(reading, scene):
        return Change(_way(nearest), "to", nearest)
    is_noun = "change_nouns" in nearest.mark.flags
    words = _words_back(scene, nearest.end)
    if reading.bound == "range" and words and lexicon.has("ranges.between", words[0]):
        words = words[1:]
    if len(words) > 1 and words[0] in lexicon.sets["change.of"]:
        words = _without_level(words, lexicon)
    link = words[0] if words else ""
    if link in lexicon.sets["change.during"] and _is_span(reading, nearest, scene):
        return None
    if link in lexicon.sets["change.of"] and _at_rate(scene, nearest.end):
        return Change(_way(nearest), "by", nearest)
    if reading.kind == "duration" and (not _right_after(link, scene) or link in lexicon.sets["change.to_bounds"]):
        return None  # `over the past 12 months`
    if link in lexicon.sets["change.by"] or (is_noun and link in lexicon.sets["change.of"] and len(words) <= 2):
        return Change(_way(nearest), "by", nearest)
    if link in lexicon.sets["change.to"] and is_noun and len(words) > 1 and words[1] in lexicon.sets["change.passing"]:
        return (
            Change(_way(nearest), "by", nearest) if reading.kind in RELATIVE else None
        )  # `the losses came to $9 million`
    if link in lexicon.sets["change.to"] or _reaches(scene):
        if lexicon.patterns["rate_after"].match(scene.text, reading.end):
            return Change(_way(nearest), "by", nearest)
        return _to(nearest, changes, reading)
    if link in lexicon.sets["change.from"]:
        if "transitive" in nearest.mark.flags and reading.kind in ("count", "measure"):
            return None  # `raised $2 million from 40 donors`
        return Change(_way(nearest), "from", nearest)
    if link in lexicon.sets["change.of"]:
        return Change(_way(nearest), "by", nearest) if is_noun and len(words) <= 3 else None
    if link in lexicon.sets["clause.copulas"]:
        return Change(_way(nearest), "by", nearest) if is_noun and reading.kind in RELATIVE else None
    if lexicon.has("change.to_verbs", scene.text[nearest.start : nearest.end]):
        return Change(_way(nearest), "to", nearest)
    if reading.kind == "measure" and lexicon.patterns["place_after"].match(scene.text, reading.end):
        return None  # `sank 8 kilometers off the coast`
    if not words:
        deed = "transitive" in nearest.mark.flags and reading.kind not in RELATIVE
        return None if deed else Change(_way(nearest), "by", nearest)
    heavy = lexicon.sets["clause.prepositions"] | lexicon.sets["clause.finite"]
    if (
        (reading.kind in RELATIVE or reading.rule == "ratio.fraction")
        and len(words) <= MOST_BETWEEN
        and not heavy.intersection(words)
    ):
        return Change(_way(nearest), "by", nearest)
    return None


def _is_span(reading: Reading, nearest: Marked, scene: Scene) -> bool:
    """`subió un 3 % en cinco años`, `el nivel más alto en siete semanas`, `subirán en dos fases`: how long, in how many
    steps; but `redujo la pena en tres años` by how much."""
    if reading.kind == "count":
        return not reading.numeral.digits
    if reading.kind != "duration":
        return False
    between = scene.text[nearest.start : scene.start].split()
    told = any(low >= nearest.end for low, _ in scene.inside)
    return told or any(scene.lexicon.has("clause.superlatives", word) for word in between)


def _at_rate(scene: Scene, start: int) -> bool:
    """`grew at an annual rate of 6 percent`: the size of the change, told as its speed."""
    lexicon, between = scene.lexicon, set(scene.text[start : scene.start].split())
    return bool(lexicon.sets["change.at"] & between and lexicon.sets["change.rate_words"] & between)


def _without_level(words: list[str], lexicon: Lexicon) -> list[str]:
    """`to an average of`, `from an estimate of`: the words before the level's name; as they are where it has none."""
    rest = words[1:]
    while rest and rest[0] in lexicon.sets["change.level_nouns"]:
        rest = rest[1:]
    links = lexicon.sets["change.to"] | lexicon.sets["change.from"] | lexicon.sets["change.by"]
    if not rest and len(words) > 1:
        return []  # `subirá una media de 3,20 euros`
    return rest if rest and rest[0] in links else words


def _right_after(link: str, scene: Scene) -> bool:
    """Whether a preposition stands at the figure itself; a time over which something changes is no change."""
    match = scene.lexicon.patterns["any_word_before"].search(scene.text, max(0, scene.start - 24), scene.start)
    return bool(link) and bool(match) and key(match.group(1) if match else "") == link


def _reaches(scene: Scene) -> bool:
    """`slipped below 50`: a bound that stands for `to`."""
    end = scene.start + 24
    bound = scene.lexicon.patterns["to_bound"].match(scene.text, scene.start, end)
    return bool(bound and bound.end() > bound.start())


def _way(mark: Marked) -> Direction:
    return "up" if mark.mark.direction == "up" else "down"


def _to(nearest: Marked, changes: list[Marked], reading: Reading) -> Change:
    """Where a fall slows or deepens, the figure is that fall's size: the decline slowed to 0.3 percent.

    A loss in money is no fall: it has a size of its own that widens or narrows.
    """
    if "moderating" in nearest.mark.flags and reading.kind not in ("money", "rate"):
        for other in reversed(changes[:-1]):
            if "change_nouns" in other.mark.flags and other.mark.direction == "down":
                return Change("down", "by", nearest)
    return Change(_way(nearest), "to", nearest)


def _words_back(scene: Scene, stop: int) -> list[str]:
    """The words between a change word and a figure that matter, the nearest first.

    Articles, adverbs, dates and other figures are left out, with the preposition that brings a date in.
    """
    lexicon, text = scene.lexicon, scene.text
    before, light = lexicon.patterns["any_word_before"], lexicon.sets["change.between_ok"]
    spans = scene.dates + scene.inside
    words: list[str] = []
    position = scene.start
    while position > stop and len(words) <= MOST_BETWEEN:
        over = next(
            (low for low, high in spans if stop <= low < position and not text[high:position].strip(" ,()")), None
        )
        if over is not None:
            position = over
            match = before.search(text, max(stop, position - 24), position)
            if match and key(match.group(1)) in lexicon.sets["clause.prepositions"] - lexicon.sets["change.by"]:
                position = match.start(1)
            continue
        match = before.search(text, max(stop, position - 30), position)
        if match is None:
            break
        word = key(match.group(1))
        if word not in light or (not words and word in lexicon.sets["change.link_words"]):
            words.append(word)
        position = match.start(1)
    return words


def signed(reading: Reading, change: Change) -> float:
    """The value with the sign of the change where it is a change's size; a level keeps its own."""
    falls = change.role == "by" and change.direction == "down" and reading.kind != "multiple"
    return float(-abs(reading.value) if falls else reading.value)


__all__ = ["LEVEL", "Change", "Lexicon", "change_of", "signed"]
