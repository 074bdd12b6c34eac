"""Each golden pair: a text of our own (`NAME.in.txt`) and the figures that it holds (`NAME.out.json`)."""

import json
from pathlib import Path

import pytest

from schemas.figure import Figure
from tasks.figures import find_figures

GOLDEN = Path(__file__).parents[2] / "golden" / "figures"
PAIRS = sorted(GOLDEN.glob("*/*.in.txt"))
# what a pair tells of a figure; whatever stands at its plain value is left out of the file
PLAIN: dict[str, object] = {
    "kind": None,
    "value_exact": None,
    "low": None,
    "high": None,
    "bound": "exact",
    "unit_code": None,
    "unit_assumed": False,
    "per_unit": None,
    "direction": "none",
    "change_role": "level",
    "signed_value": None,
    "subject_text": None,
}


def told(figure: Figure) -> dict[str, object]:
    """A figure as its golden file tells it."""
    values: dict[str, object] = {name: getattr(figure, name) for name in PLAIN}
    if values["signed_value"] == figure.value:
        values["signed_value"] = None
    return {"surface": figure.surface} | {name: value for name, value in values.items() if value != PLAIN[name]}


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.parent.name}/{pair.name.removesuffix('.in.txt')}")
def test_a_text_holds_the_figures_of_its_golden_pair(pair: Path) -> None:
    text = pair.read_text("utf-8")
    expected = json.loads(pair.with_name(pair.name.replace(".in.txt", ".out.json")).read_text("utf-8"))

    assert [told(figure) for figure in find_figures(text, pair.parent.name)] == expected


def test_a_good_part_of_the_golden_pairs_are_negative() -> None:
    empty = [pair for pair in PAIRS if pair.with_name(pair.name.replace(".in.txt", ".out.json")).stat().st_size < 4]

    assert len(PAIRS) >= 80
    assert len(empty) >= len(PAIRS) // 3
