"""Ratios and scores: `one in five`, `3-to-1`, `ein Franzose von fünf`, `2:1`."""

from decimal import Decimal

from tasks.figures.bound import take_bound
from tasks.figures.lexicon import Lexicon, key
from tasks.figures.noun import counted_noun
from tasks.figures.numeral import read_numeral
from tasks.figures.reading import Reading
from tasks.figures.value import Numeral, divide

SCORED = 40  # characters round a score in which a word of sport or voting stands
BACK = 40  # characters from the second number of a ratio to its first
MOST = 1000  # ratios are told in smaller numbers
ROUND = frozenset(map(Decimal, (2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000)))  # wholes of a ratio
YEARS_FROM = Decimal(1500)  # four bare digits from here on may be a year


def read_ratio(text: str, numeral: Numeral, lexicon: Lexicon) -> Reading | None:
    """`one in five`, `3 out of 10`, `3-to-1`, `un Français sur cinq`, `5人に1人`."""
    if numeral.value > MOST or numeral.scale != 1 or numeral.value <= 0:
        return None
    if numeral.value == int(numeral.value) and numeral.form in ("plain", "words", "one"):
        for name in ("one_in", "one_noun_in", "whole_first"):
            if found := _of_whole(text, numeral, name, lexicon):
                return found
        if found := _over(text, numeral, lexicon):
            return found
    if match := lexicon.patterns["to_one"].match(text, numeral.end):
        other = read_numeral(text, match.end(), lexicon)
        if other and other.value > 0 and other.end - match.end() < 6:
            near = text[max(0, numeral.start - SCORED) : other.end + SCORED]
            if numeral.form == other.form == "plain" and lexicon.patterns["score_near"].search(near):
                return score_of(numeral, other)
            return _ratio(numeral, other, divide(numeral.value, other.value), lexicon, text)
    return None


def _of_whole(text: str, numeral: Numeral, name: str, lexicon: Lexicon) -> Reading | None:
    """A part of a whole, the part first, or with `whole_first` last."""
    match = lexicon.patterns[name].match(text, numeral.end)
    if match is None or match.end() >= len(text):
        return None
    other = read_numeral(text, match.end(), lexicon)
    if other is None or other.form in ("vague", "one", "fraction", "grouped") or not 1 <= other.value <= MOST:
        return None
    if name == "whole_first":
        after = lexicon.patterns["whole_after"].match(text, other.end)
        if after is None or other.value >= numeral.value:
            return None
        found = _ratio(numeral, other, divide(other.value, numeral.value), lexicon, text)
        found.end = after.end()
        return found
    if other.value <= numeral.value or other.value == 1 or not _is_bare(text, other, lexicon):
        return None
    link = key(match.group("link"))
    if numeral.value > 20 and link == "in":
        return None
    whole = other.value not in ROUND or " " in link  # `twee van de drie verdachten`
    if lexicon.has("noun.of", link) and whole and _counted(text, other, lexicon):
        return None  # `334 von 598 Stimmen` counts votes, `neun von zehn Befragten` is a ratio
    if name == "one_noun_in" and _counted(text, other, lexicon):
        return None  # `one goal in five games`
    return _ratio(numeral, other, divide(numeral.value, other.value), lexicon, text)


def _over(text: str, numeral: Numeral, lexicon: Lexicon) -> Reading | None:
    """`un Français sur cinq`, read from its second number, because an article opens no figure."""
    match = lexicon.patterns["one_noun_before"].search(text, max(0, numeral.start - BACK), numeral.start)
    if match is None or numeral.value <= 1 or numeral.form == "one":
        return None
    if not _is_bare(text, numeral, lexicon) or _counted(text, numeral, lexicon):
        return None
    reading = _ratio(numeral, numeral, divide(Decimal(1), numeral.value), lexicon, text)
    reading.start = reading.bound_start = match.start()
    return reading


def _is_bare(text: str, numeral: Numeral, lexicon: Lexicon) -> bool:
    """Whether a number has no unit and is no year."""
    year = numeral.form == "plain" and numeral.value >= YEARS_FROM
    unit = lexicon.unit.match(text, numeral.end)
    worded = unit is not None and lexicon.has("clause.prepositions", unit.group("sign") or "")  # `two in ten in 2019`
    return not year and (unit is None or worded)


def _counted(text: str, numeral: Numeral, lexicon: Lexicon) -> bool:
    noun = counted_noun(text, numeral.end, numeral.value, lexicon)
    return noun is not None and noun.certain


def _ratio(first: Numeral, second: Numeral, value: Decimal, lexicon: Lexicon, text: str) -> Reading:
    reading = Reading(first.start, second.end, first, value, "ratio", "1", rule="ratio", confidence=0.7)
    reading.numeral = Numeral(first.start, second.end, value, "words", False)
    take_bound(text, reading, lexicon)
    return reading


def score_of(first: Numeral, second: Numeral) -> Reading:
    """A score: no single value, both numbers as low and high."""
    reading = Reading(first.start, second.end, first, first.value, "score", rule="score", confidence=0.6)
    reading.numeral = Numeral(first.start, second.end, first.value, "words", True)
    reading.low, reading.high = sorted((first.value, second.value))
    reading.bound_start = first.start
    return reading
