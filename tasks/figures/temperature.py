"""Degrees of warmth: which scale a bare degree is of, and how far below zero it lies."""

import re

from tasks.figures.lexicon import Lexicon
from tasks.figures.reading import Reading

MOST_WARM = 55  # degrees Celsius of the air; a bare degree above it is rather an angle
ANGLES = frozenset((30, 45))
_LETTER = re.compile(r"[ \u00a0]([CF])\b(?![-'’])")
NEAR = 60  # characters before a figure in which a word of warmth or weather says that its degrees are Celsius


def take_temperature(text: str, reading: Reading, lexicon: Lexicon) -> None:
    """`12 Grad unter null` is -12; a bare degree is Celsius where the language measures so and the weather is named."""
    if reading.kind == "number":
        _take_letter(text, reading, lexicon)
    if reading.kind != "temperature":
        return
    below = lexicon.patterns["below_zero"].match(text, reading.end)
    if below and below.end() > reading.end:
        reading.value, reading.end = -abs(reading.value), below.end()
    scales = lexicon.data.get("temperature", {})  # a language without a data file has none
    if reading.unit_code != "deg" or not lexicon.sets["temperature.words"] or scales.get("two_scales"):
        return
    near = text[max(0, reading.start - NEAR) : reading.end + NEAR // 2]
    if lexicon.patterns["angle_near"].search(near):
        return
    warm = scales.get("bare_celsius") and reading.value < MOST_WARM
    if (warm and reading.value not in ANGLES) or reading.value < 0 or lexicon.patterns["warmth_near"].search(near):
        reading.unit_code, reading.assumed = "Cel", True


def _take_letter(text: str, reading: Reading, lexicon: Lexicon) -> None:
    """`Temperatures hit 44.6 C`: a letter that stands apart from its number, where warmth is named before it."""
    letter = _LETTER.match(text, reading.end)
    unit = lexicon.signs.get(letter.group(1)) if letter else None
    if letter is None or unit is None or unit.kind != "temperature":
        return
    near = max(0, reading.start - NEAR, text.rfind(". ", 0, reading.start))
    if lexicon.patterns["warmth_near"].search(text, near, reading.start):
        reading.kind, reading.unit_code = unit.kind, unit.code
        reading.unit_start, reading.unit_end, reading.end = letter.start(1), letter.end(), letter.end()
        reading.rule, reading.confidence = "temperature.letter", 0.85
