"""Write what is found into golden pairs that have no .out.json yet: `python -m tests.golden dates sv 2024-10-16`.

The result is only what the engine says now: read it against the text, and mend the language before you keep it.
"""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from tasks.dates import find_dates
from tasks.figures import find_figures
from tests.tasks.dates.test_golden_dates import FIELDS, as_json
from tests.tasks.figures.test_golden import told

HERE = Path(__file__).parent


def found(kind: str, text: str, language: str, published: date | None) -> Any:
    """What a golden file of the kind holds for a text."""
    if kind == "figures":
        return [told(figure) for figure in find_figures(text, language)]
    mentions = [as_json(mention, FIELDS) for mention in find_dates(text, language, published)]
    return {"reference_date": published.isoformat() if published else None, "mentions": mentions}


def write_missing(kind: str, language: str, published: date | None) -> None:
    """Give every `.in.txt` of a language the `.out.json` that it lacks, and print both."""
    for source in sorted((HERE / kind / language).glob("*.in.txt")):
        target = source.with_name(source.name.replace(".in.txt", ".out.json"))
        if target.exists():
            continue
        text = source.read_text("utf-8")
        told_of = json.dumps(found(kind, text, language, published), ensure_ascii=False, indent=1)
        target.write_text(told_of + "\n", "utf-8")
        sys.stdout.write(f"{text}\n{told_of}\n")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4) or sys.argv[1] not in ("dates", "figures"):
        sys.exit("usage: python -m tests.golden dates|figures LANGUAGE [DAY OF PUBLICATION]")
    write_missing(sys.argv[1], sys.argv[2], date.fromisoformat(sys.argv[3]) if len(sys.argv) > 3 else None)
