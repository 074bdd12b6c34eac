"""The last look at an article before it leaves the reader: what pydantic finds wrong becomes problems with codes."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from schemas.article import Article
from schemas.problem import Problem, Refused

_CODES: dict[str, str] = {"text": "article.text_missing", "url": "article.url_invalid"}


def check(fields: Mapping[str, Any], where: str = "") -> Article:
    """The article that has these fields; Refused with every field that does not fit, below the path `where`."""
    try:
        return Article.model_validate(dict(fields))
    except ValidationError as error:
        raise Refused(*(_problem(where, details["loc"], details["msg"]) for details in error.errors())) from None


def field_path(where: str, *steps: str | int) -> str:
    """`[3].authors[0].name` from `[3]`, `authors`, 0 and `name`."""
    path = where
    for step in steps:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
    return path


def _problem(where: str, location: tuple[str | int, ...], message: str) -> Problem:
    code = _CODES.get(str(location[0]) if location else "", "article.field_type")
    return Problem(code, detail=f"{message}.", field=field_path(where, *location) or None)
