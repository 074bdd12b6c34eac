"""Articles for the benchmarks: a seeded recombination of the samples' paragraphs, each of a given length."""

import random
from pathlib import Path

from schemas.problem import Refused
from tasks.read import read_file

SAMPLES = Path(__file__).parent.parent.parent / "samples"
LEAST_WORDS = 20  # a paragraph that is shorter is a heading


def paragraphs(folder: Path) -> list[str]:
    """Paragraphs of the English articles below a folder."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            articles = read_file(path.read_bytes(), path.name)
        except Refused:
            continue
        for article in articles:
            if article.text.isascii() or sum(map(str.isascii, article.text)) > 0.97 * len(article.text):
                found += [piece for piece in article.text.split("\n\n") if len(piece.split()) >= LEAST_WORDS]
    return found


def write_corpus(place: Path, articles: int, words: int, seed: int = 0, folder: Path = SAMPLES) -> None:
    """Write so many plain-text articles of about so many words into a folder; the same for the same seed."""
    chance, pieces = random.Random(seed), paragraphs(folder)
    place.mkdir(parents=True, exist_ok=True)
    for number in range(articles):
        day = f"{chance.randint(1, 28)} March 2025"
        rise = chance.randint(1, 99) / 10
        lede = f"LISBON, {day} (Open Wire) - Exports rose by {rise} percent to {number + 100} tonnes."
        text = [f"Exports in report number {number}", lede]
        while sum(len(piece.split()) for piece in text) < words:
            text.append(chance.choice(pieces))
        (place / f"{number:06}.txt").write_text("\n\n".join(text) + "\n", encoding="utf-8")
