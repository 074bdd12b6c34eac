"""Figures: every number that matters in a text, with its unit, its direction, its subject and its period."""

from tasks.figures.find import find_figures

__all__ = ["find_figures"]
