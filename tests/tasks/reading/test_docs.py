"""`docs/reading.md` names every key, block, source of dates and problem that the code knows."""

from pathlib import Path
from typing import get_args

import pytest

from schemas.article import BlockKind, PublishedSource
from schemas.problem import PROBLEMS
from tasks.formats.aliases import ALIASES, LISTS
from tasks.published import CONFIDENCE
from tasks.read import MEDIA_TYPES

DOCS = (Path(__file__).parents[3] / "docs" / "reading.md").read_text("utf-8")
ELSEWHERE = {"file.too_large", "enrich.killed", "bug.crash"}  # told of before or after reading


@pytest.mark.parametrize("part", ALIASES)
def test_every_key_of_a_part_is_documented_in_order(part):
    assert f"| {part} | {', '.join(f'`{path}`' for path in ALIASES[part])} |" in DOCS


@pytest.mark.parametrize("name", [*LISTS, *get_args(BlockKind), *get_args(PublishedSource), *MEDIA_TYPES])
def test_every_name_is_documented(name):
    assert f"`{name}`" in DOCS


@pytest.mark.parametrize("code", sorted(PROBLEMS.keys() - ELSEWHERE))
def test_every_problem_is_documented_with_its_hint(code):
    sentence, hint = PROBLEMS[code]
    assert f"| `{code}` | {sentence} | {hint} |" in DOCS


@pytest.mark.parametrize("source", CONFIDENCE)
def test_every_confidence_is_the_documented_one(source):
    rows = [line for line in DOCS.splitlines() if line.startswith(f"| `{source}` | ")]

    assert any(row.endswith(f"| {CONFIDENCE[source]:g} |") for row in rows)
