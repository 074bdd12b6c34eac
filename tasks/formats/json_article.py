"""JSON and JSON Lines: one article, a list of them, or an object that holds such a list."""

from collections.abc import Callable
from typing import Any

from schemas.article import Article
from schemas.problem import Problem, Refused
from tasks.decode import byte_places, sound
from tasks.formats.aliases import LISTS, find
from tasks.formats.json_ld import is_article
from tasks.formats.json_syntax import Fault, parse
from tasks.formats.language_tag import language_tag
from tasks.formats.record import is_wrapper, read_record
from tasks.formats.source import Source

Placed = tuple[str, dict[str, Any]]  # where in the file (`articles[3]`), and the object there


def read_json(source: Source) -> list[Article]:
    """The articles of a JSON file."""
    value, faults = parse(source.text)
    if faults:
        place = byte_places(source.text, source.encoding)
        raise Refused(*(_problem(fault, place) for fault in faults))
    return _articles(list(_records(value, "", 0)), source, of_all=_of_all(value))


def read_jsonl(source: Source) -> list[Article]:
    """The articles of a file with one JSON object a line; fields are named by the line's number among the records."""
    place = byte_places(source.text, source.encoding)
    records: list[Placed] = []
    problems: list[Problem] = []
    at = number = 0
    for line_number, line in enumerate(source.text.split("\n"), start=1):
        if line.strip("\ufeff \t\r"):
            value, faults = parse(line, line_number)
            problems += (_problem(fault, place, at, f"[{number}]", line_number) for fault in faults)
            if not faults:
                records += _records(value, f"[{number}]", 0) or [(f"[{number}]", {})]
            number += 1
        at += len(line) + 1
    return _articles(records, source, problems)


def _articles(
    records: list[Placed],
    source: Source,
    problems: list[Problem] | None = None,
    of_all: dict[str, str | None] | None = None,
) -> list[Article]:
    problems = problems or []
    articles: list[Article] = []
    for where, record in records:
        try:
            articles.append(read_record(record, where, source.now, of_all))
        except Refused as refused:
            problems += refused.problems
    if not records and not problems:
        problems = [Problem("json.no_article")]
    if problems:
        raise Refused(*problems)
    return articles


def _of_all(value: Any) -> dict[str, str | None]:
    """What a JSON Feed says of all its items."""
    if not isinstance(value, dict) or not str(value.get("version")).startswith("https://jsonfeed.org/"):
        return {}
    title, language = value.get("title"), value.get("language")
    return {
        "publisher": sound(title).strip() or None if isinstance(title, str) else None,
        "declared_language": language_tag(language) if isinstance(language, str) else None,
    }


def _records(value: Any, where: str, depth: int) -> list[Placed]:
    """The objects that are articles, or were meant to be."""
    if isinstance(value, list):
        return [
            placed
            for number, entry in enumerate(value)
            for placed in (_records(entry, f"{where}[{number}]", depth + 1) if depth < 6 else [])
            or ([(f"{where}[{number}]", {})] if depth == 0 else [])
        ]
    if not isinstance(value, dict):
        return []
    body = find(value, "body")
    if body and not is_wrapper(body.value):
        return [(where, value)]
    for key in LISTS:
        inner = value.get(key)
        if key == "@graph" and isinstance(inner, list):
            inner = [node for node in inner if isinstance(node, dict) and is_article(node)]
        if isinstance(inner, list | dict) and depth < 6:
            found = _records(inner, f"{where}.{key}" if where else key, depth + 1)
            if found:
                return found
    return [(where, value)] if find(value, "headline") else []


def _problem(
    fault: Fault, place: Callable[[int], int], at: int = 0, where: str = "", line_number: int | None = None
) -> Problem:
    told = line_number is None or fault.code == "json.invalid"  # its detail names the line
    detail = fault.detail if told else f"In line {line_number} of the file. {fault.detail}".strip()
    field = f"{where}.{fault.field}" if where and fault.field else fault.field or where or None
    return Problem(
        fault.code,
        detail=detail,
        field=field,
        byte_start=place(at + fault.start),
        byte_end=place(at + fault.end),
    )
