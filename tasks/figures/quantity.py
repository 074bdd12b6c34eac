"""A number with its unit: what is counted or measured, as one reading of the text."""

from decimal import Decimal

from schemas.figure import FigureKind
from tasks.figures.lexicon import Lexicon, Unit, key, phrase_before, unit_of
from tasks.figures.money import is_big_money, money_before, take_hundredths, take_joined_scale, take_money
from tasks.figures.noun import counted_noun
from tasks.figures.rate import take_per
from tasks.figures.reading import WINDOW, Reading
from tasks.figures.temperature import take_temperature
from tasks.figures.value import Numeral, divide


def read_quantity(text: str, numeral: Numeral, lexicon: Lexicon) -> Reading:
    """The number with what stands round it: a sign, a currency before it, a unit or a noun after it."""
    reading = Reading(numeral.start, numeral.end, numeral, numeral.value)
    before = text[max(0, numeral.start - WINDOW) : numeral.start]
    money = money_before(before, lexicon)
    unit_before = lexicon.data.get("units_before") and lexicon.patterns["unit_before"].search(before)
    if numeral.form == "percent":
        reading.kind, reading.unit_code, reading.rule, reading.confidence = "percent", "%", "percent.hundredths", 0.9
    elif unit_before and unit_before.end() > unit_before.start():
        _take_unit_before(text, reading, unit_before.group(), lexicon)
    elif money:
        take_money(text, reading, money, lexicon)
    else:
        _take_unit(text, reading, lexicon)
    if not text[reading.start].isalnum() or not money:
        _take_minus(text, reading, lexicon)
    take_temperature(text, reading, lexicon)
    take_per(text, reading, lexicon)
    return reading


def _take_unit_before(text: str, reading: Reading, surface: str, lexicon: Lexicon) -> None:
    """A unit that stands before its number: 百分之二十, 摂氏30度."""
    word = key(surface)
    for code, words in lexicon.data["units_before"].items():
        if word in map(key, words):
            kind: FigureKind = "percent" if code == "%" else "temperature"
            reading.kind, reading.unit_code, reading.rule, reading.confidence = kind, code, f"{kind}.before", 0.9
    reading.start -= len(surface)
    reading.unit_start, reading.unit_end = reading.start, reading.start + len(surface)
    after = lexicon.unit.match(text, reading.end)
    unit = after and unit_of(after.group("word"), after.group("sign"), lexicon)
    if after and unit and unit.kind == reading.kind:
        reading.end = after.end()


def _take_unit(text: str, reading: Reading, lexicon: Lexicon) -> None:
    """The unit or the noun after the number."""
    if _take_thousandfold(text, reading, lexicon):
        return
    match = lexicon.unit.match(text, reading.end)
    link = None
    if match is None and reading.numeral.form == "fraction":
        part = lexicon.patterns["fraction_scale"].match(text, reading.end)  # `a quarter of a percentage point`
        match = lexicon.unit.match(text, part.end()) if part and part.end() > reading.end + 2 else None
    if match is None and (link := _after_of(text, reading, lexicon)) is not None:
        match = lexicon.unit.match(text, link)
    if match is None and (between := lexicon.patterns["between_unit"].match(text, reading.end)):
        match = lexicon.unit.match(text, between.end())  # `100多人`
        reading.bound = "more_than" if match else "exact"
    unit = match and unit_of(match.group("word"), match.group("sign"), lexicon)
    shared = reading.numeral.form == "fraction" and not reading.numeral.digits and unit and unit.kind == "count"
    if match and unit and not shared and not _is_other_word(text, reading, match.group("sign"), match.end(), lexicon):
        start = match.start("word") if match.group("word") else match.start("sign")
        _set_unit(text, reading, unit, start, match.end(), lexicon)
        return
    _take_noun(text, reading, lexicon, link)


def _take_thousandfold(text: str, reading: Reading, lexicon: Lexicon) -> bool:
    """`250k people`, `5m euros`, `3bn`: a scale at the digits, where it can be no unit or one follows."""
    match = lexicon.patterns["joined_scale"].match(text, reading.end)
    if match is None or match.end() == match.start() or not reading.numeral.digits or reading.numeral.scale != 1:
        return False
    after = lexicon.unit.match(text, match.end())
    unit = after and unit_of(after.group("word"), after.group("sign"), lexicon)
    noun = counted_noun(text, match.end(), Decimal(2), lexicon)
    if match.group() in lexicon.signs and not (unit and unit.kind == "money") and not (noun and noun.certain):
        return False
    take_joined_scale(text, reading, lexicon, spaced=False)
    reading.confidence = 0.7
    _take_unit(text, reading, lexicon)
    return True


def _after_of(text: str, reading: Reading, lexicon: Lexicon) -> int | None:
    """Where the noun begins after `millions of`, `half a million of`, `un millón de`."""
    match = lexicon.patterns["of"].match(text, reading.end)
    if match is None or match.end() == reading.end:
        return None
    # `3 of the companies` counts companies, `Day 2 of Talks` nothing
    bare = reading.numeral.form in ("plain", "words") and reading.numeral.scale == 1
    link = match.group().strip()
    return None if bare and " " not in link and not lexicon.has("noun.genitives", link) else match.end()


def _is_other_word(text: str, reading: Reading, sign: str | None, end: int, lexicon: Lexicon) -> bool:
    """A sign that is also a word or a letter (`in`, `a`, `A`, `K`) where it does not stand right at digits."""
    if sign and not sign[-1].isalnum() and text[end : end + 1].isdigit():
        return True  # the sign of the next amount: `1 $10 bill`
    if sign is None or not sign[-1].isalpha() or len(sign) > 2:
        return False
    if not reading.numeral.digits:
        return True
    spaced = not text[reading.end].isalpha()
    if sign == "s" and reading.numeral.form == "plain" and reading.value >= 100:
        return True  # `Boeing 787s`
    return (
        spaced
        and sign
        in ("V", "K", "W", "MP", "PB", "Pa", "s", "L", "J", "in", "C", "F", "A", "m", "a")[
            : 13 if lexicon.spaced else 0
        ]
        and reading.end < end
    )


def _set_unit(text: str, reading: Reading, unit: Unit, start: int, end: int, lexicon: Lexicon) -> None:
    reading.kind, reading.unit_code, reading.assumed = unit.kind, unit.code, unit.assumed
    reading.unit_start, reading.unit_end, reading.end = start, end, end
    reading.value *= unit.factor
    reading.rule, reading.confidence = f"{unit.kind}.{'hundredth' if unit.factor < 1 else 'unit'}", 0.9
    word = key(text[start:end])
    if unit.code not in ("[points]",) and is_big_money(reading, word, lexicon):
        iso = lexicon.maps["big_money_words"][word]
        reading.kind, reading.unit_code, reading.rule, reading.assumed = "money", iso, "money.unit", True
    _take_smaller(text, reading, lexicon)
    if match := lexicon.patterns["half_and"].match(text, reading.end):
        reading.value += Decimal("0.5")
        reading.end = match.end()
    if unit.kind == "money":
        take_hundredths(text, reading, unit, lexicon)


SMALLER = {"[ft_i]": ("[in_i]", 12), "[lb_av]": ("[oz_av]", 16), "[stone_av]": ("[lb_av]", 14)}


def _take_smaller(text: str, reading: Reading, lexicon: Lexicon) -> None:
    """`5 feet 2 inches`, `6 lb 3 oz`: one measure in two units, told in the larger."""
    if reading.unit_code not in SMALLER:
        return
    code, parts = SMALLER[reading.unit_code]
    match = lexicon.patterns["smaller"].match(text, reading.end)
    after = match and lexicon.unit.match(text, match.end())
    unit = after and unit_of(after.group("word"), after.group("sign"), lexicon)
    if match and after and unit and unit.code == code and int(match["digits"]) < parts:
        reading.value += divide(Decimal(match["digits"]), Decimal(parts))
        reading.end = reading.unit_end = after.end()


def _take_noun(text: str, reading: Reading, lexicon: Lexicon, link: int | None) -> None:
    """The noun that the number counts."""
    if reading.numeral.form == "fraction" and not reading.numeral.digits:
        return
    start = link if link is not None else reading.end
    noun = counted_noun(text, start, reading.value, lexicon)
    if noun is None:
        return
    reading.kind, reading.unit_code = "count", "{" + noun.name + "}"
    reading.unit_start, reading.unit_end, reading.end = noun.start, noun.end, noun.end
    reading.rule, reading.confidence = "count.noun", 0.85 if noun.certain else 0.6


MINUS = "-−–－"


def _ends_in_minus(before: str, lexicon: Lexicon) -> bool:
    """Whether the last word before a number is the one for a minus."""
    words = before.split()
    return bool(words) and lexicon.has("numbers.minus", words[-1].lstrip("(“\"'‘"))


def _take_minus(text: str, reading: Reading, lexicon: Lexicon) -> None:
    """A minus sign or the word for it, before the number or before its currency."""
    before = text[max(0, reading.start - 12) : reading.start]
    if not before or (lexicon.spaced and before[-1] not in MINUS and not _ends_in_minus(before, lexicon)):
        return
    match = lexicon.patterns["minus_before"].search(before)
    bound = phrase_before("bound_before", before, lexicon) if match else None
    if match and bound and bound.start() < match.start():
        return  # `al menos 23`
    if match and match.end() > match.start():
        reading.value = -reading.value
        reading.start -= match.end() - match.start()
