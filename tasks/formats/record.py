"""One JSON object that is an article: its parts by their aliases, each checked, all faults at once."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from schemas.article import Article
from schemas.problem import Problem, Refused
from tasks.blocks.bylines import is_name, names_in, opens_with_by
from tasks.blocks.datelines import dateline_of
from tasks.blocks.label import label_story
from tasks.check import check, field_path
from tasks.compose import Piece, compose
from tasks.days import likely_languages
from tasks.decode import sound
from tasks.formats.aliases import Found, find, find_all
from tasks.formats.fragment import fragment_pieces, looks_like_html, plain
from tasks.published import from_name, opening, published_fields
from tasks.stamps import Stamp, parse_stamp

_URL = re.compile(r"https?://[^\s/?#]+(?:[/?#]\S*)?", re.IGNORECASE)
_TEXT_ROLES = ("main", "body", "story", None)


class Record:
    """A record that is being read: what is wrong with it gathers in `problems`."""

    def __init__(self, record: dict[str, Any], where: str) -> None:
        self.record, self.where = record, where
        self.problems: list[Problem] = []

    def wrong(self, code: str, path: str, detail: str = "") -> None:
        self.problems.append(Problem(code, detail=detail, field=field_path(self.where, path)))

    def text(self, part: str) -> str | None:
        """A part that is one text; an object or list that carries a text is accepted."""
        first_wrong: Found | None = None
        for found in find_all(self.record, part):
            value = None if _is_several(found.value) else _text_in(found.value)
            if value is not None and value.strip():
                return sound(value).strip()
            if value is None:
                first_wrong = first_wrong or found
        if first_wrong and (part == "headline" or not isinstance(first_wrong.value, dict | list)):
            self.wrong("article.field_type", first_wrong.path, f"It is {_type_name(first_wrong.value)}, not text.")
        return None

    def stamp(self, part: str) -> Stamp | None:
        """The first date of the part; values that are no dates are a problem where none of its keys has one."""
        wrong: list[tuple[str, Found, str]] = []
        for found in find_all(self.record, part):
            value = found.value
            if isinstance(value, bool) or not isinstance(value, str | int | float):
                wrong.append(("article.field_type", found, f"It is {_type_name(value)}, not a date."))
                continue
            stamp = parse_stamp(value)
            if stamp is not None:
                return stamp
            wrong.append(("article.date_invalid", found, f"It is {_shown(value)}."))
        for code, found, detail in wrong[:1]:
            self.wrong(code, found.path, detail)
        return None

    def url(self) -> str | None:
        for found in find_all(self.record, "url"):
            value = _text_in(found.value)
            if value is None:
                if isinstance(found.value, dict | list):
                    continue
                self.wrong("article.field_type", found.path, f"It is {_type_name(found.value)}, not text.")
                return None
            if not _URL.fullmatch(value.strip()):
                self.wrong("article.url_invalid", found.path, f"It is {_shown(value)}.")
                return None
            return value.strip()
        return None

    def byline(self) -> str | None:
        """The writers as written; names that stand in a list are joined by commas."""
        for found in find_all(self.record, "authors"):
            names = _names(found.value)
            if names is None:
                self.wrong("article.field_type", found.path, f"It is {_type_name(found.value)}, not names.")
                return None
            if names:
                return sound(", ".join(names))
        return None


def record_fields(reading: Record) -> dict[str, Any]:
    """The fields of an article that its metadata give, checked, and `published`: a Stamp or None.

    Refused with every field that is wrong.
    """
    headline, byline, url = reading.text("headline"), reading.byline(), reading.url()
    stamp, modified = reading.stamp("published"), reading.stamp("modified")
    publisher, language = reading.text("publisher"), reading.text("language")
    if reading.problems:
        raise Refused(*reading.problems)
    return {
        "headline": plain(headline) if headline else None,
        "byline": byline,
        "authors": _people(byline, publisher),
        "publisher": publisher,
        "url": url,
        "modified_at": modified.at if modified else None,
        "declared_language": language,
        "published": stamp,
    }


def read_record(record: dict[str, Any], where: str, now: datetime) -> Article:
    """The article in a JSON object; Refused with every field of it that is wrong."""
    reading = Record(record, where)
    body = _body(reading)
    fields = record_fields(reading)
    stamp = fields.pop("published")
    text, blocks = compose([*_head(fields["headline"], fields["byline"]), *body])
    fields |= {"text": text, "blocks": blocks, "dateline": dateline_of(opening(text, blocks))}
    dated = published_fields(
        text,
        blocks,
        fields["dateline"],
        likely_languages(text, fields["declared_language"]),
        now,
        told=[("metadata", stamp)] if stamp else [],
        named=from_name(fields["url"] or "", "url"),
    )
    return check(fields | dated, where)


def _head(headline: str | None, byline: str | None) -> list[Piece]:
    pieces = [Piece("title", headline, "the headline field")] if headline else []
    return [*pieces, Piece("byline", byline, "the author field")] if byline else pieces


def _body(reading: Record) -> list[Piece]:
    """The pieces of the first part that has words; problems go to the record."""
    typed_wrong = False
    for found in [*find_all(reading.record, "body"), *find_all(reading.record, "summary")]:
        pieces = _body_pieces(found)
        if pieces is None:
            reading.wrong("article.field_type", found.path, f"It is {_type_name(found.value)}, not text.")
            typed_wrong = True
        elif any(character.isalnum() for piece in pieces for character in piece.text):
            return pieces
    if not typed_wrong:
        found_empty = find(reading.record, "body")
        reading.problems.append(
            Problem(
                "article.text_missing", field=field_path(reading.where, found_empty.path if found_empty else "body")
            )
        )
    return []


def _body_pieces(found: Found) -> list[Piece] | None:
    value = found.value
    if isinstance(value, dict) and ("sections" in value or "summary" in value):
        return _sections(value)
    text = _text_in(value)
    if text is None:
        return None
    text = sound(text)
    return fragment_pieces(text) if looks_like_html(text) else label_story(text)


def _sections(value: dict[str, Any]) -> list[Piece]:
    """Fundus: a summary, then sections of headlines and paragraphs."""
    pieces = [Piece("body", text, "the summary") for text in _texts(value.get("summary"))]
    sections = value.get("sections")
    for section in sections if isinstance(sections, list) else []:
        if isinstance(section, dict):
            pieces += (Piece("heading", text, "a section's headline") for text in _texts(section.get("headline")))
            for text in _texts(section.get("paragraphs")):
                pieces += label_story(text)
    return [Piece(piece.kind, sound(piece.text), piece.rule) for piece in pieces]


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [text for entry in value for text in _texts(entry)] if isinstance(value, list) else []


def _text_in(value: Any) -> str | None:
    """A text, the paragraphs of a list of texts, or what an object gives as its value (ninjs 2 and 3)."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and all(isinstance(entry, str) for entry in value):
        return "\n\n".join(value)
    if isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value):
        for role in _TEXT_ROLES:
            for entry in value:
                if role is None or entry.get("role") == role:
                    text = _text_in(entry)
                    if text:
                        return text
        return None
    if isinstance(value, dict):
        for key in ("value", "name", "rendered", "text", "@value", "@id", "main"):
            if isinstance(value.get(key), str):
                return str(value[key])
    return None


def is_wrapper(value: Any) -> bool:
    """Whether what stands under a body's key is no body but an article, or articles, with parts of their own."""
    held = value[0] if isinstance(value, list) and value else value
    return isinstance(held, dict) and find(held, "headline") is not None and find(held, "body") is not None


def _is_several(value: Any) -> bool:
    """Several texts are the paragraphs of a body, and nothing else."""
    return isinstance(value, list) and len(value) > 1 and isinstance(value[0], str)


def _names(value: Any) -> list[str] | None:
    if isinstance(value, str):
        return [" ".join(value.split())] if value.strip() else []
    if isinstance(value, dict):
        for key in ("name", "value", "original", "byline"):
            if key in value:
                return _names(value[key])
        return []
    if isinstance(value, list):
        collected: list[str] = []
        for entry in value:
            names = _names(entry) if entry is not None else []
            if names is None:
                return None
            collected += names
        return collected
    return None


def _people(byline: str | None, publisher: str | None) -> tuple[str, ...]:
    if byline is None:
        return ()
    people = names_in(byline)
    rest = opens_with_by(byline) or byline
    if not people and is_name(rest):
        people = (rest,)
    return tuple(name for name in people if name.casefold() != (publisher or "").casefold())


def _type_name(value: Any) -> str:
    names: Sequence[tuple[type, str]] = (
        (bool, "true or false"),
        (int, "a number"),
        (float, "a number"),
        (str, "text"),
        (list, "a list"),
        (dict, "an object"),
    )
    return next((name for kind, name in names if isinstance(value, kind)), "null")


def _shown(value: object) -> str:
    text = str(value)
    return repr(text if len(text) <= 60 else text[:57] + "…")
