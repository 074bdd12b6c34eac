"""A number with its unit: what is counted or measured, as one reading of the text."""

from dataclasses import dataclass, replace
from decimal import Decimal

from schemas.figure import Bound, FigureKind
from tasks.figures.lexicon import Lexicon, Unit, key
from tasks.figures.noun import counted_noun
from tasks.figures.numeral import Numeral, divide

WINDOW = 40  # characters looked at before a number; the longest phrase that says anything about it is shorter
HUNDREDS_OF_THOUSANDS = Decimal(100_000)


@dataclass(slots=True)
class Reading:
    """A figure while it is being read; offsets are those of the text."""

    start: int
    end: int
    numeral: Numeral
    value: Decimal
    kind: FigureKind = "number"
    unit_code: str | None = None
    unit_start: int = -1
    unit_end: int = -1
    assumed: bool = False
    per_unit: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: Bound = "exact"
    bound_start: int = -1  # where the words of the bound begin; the figure's start where there are none
    rule: str = "number"
    confidence: float = 0.5
    ranged_from: bool = False  # where a change began: from 5 to 3 percent

    def unit_text(self, text: str) -> str | None:
        """The unit's words as written."""
        return text[self.unit_start : self.unit_end] if self.unit_end > self.unit_start >= 0 else None


def read_quantity(text: str, numeral: Numeral, lexicon: Lexicon) -> Reading:
    """The number with what stands round it: a sign, a currency before it, a unit or a noun after it."""
    reading = Reading(numeral.start, numeral.end, numeral, numeral.value)
    before = text[max(0, numeral.start - WINDOW) : numeral.start]
    money = _money_before(before, numeral, lexicon)
    unit_before = lexicon.data.get("units_before") and lexicon.patterns["unit_before"].search(before)
    if numeral.form == "percent":
        reading.kind, reading.unit_code, reading.rule, reading.confidence = "percent", "%", "percent.hundredths", 0.9
    elif unit_before and unit_before.end() > unit_before.start():
        _take_unit_before(text, reading, unit_before.group(), lexicon)
    elif money:
        _take_money(text, reading, money, before, lexicon)
    else:
        _take_unit(text, reading, lexicon)
    if not text[reading.start].isalnum() or not money:
        _take_minus(text, reading, lexicon)
    _take_per(text, reading, lexicon)
    return reading


def _money_before(before: str, numeral: Numeral, lexicon: Lexicon) -> tuple[int, Unit] | None:
    """A currency right before the number: how many characters it takes, and what it is."""
    if not before:
        return None
    if match := lexicon.patterns["money_before"].search(before[-12:]):
        unit = lexicon.signs[match.group().rstrip(" \u00a0\u202f")]
        return match.end() - match.start(), unit
    if lexicon.data.get("money_before") and (match := lexicon.patterns["money_word_before"].search(before)):
        unit = _money_word(match.group(), lexicon)
        return (match.end() - match.start(), unit) if unit else None
    return None


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
    unit = after and _unit_of(after.group("word"), after.group("sign"), lexicon)
    if after and unit and unit.kind == reading.kind:
        reading.end = after.end()


def _money_word(surface: str, lexicon: Lexicon) -> Unit | None:
    """A currency named in words before its number."""
    word = key(surface)
    for iso, words in lexicon.data["money_before"].items():
        if word in map(key, words):
            return Unit(iso, "money")
    return None


def _take_money(text: str, reading: Reading, money: tuple[int, Unit], before: str, lexicon: Lexicon) -> None:
    size, unit = money
    reading.start -= size
    reading.kind, reading.unit_code, reading.assumed = "money", unit.code, unit.assumed
    reading.unit_start, reading.unit_end = reading.start, reading.numeral.start
    reading.rule, reading.confidence = "money.sign", 0.95
    _take_joined_scale(text, reading, lexicon, spaced=True)
    _take_written_currency(text, reading, lexicon)


def _take_joined_scale(text: str, reading: Reading, lexicon: Lexicon, spaced: bool) -> bool:
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
    unit = match and _unit_of(match.group("word"), match.group("sign"), lexicon)
    if match and unit and unit.kind == "money" and unit.factor == 1:
        if reading.assumed:
            reading.unit_code, reading.assumed = unit.code, unit.assumed
        reading.end = match.end()


def _unit_of(word: str | None, sign: str | None, lexicon: Lexicon) -> Unit | None:
    if word:
        return lexicon.words.get(key(word))
    return lexicon.signs.get(sign) if sign else None


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
    unit = match and _unit_of(match.group("word"), match.group("sign"), lexicon)
    if match and unit and not _is_other_word(text, reading, match.group("sign"), match.end(), lexicon):
        start = match.start("word") if match.group("word") else match.start("sign")
        _set_unit(text, reading, unit, start, match.end(), lexicon)
        return
    _take_noun(text, reading, lexicon, link)


def _take_thousandfold(text: str, reading: Reading, lexicon: Lexicon) -> bool:
    """`250k people`, `5m euros`, `3bn`: a scale at the digits where a unit or a noun follows it, or it can be no unit."""
    match = lexicon.patterns["joined_scale"].match(text, reading.end)
    if match is None or match.end() == match.start() or not reading.numeral.digits or reading.numeral.scale != 1:
        return False
    after = lexicon.unit.match(text, match.end())
    unit = after and _unit_of(after.group("word"), after.group("sign"), lexicon)
    noun = counted_noun(text, match.end(), Decimal(2), lexicon)
    if match.group() in lexicon.signs and not (unit and unit.kind == "money") and not (noun and noun.certain):
        return False
    _take_joined_scale(text, reading, lexicon, spaced=False)
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
    return None if bare and " " not in match.group().strip() else match.end()


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
    if unit.code not in ("[points]",) and _is_big_money(text, reading, word, lexicon):
        iso = lexicon.maps["big_money_words"][word]
        reading.kind, reading.unit_code, reading.rule, reading.assumed = "money", iso, "money.unit", True
    _take_smaller(text, reading, lexicon)
    if match := lexicon.patterns["half_and"].match(text, reading.end):
        reading.value += Decimal("0.5")
        reading.end = match.end()
    if unit.kind == "money":
        _take_hundredths(text, reading, unit, lexicon)


SMALLER = {"[ft_i]": ("[in_i]", 12), "[lb_av]": ("[oz_av]", 16), "[stone_av]": ("[lb_av]", 14)}


def _take_smaller(text: str, reading: Reading, lexicon: Lexicon) -> None:
    """`5 feet 2 inches`, `6 lb 3 oz`: one measure in two units, told in the larger."""
    if reading.unit_code not in SMALLER:
        return
    code, parts = SMALLER[reading.unit_code]
    match = lexicon.patterns["smaller"].match(text, reading.end)
    after = match and lexicon.unit.match(text, match.end())
    unit = after and _unit_of(after.group("word"), after.group("sign"), lexicon)
    if match and after and unit and unit.code == code and int(match["digits"]) < parts:
        reading.value += divide(Decimal(match["digits"]), Decimal(parts))
        reading.end = reading.unit_end = after.end()


def _take_hundredths(text: str, reading: Reading, unit: Unit, lexicon: Lexicon) -> None:
    """`5 dollars and 20 cents`."""
    if unit.factor != 1 or not lexicon.maps.get("hundredth_words"):
        return
    match = lexicon.patterns["hundredths_after"].match(text, reading.end)
    if match:
        reading.value += Decimal(match["digits"]) / 100
        reading.end = match.end()


def _is_big_money(text: str, reading: Reading, word: str, lexicon: Lexicon) -> bool:
    """`5 million pounds` is money, `200 pounds` a weight."""
    return word in lexicon.maps.get("big_money_words", {}) and reading.value >= HUNDREDS_OF_THOUSANDS


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


def _take_minus(text: str, reading: Reading, lexicon: Lexicon) -> None:
    """A minus sign or the word for it, before the number or before its currency."""
    before = text[max(0, reading.start - 12) : reading.start]
    if not before:
        return
    match = lexicon.patterns["minus_before"].search(before)
    if match and match.end() > match.start():
        reading.value = -reading.value
        reading.start -= match.end() - match.start()


def _take_per(text: str, reading: Reading, lexicon: Lexicon) -> None:
    """The divisor of a rate: `a barrel`, `per hour`, `/kg`, `daily`."""
    if reading.kind == "number" or reading.kind in ("duration", "age", "temperature", "rate", "percentage_point"):
        return
    if match := lexicon.patterns["per_adjective"].match(text, reading.end):
        adjectives = lexicon.maps.get("per.adjectives", {})
        code = next((code for code, words in adjectives.items() if key(match["adjective"]) in map(key, words)), None)
        reading.per_unit = code
    elif match := lexicon.patterns["per"].match(text, reading.end):
        found = _divisor(text, match.end(), lexicon)
        if found is None or lexicon.patterns["per_not_before"].match(text, found[1]):
            return
        reading.per_unit, end = found
        reading.end = end
    if reading.per_unit and reading.kind in ("money", "measure", "count"):
        reading.kind, reading.rule = "rate", f"rate.{reading.rule.partition('.')[0]}"


def _divisor(text: str, start: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """The unit after `per` or `a`."""
    match = lexicon.unit.match(text, start)
    if match and match.start("word") == start or match and match.start("sign") == start:
        unit = _unit_of(match.group("word"), match.group("sign"), lexicon)
        if unit and unit.kind in ("measure", "duration"):
            return unit.code, match.end()
    word = lexicon.patterns["word"].match(text, start)
    if word is None:
        return None
    noun = lexicon.maps.get("per.nouns", {}).get(key(word.group()))
    return (noun, word.end()) if noun else None
