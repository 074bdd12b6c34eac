"""The teams in a report of a game: `Leeds had led`, `won 1-0 at Sevilla`, `Arsenal 2 Burnley 0`.

A model reads the city. Only where the words of a text say that it tells of a game are its cities asked whether they are
teams; a country stays a country, whoever plays for it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from tasks.entities.beside import word_before
from tasks.entities.countries import Known
from tasks.entities.found import Found
from tasks.entities.people import plain
from tasks.entities.repeats import Index, Term, indexed
from tasks.entities.words import NameWords

TEAM, IN_SCORES, KNOWN_TEAM = 0.92, 0.92, 0.95
WORDS_OF_A_GAME = 2  # different ones; one alone may be a figure of speech
LONGEST_LINE = 90  # characters of a result

_NAME = r"[A-ZÀ-Þ][^\W\d_]*(?:[ .'’&-]{1,2}(?:[^\W\d_]+|0[45]|9[68]))*"
#: `Arsenal 2 Burnley 0`, `Arsenal 2-1 Chelsea`, `Arsenal v Chelsea`, and a row of a table with its columns of numbers.
_SCORES = re.compile(
    rf"^[^\S\n]*(?:\d{{1,2}}[.)]?[^\S\n]+)?(?P<home>{_NAME})[^\S\n]+"
    rf"(?:\d{{1,3}}[^\S\n]*[-–:]?[^\S\n]*(?:\d{{1,3}}[^\S\n]+)?(?P<away>{_NAME})(?:[^\S\n]+\d{{1,3}})?(?=[^\S\n]*(?:\(|$))"
    rf"|vs?\.?[^\S\n]+(?P<guest>{_NAME})(?=[^\S\n]*(?:\(|$))|(?:-?\d+[^\S\n]+){{3,}}-?\d+[^\S\n]*$)",
    re.MULTILINE,
)
_WORD_AFTER = re.compile(r"(?:['’]s)?[^\S\n]+([^\W\d_]+)")
_SCORE = re.compile(r"(?<![\d-])\d{1,3}[-–]\d{1,3}(?![\d-])")
_SCORE_AFTER = re.compile(r"[^\S\n]+\d{1,3}[-–]\d{1,3}")
_RESULT_BEFORE = re.compile(
    r"\b(?:wins?|won|lost|loss|defeat|drew|draw|beaten|victory|triumph|points?)\b[^.\n]{0,24}"
    r"\b(?:at|to|with|over|against|by)[^\S\n]+$"
)


def is_game(text: str, small: set[str], found: list[Found], words: NameWords) -> bool:
    """Whether a text tells of a game: by its small words, the teams that it names and its results."""
    signs = len(words.sport & small)
    if signs in range(1, WORDS_OF_A_GAME):
        signs += any(each.surface(text) in words.teams for each in found) + (_SCORE.search(text) is not None)
    return signs >= WORDS_OF_A_GAME or (signs == 0 and _SCORES.search(text) is not None)


def with_teams(text: str, found: list[Found], words: NameWords) -> list[Found]:
    """The same names; cities that play are teams."""
    playing = {plain(each.surface(text)) for each in found if _may_play(each) and _plays(text, each, words)}
    for each in found:
        name = plain(each.surface(text)).split()
        if len(name) > 1 and (each.rule == "score" or " ".join(name) in words.teams):
            playing |= {name[0], name[-1]}  # `Dortmund` of `Borussia Dortmund`
    return [_as_team(text, each, playing, words) for each in found]


def _may_play(each: Found) -> bool:
    return (
        each.kind in {"place", "organisation", "person"}
        and each.country_code is None
        and each.rule not in {"country", "score"}
        and (each.rule != "known" or each.kind != "place")
    )


def _plays(text: str, each: Found, words: NameWords) -> bool:
    if each.kind == "person":
        return False
    after = _WORD_AFTER.match(text, each.end)
    if (after and after[1] in words.after_team) or _SCORE_AFTER.match(text, each.end):
        return True
    if word_before(text, each.start) in words.before_team:
        return True
    return _RESULT_BEFORE.search(text, max(0, each.start - 48), each.start) is not None


def _as_team(text: str, each: Found, playing: set[str], words: NameWords) -> Found:
    surface = plain(each.surface(text))
    if not _may_play(each) or not (surface in playing or surface in words.teams):
        return each
    if word_before(text, each.start) in words.before_place and surface not in words.teams - playing:
        return replace(each, kind="place", rule="context", confidence=TEAM)
    if surface in words.teams:
        return replace(each, kind="organisation", rule="team", confidence=KNOWN_TEAM)
    if each.kind == "place":
        return replace(each, kind="organisation", rule="team", confidence=TEAM)
    return each


def scores(text: str, found: list[Found], known: dict[str, Known], words: NameWords) -> Iterator[Found]:
    """The two sides of every line that is a result, and the team of every row of a table."""
    people = [(each.start, each.end) for each in found if each.kind == "person" and " " in each.surface(text)]
    for match in _SCORES.finditer(text):
        if match.end() - match.start() > LONGEST_LINE:
            continue
        for side in ("home", "away", "guest"):
            start, end = match.span(side)
            name = match[side]
            if name is None or name in words.never or name in known or not name[-1].isalnum():
                continue
            if not any(start < last and first < end for first, last in people):
                yield Found(start, end, "organisation", "document", "score", IN_SCORES, name)


def team_terms(words: NameWords) -> Index:
    """The teams that are known by name, to be looked for in the report of a game."""
    return indexed(Term(name, "organisation", name, "team", KNOWN_TEAM, alone=" " not in name) for name in words.teams)
