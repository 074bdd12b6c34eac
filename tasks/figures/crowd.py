"""Runs of text that hold no sentences: tables of bare numbers, the same words over and over."""

import re

_CROWD = re.compile(r"(?:\d+[\s.,;:()/-]{1,3}){30,}\d*|\d{31,}")  # a table or a dump, not sentences
_ECHO = re.compile(r"((?:\S{1,24}\s{1,3}){1,4}?)\1{9,}|(\S{1,8}?)\2{9,}")  # the same words over and over
ECHOES = 10  # times that the same words stand in a row before they are stepped over
ECHO_REACH = 1100  # characters that ten times four words of 24 letters can take up


def crowd_end(text: str, start: int) -> int | None:
    """Where a run of bare numbers or of the same few words over and over ends, None where none begins."""
    match = _CROWD.match(text, start) if text[start].isdigit() else None
    if match is None and _may_echo(text, start):
        match = _ECHO.match(text, start)
    return match.end() if match else None


def _may_echo(text: str, start: int) -> bool:
    """Whether the first two characters come back often enough for the words to be the same over and over."""
    two = text[start : start + 2]
    return two[:1] == two[1:] or text.count(two, start, start + ECHO_REACH) >= ECHOES
