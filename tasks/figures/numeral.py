"""A number as it is written, in digits, in words or in both."""

from dataclasses import replace
from decimal import Decimal

from tasks.figures.lexicon import Lexicon, common, key
from tasks.figures.spelled import read_words, shorten
from tasks.figures.sums import Sum
from tasks.figures.value import (
    MOST_DIGITS,
    SCIENCE,
    Numeral,
    decimal_of,
    divide,
    power_digits,
    sign_fraction,
    with_sign_fraction,
    with_written_fraction,
)


def read_numeral(text: str, start: int, lexicon: Lexicon) -> Numeral | None:
    """The number that begins at a position, None where there is none."""
    found = _one_number(text, start, lexicon)
    if found and not lexicon.spaced:
        found = _with_denominator_first(text, found, lexicon)
    return found and _with_half(text, found, lexicon)


def _one_number(text: str, start: int, lexicon: Lexicon) -> Numeral | None:
    """A number without what may be added to it: a denominator before, a half after."""
    if text[start].isdigit():
        return _after_digits(text, start, lexicon)
    if text[start] in common()["fractions"]:
        return Numeral(start, start + 1, sign_fraction(text[start]), "fraction", True)
    return _from_words(text, start, lexicon)


def _with_denominator_first(text: str, numeral: Numeral, lexicon: Lexicon) -> Numeral:
    """`三分之二`, `4分の3`: two thirds, three quarters."""
    link = lexicon.patterns["fraction_of"].match(text, numeral.end)
    if link is None or link.end() == numeral.end or link.end() >= len(text) or numeral.value <= 0:
        return numeral
    above = _one_number(text, link.end(), lexicon)
    if above is None or above.start != link.end():
        return numeral
    if numeral.value == 100:
        return replace(numeral, end=above.end, value=above.value, form="percent", digits=True)
    return replace(numeral, end=above.end, value=divide(above.value, numeral.value), form="fraction", digits=True)


def _after_digits(text: str, start: int, lexicon: Lexicon) -> Numeral | None:
    match = lexicon.digits.match(text, start)
    if match is None or match.end() - start > MOST_DIGITS:
        return None
    surface = match.group()
    if power := SCIENCE.search(surface):
        value = decimal_of(surface[: power.start()], lexicon.decimal).scaleb(int(power_digits(power)))
        return Numeral(start, match.end(), value, "grouped", True)
    value = decimal_of(surface, lexicon.decimal)
    form = "plain" if surface.isdigit() else "grouped"
    numeral = Numeral(start, match.end(), value, form, True)
    if form == "plain":
        numeral = with_written_fraction(text, numeral)
    else:
        numeral = with_sign_fraction(text, numeral, lexicon.decimal)
    return _with_scales(text, numeral, lexicon)


def _with_scales(text: str, numeral: Numeral, lexicon: Lexicon) -> Numeral:
    """Scale words after digits: `2.5 million`, `5万3000`, `3 hundred thousand`."""
    if numeral.end >= len(text):
        return numeral
    link = lexicon.separator.match(text, numeral.end)
    word = link and lexicon.element.match(text, link.end())
    if link is None or word is None or _is_coin(key(word.group()), lexicon):
        return numeral
    sums = Sum()
    sums.pending = numeral.value
    end = read_words(text, numeral.end, sums, lexicon, after_digits=True)
    if end is None:
        return numeral
    shorten(text, numeral.end, end, sums, lexicon)
    return replace(numeral, end=end, value=sums.value(), form="words", scale=sums.scale)


def _is_coin(word: str, lexicon: Lexicon) -> bool:
    """Whether a power is a coin after digits: `35 cents` in French."""
    return lexicon.number_words[word].role == "power" and word in lexicon.words


def _from_words(text: str, start: int, lexicon: Lexicon) -> Numeral | None:
    patterns = lexicon.patterns
    if match := patterns["vague"].match(text, start):
        words = {**lexicon.maps.get("numbers.vague", {}), **lexicon.maps.get("numbers.couple", {})}
        value = Decimal(str(words[key(match.group())]))
        return Numeral(start, match.end(), value, "vague", False)
    if match := patterns["half"].match(text, start):
        return _from_half(text, start, match.end(), lexicon)
    sums = Sum()
    end = read_words(text, start, sums, lexicon, after_digits=False)
    if end is None:
        return None
    shorten(text, start, end, sums, lexicon)
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
    if position is not None and (larger := _digits_of_tens(text, position, lexicon)):
        digits, end = larger
        position = None
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


def _digits_of_tens(text: str, position: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """`coma veintiocho`: digits told as one number of ten or more."""
    word = lexicon.element.match(text, position) if position < len(text) else None
    entry = word and lexicon.number_words[key(word.group())]
    if entry is None or entry.role != "small" or not 10 <= entry.value < 100:
        return None
    sums = Sum()
    end = read_words(text, position, sums, lexicon, after_digits=False)
    value = sums.value()
    return (str(value), end) if end is not None and value < 100 and value == int(value) else None


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
    if lexicon.patterns["part_and"].match(text, numeral.end) is None:
        return numeral
    for name, part in (("half_and", "0.5"), ("quarter_and", "0.25"), ("three_quarters_and", "0.75")):
        match = lexicon.patterns[name].match(text, numeral.end)
        if match:
            value = numeral.value + Decimal(part) * numeral.scale
            form = "words" if numeral.form == "one" else numeral.form
            longer = replace(numeral, end=match.end(), value=value, form=form)
            return longer if numeral.scale > 1 else _with_scales(text, longer, lexicon)
    return numeral
