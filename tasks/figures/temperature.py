"""Degrees of warmth: which scale a bare degree is of, and how far below zero it lies."""

from tasks.figures.lexicon import Lexicon
from tasks.figures.reading import Reading

MOST_WARM = 55  # degrees Celsius of the air; a bare degree above it is rather an angle
ANGLES = frozenset((30, 45))
NEAR = 60  # characters before a figure in which a word of warmth or weather says that its degrees are Celsius


def take_temperature(text: str, reading: Reading, lexicon: Lexicon) -> None:
    """`12 Grad unter null` is -12; a bare degree is Celsius where the language measures so and the weather is named."""
    if reading.kind != "temperature":
        return
    below = lexicon.patterns["below_zero"].match(text, reading.end)
    if below and below.end() > reading.end:
        reading.value, reading.end = -abs(reading.value), below.end()
    if reading.unit_code != "deg" or not lexicon.sets["temperature.words"]:
        return
    near = text[max(0, reading.start - NEAR) : reading.end + NEAR // 2]
    if lexicon.patterns["angle_near"].search(near):
        return
    warm = lexicon.data["temperature"].get("bare_celsius") and reading.value < MOST_WARM
    if (warm and reading.value not in ANGLES) or reading.value < 0 or lexicon.patterns["warmth_near"].search(near):
        reading.unit_code, reading.assumed = "Cel", True
