"""Words of number, read one after another into a sum."""

from tasks.figures.lexicon import Lexicon, NumberWord, key
from tasks.figures.sums import Sum
from tasks.figures.value import MOST_DIGITS, decimal_of


def read_words(text: str, position: int, sums: Sum, lexicon: Lexicon, after_digits: bool) -> int | None:
    """Read words of number into a sum; where the last one ends, None where none was taken."""
    end, taken, first = position, None, not after_digits
    kept = sums.copy() if lexicon.compound else None  # as it was at the last whole word
    while True:
        joined = False
        if not first:
            link = lexicon.separator.match(text, end)
            if link is None:
                return _settled(sums, kept, taken)
            joined, position = bool(link["and"]), link.end()
        if position >= len(text):
            return _settled(sums, kept, taken)
        if not lexicon.spaced and text[position].isdigit() and not first and taken:
            after = _take_digits(text, position, sums, lexicon)
            if after is None:
                return _settled(sums, kept, taken)
            taken = end = after
            kept = sums.copy() if lexicon.compound else None
            continue
        word = lexicon.element.match(text, position)
        if word is None or word.end() == word.start():
            return _settled(sums, kept, taken)
        entry = lexicon.number_words[key(word.group())]
        if after_digits and taken is None and entry.role not in ("scale", "power"):
            return _settled(sums, kept, taken)
        if after_digits and taken is not None and entry.role == "one" and lexicon.spaced and not joined:
            return _settled(sums, kept, taken)  # `3,2 miljard een jaar eerder`
        if joined and entry.role in ("scale", "one") and sums.pending is None and lexicon.spaced and sums.scale > 100:
            return _settled(sums, kept, taken)  # `502 millones y un déficit`
        if joined and entry.role == "scale" and lexicon.spaced:
            return _settled(sums, kept, taken)
        if not lexicon.spaced and entry.role in ("power", "scale") and _begins_unit(text, position, lexicon):
            return _settled(sums, kept, taken)
        positional = entry.role in ("small", "one") and not lexicon.spaced
        if not (sums.add(entry, joined or bool(lexicon.data.get("numbers", {}).get("joined_always")), lexicon)
                or (positional and _append(sums, entry))):  # fmt: skip
            return _settled(sums, kept, taken)
        end, first = word.end(), False
        if not lexicon.spaced or end == len(text) or not text[end].isalnum() or _joined_on(text, end, lexicon):
            taken = end
            kept = sums.copy() if lexicon.compound else None


def _joined_on(text: str, end: int, lexicon: Lexicon) -> bool:
    """Whether a word of number ends inside a word that goes on with a half or an age: `viereinhalb`, `Achtjährige`."""
    if not lexicon.compound:
        return False
    unit = lexicon.unit.match(text, end)
    aged = unit is not None and unit.start("word") == end and lexicon.words[key(unit.group("word"))].kind == "age"
    return aged or lexicon.patterns["half_and"].match(text, end) is not None


def _settled(sums: Sum, kept: Sum | None, taken: int | None) -> int | None:
    """Give back what was read beyond the last whole word: `ein` in `3 Millionen Einwohner`."""
    if kept is not None:
        sums.restore(kept)
    return taken


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


def shorten(text: str, start: int, end: int, sums: Sum, lexicon: Lexicon) -> None:
    """Give a number that leaves out its last place its value, where the language writes so."""
    if lexicon.data.get("numbers", {}).get("short_last") and end - start > 1 and not text[end - 1].isdecimal():
        sums.shorten(text[end - 2])
