"""Golden pairs: NAME.in.txt is a text in the language of its folder, NAME.out.json what is found there."""

import json
from datetime import date
from pathlib import Path

import pytest

from tasks.dates import find_dates

GOLDEN = Path(__file__).parents[2] / "golden" / "dates"
FIELDS = ("start_char", "surface", "type", "value", "mod", "quant", "freq",
          "begin_date", "end_date", "grain", "edtf", "function")  # fmt: skip
PAIRS = sorted(GOLDEN.glob("*/*.in.txt"))


def as_json(mention, fields):
    def plain(value):
        return value.isoformat() if isinstance(value, date) else value

    return {name: plain(getattr(mention, name)) for name in fields if getattr(mention, name) is not None}


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: f"{path.parent.name}/{path.name.removesuffix('.in.txt')}")
def test_golden_pair(path):
    text = path.read_text(encoding="utf-8")
    expected = json.loads(path.with_name(path.name.replace(".in.txt", ".out.json")).read_text(encoding="utf-8"))
    reference = date.fromisoformat(expected["reference_date"]) if expected["reference_date"] else None

    found = [as_json(mention, FIELDS) for mention in find_dates(text, path.parent.name, reference)]

    assert found == expected["mentions"]


def test_at_least_a_third_of_the_pairs_hold_no_date():
    empty = [path for path in GOLDEN.glob("*/*.out.json") if not json.loads(path.read_text("utf-8"))["mentions"]]

    assert len(PAIRS) >= 80
    assert len(empty) * 3 >= len(PAIRS)
