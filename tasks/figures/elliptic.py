"""Bare numbers that leave out what they count: `300 jobs in Spain, 200 in France`, `5,800 staff, of whom 1,900`."""

from schemas.figure import Figure
from tasks.figures.lexicon import Lexicon, key
from tasks.figures.reading import Reading

ALONE = frozenset(("[points]", "{time}"))  # units that are not carried on
CARRIED = frozenset(("count", "rate", "measure", "money"))
BEFORE = 40  # characters before a number in which the words that lead back to a count stand
MILLION = 1_000_000  # so large a number after an amount of money is money


def take_last_unit(text: str, reading: Reading, last: Figure | None, lexicon: Lexicon) -> None:
    """Give a bare number the unit of the figure before it in its sentence, where the words say that it is the same."""
    if last is None or last.kind not in CARRIED or last.unit_code in ALONE or last.start_char >= reading.start:
        return
    if last.per_unit is not None and last.per_unit.startswith("10*"):
        return  # `11.1 per 1,000 residents, against 96,658`
    if reading.kind != "number" or not _is_same(text, reading, last, lexicon):
        return
    reading.kind, reading.unit_code, reading.rule = last.kind, last.unit_code, f"{last.kind}.elliptic"
    reading.per_unit, reading.assumed = last.per_unit, last.unit_assumed


def _is_same(text: str, reading: Reading, last: Figure, lexicon: Lexicon) -> bool:
    scale = MILLION if (reading.low or 0) >= MILLION else reading.numeral.scale  # of `105-110 million`, of both ends
    if last.kind == "money" and last.per_unit is None and scale >= MILLION:
        return True
    if last.kind == "count" and reading.value != int(reading.value):
        return False
    if last.kind == "count" and last.value and last.value >= MILLION <= reading.numeral.scale:
        return True  # `of the 83 million residents, 18.6 million are older`
    if last.kind == "count" and _leads_back(text, reading, lexicon):
        return True
    follows = lexicon.patterns["elliptic"].match(text, reading.end)
    if follows and follows.end() > reading.end + 1 and last.kind != "money":
        return True
    return _compares(text, reading, last, lexicon)


def _leads_back(text: str, reading: Reading, lexicon: Lexicon) -> bool:
    """`of whom 1,900`, `davon 300`."""
    start = reading.bound_start if reading.bound_start >= 0 else reading.start
    return bool(lexicon.patterns["elliptic_before"].search(text, max(0, start - BEFORE), start))


def _compares(text: str, reading: Reading, last: Figure, lexicon: Lexicon) -> bool:
    """`sold 312,000 cars, down from 371,000`: of the same size and said of the same thing."""
    if last.kind == "money" and reading.numeral.scale == 1:
        return False
    if not last.value or reading.value <= 0 or not 0.02 < float(reading.value) / last.value < 50:
        return False
    start = reading.bound_start if reading.bound_start >= 0 else reading.start
    return bool(lexicon.patterns["same_unit_before"].search(text, max(0, start - 24), start))


def says_again(between: str, lexicon: Lexicon) -> bool:
    """Whether what stands between two figures says that the second repeats the first: ` (`, `, or about `."""
    words = between.replace(",", " ").replace("(", " ( ").replace("[", " [ ").split()
    if not words or (lexicon.spaced and words[-1] not in "([" and key(words[-1]) not in lexicon.finals["same_again"]):
        return False
    return lexicon.patterns["same_again"].fullmatch(between) is not None
