"""A number as it is written, in digits, in words or in both, and its exact value."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from tasks.figures.lexicon import Lexicon, NumberWord, common, key
from tasks.figures.sums import Sum

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
    if found and not lexicon.spaced:
        found = _with_denominator_first(text, found, lexicon)
    return found and _with_half(text, found, lexicon)


def _with_denominator_first(text: str, numeral: Numeral, lexicon: Lexicon) -> Numeral:
    """`三分之二`, `4分の3`: two thirds, three quarters."""
    link = lexicon.patterns["fraction_of"].match(text, numeral.end)
    if link is None or link.end() == numeral.end or link.end() >= len(text) or numeral.value <= 0:
        return numeral
    above = read_numeral(text, link.end(), lexicon)
    if above is None or above.start != link.end():
        return numeral
    if numeral.value == 100:
        return replace(numeral, end=above.end, value=above.value, form="percent", digits=True)
    return replace(numeral, end=above.end, value=divide(above.value, numeral.value), form="fraction", digits=True)


def decimal_of(surface: str, decimal: str) -> Decimal:
    """The value of digits with their group and decimal signs. Raises InvalidOperation where no digit is given."""
    mark = max((surface.rfind(sign) for sign in decimal + "٫．"), default=-1)
    if mark < 0 and "." not in decimal:
        point = surface.rfind(".")
        mark = point if point >= 0 and len(surface) - point - 1 != 3 else -1
    if mark > 0 and len(decimal) > 1 and surface[mark] == "," and len(surface) - mark - 1 == 3:
        mark = -1  # where both signs are in use, three digits after a comma are a group
    whole = "".join(character for character in surface[: mark if mark >= 0 else None] if character.isdigit())
    part = "".join(character for character in surface[mark + 1 :] if character.isdigit()) if mark >= 0 else ""
    return Decimal(f"{whole or 0}.{part}" if part else whole or 0)


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
    sums = Sum()
    sums.pending = numeral.value
    end = _read_words(text, numeral.end, sums, lexicon, after_digits=True)
    if end is None:
        return numeral
    _shorten(text, numeral.end, end, sums, lexicon)
    return replace(numeral, end=end, value=sums.value(), form="words", scale=sums.scale)


def _shorten(text: str, start: int, end: int, sums: Sum, lexicon: Lexicon) -> None:
    """Give a number that leaves out its last place its value, where the language writes so."""
    if lexicon.data.get("numbers", {}).get("short_last") and end - start > 1 and not text[end - 1].isdecimal():
        sums.shorten(text[end - 2])


def _from_words(text: str, start: int, lexicon: Lexicon) -> Numeral | None:
    patterns = lexicon.patterns
    if match := patterns["vague"].match(text, start):
        words = lexicon.maps.get("numbers.vague", {}) | lexicon.maps.get("numbers.couple", {})
        value = Decimal(str(words[key(match.group())]))
        return Numeral(start, match.end(), value, "vague", False)
    if match := patterns["half"].match(text, start):
        return _from_half(text, start, match.end(), lexicon)
    sums = Sum()
    end = _read_words(text, start, sums, lexicon, after_digits=False)
    if end is None:
        return None
    _shorten(text, start, end, sums, lexicon)
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
    if not single and not _is_plural_fraction(match["word"], lexicon):
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


def _read_words(text: str, position: int, sums: Sum, lexicon: Lexicon, after_digits: bool) -> int | None:
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
        if joined and entry.role == "scale" and lexicon.spaced:
            return taken
        if not lexicon.spaced and entry.role in ("power", "scale") and _begins_unit(text, position, lexicon):
            return taken
        positional = entry.role in ("small", "one") and not lexicon.spaced
        if not (sums.add(entry, joined or bool(lexicon.data.get("numbers", {}).get("joined_always")), lexicon)
                or (positional and _append(sums, entry))):  # fmt: skip
            return taken
        end, first = word.end(), False
        if not lexicon.spaced or end == len(text) or not text[end].isalnum():
            taken = end


def _begins_unit(text: str, position: int, lexicon: Lexicon) -> bool:
    """Whether a unit of several characters begins here: 千米 is a kilometre, not a thousand metres."""
    match = lexicon.unit.match(text, position)
    return bool(match and match.start("word") == position and match.end() > position + 1)


def _append(sums: Sum, entry: NumberWord) -> bool:
    """Digits read one by one: 二〇一四."""
    if sums.pending is None or entry.value > 9 or sums.pending >= 10**12:
        return False
    sums.pending = sums.pending * 10 + entry.value
    return True


def _take_digits(text: str, position: int, sums: Sum, lexicon: Lexicon) -> int | None:
    """Digits after a scale, in scripts that write numbers so: 5万3000."""
    match = lexicon.digits.match(text, position)
    if match is None or match.end() - position > MOST_DIGITS or sums.pending is not None:
        return None
    value = decimal_of(match.group(), lexicon.decimal)
    if sums.parts and value >= sums.parts[-1][1]:
        return None
    sums.pending = value
    return match.end()
