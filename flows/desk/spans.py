"""An article's text as HTML with what was found in it marked: each figure and date opens a card on hover or focus.

The text is cut at every mark's edges, so marks that overlap or cross all show; only text that went through `escape`
reaches the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from schemas.date import DateMention
from schemas.entity import EntityMention
from schemas.figure import Figure
from tasks.mark import date_label
from tasks.page.cells import number, visible

_ROLES = {"by": "by", "to": "to", "from": "from", "level": "", "extremum": "extreme"}
_BOUNDS = {"about": "about ", "at_least": "at least ", "more_than": "more than ", "at_most": "at most ",
           "less_than": "less than ", "exact": "", "range": ""}  # fmt: skip

Card = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Held:
    """A mark with a place in the text: what it is, where it leads, and what its card says (none for a name)."""

    what: str
    start: int
    end: int
    href: str
    number: int
    card: Card


def held_marks(
    entities: Sequence[EntityMention],
    entity_ids: Sequence[str],
    dates: Sequence[DateMention],
    figures: Sequence[Figure],
) -> list[Held]:
    """Every mark of an article: figures, then dates, then names, the order in which they win where they overlap."""
    marks = [
        Held("figure", one.start_char, one.end_char, f"#f{no}", no, figure_card(one, dates))
        for no, one in enumerate(figures)
    ]
    marks += [Held("date", one.start_char, one.end_char, f"#d{no}", no, date_card(one)) for no, one in enumerate(dates)]
    marks += [
        Held("name", one.start_char, one.end_char, f"/entities/{entity_id}", no, [])
        for no, (one, entity_id) in enumerate(zip(entities, entity_ids, strict=True))
    ]
    return marks


def figure_card(figure: Figure, dates: Sequence[DateMention]) -> Card:
    """What a figure was understood as: value, unit, direction, subject, period."""
    told = [("value", amount(figure)), ("unit", _unit_as_written(figure)), ("direction", direction(figure))]
    told.append(("subject", figure.subject_text or "not told"))
    if figure.period_mention_no is not None and figure.period_mention_no < len(dates):
        told.append(("period", interval(dates[figure.period_mention_no])))
    else:
        told.append(("period", "not told"))
    return [*told, ("kind", figure.kind.replace("_", " ")), ("rule", f"{figure.rule} ({figure.confidence:.2f})")]


def date_card(mention: DateMention) -> Card:
    """What a date was understood as."""
    told = [("value", date_label(mention)), ("days", interval(mention)), ("found", mention.function)]
    if mention.anchor:
        told.append(("counted from", mention.anchor))
    return [*told, ("rule", f"{mention.rule} ({mention.confidence:.2f})")]


def amount(figure: Figure) -> str:
    """`−4.5`, `12 to 12.6`, `at least 300`."""
    if figure.low is not None and figure.high is not None:
        return f"{number(figure.low)} to {number(figure.high)}"
    value = figure.signed_value if figure.signed_value is not None else figure.value
    return _BOUNDS[figure.bound] + ("not told" if value is None else number(value))


def unit(figure: Figure) -> str:
    """`USD per [bbl_us]`; a count's noun without its braces."""
    told = (figure.unit_code or "").strip("{}")
    return f"{told} per {figure.per_unit}" if figure.per_unit else told


def _unit_as_written(figure: Figure) -> str:
    told = unit(figure) or "none"
    return f"{told}, written {figure.unit_text}" if figure.unit_text and figure.unit_text != told else told


def direction(figure: Figure) -> str:
    """`down by`, `up to`, `level`."""
    way = "" if figure.direction == "none" else figure.direction
    return f"{way} {_ROLES[figure.change_role]}".strip() or "level"


def interval(mention: DateMention) -> str:
    """`2024-01-01 until 2025-01-01`, or its value where it names no days."""
    if mention.begin_date is None or mention.end_date is None:
        return mention.value
    if (mention.end_date - mention.begin_date).days == 1:
        return mention.begin_date.isoformat()
    return f"{mention.begin_date} until {mention.end_date}"


def marked_up(text: str, start: int, end: int, marks: Sequence[Held]) -> Markup:
    """The text from `start` to `end` with its marks; `marks` in the order in which they win."""
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    holders: list[Held] = []
    for mark in inside:
        whole = start <= mark.start and mark.end <= end
        if whole and all(mark.end <= one.start or mark.start >= one.end for one in holders):
            holders.append(mark)
    pieces, at = [], start
    for holder in sorted(holders, key=lambda mark: mark.start):
        pieces.append(_pieces(text, at, holder.start, inside))
        others = [mark for mark in inside if mark is not holder]
        pieces.append(_hold(holder, _pieces(text, holder.start, holder.end, others)))
        at = holder.end
    pieces.append(_pieces(text, at, end, inside))
    return Markup("").join(pieces)


def _pieces(text: str, start: int, end: int, marks: Sequence[Held]) -> Markup:
    over = [mark for mark in marks if mark.start < end and mark.end > start]
    cuts = sorted({start, end, *(edge for mark in over for edge in (mark.start, mark.end) if start < edge < end)})
    told = []
    for begin, stop in pairwise(cuts):
        piece = escape(visible(text[begin:stop]))
        kinds = sorted({mark.what for mark in over if mark.start <= begin and mark.end >= stop})
        told.append(Markup('<span class="{}">{}</span>').format(" ".join(kinds), piece) if kinds else piece)
    return Markup("").join(told)


def _hold(holder: Held, inner: Markup) -> Markup:
    if not holder.card:
        return Markup('<a class="name" href="{}">{}</a>').format(holder.href, inner)
    card = f"card-{holder.what}-{holder.number}"
    rows = Markup("").join(
        Markup("<span class=row><span class=key>{}</span> <span>{}</span></span>").format(key, visible(value))
        for key, value in holder.card
    )
    return Markup(
        '<span class="held"><a class="{}" href="{}" aria-describedby="{}">{}</a>'
        '<span class="card" role="tooltip" id="{}">{}</span></span>'
    ).format(holder.what, holder.href, card, inner, card, rows)
