"""The divisor of a rate: a barrel, per hour, daily."""

from decimal import Decimal

from tasks.figures.lexicon import Lexicon, key, unit_of
from tasks.figures.noun import counted_noun
from tasks.figures.reading import Reading
from tasks.figures.value import decimal_of

ROUND = frozenset(Decimal(10) ** power for power in range(2, 7))
TIMES = frozenset(("s", "min", "h", "d", "wk", "mo", "a", "10.a", "100.a"))


def take_per(text: str, reading: Reading, lexicon: Lexicon) -> None:
    """The divisor of a rate: `a barrel`, `per hour`, `/kg`, `daily`."""
    if reading.kind in ("number", "count") and _take_round_number(text, reading, lexicon):
        return
    if reading.kind == "number" or reading.kind in ("duration", "age", "temperature", "rate", "percentage_point"):
        return
    if match := lexicon.patterns["per_adjective"].match(text, reading.end):
        adjectives = lexicon.maps.get("per.adjectives", {})
        code = next((code for code, words in adjectives.items() if key(match["adjective"]) in map(key, words)), None)
        reading.per_unit = code
    elif match := lexicon.patterns["per"].match(text, reading.end):
        found = _divisor(text, match.end(), lexicon)
        if found is None or (found[0] in TIMES and lexicon.patterns["per_not_before"].match(text, found[1])):
            return  # `$5 a year ago`
        reading.per_unit, end = found
        reading.end = end
    if reading.per_unit and reading.kind in ("money", "measure", "count"):
        reading.kind, reading.rule = "rate", f"rate.{reading.rule.partition('.')[0]}"


def _take_round_number(text: str, reading: Reading, lexicon: Lexicon) -> bool:
    """`11.1 per 1,000 residents`: so many of each thousand, in UCUM `10*3.{resident}`."""
    per = lexicon.patterns["per"].match(text, reading.end)
    digits = lexicon.digits.match(text, per.end()) if per else None
    if digits is None:
        return False
    of, noun = decimal_of(digits.group(), lexicon.decimal), counted_noun(text, digits.end(), Decimal(2), lexicon)
    if noun is None or of not in ROUND:
        return False
    reading.per_unit, reading.end = f"10*{of.adjusted()}.{{{noun.name}}}", noun.end
    reading.kind, reading.rule = "rate", f"rate.{reading.kind}"
    return True


def _divisor(text: str, start: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """The unit after `per` or `a`."""
    match = lexicon.unit.match(text, start)
    if (match and match.start("word") == start) or (match and match.start("sign") == start):
        unit = unit_of(match.group("word"), match.group("sign"), lexicon)
        if unit and unit.kind in ("measure", "duration"):
            return unit.code, match.end()
    word = lexicon.patterns["word"].match(text, start)
    if word is None:
        return None
    noun = lexicon.maps.get("per.nouns", {}).get(key(word.group()))
    return (noun, word.end()) if noun else None
