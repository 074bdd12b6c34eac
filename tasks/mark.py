"""An article's text with what was found in it marked where it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from schemas.date import DateMention
from schemas.entity import EntityMention
from schemas.figure import Figure


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked span: `what` is entity, date or figure, `label` what it was understood as."""

    start_char: int
    end_char: int
    what: str
    label: str


def marks_of(entities: Sequence[EntityMention], dates: Sequence[DateMention], figures: Sequence[Figure]) -> list[Mark]:
    """A mark for every entity, date and figure, in order of the text."""
    marks = [Mark(one.start_char, one.end_char, "entity", f"{one.kind}: {one.name}") for one in entities]
    marks += [Mark(one.start_char, one.end_char, "date", date_label(one)) for one in dates]
    marks += [Mark(one.start_char, one.end_char, "figure", figure_label(one, dates)) for one in figures]
    return sorted(marks, key=lambda mark: (mark.start_char, -mark.end_char, mark.what))


def date_label(mention: DateMention) -> str:
    """`2014-Q1`, or `P2D`."""
    return f"{mention.value} {mention.mod}" if mention.mod else mention.value


def figure_label(figure: Figure, dates: Sequence[DateMention]) -> str:
    """`-2.9 % (by, down) of The U.S. economy in 2014-Q1`."""
    value = figure.signed_value if figure.signed_value is not None else figure.value
    amount = "" if value is None else f"{value:.10g}"
    if figure.low is not None and figure.high is not None:
        amount = f"{figure.low:.10g} to {figure.high:.10g}"
    parts = [amount, figure.unit_code or ""]
    if figure.per_unit:
        parts.append(f"per {figure.per_unit}")
    if figure.change_role != "level" or figure.direction != "none":
        parts.append(f"({figure.change_role}, {figure.direction})")
    if figure.subject_text:
        parts.append(f"of {figure.subject_text}")
    if figure.period_mention_no is not None:
        parts.append(f"in {dates[figure.period_mention_no].value}")
    return " ".join(part for part in parts if part)


def marked(text: str, marks: Sequence[Mark]) -> Iterator[tuple[str, tuple[Mark, ...], tuple[Mark, ...]]]:
    """The text in pieces: (piece, marks over it, marks that end with it), so that overlapping marks show too."""
    cuts = sorted({0, len(text), *(mark.start_char for mark in marks), *(mark.end_char for mark in marks)})
    open_marks: list[Mark] = []
    starting = list(marks)
    for begin, end in pairwise(cuts):
        while starting and starting[0].start_char <= begin:
            open_marks.append(starting.pop(0))
        over = tuple(mark for mark in open_marks if mark.end_char > begin)
        open_marks = [mark for mark in over if mark.end_char > end]
        yield text[begin:end], over, tuple(mark for mark in over if mark.end_char == end)
