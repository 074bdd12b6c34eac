"""The writing systems of a text, by Unicode block."""

import re
from collections import Counter
from functools import cache

#: Scripts that (in news) one language writes.
WRITTEN_BY_ONE = {
    "Armenian": "hy", "Georgian": "ka", "Greek": "el", "Hebrew": "he", "Thai": "th", "Khmer": "km", "Lao": "lo",
    "Myanmar": "my", "Sinhala": "si", "Tamil": "ta", "Telugu": "te", "Kannada": "kn", "Malayalam": "ml",
    "Gujarati": "gu", "Gurmukhi": "pa", "Oriya": "or", "Bengali": "bn", "Ethiopic": "am", "Tibetan": "bo",
    "Thaana": "dv",
}  # fmt: skip
WIDE_SCRIPTS = ("Han", "Kana", "Hangul")  # in the order that callers unpack them
LETTERS_IN_A_WIDE_ONE = 2  # a Han letter says about as much as two Latin ones

_BLOCKS = (
    (0x0041, 0x024F, "Latin"), (0x0250, 0x02AF, "Latin"), (0x1E00, 0x1EFF, "Latin"), (0xFF21, 0xFF5A, "Latin"),
    (0x0370, 0x03FF, "Greek"), (0x1F00, 0x1FFF, "Greek"), (0x0400, 0x052F, "Cyrillic"), (0x0530, 0x058F, "Armenian"),
    (0x0590, 0x05FF, "Hebrew"), (0x0600, 0x06FF, "Arabic"), (0x0750, 0x077F, "Arabic"), (0x08A0, 0x08FF, "Arabic"),
    (0xFB50, 0xFDFF, "Arabic"), (0xFE70, 0xFEFF, "Arabic"), (0x0780, 0x07BF, "Thaana"), (0x0900, 0x097F, "Devanagari"),
    (0x0980, 0x09FF, "Bengali"), (0x0A00, 0x0A7F, "Gurmukhi"), (0x0A80, 0x0AFF, "Gujarati"), (0x0B00, 0x0B7F, "Oriya"),
    (0x0B80, 0x0BFF, "Tamil"), (0x0C00, 0x0C7F, "Telugu"), (0x0C80, 0x0CFF, "Kannada"), (0x0D00, 0x0D7F, "Malayalam"),
    (0x0D80, 0x0DFF, "Sinhala"), (0x0E00, 0x0E7F, "Thai"), (0x0E80, 0x0EFF, "Lao"), (0x0F00, 0x0FFF, "Tibetan"),
    (0x1000, 0x109F, "Myanmar"), (0x10A0, 0x10FF, "Georgian"), (0x1C90, 0x1CBF, "Georgian"),
    (0x1200, 0x137F, "Ethiopic"), (0x1780, 0x17FF, "Khmer"), (0x3041, 0x30FF, "Kana"), (0xFF66, 0xFF9F, "Kana"),
    (0x3400, 0x9FFF, "Han"), (0x20000, 0x3134F, "Han"), (0x1100, 0x11FF, "Hangul"), (0x3130, 0x318F, "Hangul"),
    (0xAC00, 0xD7AF, "Hangul"),
)  # fmt: skip

#: Letters that name a language which langdetect does not know; "" where several would fit and none can be named.
_TELLING = {
    "Cyrillic": (
        (re.compile("[қғңұһөүҚҒҢҰҺӨҮӘә]"), ""),
        (re.compile("[ўЎ]|і(?=[^ыэў]{0,40}[ыэ])"), "be"),
        (re.compile("[ђћЂЋ]"), "sr"),
    ),
    "Latin": ((re.compile("[þÞ]"), "is"), (re.compile("[əƏ]"), "az"), (re.compile("[ħĦ]"), "mt")),
    "Arabic": ((re.compile("[ڕڵێۆە]"), ""),),
}
LETTERS_THAT_TELL = 2  # one may stand in a foreign name


@cache
def script_of(character: str) -> str | None:
    """The script of one letter; None for what is no letter or belongs to no script listed here."""
    if not character.isalpha():
        return None
    code = ord(character)
    return next((script for first, last, script in _BLOCKS if first <= code <= last), "Other")


def script_weights(text: str) -> dict[str, float]:
    """How many letters each script has in the text; wide ones (Han, kana, Hangul) count for two."""
    weights: Counter[str] = Counter()
    for character, times in Counter(text).items():
        if (script := script_of(character)) is not None:
            weights[script] += times * (LETTERS_IN_A_WIDE_ONE if script in WIDE_SCRIPTS else 1)
    return dict(weights)


def telling_letter(script: str, text: str) -> str | None:
    """A language that certain letters name; "" where they only rule langdetect's out, None where there are none."""
    for letters, code in _TELLING.get(script, ()):
        if len(letters.findall(text)) >= LETTERS_THAT_TELL:
            return code
    return None
