"""What docs/figures.md shows is what happens."""

import doctest
from pathlib import Path

DOCS = Path(__file__).parents[3] / "docs" / "figures.md"


def test_the_examples_of_the_docs_are_true() -> None:
    text = DOCS.read_text("utf-8").replace("```", "")
    examples = doctest.DocTestParser().get_doctest(text, {}, "docs/figures.md", str(DOCS), 0)

    assert len(examples.examples) >= 4
    assert doctest.DocTestRunner().run(examples).failed == 0
