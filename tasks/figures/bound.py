"""Words that bound a number: more than, up to, about, or more."""

from decimal import Decimal

from schemas.figure import Bound
from tasks.figures.lexicon import Lexicon, key, phrase_before
from tasks.figures.reading import WINDOW, Reading

REACH = 90  # characters back from a preposition to the verb whose end it may name
BEFORE: tuple[Bound, ...] = ("about", "more_than", "at_least", "at_most", "less_than")
SIGNS: dict[str, Bound] = {
    "<": "less_than",
    ">": "more_than",
    "~": "about",
    "≈": "about",
    "≤": "at_most",
    "≥": "at_least",
}


def take_bound(text: str, reading: Reading, lexicon: Lexicon) -> None:
    """Set the bound of a reading from the words before it, else from those after it."""
    reading.bound_start = reading.start
    before = text[max(0, reading.start - WINDOW) : reading.start]
    if match := phrase_before("bound_before", before, lexicon):
        words = match.group().strip()
        if _belongs_to_verb(before[: match.start()], lexicon):
            return
        if (
            lexicon.has("bounds.at_most", words)
            and lexicon.has("change.to", words.split()[0])
            and lexicon.patterns["change_near"].search(text[max(0, reading.start - REACH) : reading.start])
        ):
            return  # `bajó en 25 puntos, hasta el 3,25 %`
        if reading.kind == "duration" and lexicon.has("bounds.not_with_duration", words):
            return
        reading.bound = SIGNS.get(words) or _bound_of(key(words), "", lexicon)
        reading.bound_start = reading.start - (match.end() - match.start())
    elif reading.bound == "exact" and reading.numeral.form == "vague":
        reading.bound = "about"
    elif reading.bound == "exact" and (match := lexicon.patterns["bound_after"].match(text, reading.end)):
        words = match.group().strip()
        if words:
            reading.bound = _bound_of(key(words).lstrip("-"), "after_", lexicon)
    elif reading.bound == "exact" and lexicon.patterns["plus_after"].match(text, reading.numeral.end):
        reading.bound = "at_least"
    if reading.bound in ("more_than", "at_least"):
        reading.low = reading.value if reading.low is None else reading.low
    elif reading.bound in ("less_than", "at_most"):
        reading.high = reading.value if reading.high is None else reading.high


def _belongs_to_verb(before: str, lexicon: Lexicon) -> bool:
    """`will go up to $15`: `up` is the verb's."""
    word = lexicon.patterns["any_word_before"].search(before)
    return bool(word and lexicon.has("bounds.not_after", word.group(1)))


def _bound_of(words: str, prefix: str, lexicon: Lexicon) -> Bound:
    for bound in BEFORE:
        sets = lexicon.sets
        name = f"bounds.{prefix}{bound}"
        if words in sets.get(name, ()) or f"-{words}" in sets.get(name, ()):
            return bound
    return "about"


def set_range(reading: Reading, low: Decimal, high: Decimal) -> None:
    """Make a reading a range: its value is the middle."""
    reading.low, reading.high = min(low, high), max(low, high)
    reading.value = (low + high) / 2
    reading.bound = "range"
