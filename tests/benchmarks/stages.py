"""Processor time of each stage of the enrichment, in this process: one core, one BLAS thread."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from pkgutil import resolve_name
from typing import Any
from unittest.mock import patch

from tests.benchmarks.corpus import paragraphs, recombined

BATCH = 8  # files that a worker is handed at once

#: What is told, and the functions whose time it is; the names of one stage do not call those of another.
STAGES = {
    "language": ("tasks.enrich.detect_language", "tasks.enrich.block_languages"),
    "names: model": ("tasks.entities.names_by_model",),
    "names: document": ("tasks.entities.read_document",),
    "dates": ("tasks.enrich.find_dates",),
    "figures": ("tasks.enrich.find_figures",),
    "quotations": ("tasks.enrich.find_quotes",),
    "sentences": ("tasks.enrich.split_sentences",),
}


def by_stage(folder: Path, articles: int, words: int) -> dict[str, float]:
    """Milliseconds of processor time an article, by stage, with `all` at the end."""
    from tasks.enrich import enrich
    from tasks.read import read_file

    written = [text.encode() for text in recombined(paragraphs(folder), articles + 5 * BATCH, words)]
    for data in written[: 5 * BATCH]:
        read_file(data, "a.txt")  # patterns are compiled
    took: dict[str, float] = dict.fromkeys(["reading", *STAGES], 0.0)
    began = time.process_time()
    read = [(f"{number}", article) for number, data in enumerate(written) for article in read_file(data, "a.txt")]
    took["reading"] = (time.process_time() - began) * articles / len(written)
    enrich(read[: 5 * BATCH])  # patterns are compiled, the frequent words are known
    with _timed(took):
        began = time.process_time()
        for start in range(5 * BATCH, len(read), BATCH):
            enrich(read[start : start + BATCH])
        took["all"] = time.process_time() - began + took["reading"]
    return {stage: 1000 * seconds / articles for stage, seconds in took.items()}


@contextmanager
def _timed(took: dict[str, float]) -> Iterator[None]:
    with ExitStack() as stack:
        for stage, functions in STAGES.items():
            for function in functions:
                stack.enter_context(patch(function, _timing(resolve_name(function), took, stage)))
        yield


def _timing(function: Callable[..., Any], took: dict[str, float], stage: str) -> Callable[..., Any]:
    def timed(*given: Any) -> Any:
        began = time.process_time()
        try:
            return function(*given)
        finally:
            took[stage] += time.process_time() - began

    return timed
