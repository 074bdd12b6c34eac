"""Temporal expressions in articles: where they stand, what they say in TIMEX3, which days they bound."""

from tasks.dates.find import find_dates

__all__ = ["find_dates"]
