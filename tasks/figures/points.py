"""What a point is: of an index, of a percentage, or of a table."""

from schemas.figure import Figure
from tasks.figures.direction import Change
from tasks.figures.noun import singular
from tasks.figures.reading import Reading
from tasks.figures.scene import Scene, clause_words

MOST_PERCENT = 40  # points beside a share that may be percentage points


def settle_points(reading: Reading, change: Change, scene: Scene, last: Figure | None) -> None:
    """Tell percentage points and counted points (`third with 27 points`) from those of an index."""
    if reading.kind != "index_points":
        return
    part = not reading.numeral.digits and reading.value < 1  # `a quarter point`
    if (
        part
        or clause_words(scene) & scene.lexicon.sets["clause.rate_nouns"]
        or _beside_percent(reading, change, scene, last)
    ):
        reading.kind, reading.unit_code, reading.rule = "percentage_point", "[pp]", "percentage_point.unit"
    elif change.direction == "none":
        word = singular(reading.unit_text(scene.text) or "point", scene.lexicon)
        reading.kind, reading.unit_code, reading.rule = "count", "{" + word + "}", "count.unit"


def _beside_percent(reading: Reading, change: Change, scene: Scene, last: Figure | None) -> bool:
    """`24 percent of the vote, two points less`, `by 0.4 points to 2.9 percent`."""
    if reading.value > MOST_PERCENT:
        return False
    if last and last.kind == "percent" and last.change_role in ("level", "to") and last.end_char <= reading.start:
        return True
    return change.role == "by" and scene.lexicon.patterns["percent_next"].match(scene.text, reading.end) is not None
