"""Reads the data file of a language, and says of a mistake in it which file, which key and what is wrong."""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, get_args

from schemas.date import TimexMod, TimexType
from tasks.dates.holidays import holiday_date
from tasks.dates.pattern import PatternError
from tasks.dates.rules import GUARDS

Table = dict[str, Any]

_TEXTS = "a list of texts"
_TABLES = {"coverage": "text", "joins": _TEXTS, "holiday_frames": _TEXTS, "options": "table", "words": "table",
           "macro": "table", "rule": "list of tables", "modifier": "list of tables", "cues": "table",
           "holidays": "table"}  # fmt: skip
_OPTIONS = frozenset(["decimal", "not_names", "capital", "lower", "fused", "names_of_days", "past_endings",
                      "future_endings", "half_days", "this_weekday", "spaces"])  # fmt: skip
_CUES = frozenset(["amount", "aside", "aside_after", "bounded", "clause", "compared", "future", "future_beside",
                   "kept_deadline", "of_the_year", "of_what", "past", "past_beside", "range_link", "since_or_from",
                   "year_ahead"])  # fmt: skip
_KINDS = frozenset(["amount", *get_args(TimexType)])


class DataFileError(ValueError):
    """A data file with a mistake in it: its name, the key, and what is wrong there."""

    def __init__(self, file: str, key: str, wrong: str) -> None:
        super().__init__(f"{file}, {key}: {wrong}" if key else f"{file}: {wrong}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule or modifier of a data file, and where it stands, as `sv.toml, rule 12 (ago)`."""

    file: str
    key: str
    table: Table

    @contextmanager
    def at(self, name: str) -> Iterator[None]:
        """Give a pattern that cannot be read the place where it stands."""
        try:
            yield
        except PatternError as error:
            raise DataFileError(self.file, ", ".join(filter(None, (self.key, name))), str(error)) from error


def read_data_file(name: str) -> Table | None:
    """The tables of `data/NAME.toml`, checked; None where there is no such file. Raises DataFileError."""
    path = files("tasks.dates") / "data" / f"{name}.toml"
    if not name.isalnum() or not path.is_file():
        return None
    return parse_data_file(f"{name}.toml", path.read_text(encoding="utf-8"))


def parse_data_file(file: str, text: str) -> Table:
    """The tables of a data file, checked as far as that can be done without its patterns. Raises DataFileError."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(file, "", f"no TOML: {error}") from error
    for key in data:
        if key not in _TABLES:
            raise DataFileError(file, key, f"no such table; known are {', '.join(_TABLES)}")
    for table, known in (("options", _OPTIONS), ("cues", _CUES)):
        for key in data.get(table, {}):
            if key not in known:
                raise DataFileError(file, f"{table}.{key}", f"no such key; known are {', '.join(sorted(known))}")
    for cls, members in data.get("words", {}).items():
        _want_lists(file, f"words.{cls}", members)
    for table in ("cues", "holidays"):
        _want_lists(file, table, data.get(table, {}))
    for name in data.get("holidays", {}):
        if holiday_date(name, 2000) is None:
            raise DataFileError(file, f"holidays.{name}", "no holiday of that name in tasks/dates/holidays.py")
    for entry in entries_of(file, data, "rule"):
        _want_keys(entry, ("id", "op", "patterns"))
    for entry in entries_of(file, data, "modifier"):
        _want_keys(entry, ("mod", "for", "patterns"))
        if entry.table["mod"] not in get_args(TimexMod):
            raise DataFileError(file, f"{entry.key}, mod", f"{entry.table['mod']!r} is no mod of TIMEX3")
        if unknown := set(entry.table["for"]) - _KINDS:
            raise DataFileError(file, f"{entry.key}, for", f"{sorted(unknown)[0]!r} is none of {sorted(_KINDS)}")
    return data


def entries_of(file: str, data: Mapping[str, Any], table: str) -> list[Entry]:
    """The rules or modifiers of a data file with their places, counted from 1."""
    return [
        Entry(file, f"{table} {number} ({one.get('id') or one.get('mod') or 'no id'})", one)
        for number, one in enumerate(data.get(table, []), 1)
    ]


def holiday_entries(file: str, data: Mapping[str, Any]) -> list[Entry]:
    """A rule for each holiday, alone and in the frames of the language (`{holiday} {year}`)."""
    frames = ["{holiday}", *data.get("holiday_frames", ["{holiday} {year}"])]
    return [
        Entry(
            file,
            f"holidays.{name}",
            {
                "id": "holiday",
                "op": "holiday",
                "holiday": name,
                "patterns": [frame.replace("{holiday}", f"({pattern})") for pattern in patterns for frame in frames],
            },
        )
        for name, patterns in data.get("holidays", {}).items()
    ]


def _want_keys(entry: Entry, wanted: tuple[str, ...]) -> None:
    for key in wanted:
        if key not in entry.table:
            raise DataFileError(entry.file, entry.key, f"`{key}` is missing")
    for key in ("patterns", "for", *GUARDS):
        if key in entry.table and not _is_a_list_of_texts(entry.table[key]):
            raise DataFileError(entry.file, f"{entry.key}, {key}", f"not {_TEXTS}")


def _want_lists(file: str, key: str, table: Mapping[str, Any]) -> None:
    if not isinstance(table, dict):
        raise DataFileError(file, key, "not a table")
    for name, members in table.items():
        if not _is_a_list_of_texts(members):
            raise DataFileError(file, f"{key}.{name}", f"not {_TEXTS}")


def _is_a_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
