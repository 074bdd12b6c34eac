"""Articles for the benchmarks: a seeded recombination of paragraphs, with words in them that were never seen before."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

from schemas.problem import Refused
from tasks.language import detect_language
from tasks.read import read_file

SAMPLES = Path(__file__).parent.parent.parent / "samples"
LEAST_WORDS = 20  # a paragraph that is shorter is a heading
#: Of the words, how many no article before had: as many names and rare words a stream of news goes on bringing.
NEW_WORDS = 0.04
_SYLLABLES = ("ba", "cor", "del", "fin", "gra", "hol", "jun", "kest", "lor", "mar", "nev", "ost", "pel", "quin", "rud",
              "sal", "tor", "ul", "ven", "wick", "yar", "zel")  # fmt: skip
_WORD = re.compile(r"\b[A-Za-z]{5,}\b")


def paragraphs(folder: Path, language: str = "en") -> list[str]:
    """The paragraphs of the articles below a folder that are in a language."""
    return [
        piece
        for text in texts(folder)
        for piece in text.split("\n\n")
        if len(piece.split()) >= LEAST_WORDS and detect_language(piece).code == language
    ]


def texts(folder: Path) -> Iterator[str]:
    """The texts of the articles below a folder, in the order of their files' names."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            yield from (article.text for article in read_file(path.read_bytes(), path.name))
        except Refused:
            continue


def write_corpus(place: Path, articles: int, words: int, seed: int = 0, folder: Path = SAMPLES) -> None:
    """Write so many plain-text articles of about so many words into a folder; the same for the same seed."""
    place.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(recombined(paragraphs(folder), articles, words, seed)):
        (place / f"{seed}-{number:06}.txt").write_text(text, encoding="utf-8")


def recombined(pieces: list[str], articles: int, words: int, seed: int = 0) -> Iterator[str]:
    """So many articles of about so many words, each of some of the paragraphs."""
    chance = random.Random(seed)
    for number in range(articles):
        day = f"{chance.randint(1, 28)} March 2025"
        rise = chance.randint(1, 99) / 10
        lede = f"LISBON, {day} (Open Wire) - Exports rose by {rise} percent to {number + 100} tonnes."
        text = [f"Exports in report number {number}", lede]
        while sum(len(piece.split()) for piece in text) < words:
            text.append(_with_new_words(chance.choice(pieces), chance))
        yield "\n\n".join(text) + "\n"


def _with_new_words(piece: str, chance: random.Random) -> str:
    def word(match: re.Match[str]) -> str:
        if chance.random() > 2 * NEW_WORDS:  # a half of the words have five letters
            return match[0]
        made = "".join(chance.choices(_SYLLABLES, k=3))
        return made.title() if match[0][0].isupper() else made

    return _WORD.sub(word, piece)
