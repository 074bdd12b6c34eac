"""What docs/figures.md shows is what happens."""

import doctest
from pathlib import Path

DOCS = Path(__file__).parents[3] / "docs" / "figures.md"


def test_the_examples_of_the_docs_are_true() -> None:
    result = doctest.testfile(str(DOCS), module_relative=False)

    assert result.attempted >= 4
    assert result.failed == 0
