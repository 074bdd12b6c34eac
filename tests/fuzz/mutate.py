"""Damage to files and texts: the same random numbers make the same damage, so a seed names every input of a run."""

import re
from collections.abc import Callable, Sequence
from random import Random

LONGEST = 200_000  # bytes or characters: hundreds of inputs a second, and long enough for what grows faster than it

#: What breaks readers: markup that is open, bytes that are no text, escapes, numbers and days that are none.
TOKENS: tuple[bytes, ...] = tuple(
    rb"""
    < > & " ' \ { } [ ] , : ]]> <!-- --> <!DOCTYPE%20x%20[ <?xml &#0; &#xD800; &#1114112; &amp;amp; &lt; <script> <p>
    </p> <br> &#1; <table> <meta%20charset=utf-7> <base%20href=//[> <time%20datetime=0000-00-00> null true NaN -1e999 {}
    [] "" \ud800 \u0000 {\rtf1 \bin99999999 \u-1? \'ff =?utf-8?B?##?= =?x?Q?=FF?= =ED=A0=80 =%0D%0A --M-- boundary=
    charset= 0000-00-00 9999-12-31T24:00:00+99:99 0001-01-01T00:00:00+14:00 2026-02-30 99999999999999999999 -0 1e9
    31/02/0000 http://[::1 https://x.example:99999/ %ff%fe %ef%bb%bf %ed%a0%80 %e2%80%ae %f4%90%80%80 %c0%80 %00 %1b
    %0c %0a%0a
    """.split()
)
_HEX = re.compile(rb"%([0-9a-fA-F]{2})")

#: What breaks engines: digits of other scripts, fractions, numbers and days at their ends, marks that join or turn.
PIECES: tuple[str, ...] = (
    *"½²①٣۳३三百万億〇Ⅷ৳€£¥%‰°′″№§–—−~±×/\\'’\"«»„「」()[]{}:;,.…!?؟。、\n\t\0 İßﬁǆ",
    *"\u00a0\u202f\u200b\u200d\u202e\u2066\u0301\ufe0f\ufeff\ue000\uf8ff\U0001f600\U0010ffff",
    *("\n\n", "0", "00", "007", "-1", "1e400", "9" * 400, "1,000,000", "1.000.000", "1 000 000", "1'000", "0.0000001"),
    *("1.2.3.4", "1,2,3", "31/2/2026", "2026-02-30", "0000-00-00", "9999-12-31", "99/99/9999", "24:00", "25:61"),
    *("1/0", "0/0", "Q5 2026", "10000 BC"),
)


def damaged_bytes(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    """A file with one to six stretches of it lost, repeated, swapped or replaced."""
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        data = chance.choice(_BYTE_DAMAGE)(data, others, chance)[:LONGEST]
    return data


def damaged_text(text: str, others: Sequence[str], words: Sequence[str], chance: Random) -> str:
    """A text with some of its words and numbers replaced, repeated or run together."""
    for _ in range(chance.choice((1, 2, 4, 8))):
        text = chance.choice(_TEXT_DAMAGE)(text, others, words, chance)[:LONGEST]
    return text


def _stretch(length: int, chance: Random) -> tuple[int, int]:
    start = chance.randint(0, length)
    return start, min(length, start + int(2 ** chance.uniform(0, 9)))


def _token(chance: Random) -> bytes:
    return _HEX.sub(lambda found: bytes([int(found[1], 16)]), chance.choice(TOKENS))


def _without(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    start, end = _stretch(len(data), chance)
    return data[:start] + data[end:]


def _cut(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    return data[: chance.randint(0, len(data))]


def _flipped(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    changed = bytearray(data or b"\0")
    for _ in range(chance.randint(1, 4)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _put_in(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    at = chance.randint(0, len(data))
    end = min(len(data), at + chance.choice((0, 0, 1, 8, 40)))
    return data[:at] + _token(chance) * chance.choice((1, 1, 1, 2, 40, 3000)) + data[end:]


def _repeated(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    start, end = _stretch(len(data), chance)
    return data[:end] + data[start:end] * chance.choice((1, 2, 10, 200, 2000)) + data[end:]


def _swapped(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    one, two, three = sorted(chance.randint(0, len(data)) for _ in range(3))
    return data[:one] + data[two:three] + data[one:two] + data[three:]


def _spliced(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    other = chance.choice(others)
    start, end = _stretch(len(other), chance)
    at = chance.randint(0, len(data))
    return data[:at] + other[start : chance.choice((end, len(other)))] + data[at:]


def _other_number(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    numbers = list(re.finditer(rb"\d+", data))
    if not numbers:
        return data
    found = chance.choice(numbers)
    number = chance.choice(
        (b"0", b"-1", b"1", b"255", b"65536", b"2147483648", b"4294967295", b"9" * 20, b"9" * 5000, b"")
    )
    return data[: found.start()] + number + data[found.end() :]


def _recoded(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    coding = chance.choice(("utf-16", "utf-8-sig", "cp1251", "shift_jis", "utf-7", "utf-32"))
    return data.decode("utf-8", "replace").encode(coding, "replace")


_BYTE_DAMAGE: tuple[Callable[[bytes, Sequence[bytes], Random], bytes], ...] = (
    *(_without, _cut, _flipped, _put_in, _put_in, _repeated, _swapped, _spliced, _other_number, _recoded),
)


def _piece(words: Sequence[str], chance: Random) -> str:
    return chance.choice(
        (chance.choice(PIECES), chance.choice(words), chance.choice(words), str(chance.randint(0, 3000)))
    )


def _word_put_in(text: str, others: Sequence[str], words: Sequence[str], chance: Random) -> str:
    at = chance.randint(0, len(text))
    between = chance.choice(("", " ", " ", " "))
    return text[:at] + between + _piece(words, chance) + between + text[at:]


def _words_put_in(text: str, others: Sequence[str], words: Sequence[str], chance: Random) -> str:
    at = chance.randint(0, len(text))
    between = chance.choice(("", " ", " ", "-"))
    return text[:at] + between.join(_piece(words, chance) for _ in range(chance.choice((2, 5, 20)))) + text[at:]


def _word_replaced(text: str, others: Sequence[str], words: Sequence[str], chance: Random) -> str:
    found = list(re.finditer(r"\S+", text))
    if not found:
        return text
    word = chance.choice(found)
    return text[: word.start()] + _piece(words, chance) + text[word.end() :]


def _number_replaced(text: str, others: Sequence[str], words: Sequence[str], chance: Random) -> str:
    found = list(re.finditer(r"\d+", text))
    if not found:
        return text
    number = chance.choice(found)
    return text[: number.start()] + chance.choice((_piece(words, chance), chance.choice(PIECES))) + text[number.end() :]


def _text_without(text: str, others: Sequence[str], words: Sequence[str], chance: Random) -> str:
    start, end = _stretch(len(text), chance)
    return text[:start] + text[end:]


def _text_repeated(text: str, others: Sequence[str], words: Sequence[str], chance: Random) -> str:
    start, end = _stretch(min(len(text), 2000), chance)
    return text[:end] + text[start:end] * chance.choice((1, 2, 10, 300)) + text[end:]


def _text_spliced(text: str, others: Sequence[str], words: Sequence[str], chance: Random) -> str:
    other = chance.choice(others)
    at, there = chance.randint(0, len(text)), chance.randint(0, len(other))
    return text[:at] + other[there : there + 400] + text[at:]


def _without_spaces(text: str, others: Sequence[str], words: Sequence[str], chance: Random) -> str:
    start, end = _stretch(len(text), chance)
    return text[:start] + re.sub(r"\s", chance.choice(("", "\u00a0", "-", "\n")), text[start:end]) + text[end:]


_TEXT_DAMAGE: tuple[Callable[[str, Sequence[str], Sequence[str], Random], str], ...] = (
    *(_word_put_in, _words_put_in, _word_replaced, _word_replaced, _number_replaced, _text_without, _text_repeated),
    *(_text_spliced, _without_spaces),
)
