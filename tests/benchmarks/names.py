"""`python -m tests.benchmarks.names`: the names of many articles by spaCy itself and the quick way, and what each took.

The articles are recombined paragraphs; with `--folder` also those of a folder as they are.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy

from tests.benchmarks.corpus import SAMPLES, paragraphs, recombined, texts
from tests.benchmarks.measure import say

LEAST_EQUAL = 0.999
TOGETHER = 8

Found = list[list[tuple[int, int, str]]]


def compare(language: str, articles: list[str]) -> bool:
    """Tell how many names are the same, and the ratio of processor time."""
    from tasks.entities import load_model, models
    from tasks.entities.quick_names import quick_names

    model = load_model(models()[language])
    quick = quick_names(model)
    if quick is None:
        say(f"{language}: this model is read by spaCy itself")
        return False

    def slow(some: list[str]) -> Found:
        return [[(one.start_char, one.end_char, one.label_) for one in found.ents] for found in model.pipe(some)]

    fast, took_fast = _timed(quick.find, articles)  # first: it leaves no words behind in the model
    plain, took_plain = _timed(slow, articles)
    same = sum(len(set(one) & set(other)) for one, other in zip(plain, fast, strict=True))
    either = sum(len(set(one) | set(other)) for one, other in zip(plain, fast, strict=True))
    words = sum(len(text.split()) for text in articles) / len(articles)
    say(f"{language}: {len(articles)} articles of {words:.0f} words; {same} of {either} names are the same")
    say(f"    spaCy {took_plain:.1f} ms, the quick way {took_fast:.1f}, ratio {took_plain / took_fast:.1f}")
    return same >= LEAST_EQUAL * either


def _timed(find: Callable[[list[str]], Found], articles: list[str]) -> tuple[Found, float]:
    """The names, and milliseconds of processor time an article; both ways begin with what the articles before left."""
    found: Found = []
    began = time.process_time()
    for start in range(0, len(articles), TOGETHER):
        found += find(articles[start : start + TOGETHER])
    return found, 1000 * (time.process_time() - began) / len(articles)


def main() -> None:
    """Exit code 1 where fewer than 99.9 percent of the names are the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500, help="recombined, for each language")
    parser.add_argument("--words", type=int, default=400)
    parser.add_argument("--folder", type=Path, help="articles of your own, in English")
    chosen = parser.parse_args()
    equal = [
        compare(language, list(recombined(paragraphs(SAMPLES, language), chosen.articles, chosen.words)))
        for language in ("en", "fr")
    ]
    if chosen.folder:
        equal.append(compare("en", [text for text in texts(chosen.folder) if text.strip()]))
    sys.exit(0 if all(equal) else 1)


if __name__ == "__main__":
    main()
