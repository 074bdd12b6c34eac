"""How much: the cardinal numbers that stand before units of time."""

from collections.abc import Sequence

from tasks.dates.language import Language

VAGUE = "X"  # TIMEX3: an amount that is not told, `several years` is PXY

Amount = int | float | str

_COUNTING = ("num", "dozens")  # dozens: words for about so many, as `une dizaine de`

_TIMES = 20  # a word for so many is multiplied by a smaller one before it: `quatre-vingts`, `deux cents`


def amount(tokens: Sequence[str], language: Language) -> Amount | None:
    """The number that the tokens spell (`two and a half`, `1,000`, `ten`), VAGUE, or None where they spell none.

    Of a range it is the last: `two to three` is 3.
    """
    total: float = 0
    current: float | None = None
    article: int | None = None  # `a year` is one, `a hundred years` a hundred
    decimal = str(language.options.get("decimal", "."))
    for position, token in enumerate(tokens):
        if _separates(tokens, position, language):
            total, current = 0, None
        elif token.isdecimal():
            if current is not None and position and tokens[position - 1] == decimal and len(token) <= 2:
                current += int(token) / 10 ** len(token)
            elif current is not None and position and tokens[position - 1] in ".,'":
                current = current * 1000 + int(token)
            else:
                current = (current or 0) + int(token)
        elif language.is_a(token, "vague"):
            return VAGUE
        elif language.is_a(token, "scale"):
            current = (1 if current is None else current) * float(language.value(token, "scale"))
            if current >= 1000:
                total, current = total + current, None
        elif language.is_a(token, "fraction"):
            current = (current or 0) + float(language.value(token, "fraction"))
        elif language.is_a(token, "article"):
            article = 1
        elif (cls := next((cls for cls in _COUNTING if language.is_a(token, cls)), None)) is not None:
            value = float(language.value(token, cls))
            times = current is not None and 0 < current < value and (value >= _TIMES or cls == "dozens")
            current = (current or 0) * value if times else (current or 0) + value
    if current is None and not total:
        return article
    total += current or 0
    return int(total) if total == int(total) else total


def _separates(tokens: Sequence[str], position: int, language: Language) -> bool:
    """Whether a token stands between two numbers of which the last counts: `two to three years`, `15-30 days`."""
    if language.is_a(tokens[position], "range_word"):
        return True
    around = [token for token in (*tokens[:position][-2:], *tokens[position + 1 :][:2]) if not token.isspace()]
    return tokens[position] in "-–" and len(around) > 1 and all(token.isdecimal() for token in around)


_DATE_UNITS = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE",
               "weekend": "WE", "season": "Q"}  # fmt: skip
_TIME_UNITS = {"hour": "H", "minute": "M", "second": "S"}


def duration(number: Amount, unit: str) -> str:
    """The TIMEX3 value of so many units: 18 months is P18M, a few hours PTXH, a half-year P6M."""
    number, unit = _whole(number, unit)
    written = number if isinstance(number, str) else f"{number:g}" if number < 1e6 else str(int(number))
    if unit in _TIME_UNITS:
        return f"PT{written}{_TIME_UNITS[unit]}"
    return f"P{written}{_DATE_UNITS[unit]}"


def added(value: str, less: str) -> str:
    """One duration of two, the smaller one last: P5Y and P3M are P5Y3M."""
    return value + less.removeprefix("PT" if value.startswith("PT") else "P")


_MULTIPLES = {"half": (6, "month"), "fortnight": (2, "week"), "millennium": (1000, "year")}
_YEARS = {"decade": 10, "century": 100}


def _whole(number: Amount, unit: str) -> tuple[Amount, str]:
    """In units that TIMEX3 has: half-years as months, half a century as years, half an hour as minutes."""
    if isinstance(number, str):
        return number, {"half": "month", "fortnight": "week", "millennium": "century"}.get(unit, unit)
    if unit in _MULTIPLES:
        times, unit = _MULTIPLES[unit]
        return number * times, unit
    if unit in _YEARS and number != int(number):
        return number * _YEARS[unit], "year"
    if unit == "hour" and number < 1:
        return int(number * 60), "minute"
    if unit == "year" and number == 0.5:
        return 6, "month"
    return number, unit
