"""A number in digits, and its exact value."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from tasks.figures.lexicon import common

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


def sign_fraction(sign: str) -> Decimal:
    above, below = common()["fractions"][sign]
    return divide(Decimal(above), Decimal(below))


SCIENCE = re.compile(r"[eE](?P<plain>[+−-]?\d+)\Z|\s?[x×]\s?10\^?(?P<raised>.+)\Z")


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")


def power_digits(match: re.Match[str]) -> str:
    """The exponent of `1.3e6` or `2.4×10⁻⁵`."""
    return (match["plain"] or match["raised"]).translate(_RAISED)


_MIXED = re.compile(r"(?:[- ](?P<above>\d{1,2})/(?P<below>\d{1,3})(?![\d/]))|(?P<sign>[- ]?[½¼¾⅓⅔⅕⅛⅜⅝⅞])")


_FRACTION = re.compile(r"\s?/\s?(?P<below>\d{1,4})(?![\d/])")


def with_sign_fraction(text: str, numeral: Numeral, decimal: str) -> Numeral:
    """`$8.78½`: a fraction of the last place."""
    places = len(text[numeral.start : numeral.end].partition(decimal)[2])
    if not places or text[numeral.end : numeral.end + 1] not in common()["fractions"] or numeral.end >= len(text):
        return numeral
    part = sign_fraction(text[numeral.end]).scaleb(-places)
    return replace(numeral, end=numeral.end + 1, value=numeral.value + part, form="fraction")


def with_written_fraction(text: str, numeral: Numeral) -> Numeral:
    """`5-1/2`, `5½`, `3/4`."""
    match = _MIXED.match(text, numeral.end)
    if match and match["sign"]:
        part = sign_fraction(match["sign"][-1])
        return replace(numeral, end=match.end(), value=numeral.value + part, form="fraction")
    if match and int(match["above"]) < int(match["below"]) and int(match["below"]) in DENOMINATORS:
        part = divide(Decimal(match["above"]), Decimal(match["below"]))
        return replace(numeral, end=match.end(), value=numeral.value + part, form="fraction")
    if (match := _FRACTION.match(text, numeral.end)) and int(match["below"]) in DENOMINATORS:
        below = Decimal(match["below"])
        if 0 < numeral.value < below:
            return replace(numeral, end=match.end(), value=divide(numeral.value, below), form="fraction")
    return numeral
