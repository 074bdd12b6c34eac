"""Golden pairs: a file as it might be dropped, and what is read from it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from schemas.article import Article
from schemas.problem import Problem, Refused
from tasks.read import read_file

GOLDEN = Path(__file__).parents[2] / "golden" / "reading"
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
FIELDS = (
    "headline byline authors dateline publisher url published_at published_date published_precision published_source "
    "published_confidence modified_at declared_language"
)


def as_read(path: Path) -> list[dict[str, Any]]:
    """What the file holds, in the form of the golden files: what is not set is left away."""
    name = path.name.replace(".in.", ".")
    try:
        return [as_golden(article) for article in read_file(path.read_bytes(), name, now=NOW)]
    except Refused as refused:
        return [problem_as_golden(problem) for problem in refused.problems]


def as_golden(article: Article) -> dict[str, Any]:
    values = article.model_dump(mode="json")
    fields = {name: values[name] for name in FIELDS.split() if values[name] not in (None, [])}
    blocks = [[block.kind, block.rule, article.text[block.start_char : block.end_char]] for block in article.blocks]
    return fields | {"blocks": blocks}


def problem_as_golden(problem: Problem) -> dict[str, Any]:
    place = {"byte_start": problem.byte_start, "byte_end": problem.byte_end} if problem.byte_start is not None else {}
    field = {"field": problem.field} if problem.field else {}
    return {"code": problem.code, "sentence": problem.sentence} | field | place


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.in.*")), ids=lambda path: path.name)
def test_a_file_is_read_as_its_golden_pair_says(path):
    expected = json.loads((GOLDEN / f"{path.name.split('.in.')[0]}.out.json").read_text("utf-8"))

    assert as_read(path) == expected
