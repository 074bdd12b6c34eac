"""The time of a story: what a figure without a date of its own is told of."""

from datetime import date

import pytest

from tasks.dates import find_dates
from tasks.figures import find_figures

REPORT = """Burglaries in the city fell for the third year running in 2018, the police said on Monday.

There were 11,107 of them, 8.5 percent fewer than the 12,139 of 2017 and far from the 24,500 counted in 1990. \
Robberies declined to 754 from 789. The force has 36,400 officers and paid $229 million last year to settle lawsuits.

"We want the rate below 5 percent," the chief said. Car thefts dropped by 4 percent."""

MARKET = """Wheat rose for a second day on Tuesday after rain stopped the harvest.

Wheat for December delivery gained 3.1 percent to $6.55 a bushel. Corn added 2 cents."""


def periods(text: str, published: date) -> dict[str, str | None]:
    """The period of each figure by its surface."""
    dates = find_dates(text, "en", published)
    return {
        figure.surface: None if figure.period_mention_no is None else dates[figure.period_mention_no].value
        for figure in find_figures(text, "en", dates)
    }


@pytest.mark.parametrize(
    ("surface", "period"),
    [
        ("11,107", "2018"),
        ("12,139", "2017"),
        ("24,500", "1990"),
        ("754", "2018"),  # not the year that the sentence before compares with
        ("789", "2017"),  # as the pair before it says
        ("36,400 officers", None),  # what is now
        ("$229 million", "2018"),
        ("5 percent", None),  # what somebody wants
        ("4 percent", "2018"),
    ],
)
def test_a_report_is_of_the_year_of_its_lead(surface: str, period: str | None) -> None:
    assert periods(REPORT, date(2019, 1, 29))[surface] == period


@pytest.mark.parametrize("surface", ["3.1 percent", "$6.55 a bushel", "2 cents"])
def test_a_move_of_the_market_is_of_the_day_of_its_lead_and_not_of_the_delivery(surface: str) -> None:
    assert periods(MARKET, date(2012, 7, 4))[surface] == "2012-07-03"


def test_a_month_that_is_compared_with_carries_to_no_sentence_after_it() -> None:
    text = "Prices rose 2.9 percent in May, down from 3.4 percent in April. Core prices rose 3.1 percent."
    assert periods(text, date(2024, 6, 21)) == {
        "2.9 percent": "2024-05",
        "3.4 percent": "2024-04",
        "3.1 percent": "2024-05",
    }
