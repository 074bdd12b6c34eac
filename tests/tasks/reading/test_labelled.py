"""Texts in the shapes that extractors, browsers, mails and agencies leave, each line with its label."""

from pathlib import Path

import pytest

from schemas.article import STORY
from tasks.blocks.label import label

LABELLED = sorted((Path(__file__).parents[2] / "golden" / "reading" / "labelled").glob("*.tsv"))
RIGHT = 0.98  # of the lines, over all the texts


def text_and_labels(path: Path) -> tuple[str, list[tuple[int, str]]]:
    """The text, and where each labelled piece begins; `+` is a line that the one before goes on in."""
    text, labels = "", []
    for line in path.read_text("utf-8").splitlines():
        kind, _, words = line.partition("\t")
        if kind not in ("", "+"):
            labels.append((len(text) + len(words) - len(words.lstrip()), kind))
        text += words + "\n"
    return text, labels


def labels_beside_gold(path: Path) -> list[tuple[str, str, str]]:
    text, gold = text_and_labels(path)
    blocks = label(text).blocks
    found = [next(block for block in blocks if block.start_char <= start < block.end_char) for start, _ in gold]
    return [(kind, block.kind, text[block.start_char :][:40]) for (_, kind), block in zip(gold, found, strict=True)]


def test_most_lines_are_labelled_as_a_reader_would():
    pairs = [pair for path in LABELLED for pair in labels_beside_gold(path)]

    assert sum(gold == found for gold, found, _ in pairs) >= RIGHT * len(pairs)


@pytest.mark.parametrize("path", LABELLED, ids=lambda path: path.stem)
def test_the_story_is_told_from_what_stands_round_it(path):
    assert [pair for pair in labels_beside_gold(path) if (pair[0] in STORY) != (pair[1] in STORY)] == []
