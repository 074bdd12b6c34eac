"""Numbers that label: seats, houses, gates, lines."""

from tasks.figures.lexicon import Lexicon, key
from tasks.figures.reading import Reading

REACH = 40  # characters before a house number in which its street's name begins
MOST_NAMED = 10_000  # labels are smaller numbers than this


def in_seat(text: str, reading: Reading, lexicon: Lexicon) -> bool:
    """`seat 14C`: a letter that is no degree's, after a word that names."""
    before = lexicon.patterns["word_before"].search(text[max(0, reading.start - 20) : reading.start])
    return bool(before) and lexicon.has("guards.before", before.group(1) if before else "")


def names_street(reading: Reading, word: str, lexicon: Lexicon) -> bool:
    """A house number after a street in one word: `Hauptstraße 12`."""
    endings = tuple(lexicon.sets["guards.street_endings"])
    return bool(endings) and _may_be_house(reading) and key(word).endswith(endings)


def stands_in_street(text: str, reading: Reading, lexicon: Lexicon) -> bool:
    """A house number: `calle Mayor, 12`, `12, rue de la Paix`."""
    if not _may_be_house(reading):
        return False
    start, patterns = reading.numeral.start, lexicon.patterns
    if patterns["street_after"].match(text, reading.numeral.end):
        return True
    return patterns["street_before"].search(text[max(0, start - REACH) : start]) is not None


def _may_be_house(reading: Reading) -> bool:
    return reading.kind == "number" and reading.value < MOST_NAMED


def is_label(text: str, reading: Reading, lexicon: Lexicon) -> bool:
    """`12号门`, `第3航站楼`: a number that names a gate, a line or a flight, where words have no spaces."""
    label = lexicon.patterns["label"].match(text, reading.numeral.end)
    if label and label.end() > reading.numeral.end:
        return reading.value < MOST_NAMED
    before = text[max(0, reading.numeral.start - 3) : reading.numeral.start]
    return lexicon.patterns["label_before"].search(before) is not None and bool(before)


def is_noun_label(text: str, reading: Reading, lexicon: Lexicon) -> bool:
    """`la vía 8`, `il reattore 3`: a bare number right after an article and a noun."""
    plain = reading.kind == "number" and reading.numeral.form == "plain" and reading.value < MOST_NAMED
    if not plain or not lexicon.data.get("guards", {}).get("noun_labels") or reading.bound != "exact":
        return False
    start = reading.numeral.start
    match = lexicon.patterns["noun_before"].search(text, max(0, start - REACH), start)
    if match is None:
        return False
    word = match.group("noun")
    small = key(word)
    stems = (small[:size] for size in range(3, len(small) + 1))
    directs = small in lexicon.exact_marks or any(stem in lexicon.stem_marks for stem in stems)
    light = any(lexicon.has(name, word) for name in ("change.between_ok", "noun.dropped", "clause.auxiliary"))
    return not directs and not light
