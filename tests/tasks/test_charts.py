"""Charts and the pages that hold them: every kind is drawn, nothing of an article becomes markup."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from schemas.problem import UsageError
from schemas.report import Chart, Report, Table
from tasks.charts import alt_text, as_png, as_svg, inside_page
from tasks.page import write_page
from tasks.page.cells import number, visible
from tasks.page.lead import leads
from tasks.render import render
from warehouse.ask import parse_report

NAMES = Table(("name", "mentions"), (("<script>alert(1)</script>", 12), ("Ines Prado", 3), (None, 1)))
BARS = Chart("bars", {"x": "name", "y": "mentions"})
MADE = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
KINDS = [
    (BARS, NAMES),
    (Chart("trend", {"x": "day", "y": "n"}), Table(("day", "n"), ((date(2025, 3, 3), 1), (date(2025, 3, 4), 4.5)))),
    (
        Chart("timeline", {"x": "day", "label": "what"}),
        Table(("day", "what"), ((date(2025, 3, 3), "a strike"), (date(2025, 4, 1), None))),
    ),
    (Chart("range", {"x": "what", "low": "low", "high": "high"}), Table(("what", "low", "high"), (("a", 1, 2.5),))),
    (Chart("pairs", {"x": "a", "y": "b", "n": "n"}), Table(("a", "b", "n"), (("Lee", "Prado", 4),))),
]


def report(chart: Chart | None = BARS, title: str = "Who is <b>in</b> it") -> Report:
    return Report("who", title, "", (), "select 1 < 2", Path(), chart)


@pytest.mark.parametrize(("chart", "table"), KINDS, ids=lambda one: getattr(one, "kind", ""))
def test_every_kind_is_drawn_and_told_in_words(chart, table):
    svg = inside_page(as_svg(chart, table), alt_text(chart, table))

    assert svg.startswith("<svg") and 'role="img"' in svg and "style=" not in svg
    assert "<script" not in svg
    assert leads(chart, table)[-1].value == str(len(table.rows))


def test_a_picture_of_its_own_is_png():
    assert as_png(*KINDS[0]).startswith(b"\x89PNG")


def test_a_page_loads_nothing_and_shows_markup_as_text():
    page = write_page(report(), NAMES, MADE, {}, "a test")

    assert "<script" not in page and "<b>in</b>" not in page
    assert "&lt;script&gt;" in page
    assert set(re.findall(r"(?:src|href|url)\s*[=(]", page)) == set()
    assert 'class="chart wide"' in page and 'class="chart narrow"' in page


def test_what_would_turn_the_text_round_is_shown():
    assert visible("a\u202eb\x00\u200dc\n") == "a\ufffdb\ufffd\u200dc\n"
    assert [number(one) for one in (2024, 12600, -4.5)] == ["2024", "12,600", "\u22124.5"]


def test_a_chart_of_nothing_is_said_in_a_sentence():
    with pytest.raises(UsageError, match="no chart"):
        render(report(None), NAMES, "svg", MADE)
    with pytest.raises(UsageError, match="nothing to draw"):
        render(report(), Table(NAMES.columns, ()), "png", MADE)
    with pytest.raises(UsageError, match="the columns are name, mentions"):
        as_svg(Chart("bars", {"x": "name", "y": "missing"}), NAMES)
    assert "no rows" in write_page(report(), Table(NAMES.columns, ()), MADE, {}, "a test")


def test_a_header_names_its_chart(tmp_path):
    place = tmp_path / "own.sql"
    place.write_text("-- title: Own\n-- chart: trend x=day y=n by=who   -- a line each\nselect 1\n")
    assert parse_report(place).chart == Chart("trend", {"x": "day", "y": "n", "by": "who"})


@pytest.mark.parametrize("said", ["", "pie x=a y=b", "bars x=a", "bars x=a y=b z=c", "bars x y", "trend x= y=b"])
def test_a_chart_that_cannot_be_is_named_with_its_line(tmp_path, said):
    place = tmp_path / "own.sql"
    place.write_text(f"-- title: Own\n-- chart: {said}\nselect 1\n")
    with pytest.raises(UsageError, match=r"line 2.*bars x=COLUMN y=COLUMN"):
        parse_report(place)
