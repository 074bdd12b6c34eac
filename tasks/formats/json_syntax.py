"""JSON as strictly as an archive needs it: no lost keys, no NaN, no bottomless nesting; every fault with its place."""

import json
import re
from dataclasses import dataclass
from typing import Any

DEEPEST = 100  # nested arrays and objects; articles of every known schema stay under 15
MOST_FAULTS = 50  # problems told of one text; a file with more is told enough

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}:,]|-?(?:NaN|Infinity)\b', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at characters of the text: a problem's code, its detail, and the key's path where it has one."""

    code: str
    start: int
    end: int
    detail: str = ""
    field: str | None = None


class _Suspect(ValueError):
    """A value that plain parsing would let pass: look closer."""


def parse(text: str, line: int = 1) -> tuple[Any, list[Fault]]:
    """The value of a JSON text with no faults, or None with every fault that can be found.

    `line` is the number of the text's first line in its file.
    """
    deep = too_deep(text)
    if deep is not None:
        return None, [Fault("json.too_deep", deep, deep + 1, f"It is nested more than {DEEPEST} deep.")]
    try:
        return json.loads(text, object_pairs_hook=_pairs, parse_constant=_constant), []
    except json.JSONDecodeError as error:
        return None, [_syntax(text, error, line)]
    except _Suspect:
        return None, _every_fault(text, line)
    except ValueError as error:  # an integer of more digits than Python converts
        return None, [Fault("json.number", 0, len(text), f"{str(error).split(';')[0]}.")]


def too_deep(text: str) -> int | None:
    """Where the nesting passes the bound, None where it never does."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return None
    depth = 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in "[{":
            depth += 1
            if depth > DEEPEST:
                return match.start()
        elif token in "]}":
            depth -= 1
    return None


def _every_fault(text: str, line: int) -> list[Fault]:
    """What `closer_look` finds as far as a text is JSON, and where it stops to be."""
    try:
        json.loads(text, parse_int=str)
    except json.JSONDecodeError as error:
        return [*closer_look(text[: error.pos]), _syntax(text, error, line)]
    return closer_look(text)


def closer_look(text: str) -> list[Fault]:
    """Every key that stands twice in its object, and every NaN or Infinity, of a text that is JSON otherwise."""
    faults: list[Fault] = []
    stack: list[_Open] = []
    previous: re.Match[str] | None = None
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in ("{", "["):
            stack.append(_Open(token == "["))
        elif token in ("}", "]"):
            stack.pop()
        elif token == "," and stack:
            stack[-1].position += 1
        elif token == ":" and previous is not None and stack:
            key = json.loads(previous[0])
            if key in stack[-1].keys:
                faults.append(
                    Fault("json.duplicate_key", previous.start(), previous.end(), field=_path(stack[:-1], key))
                )
            stack[-1].keys.add(key)
            stack[-1].key = key
        elif token.lstrip("-") in ("NaN", "Infinity"):
            faults.append(Fault("json.number", match.start(), match.end(), f"It is {token}.", _path(stack, None)))
        previous = match
    return faults[:MOST_FAULTS]


class _Open:
    """An array or object that has not ended yet, and where in it we are."""

    def __init__(self, is_array: bool) -> None:
        self.is_array = is_array
        self.position = 0
        self.keys: set[str] = set()
        self.key: str | None = None


def _path(stack: list[_Open], key: str | None) -> str | None:
    path = ""
    for step in stack:
        if step.is_array:
            path += f"[{step.position}]"
        elif step.key is not None:
            path += f".{step.key}" if path else step.key
    if key is not None:
        path += f".{key}" if path else key
    return path or None


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Suspect
    return found


def _constant(name: str) -> Any:
    raise _Suspect(name)


def _syntax(text: str, error: json.JSONDecodeError, line: int) -> Fault:
    at = max(0, min(error.pos, len(text) - 1))
    what = error.msg[:1].lower() + error.msg[1:]
    return Fault("json.invalid", at, at + 1, f"Line {line + error.lineno - 1}, column {error.colno}: {what}.")
