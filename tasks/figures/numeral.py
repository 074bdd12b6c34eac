"""A number as it is written, in digits, in words or in both, and its exact value."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from unicodedata import numeric

from tasks.figures.lexicon import Lexicon, NumberWord, common, key

MOST_DIGITS = 30  # a longer run of digits is an identifier
FRACTION_DIGITS = 15  # a third has no exact decimal; so many digits stand for it
DENOMINATORS = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 40, 50, 64, 100, 1000))


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in the text; `digits` when it begins with digits, `plain` when it is digits without any mark or word.

    `scale` is the last scale word's value (a million), `form` one of: plain, grouped, words, vague, fraction, one.
    """

    start: int
    end: int
    value: Decimal
    form: str
    digits: bool
    scale: Decimal = Decimal(1)


def read_numeral(text: str, start: int, lexicon: Lexicon) -> Numeral | None:
    """The number that begins at a position, None where there is none."""
    if text[start].isdigit():
        found = _after_digits(text, start, lexicon)
    elif text[start] in common()["fractions"]:
        found = Numeral(start, start + 1, _sign_fraction(text[start]), "fraction", True)
    else:
        found = _from_words(text, start, lexicon)
    return found and _with_half(text, found, lexicon)


def decimal_of(surface: str, decimal: str) -> Decimal:
    """The value of digits with their group and decimal signs. Raises ValueError where nothing but signs is given."""
    mark = max((surface.rfind(sign) for sign in decimal + "٫．"), default=-1)
    if mark < 0 and decimal != ".":
        point = surface.rfind(".")
        mark = point if point >= 0 and len(surface) - point - 1 != 3 else -1
    whole = "".join(character for character in surface[: mark if mark >= 0 else None] if character.isdigit())
    part = "".join(character for character in surface[mark + 1 :] if character.isdigit()) if mark >= 0 else ""
    return Decimal(f"{whole or 0}.{part}" if part else whole)


def divide(number: Decimal, by: Decimal) -> Decimal:
    """A quotient to FRACTION_DIGITS digits."""
    with localcontext() as context:
        context.prec = FRACTION_DIGITS
        return number / by


def _sign_fraction(sign: str) -> Decimal:
    above, below = common()["fractions"][sign]
    return divide(Decimal(above), Decimal(below))


def _after_digits(text: str, start: int, lexicon: Lexicon) -> Numeral | None:
    match = lexicon.digits.match(text, start)
    if match is None or match.end() - start > MOST_DIGITS:
        return None
    surface = match.group()
    if power := _SCIENCE.search(surface):
        value = decimal_of(surface[: power.start()], lexicon.decimal).scaleb(int(_power_digits(power)))
        return Numeral(start, match.end(), value, "grouped", True)
    value = decimal_of(surface, lexicon.decimal)
    form = "plain" if surface.isdigit() else "grouped"
    numeral = Numeral(start, match.end(), value, form, True)
    if form == "plain":
        numeral = _with_written_fraction(text, numeral)
    return _with_scales(text, numeral, lexicon)


_SCIENCE = re.compile(r"[eE](?P<plain>[+−-]?\d+)\Z|\s?[x×]\s?10\^?(?P<raised>.+)\Z")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")


def _power_digits(match: re.Match[str]) -> str:
    """The exponent of `1.3e6` or `2.4×10⁻⁵`."""
    return (match["plain"] or match["raised"]).translate(_RAISED)


_MIXED = re.compile(r"(?:[- ](?P<above>\d{1,2})/(?P<below>\d{1,3})(?![\d/]))|(?P<sign>[- ]?[½¼¾⅓⅔⅕⅛⅜⅝⅞])")
_FRACTION = re.compile(r"\s?/\s?(?P<below>\d{1,4})(?![\d/])")


def _with_written_fraction(text: str, numeral: Numeral) -> Numeral:
    """`5-1/2`, `5½`, `3/4`."""
    match = _MIXED.match(text, numeral.end)
    if match and match["sign"]:
        part = _sign_fraction(match["sign"][-1])
        return replace(numeral, end=match.end(), value=numeral.value + part, form="fraction")
    if match and int(match["above"]) < int(match["below"]) and int(match["below"]) in DENOMINATORS:
        part = divide(Decimal(match["above"]), Decimal(match["below"]))
        return replace(numeral, end=match.end(), value=numeral.value + part, form="fraction")
    if (match := _FRACTION.match(text, numeral.end)) and int(match["below"]) in DENOMINATORS:
        below = Decimal(match["below"])
        if 0 < numeral.value < below:
            return replace(numeral, end=match.end(), value=divide(numeral.value, below), form="fraction")
    return numeral


def _with_scales(text: str, numeral: Numeral, lexicon: Lexicon) -> Numeral:
    """Scale words after digits: `2.5 million`, `5万3000`, `3 hundred thousand`."""
    if numeral.end >= len(text):
        return numeral
    sums = _Sum()
    sums.pending = numeral.value
    end = _read_words(text, numeral.end, sums, lexicon, after_digits=True)
    if end is None:
        return numeral
    return replace(numeral, end=end, value=sums.value(), form="words", scale=sums.scale)


def _from_words(text: str, start: int, lexicon: Lexicon) -> Numeral | None:
    patterns = lexicon.patterns
    if match := patterns["vague"].match(text, start):
        words = lexicon.maps.get("numbers.vague", {}) | lexicon.maps.get("numbers.couple", {})
        value = Decimal(str(words[key(match.group())]))
        return Numeral(start, match.end(), value, "vague", False)
    if match := patterns["half"].match(text, start):
        return _from_half(text, start, match.end(), lexicon)
    sums = _Sum()
    end = _read_words(text, start, sums, lexicon, after_digits=False)
    if end is None:
        return None
    form = "one" if sums.count == 1 and sums.first == "one" else "words"
    begin = _with_article(text, start, lexicon) if sums.first in ("power", "scale") else start
    numeral = Numeral(begin, end, sums.value(), form, False, sums.scale)
    numeral = _with_point(text, numeral, lexicon)
    return _with_fraction_word(text, numeral, lexicon)


def _from_half(text: str, start: int, end: int, lexicon: Lexicon) -> Numeral:
    """`half`, `half a million`, `half a dozen`."""
    value = Decimal(str(lexicon.maps["numbers.halves"][key(text[start:end])]))
    link = lexicon.patterns["half_scale"].match(text, end)
    word = link and lexicon.element.match(text, link.end())
    entry = word and lexicon.number_words[key(word.group())]
    if word and entry and entry.role in ("scale", "power"):
        return Numeral(start, word.end(), value * entry.value, "words", False, entry.value)
    if link and link.end() > end + 1 and lexicon.unit.match(text, link.end()):
        return Numeral(start, link.end() - 1, value, "words", False)  # `half a mile`
    return Numeral(_with_article(text, start, lexicon), end, value, "fraction", False)


def _with_article(text: str, start: int, lexicon: Lexicon) -> int:
    """The start of `a` in `a hundred`; the position itself where no article stands before it."""
    window = max(0, start - 8)
    match = lexicon.patterns["article_before"].search(text[window:start])
    return window + match.start() if match else start


def _with_point(text: str, numeral: Numeral, lexicon: Lexicon) -> Numeral:
    """`two point five`."""
    if not lexicon.sets["numbers.point"]:
        return numeral
    link = lexicon.patterns["point"].match(text, numeral.end)
    digits, end = "", numeral.end
    position = link.end() if link else None
    while position is not None and (word := lexicon.element.match(text, position)):
        entry = lexicon.number_words[key(word.group())]
        if entry.role not in ("small", "one") or entry.value > 9:
            break
        digits, end = digits + str(entry.value), word.end()
        gap = lexicon.separator.match(text, end)
        position = gap.end() if gap and len(digits) < MOST_DIGITS else None
    if not digits:
        return numeral
    value = numeral.value + Decimal(f"0.{digits}")
    return _with_scales(text, replace(numeral, value=value, end=end), lexicon)


def _with_fraction_word(text: str, numeral: Numeral, lexicon: Lexicon) -> Numeral:
    """`two thirds`, `one-quarter`."""
    if numeral.value > 99 or numeral.value != int(numeral.value) or numeral.value == 0:
        return numeral
    match = lexicon.patterns["fraction"].match(text, numeral.end)
    if match is None:
        return numeral
    below = Decimal(lexicon.maps["numbers.fractions"][key(match["word"])])
    single = numeral.value == 1
    if (not single and not _is_plural_fraction(match["word"], lexicon)):
        return numeral
    value = divide(numeral.value, below)
    found = replace(numeral, end=match.end(), value=value, form="fraction")
    return _times_scale(text, found, lexicon)


def _times_scale(text: str, fraction: Numeral, lexicon: Lexicon) -> Numeral:
    """`three quarters of a million`, `a quarter million`."""
    link = lexicon.patterns["fraction_scale"].match(text, fraction.end)
    word = link and lexicon.element.match(text, link.end())
    entry = word and lexicon.number_words[key(word.group())]
    if word and entry and entry.role == "scale":
        value = (fraction.value * entry.value).normalize()
        return replace(fraction, end=word.end(), value=value, form="words", scale=entry.value)
    return fraction


def _is_plural_fraction(word: str, lexicon: Lexicon) -> bool:
    """Whether `thirds` may follow a number above one: where a language has plural forms, only those."""
    return not lexicon.has("numbers.fraction_singulars", word)


def _with_half(text: str, numeral: Numeral, lexicon: Lexicon) -> Numeral:
    """`two and a half`, and a scale after it."""
    for name, part in (("half_and", "0.5"), ("quarter_and", "0.25"), ("three_quarters_and", "0.75")):
        match = lexicon.patterns[name].match(text, numeral.end)
        if match:
            value = numeral.value + Decimal(part) * numeral.scale
            form = "words" if numeral.form == "one" else numeral.form
            longer = replace(numeral, end=match.end(), value=value, form=form)
            return longer if numeral.scale > 1 else _with_scales(text, longer, lexicon)
    return numeral


class _Sum:
    """A number in words, added up as it is read; `parts` are the scales already closed, the largest first."""

    __slots__ = ("count", "first", "parts", "pending", "scale", "section")

    def __init__(self) -> None:
        self.parts: list[tuple[Decimal, Decimal]] = []
        self.section = Decimal(0)
        self.pending: Decimal | None = None
        self.scale = Decimal(1)
        self.first = ""
        self.count = 0

    def value(self) -> Decimal:
        return sum((part for part, _ in self.parts), self.section + (self.pending or 0))

    def add(self, word: NumberWord, joined: bool, lexicon: Lexicon) -> bool:
        """Take one more word in, or refuse it and stay as before."""
        if word.role == "scale":
            taken = self._scale(word.value)
        elif word.role == "power":
            taken = self._power(word.value)
        else:
            taken = self._small(word.value, joined, lexicon)
        if taken:
            self.first = self.first or word.role
            self.count += 1
        return taken

    def _small(self, value: Decimal, joined: bool, lexicon: Lexicon) -> bool:
        if self.pending is None:
            room = _lowest_place(self.section) if self.section else (self.parts[-1][1] if self.parts else None)
            if room is not None and value >= room:
                return False
            self.pending = value
            return True
        if self.pending != int(self.pending) or self.pending == 0 or value == 0:
            return False
        if joined and lexicon.data.get("numbers", {}).get("and_needs_hundred") and not self.section and not self.parts:
            return False
        tens_after = lexicon.data.get("numbers", {}).get("units_first") and joined and self.pending < 10
        if tens_after and value in _TENS:
            self.pending += value
            return True
        vigesimal = lexicon.data.get("numbers", {}).get("vigesimal") and self.pending in (60, 80) and 10 <= value < 20
        if value < _lowest_place(self.pending) or vigesimal:
            self.pending += value
            return True
        return False

    def _power(self, value: Decimal) -> bool:
        if self.section and value >= _lowest_place(self.section):
            return False
        if self.pending is not None and self.pending >= 100:
            return False
        self.section += (self.pending if self.pending is not None else 1) * value
        self.pending = None
        self.scale = value
        return True

    def _scale(self, value: Decimal) -> bool:
        group = self.section + (self.pending or 0)
        empty = self.pending is None and not self.section
        if empty and self.parts and value <= self.parts[-1][1]:
            return False
        if not empty and self.parts and value == self.parts[-1][1]:
            return False
        below = [part for part, scale in self.parts if scale < value]
        if below:
            self.parts = [entry for entry in self.parts if entry[1] >= value]
            group += sum(below, Decimal(0))
        elif empty:
            group = Decimal(1)
        self.parts.append((group * value, value))
        self.section, self.pending, self.scale = Decimal(0), None, value
        return True


_TENS = frozenset(Decimal(ten) for ten in range(20, 100, 10))


def _lowest_place(value: Decimal) -> Decimal:
    """The place of the last digit that is not 0: 300 has 100, 25 has 1."""
    number, place = int(value), 1
    while number and number % 10 == 0:
        number, place = number // 10, place * 10
    return Decimal(place)


def _read_words(text: str, position: int, sums: _Sum, lexicon: Lexicon, after_digits: bool) -> int | None:
    """Read words of number into a sum; where the last one ends, None where none was taken."""
    end, taken, first = position, None, not after_digits
    while True:
        joined = False
        if not first:
            link = lexicon.separator.match(text, end)
            if link is None:
                return taken
            joined, position = bool(link["and"]), link.end()
        if position >= len(text):
            return taken
        if not lexicon.spaced and text[position].isdigit() and not first and taken:
            end = _take_digits(text, position, sums, lexicon)
            if end is None:
                return taken
            taken = end
            continue
        word = lexicon.element.match(text, position)
        if word is None or word.end() == word.start():
            return taken
        entry = lexicon.number_words[key(word.group())]
        if after_digits and taken is None and entry.role not in ("scale", "power"):
            return taken
        if joined and entry.role == "scale":
            return taken
        positional = entry.role in ("small", "one") and not lexicon.spaced
        if not (sums.add(entry, joined or bool(lexicon.data.get("numbers", {}).get("joined_always")), lexicon)
                or (positional and _append(sums, entry))):  # fmt: skip
            return taken
        end, first = word.end(), False
        if not lexicon.spaced or end == len(text) or not text[end].isalnum():
            taken = end


def _append(sums: _Sum, entry: NumberWord) -> bool:
    """Digits read one by one: 二〇一四."""
    if sums.pending is None or entry.value > 9 or sums.pending >= 10**12:
        return False
    sums.pending = sums.pending * 10 + entry.value
    return True


def _take_digits(text: str, position: int, sums: _Sum, lexicon: Lexicon) -> int | None:
    """Digits after a scale, in scripts that write numbers so: 5万3000."""
    match = lexicon.digits.match(text, position)
    if match is None or match.end() - position > MOST_DIGITS or sums.pending is not None:
        return None
    value = decimal_of(match.group(), lexicon.decimal)
    if sums.parts and value >= sums.parts[-1][1]:
        return None
    sums.pending = value
    return match.end()


def is_number_character(character: str) -> bool:
    """Whether a character is a number by itself (①, ½, 五)."""
    return numeric(character, None) is not None
