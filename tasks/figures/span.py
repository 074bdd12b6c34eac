"""Two numbers that belong together: ranges, scores, from one to the other."""

from decimal import Decimal

from schemas.figure import Direction
from tasks.figures.bound import set_range, take_bound
from tasks.figures.lexicon import Lexicon, key, phrase_before
from tasks.figures.numeral import read_numeral
from tasks.figures.quantity import read_quantity
from tasks.figures.ratio import score_of
from tasks.figures.reading import HARD_KINDS, WINDOW, Reading
from tasks.figures.special import take_times, take_whole
from tasks.figures.value import Numeral

STREET = 40  # characters before a house number in which its street's name begins
OLDEST = 130  # years
FAR = 90  # characters back from `by 80 cents to $8.20` to its verb


def read_range(text: str, numeral: Numeral, lexicon: Lexicon) -> Reading | list[Reading]:
    """A quantity, and the range or the score that it begins."""
    first = read_quantity(text, numeral, lexicon)
    other = _other_end(text, first, numeral, lexicon)
    if other is None:
        return _finished(text, first, lexicon)
    second, joint = other
    if _is_score(text, numeral, second, joint, lexicon):
        return score_of(first.numeral, second.numeral)
    low, high = _scaled(first, second)
    alike = first.unit_code == second.unit_code or first.kind == "number" or _is_bare(first)
    fits = low < high and (alike or (first.kind == "money" and second.kind == "number"))
    before = text[max(0, first.start - WINDOW) : first.start]
    if bounded := phrase_before("bound_before", before, lexicon):
        before = before[: bounded.start()]
    between = lexicon.patterns["between_before"].search(before)
    if joint == "and" and not between:
        return _sharing(text, first, second, lexicon)
    led = lexicon.patterns["from_before"].search(before)
    near = text[max(0, first.start - 60) : first.start]
    if lexicon.has("ranges.pair_only", joint) and not led:
        return _finished(text, first, lexicon)
    passing = lexicon.patterns["pass_near"].search(near)
    changed = lexicon.patterns["change_near"].search(near) or _changes_after(text, second.end, lexicon)
    if led and alike and (passing or changed or lexicon.has("ranges.pair_only", joint)):
        return _linked_pair(text, first, second, low, lexicon)
    moved = lexicon.patterns["change_right_before"].search(before)
    if not moved and joint not in "-–—‑−" and lexicon.patterns["by_before"].search(before):
        moved = lexicon.patterns["change_near"].search(text[max(0, first.start - FAR) : first.start])
    if not fits or (moved and joint not in "-–—‑−" and (first.kind in HARD_KINDS or _is_far(first, low, high))):
        return _finished(text, first, lexicon)
    merged = second
    merged.start, merged.numeral = first.start, Numeral(numeral.start, second.numeral.end, second.value, "words", True)
    if first.kind == "money" and second.kind == "number":
        merged.kind, merged.unit_code, merged.assumed = first.kind, first.unit_code, first.assumed
        merged.unit_start, merged.unit_end = first.unit_start, first.unit_end
        merged.rule, merged.confidence = first.rule, first.confidence
    set_range(merged, low, high)
    merged.rule += ".range"
    take_bound(text, merged, lexicon)
    merged.bound = "range"
    return merged


def _changes_after(text: str, end: int, lexicon: Lexicon) -> bool:
    """`von 2,4 auf 2,1 Prozent gesunken`: the verb of change comes last."""
    if not lexicon.sets["change.closing_links"]:
        return False
    word = lexicon.patterns["word_after"].match(text, end)
    return bool(word and lexicon.patterns["change_near"].match(text, word.start(1)))


def _is_far(first: Reading, low: Decimal, high: Decimal) -> bool:
    """`claims fall 12,000 to 271,000`: too far apart for the two ends of one estimate."""
    return first.kind == "number" and 0 < low * 5 < high


def _sharing(text: str, first: Reading, second: Reading, lexicon: Lexicon) -> Reading:
    """`45 and 50 percent`: the first amount has the second's unit."""
    shares = (second.kind in HARD_KINDS and second.kind != "money") or second.rule == "money.unit"
    if first.kind == "number" and shares and second.numeral.scale == first.numeral.scale:
        first.kind, first.unit_code, first.assumed = second.kind, second.unit_code, second.assumed
        first.rule, first.confidence = second.rule, second.confidence - 0.1
    return _finished(text, first, lexicon)


def _is_bare(reading: Reading) -> bool:
    """Whether a count's noun may be a mistake for the other end's unit."""
    return reading.kind == "count" and reading.confidence < 0.7


def _other_end(text: str, first: Reading, numeral: Numeral, lexicon: Lexicon) -> tuple[Reading, str] | None:
    """The quantity after `to`, a dash or `and`, and which of them it was."""
    for name in ("to", "and"):
        for end in dict.fromkeys((first.end, numeral.end)):
            match = lexicon.patterns[name].match(text, end)
            if match is None or match.end() == end or match.end() >= len(text):
                continue
            position = match.end()
            sign = lexicon.patterns["money_at"].match(text, position)
            start = sign.end() if sign else position
            if start >= len(text) or not (text[start].isalnum() or text[start] in "½¼¾"):
                continue
            if name == "to" and match["to"] in "-–—‑−" and (text[end].isspace() != text[position - 1].isspace()):
                continue
            other = read_numeral(text, start, lexicon)
            if other is None or other.form in ("vague", "one") or other.start != start:
                continue
            second = read_quantity(text, other, lexicon)
            if second.value < 0:
                second.value = -second.value
            return second, (match["to"] if name == "to" else "and")
    return None


def _scaled(first: Reading, second: Reading) -> tuple[Decimal, Decimal]:
    """Both ends, the first in the second's scale where it has none of its own: 2 to 3 million."""
    scale = second.numeral.scale
    if scale > 1 and first.numeral.scale == 1 and first.value < second.value / scale:
        return first.value * scale, second.value
    if scale > 1 and first.numeral.scale == 1 and first.value < 1000 and first.kind in ("number", "money"):
        return first.value * scale, second.value
    return first.value, second.value


def _is_score(text: str, first: Numeral, second: Reading, joint: str, lexicon: Lexicon) -> bool:
    """`3-2` beside a word of sport or of voting, or with the larger number first."""
    if not first.digits or not second.numeral.digits or second.kind in HARD_KINDS or first.form != "plain":
        return False
    if joint not in "-–‑":  # `a vote of 52 to 47`
        before = lexicon.patterns["score_near"].search(text[max(0, first.start - 24) : first.start])
        return bool(before) and joint != "and" and second.kind == "number" and first.value >= second.numeral.value
    near = text[max(0, first.start - 40) : second.end + 30]
    worded = bool(lexicon.patterns["score_near"].search(near))
    if not worded and max(first.value, second.numeral.value) > 200:
        return False
    if second.numeral.form != "plain" or first.value > 999 or second.numeral.value > 999:
        return False
    if text[first.end].isspace():
        return False
    return worded or first.value >= second.numeral.value


def _linked_pair(text: str, first: Reading, second: Reading, low: Decimal, lexicon: Lexicon) -> list[Reading]:
    """`from 5 % to 3 %` after a verb of change: two rows."""
    first.value = low
    if first.kind == "number" and second.kind != "number":
        first.kind, first.unit_code, first.assumed = second.kind, second.unit_code, second.assumed
        first.rule, first.confidence = second.rule, second.confidence
    way: Direction = "up" if second.value > first.value else "down"
    first.pair, second.pair = ("from", way), ("to", way)
    for reading in (first, second):
        take_bound(text, reading, lexicon)
    return [first, second]


ADULT = (Decimal(14), Decimal(99))  # ages that stand in brackets after a name


def _is_apposed(text: str, reading: Reading, before: str, lexicon: Lexicon) -> bool:
    """`Anna Berg, 45,` and `Anna Berg (45)`, but not `Hauptstraße, 14,`."""
    if before[-1:] in ("(", "（") and text[reading.end : reading.end + 1] in (")", "）"):
        named = not lexicon.spaced or lexicon.patterns["named_before"].search(before)
        return bool(named) and ADULT[0] <= reading.value <= ADULT[1]
    if lexicon.patterns["age_apposed_before"].search(before) and _ends_in_years(text, reading.end, lexicon):
        return True
    if not lexicon.patterns["apposed_before"].search(before):
        return False
    if lexicon.patterns["street_before"].search(text[max(0, reading.start - STREET) : reading.start]):
        return False
    return lexicon.patterns["apposed_after"].match(text, reading.end) is not None


def _ends_in_years(text: str, end: int, lexicon: Lexicon) -> bool:
    """Whether a list of numbers goes on to years: `, de 27, 33 e 41 anos`."""
    row = lexicon.patterns["row_after"].match(text, end)
    unit = row and lexicon.unit.match(text, row.end())
    return bool(unit and unit.group("word") and lexicon.words[key(unit.group("word"))].code == "a")


def _is_aged(text: str, reading: Reading, before: str, lexicon: Lexicon) -> bool:
    """Whether years are an age: `de 38 años`, `l'imputato, 38 anni,`."""
    if reading.numeral.value > OLDEST:
        return False
    closed = lexicon.patterns["apposed_after"].match(text, reading.end)
    if closed and lexicon.patterns["age_apposed_before"].search(before):
        return True
    between = lexicon.data.get("age", {}).get("between_commas") and text.startswith(",", reading.end)
    if between and before.endswith(", ") and before[-3:-2].isalpha():
        return True
    return phrase_before("age_before", before, lexicon) is not None


def _finished(text: str, reading: Reading, lexicon: Lexicon) -> Reading:
    """A reading with its bound; `times` and `fold` make it a multiple, a word before it an age."""
    take_times(text, reading, lexicon)
    before = text[max(0, reading.start - WINDOW) : reading.start]
    if reading.kind == "number" and lexicon.sets["age.before"] and reading.value <= OLDEST:
        worded = phrase_before("age_before", before, lexicon)
        apposed = reading.numeral.form == "plain" and _is_apposed(text, reading, before, lexicon)
        if worded or apposed:
            reading.kind, reading.unit_code = "age", "a"
            reading.rule, reading.confidence = "age.before" if worded else "age.apposed", 0.85
    elif reading.kind == "duration" and reading.unit_code == "a" and _is_aged(text, reading, before, lexicon):
        reading.kind, reading.rule = "age", "age.before"
    take_bound(text, reading, lexicon)
    take_whole(text, reading, lexicon)
    return reading
