"""All readings of a text, left to right: what begins at each trigger, and whether it is a figure."""

import re
from collections.abc import Iterator
from decimal import Decimal

from tasks.figures.crowd import crowd_end
from tasks.figures.dated import DateSpans
from tasks.figures.guard import (
    beside_month,
    beside_name,
    in_name,
    is_year,
    phrase_end,
    refers_back,
)
from tasks.figures.label import in_seat
from tasks.figures.lexicon import Lexicon
from tasks.figures.numeral import read_numeral
from tasks.figures.ratio import read_ratio
from tasks.figures.reading import HARD_KINDS, ONE_KINDS, Reading
from tasks.figures.span import read_range
from tasks.figures.special import bare_fraction, read_multiple, read_rank
from tasks.figures.value import Numeral

AGED = ("age.before", "age.apposed")  # rules of ages that a list goes on with
_BLANK_LINE = re.compile(r"\n[ \t\r\u00a0]*\n")


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
            if (reading.start >= done and "\n" not in text[reading.start : reading.end]) or _whole(text, reading, done):
                done = reading.end
                _share_age(text, last, reading, lexicon)
                last = reading
                yield reading


def _share_age(text: str, last: Reading | None, reading: Reading, lexicon: Lexicon) -> None:
    """`aged 23 and 31`: both are ages."""
    years = reading.kind == "duration" and reading.unit_code == "a"
    if last is None or last.rule not in AGED or reading.value > 130 or not (reading.kind == "number" or years):
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
    if end := dates.end_over(start, start + 1):
        return [], end
    if text[start].isdigit():
        if text[start - 1 : start] == lexicon.decimal and (start == 1 or not text[start - 2].isalnum()):
            start -= 1
        if (end := in_name(text, start, lexicon)) is not None:
            return [], end
    if word := read_multiple(text, start, lexicon):
        return [word], word.end
    numeral = _numeral(text, start, lexicon)
    if numeral is None or numeral.start < done:
        return [], start
    if (end := dates.end_over(numeral.start, numeral.end)) is not None:
        return [], max(end, numeral.end)
    if (end := phrase_end(text, numeral, lexicon)) is not None:
        return [], end
    if ordinal := read_rank(text, numeral, lexicon):
        return ([ordinal] if ordinal.kind == "rank" else []), ordinal.end
    reading = read_ratio(text, numeral, lexicon) or read_range(text, numeral, lexicon)
    if isinstance(reading, list):
        return reading, reading[-1].end
    _take_duration(text, reading, dates)
    return ([reading] if is_figure(text, reading, lexicon) else []), reading.numeral.end


def _take_duration(text: str, reading: Reading, dates: DateSpans) -> None:
    """A number that was read as so many months among the dates: `three difficult months`."""
    found = dates.duration_from(reading.start, reading.value) if reading.kind == "number" else None
    if found and found[0] >= reading.end:
        reading.end, reading.unit_code = found
        reading.kind, reading.rule, reading.confidence = "duration", "duration.dated", 0.85
        reading.unit_start, reading.unit_end = text.rfind(" ", 0, reading.end) + 1, reading.end


def _numeral(text: str, start: int, lexicon: Lexicon) -> Numeral | None:
    if text[start] in ".," and start + 1 < len(text):
        match = lexicon.digits.match(text, start)
        return (
            Numeral(start, match.end(), Decimal("0." + text[start + 1 : match.end()]), "grouped", True)
            if match
            else None
        )
    return read_numeral(text, start, lexicon) or bare_fraction(text, start, lexicon)


def is_figure(text: str, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether a reading stands for an amount, and is not a year, a day, a name or a mere reference."""
    numeral = reading.numeral
    if numeral.form == "one" and not lexicon.has("numbers.pronoun_one", text[numeral.start : numeral.end]):
        return reading.kind in ONE_KINDS
    if reading.kind in HARD_KINDS:
        return not (reading.kind == "temperature" and in_seat(text, reading, lexicon))
    if numeral.form == "one" and (reading.kind != "count" or _is_pronoun(text, numeral, lexicon)):
        return False
    if not lexicon.spaced and not numeral.digits and reading.kind == "number" and numeral.end - numeral.start < 2:
        return False
    if reading.numeral.form == "fraction" and not reading.numeral.digits and reading.kind == "number":
        if not _fraction_counts(text, reading, lexicon):
            return False
        reading.kind, reading.unit_code, reading.rule, reading.confidence = "ratio", "1", "ratio.fraction", 0.7
        return True
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
        reading.bound != "exact"
        or lexicon.patterns["fraction_after"].match(text, reading.end)
        or lexicon.patterns["fraction_before"].search(text[max(0, reading.start - 12) : reading.start])
        or "-" in text[reading.start : reading.end]
        or " " in text[reading.start : reading.end]
    )
