"""All readings of a text, left to right: numbers with their units, ranges, ratios, ranks, scores and multiples."""

import re
from collections.abc import Iterator
from decimal import Decimal

from tasks.figures.bound import set_range, take_bound
from tasks.figures.guard import (
    DateSpans,
    beside_month,
    beside_name,
    crowd_end,
    in_name,
    is_phrase,
    is_year,
    refers_back,
)
from tasks.figures.lexicon import Lexicon, key
from tasks.figures.noun import counted_noun
from tasks.figures.numeral import Numeral, divide, read_numeral
from tasks.figures.quantity import WINDOW, Reading, read_quantity

_BLANK_LINE = re.compile(r"\n[ \t\r\u00a0]*\n")
ONE_KINDS = frozenset(("money", "percent", "percentage_point", "rate"))  # `ein Prozent`, but not `ein Jahr`
HARD_KINDS = frozenset(("money", "percent", "percentage_point", "basis_point", "measure", "duration", "age", "temperature", "rate"))  # fmt: skip


def readings(text: str, lexicon: Lexicon, dates: DateSpans) -> Iterator[Reading]:
    """Each reading that is a figure, in order; one never overlaps the next."""
    position, done = 0, 0
    search = lexicon.trigger.search
    last: Reading | None = None
    while match := search(text, position):
        start = match.start()
        position = match.end()
        found, end = _read_at(text, start, done, lexicon, dates)
        position = max(position, end)
        for reading in found:
            if reading.start >= done and "\n" not in text[reading.start : reading.end] or _whole(text, reading, done):
                done = reading.end
                _share_age(text, last, reading, lexicon)
                last = reading
                yield reading


def _share_age(text: str, last: Reading | None, reading: Reading, lexicon: Lexicon) -> None:
    """`aged 23 and 31`: both are ages."""
    if last is None or last.rule != "age.before" or reading.kind != "number" or reading.value > 130:
        return
    if text[last.end : reading.start] == ", " or lexicon.patterns["and"].fullmatch(text, last.end, reading.start):
        reading.kind, reading.unit_code = "age", "a"
        reading.rule, reading.confidence = "age.before", 0.8


def _whole(text: str, reading: Reading, done: int) -> bool:
    """Whether a reading lies after the one before it and inside one paragraph."""
    return reading.start >= done and not _BLANK_LINE.search(text, reading.start, reading.end)


def _read_at(text: str, start: int, done: int, lexicon: Lexicon, dates: DateSpans) -> tuple[list[Reading], int]:
    """What begins at a trigger, and where to go on."""
    if (end := crowd_end(text, start)) is not None:
        return [], end
    if text[start].isdigit():
        if text[start - 1 : start] == lexicon.decimal and (start == 1 or not text[start - 2].isalnum()):
            start -= 1
        if (end := in_name(text, start, lexicon)) is not None:
            return [], end
    if end := dates.end_over(start, start + 1):
        return [], end
    if word := _multiple_word(text, start, lexicon):
        return [word], word.end
    numeral = _numeral(text, start, lexicon)
    if numeral is None or numeral.start < done:
        return [], start
    if (end := dates.end_over(numeral.start, numeral.end)) is not None:
        return [], max(end, numeral.end)
    if is_phrase(text, numeral, lexicon):
        return [], numeral.end
    if ordinal := _rank(text, numeral, lexicon):
        return ([ordinal] if ordinal.kind == "rank" else []), ordinal.end
    reading = _ratio(text, numeral, lexicon) or _range(text, numeral, lexicon)
    if isinstance(reading, list):
        return reading, reading[-1].end
    return ([reading] if is_figure(text, reading, lexicon) else []), reading.numeral.end


def _numeral(text: str, start: int, lexicon: Lexicon) -> Numeral | None:
    if text[start] in ".," and start + 1 < len(text):
        match = lexicon.digits.match(text, start)
        return (
            Numeral(start, match.end(), Decimal("0." + text[start + 1 : match.end()]), "grouped", True)
            if match
            else None
        )
    return read_numeral(text, start, lexicon) or _bare_fraction(text, start, lexicon)


def _bare_fraction(text: str, start: int, lexicon: Lexicon) -> Numeral | None:
    """`a third of`, `a quarter of`: one part, named by an article before and `of` after."""
    match = lexicon.patterns["fraction_word"].match(text, start)
    if match is None:
        return None
    article = lexicon.patterns["article_before"].search(text[max(0, start - 8) : start])
    if article is None:
        return None
    led = lexicon.patterns["fraction_before"].search(text[max(0, start - 20) : max(0, start - 8) + article.start()])
    if not led and not lexicon.patterns["fraction_after"].match(text, match.end()):
        return None
    below = Decimal(lexicon.maps["numbers.fractions"][key(match.group())])
    begin = max(0, start - 8) + article.start()
    return Numeral(begin, match.end(), divide(Decimal(1), below), "fraction", False)


def _multiple_word(text: str, start: int, lexicon: Lexicon) -> Reading | None:
    """`doubled`, `threefold`, `twice as many`: one word that multiplies."""
    if text[start].isdigit() or not lexicon.maps["multiples"]:
        return None
    match = lexicon.patterns["multiple"].match(text, start)
    if match is None:
        return None
    word = key(match.group())
    if word in lexicon.sets["multiple_words.nouns"] and not lexicon.patterns["multiple_after"].match(text, match.end()):
        return None
    value = Decimal(str(lexicon.maps["multiples"][word]))
    numeral = Numeral(start, match.end(), value, "words", False)
    reading = Reading(start, match.end(), numeral, value, "multiple", "1", rule="multiple.word", confidence=0.7)
    take_bound(text, reading, lexicon)
    return reading


def _rank(text: str, numeral: Numeral, lexicon: Lexicon) -> Reading | None:
    """A rank (`No. 3`, `third-largest`, `ranked 5th`), or an ordinal that is no figure (kind `number`)."""
    reading = Reading(numeral.start, numeral.end, numeral, numeral.value, "rank", rule="rank", confidence=0.8)
    reading.bound_start = numeral.start
    sign = lexicon.patterns["rank_before"].search(text[max(0, numeral.start - 10) : numeral.start])
    if sign and sign.end() > sign.start() and numeral.digits:
        reading.start = numeral.start - (sign.end() - sign.start())
        return reading
    if not numeral.digits:
        return None
    match = lexicon.patterns["ordinal"].match(text, numeral.end)
    if match is None or match.end() == match.start():
        return None
    reading.end = match.end()
    before = text[max(0, numeral.start - WINDOW) : numeral.start]
    if not (
        lexicon.patterns["superlative"].match(text, match.end()) or lexicon.patterns["ranked_before"].search(before)
    ):
        reading.kind = "number"
    return reading


def _ratio(text: str, numeral: Numeral, lexicon: Lexicon) -> Reading | None:
    """`one in five`, `3 out of 10`, `3-to-1`."""
    if numeral.value != int(numeral.value) or numeral.value > 1000 or numeral.scale != 1 or numeral.value <= 0:
        return None
    if match := lexicon.patterns["one_in"].match(text, numeral.end):
        other = read_numeral(text, match.end(), lexicon) if match.end() < len(text) else None
        if other and other.form not in ("vague", "one", "fraction") and 1 < other.value and other.value > numeral.value:
            whole = other.form != "plain" or other.value < YEARS_FROM
            nothing_else = not lexicon.unit.match(text, other.end)
            if whole and nothing_else and (numeral.value <= 20 or "in" != key(match.group())):
                return _ratio_reading(numeral, other, numeral.value, lexicon, text)
    if match := lexicon.patterns["to_one"].match(text, numeral.end):
        other = read_numeral(text, match.end(), lexicon)
        if other and other.value > 0 and other.end - match.end() < 6:
            return _ratio_reading(numeral, other, numeral.value, lexicon, text)
    return None


YEARS_FROM = Decimal(1500)  # four bare digits from here on may be a year


def _ratio_reading(numeral: Numeral, other: Numeral, above: Decimal, lexicon: Lexicon, text: str) -> Reading:
    reading = Reading(numeral.start, other.end, numeral, divide(above, other.value), "ratio", "1")
    reading.numeral = Numeral(numeral.start, other.end, reading.value, "words", False)
    reading.low = reading.high = None
    reading.rule, reading.confidence = "ratio", 0.7
    take_bound(text, reading, lexicon)
    return reading


def _range(text: str, numeral: Numeral, lexicon: Lexicon) -> Reading | list[Reading]:
    """A quantity, and the range or the score that it begins."""
    first = read_quantity(text, numeral, lexicon)
    other = _other_end(text, first, numeral, lexicon)
    if other is None:
        return _finished(text, first, lexicon)
    second, joint = other
    if _is_score(text, numeral, second, joint, lexicon):
        return _score(text, first, second)
    low, high = _scaled(first, second)
    alike = first.unit_code == second.unit_code or first.kind == "number" or _is_bare(first)
    fits = low < high and (alike or (first.kind == "money" and second.kind == "number"))
    before = text[max(0, first.start - WINDOW) : first.start]
    if bounded := lexicon.patterns["bound_before"].search(before):
        before = before[: bounded.start()]
    between = lexicon.patterns["between_before"].search(before)
    if joint == "and" and not between:
        return _sharing(text, first, second, lexicon)
    led = lexicon.patterns["from_before"].search(before)
    near = text[max(0, first.start - 60) : first.start]
    if led and alike and lexicon.patterns["change_near"].search(near):
        return _linked_pair(text, first, second, low, lexicon)
    moved = lexicon.patterns["change_right_before"].search(before)
    if not fits or (moved and first.kind in HARD_KINDS and joint not in "-–—‑−"):
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


def _sharing(text: str, first: Reading, second: Reading, lexicon: Lexicon) -> Reading:
    """`45 and 50 percent`: the first amount has the second's unit."""
    shares = second.kind in HARD_KINDS and second.kind != "money" or second.rule == "money.unit"
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
    if joint not in "-–‑" or not first.digits or not second.numeral.digits or second.kind in HARD_KINDS:
        return False
    near = text[max(0, first.start - 40) : second.end + 30]
    worded = bool(lexicon.patterns["score_near"].search(near))
    if not worded and max(first.value, second.numeral.value) > 200:
        return False
    if first.form != "plain" or second.numeral.form != "plain" or first.value > 999 or second.numeral.value > 999:
        return False
    if text[first.end].isspace():
        return False
    return worded or first.value >= second.numeral.value


def _score(text: str, first: Reading, second: Reading) -> Reading:
    """A score: no single value, both numbers as low and high."""
    numbers = sorted((first.numeral.value, second.numeral.value))
    reading = Reading(first.numeral.start, second.numeral.end, first.numeral, first.numeral.value, "score")
    reading.numeral = Numeral(first.numeral.start, second.numeral.end, first.numeral.value, "words", True)
    reading.low, reading.high = numbers
    reading.rule, reading.confidence, reading.bound_start = "score", 0.6, first.numeral.start
    return reading


def _linked_pair(text: str, first: Reading, second: Reading, low: Decimal, lexicon: Lexicon) -> list[Reading]:
    """`from 5 % to 3 %` after a verb of change: two rows."""
    first.value = low
    if first.kind == "number" and second.kind != "number":
        first.kind, first.unit_code, first.assumed = second.kind, second.unit_code, second.assumed
        first.rule, first.confidence = second.rule, second.confidence
    first.ranged_from = True
    for reading in (first, second):
        take_bound(text, reading, lexicon)
    return [first, second]


def _finished(text: str, reading: Reading, lexicon: Lexicon) -> Reading:
    """A reading with its bound; `times` and `fold` make it a multiple, a word before it an age."""
    _take_times(text, reading, lexicon)
    before = text[max(0, reading.start - WINDOW) : reading.start]
    if reading.kind == "number" and lexicon.sets["age.before"] and reading.value <= 130:
        worded = lexicon.patterns["age_before"].search(before)
        apposed = reading.numeral.form == "plain" and lexicon.patterns["apposed_before"].search(before)
        if worded or (apposed and lexicon.patterns["apposed_after"].match(text, reading.end)):
            reading.kind, reading.unit_code = "age", "a"
            reading.rule, reading.confidence = "age.before" if worded else "age.apposed", 0.85
    elif reading.kind == "duration" and reading.numeral.value <= 130 and lexicon.patterns["age_before"].search(before):
        reading.kind, reading.rule = "age", "age.before"
    take_bound(text, reading, lexicon)
    _take_whole(text, reading, lexicon)
    return reading


def _take_whole(text: str, reading: Reading, lexicon: Lexicon) -> None:
    """`243 of the 450 seats` are seats; `two thirds of` a ratio."""
    if reading.kind != "number":
        return
    if reading.numeral.form == "fraction" and not lexicon.spaced:
        reading.kind, reading.unit_code, reading.rule, reading.confidence = "ratio", "1", "ratio.fraction", 0.7
    match = lexicon.patterns["of"].match(text, reading.end)
    if match is None or match.end() == reading.end or match.end() >= len(text):
        return
    if reading.numeral.form == "fraction":
        reading.kind, reading.unit_code, reading.rule, reading.confidence = "ratio", "1", "ratio.fraction", 0.7
    elif whole := read_numeral(text, match.end(), lexicon):
        noun = counted_noun(text, whole.end, whole.value, lexicon)
        if noun and noun.certain:
            reading.kind, reading.unit_code, reading.rule = "count", "{" + noun.name + "}", "count.whole"
            reading.unit_start, reading.unit_end, reading.confidence = noun.start, noun.end, 0.8


def _take_times(text: str, reading: Reading, lexicon: Lexicon) -> None:
    if reading.kind not in ("number", "count"):
        return
    end = reading.numeral.end
    match = lexicon.patterns["fold"].match(text, end)
    if match is None or match.end() == end:
        match = lexicon.patterns["times"].match(text, end)
        if match and match.end() > end and not lexicon.patterns["times_after"].match(text, match.end()):
            reading.kind, reading.unit_code, reading.rule, reading.confidence = "count", "{time}", "count.times", 0.6
            reading.unit_start, reading.unit_end, reading.end = match.start(), match.end(), match.end()
            return
    if match and match.end() > end:
        reading.kind, reading.unit_code, reading.end = "multiple", "1", match.end()
        reading.unit_start, reading.unit_end = end, match.end()
        reading.rule, reading.confidence = "multiple.times", 0.8


def is_figure(text: str, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether a reading stands for an amount, and is not a year, a day, a name or a mere reference."""
    numeral = reading.numeral
    if numeral.form == "one" and not lexicon.has("numbers.pronoun_one", text[numeral.start : numeral.end]):
        return reading.kind in ONE_KINDS
    if reading.kind in HARD_KINDS:
        return True
    if numeral.form == "one" and (reading.kind != "count" or _is_pronoun(text, numeral, lexicon)):
        return False
    if not lexicon.spaced and not numeral.digits and reading.kind == "number" and numeral.end - numeral.start < 2:
        return False
    if reading.numeral.form == "fraction" and not reading.numeral.digits and reading.kind == "number":
        return _fraction_counts(text, reading, lexicon)
    after = text[reading.end : reading.end + 1]
    if reading.kind == "number" and lexicon.spaced and after.isalpha():
        return False
    return not (
        is_year(text, reading, lexicon)
        or beside_month(text, reading, lexicon)
        or beside_name(text, reading, lexicon)
        or refers_back(text, reading, lexicon)
    )


def _is_pronoun(text: str, numeral: Numeral, lexicon: Lexicon) -> bool:
    """`no one`, `that one`."""
    before = lexicon.patterns["word_before"].search(text[max(0, numeral.start - 16) : numeral.start])
    return bool(before and lexicon.has("numbers.not_one_after", before.group(1)))


def _fraction_counts(text: str, reading: Reading, lexicon: Lexicon) -> bool:
    """A fraction in words is a figure where it is of something, or says by how much."""
    return bool(
        lexicon.patterns["fraction_after"].match(text, reading.end)
        or lexicon.patterns["fraction_before"].search(text[max(0, reading.start - 12) : reading.start])
        or "-" in text[reading.start : reading.end]
        or " " in text[reading.start : reading.end]
    )
