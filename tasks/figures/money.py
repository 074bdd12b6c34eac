"""Amounts of money: the currency before or after its number, scales at the digits, cents."""

from dataclasses import replace
from decimal import Decimal

from tasks.figures.lexicon import Lexicon, Unit, key, unit_of
from tasks.figures.numeral import read_numeral
from tasks.figures.reading import Reading

MOST_WITH_CENTS = Decimal(1_000)  # nobody tells the cents of thousands
HUNDREDS_OF_THOUSANDS = Decimal(100_000)


def money_before(before: str, lexicon: Lexicon) -> tuple[int, Unit] | None:
    """A currency right before the number: how many characters it takes, and what it is."""
    if not before:
        return None
    signed = before.rstrip(" \u00a0\u202f")[-1:] in lexicon.money_ends
    if signed and (match := lexicon.patterns["money_before"].search(before[-12:])):
        unit = lexicon.signs[match.group().rstrip(" \u00a0\u202f")]
        return match.end() - match.start(), unit
    if lexicon.data.get("money_before") and (match := lexicon.patterns["money_word_before"].search(before)):
        named = _money_word(match.group(), lexicon)
        return (match.end() - match.start(), named) if named else None
    return None


def _money_word(surface: str, lexicon: Lexicon) -> Unit | None:
    """A currency named in words before its number."""
    word = key(surface)
    for iso, words in lexicon.data["money_before"].items():
        if word in map(key, words):
            return Unit(iso, "money")
    return None


def take_money(text: str, reading: Reading, money: tuple[int, Unit], lexicon: Lexicon) -> None:
    size, unit = money
    reading.start -= size
    reading.kind, reading.unit_code, reading.assumed = "money", unit.code, unit.assumed
    reading.unit_start, reading.unit_end = reading.start, reading.numeral.start
    reading.rule, reading.confidence = "money.sign", 0.95
    take_joined_scale(text, reading, lexicon, spaced=True)
    _take_written_currency(text, reading, lexicon)


def take_joined_scale(text: str, reading: Reading, lexicon: Lexicon, spaced: bool) -> bool:
    """`5m`, `2.5B`: a scale written at its digits."""
    numeral = reading.numeral
    if numeral.scale != 1 or not numeral.digits:
        return False
    position = reading.end
    if spaced and text[position : position + 1] in (" ", "\u00a0"):
        position += 1
    match = lexicon.patterns["joined_scale"].match(text, position)
    if match is None or match.end() == match.start():
        return False
    scale = Decimal(lexicon.maps["numbers.joined_scales_exact"][match.group()])
    reading.value *= scale
    reading.end = match.end()
    reading.numeral = replace(numeral, value=reading.value, end=match.end(), scale=scale)
    return True


def _take_written_currency(text: str, reading: Reading, lexicon: Lexicon) -> None:
    """`$5 million US`, `$75 million dollars`: the currency once more, after the number."""
    match = lexicon.unit.match(text, reading.end)
    unit = match and unit_of(match.group("word"), match.group("sign"), lexicon)
    if match and unit and unit.kind == "money" and unit.factor == 1:
        if reading.assumed:
            reading.unit_code, reading.assumed = unit.code, unit.assumed
        reading.end = match.end()


def take_hundredths(text: str, reading: Reading, unit: Unit, lexicon: Lexicon) -> None:
    """`5 dollars and 20 cents`, `dreizehn Euro fünfundvierzig Cent`, `15 dollars 50`."""
    if unit.factor != 1 or reading.value != int(reading.value) or reading.numeral.scale >= MOST_WITH_CENTS:
        return
    if match := lexicon.patterns["rest_after"].match(text, reading.end):
        reading.value += Decimal(match["digits"]) / 100
        reading.end = match.end()
        return
    link = lexicon.patterns["hundredths_after"].match(text, reading.end)
    if link is None or link.end() >= len(text) or not text[link.end()].isalnum():
        return
    cents = read_numeral(text, link.end(), lexicon)
    after = cents and lexicon.unit.match(text, cents.end)
    part = after and unit_of(after.group("word"), after.group("sign"), lexicon)
    if cents and after and part and part.factor < 1 and cents.value < 100 and cents.start == link.end():
        reading.value += cents.value * part.factor
        reading.end = after.end()


def is_big_money(reading: Reading, word: str, lexicon: Lexicon) -> bool:
    """`5 million pounds` is money, `200 pounds` a weight."""
    return word in lexicon.maps.get("big_money_words", {}) and reading.value >= HUNDREDS_OF_THOUSANDS
