"""Numbers that label: seats, houses, gates, lines."""

from tasks.figures.lexicon import Lexicon, key
from tasks.figures.reading import Reading

REACH = 40  # characters before a house number in which its street's name begins
MOST_NAMED = 10_000  # labels are smaller numbers than this


def in_seat(text: str, reading: Reading, lexicon: Lexicon) -> bool:
    """`seat 14C`: a letter that is no degree's, after a word that names."""
    before = lexicon.patterns["word_before"].search(text[max(0, reading.start - 20) : reading.start])
    return bool(before) and lexicon.has("guards.before", before.group(1) if before else "")


def is_street(text: str, reading: Reading, word: str, lexicon: Lexicon) -> bool:
    """A house number: `Hauptstraße 12`, `calle Mayor 12`, `12, rue de la Paix`."""
    endings = tuple(lexicon.sets["guards.street_endings"])
    if reading.kind != "number" or reading.value >= MOST_NAMED:
        return False
    if endings and key(word).endswith(endings):
        return True
    start = reading.numeral.start
    patterns = lexicon.patterns
    if patterns["street_after"].match(text, reading.numeral.end):
        return True
    return patterns["street_before"].search(text[max(0, start - REACH) : start]) is not None


def is_label(text: str, reading: Reading, lexicon: Lexicon) -> bool:
    """`12号门`, `第3航站楼`: a number that names a gate, a line or a flight, where words have no spaces."""
    label = lexicon.patterns["label"].match(text, reading.numeral.end)
    if label and label.end() > reading.numeral.end:
        return reading.value < MOST_NAMED
    before = text[max(0, reading.numeral.start - 3) : reading.numeral.start]
    return lexicon.patterns["label_before"].search(before) is not None and bool(before)
