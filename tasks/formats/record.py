"""One JSON object that is an article: its parts by their aliases, each checked, all faults at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from schemas.article import Article
from schemas.problem import Problem, Refused
from tasks.blocks.label import label_story
from tasks.check import field_path
from tasks.compose import Piece
from tasks.decode import sound
from tasks.formats.aliases import Found, find, find_all
from tasks.formats.assemble import assemble, has_words, is_url, people, shown, story_pieces
from tasks.formats.fragment import plain
from tasks.formats.language_tag import language_tag
from tasks.stamps import Stamp, parse_stamp

_TEXT_ROLES = ("main", "body", "story")


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
                return _in_utc(stamp, str(value)) if found.path.endswith("_gmt") else stamp
            wrong.append(("article.date_invalid", found, f"It is {shown(value)}."))
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
            if not is_url(value.strip()):
                self.wrong("article.url_invalid", found.path, f"It is {shown(value)}.")
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
        "authors": people(byline, publisher),
        "publisher": publisher,
        "url": url,
        "modified_at": modified.at if modified else None,
        "declared_language": language_tag(language) if language else None,
        "published": stamp,
    }


def read_record(
    record: dict[str, Any], where: str, now: datetime, of_all: Mapping[str, str | None] | None = None
) -> Article:
    """The article in a JSON object; Refused with every field of it that is wrong.

    `of_all` is what the file says of all its articles: each of them where the object itself says nothing.
    """
    reading = Record(record, where)
    body = _body(reading)
    told = record_fields(reading)
    stamp = told.pop("published")
    told |= {name: value for name, value in (of_all or {}).items() if not told[name]}
    return assemble(told | {"member": where or None}, body, stamp, now, where)


def _body(reading: Record) -> list[Piece]:
    """The pieces of the first part that has words; problems go to the record."""
    typed_wrong = False
    for found in [*find_all(reading.record, "body"), *find_all(reading.record, "summary")]:
        pieces = _body_pieces(found)
        if pieces is None:
            reading.wrong("article.field_type", found.path, f"It is {_type_name(found.value)}, not text.")
            typed_wrong = True
        elif has_words(pieces):
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
    return story_pieces(sound(text))


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
        return next((text for entry in sorted(value, key=_rank) if (text := _text_in(entry))), None)
    if isinstance(value, dict):
        for key in ("value", "name", "rendered", "text", "@value", "@id", "main"):
            if isinstance(value.get(key), str):
                return str(value[key])
    return None


def _rank(entry: dict[str, Any]) -> int:
    """Which of several texts of one thing is taken, the lowest first: the main one, one with markup, any."""
    if entry.get("role") in _TEXT_ROLES:
        return _TEXT_ROLES.index(entry["role"])
    kind = entry.get("contentType", entry.get("contenttype"))
    return len(_TEXT_ROLES) + (kind not in ("text/html", "application/xhtml+xml"))


def is_wrapper(value: Any) -> bool:
    """Whether what stands under a body's key is no body but an article, or articles, with parts of their own."""
    held = value[0] if isinstance(value, list) and value else value
    return isinstance(held, dict) and find(held, "headline") is not None and find(held, "body") is not None


def _is_several(value: Any) -> bool:
    """Several texts are the paragraphs of a body, and nothing else."""
    return isinstance(value, list) and len(value) > 1 and isinstance(value[0], str)


def _names(value: Any) -> list[str] | None:
    """The names in it, none where it is a number (WordPress gives the writer's), None where it cannot name anybody."""
    if isinstance(value, str):
        return [" ".join(value.split())] if value.strip() else []
    if isinstance(value, int) and not isinstance(value, bool):
        return []
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


def _in_utc(stamp: Stamp, written: str) -> Stamp:
    """WordPress writes `date_gmt` without its zone."""
    again = parse_stamp(f"{written.strip()}Z") if stamp.at is None else None
    return again if again is not None and again.at is not None else stamp


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
