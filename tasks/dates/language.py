"""One language's words and patterns, read from its data file and CLDR, compiled once per process."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

from tasks.dates.numerals import SAMPLE_NUMBERS, number_classes
from tasks.dates.pattern import compile_pattern, literals, one_of
from tasks.dates.rules import GUARDS, Guard, Modifier, Opening, Rule, openings
from tasks.dates.tokens import SPACED, UNKNOWN_WORD, mark_code, unsegmented
from tasks.dates.vocabulary import Value, classes_by_word, stems_of_months, uninflected, word_classes

_CODED, _LONG_WORD = 50_000, 30  # tokens kept, and characters of one, so that no text fills the memory
_NONE: frozenset[str] = frozenset()
_PAST, _FUTURE = frozenset({"past_form"}), frozenset({"future_form"})
_CODE_BASE = 0xE000  # private use: no text's own character is mistaken for a code


@dataclass(slots=True)
class Language:
    """All that the engine knows of one language."""

    code: str
    coverage: str
    options: Mapping[str, Any]
    words: dict[str, dict[str, Value]]
    capital: frozenset[str]
    lower: frozenset[str]
    fused: frozenset[str]  # prepositions with their article, which stay outside
    past_endings: tuple[str, ...]
    future_endings: tuple[str, ...]
    classes_of: dict[str, frozenset[str]]  # the classes of each word, those named by patterns left out
    stems: Mapping[str, str]  # how months begin, by their names: only where CLDR alone is known
    token_pattern: re.Pattern[str] = SPACED
    codes: dict[frozenset[str], str] = field(default_factory=dict)
    coded: dict[str, str] = field(default_factory=dict)  # the codes of tokens met so far
    first: re.Pattern[str] = re.compile("(?!)")
    cues: dict[str, re.Pattern[str]] = field(default_factory=dict)
    modifiers: list[Modifier] = field(default_factory=list)
    modified: re.Pattern[str] = re.compile("(?!)")  # any of the modifiers
    joins: re.Pattern[str] = re.compile("(?!)")
    trigger: re.Pattern[str] = re.compile("(?!)")  # every mention holds one of these codes
    openings: dict[str, Opening] = field(default_factory=dict)
    years: re.Pattern[str] = re.compile("(?!)")

    def value(self, token: str, cls: str) -> Value:
        """What a token means as a member of a class."""
        if token.isdecimal():
            return int(token)
        word = token.lower()
        return self.words[cls][word if word in self.words[cls] else self.uninflected(word)]

    def uninflected(self, word: str) -> str:
        """The month that a word is an inflected form of, in a language whose forms CLDR does not list; else itself."""
        return uninflected(word, self.stems)

    def is_a(self, token: str, cls: str) -> bool:
        return token.lower() in self.words.get(cls, ())

    def classes(self, token: str) -> frozenset[str]:
        """Every class that a word or number belongs to as written."""
        if token.isdecimal():
            return number_classes(token) | ({"=" + token} if token in self.words["="] else frozenset())
        word = token.lower()
        found = self.classes_of.get(word, _NONE)
        if not found and self.stems:
            found = self.classes_of.get(self.uninflected(word), _NONE)
        if word in self.capital:
            found = found - {"modal"} if _as_a_name(token) else found & {"modal"}
        if word in self.lower and not token[0].islower():
            found = _NONE
        if not found and len(word) > 4 and token[0].islower():
            if word.endswith(self.future_endings):
                found = _FUTURE
            elif word.endswith(self.past_endings):
                found = _PAST
        return found | {"=" + word} if word in self.words["="] else found

    def code_of(self, token: str) -> str:
        """The code character of a token."""
        code = self.coded.get(token)
        if code is None:
            worded = token[0].isalnum()
            code = self.codes.get(self.classes(token), UNKNOWN_WORD) if worded else mark_code(token)
            if len(self.coded) < _CODED and len(token) < _LONG_WORD:
                self.coded[token] = code
        return code


@cache
def load_language(code: str) -> Language:
    """The language of a BCP 47 code: from its own data file, else from CLDR's names and numeric dates alone."""
    base = code.replace("_", "-").split("-")[0].lower()
    own = _read(base)
    data = own if own is not None else _read("basic") or {}
    common = _read("common") or {}
    words = word_classes(base, [common, data])
    macros = {**common.get("macro", {}), **data.get("macro", {})}
    entries = [*data.get("rule", []), *common.get("rule", []), *_holiday_rules(data), *_holiday_rules(common)]
    language = Language(
        code=base,
        coverage=data.get("coverage", "full") if own is not None else "basic",
        options=data.get("options", {}),
        words=words,
        capital=frozenset(data.get("options", {}).get("capital", ())),
        lower=frozenset(data.get("options", {}).get("lower", ())),
        fused=frozenset(data.get("options", {}).get("fused", ())),
        past_endings=tuple(data.get("options", {}).get("past_endings", ())),
        future_endings=tuple(data.get("options", {}).get("future_endings", ())),
        classes_of=classes_by_word(words),
        stems={} if own is not None else stems_of_months(words["month"]),
    )
    _compile(language, macros, entries, data)
    return language


def _read(name: str) -> dict[str, Any] | None:
    path = files("tasks.dates") / "data" / f"{name}.toml"
    if not name.isalnum() or not path.is_file():
        return None
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _holiday_rules(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A rule for each holiday, alone and in the frames of the language (`{holiday} {year}`)."""
    frames = ["{holiday}", *data.get("holiday_frames", ["{holiday} {year}"])]
    return [
        {
            "id": "holiday",
            "op": "holiday",
            "holiday": name,
            "patterns": [frame.replace("{holiday}", f"({pattern})") for pattern in patterns for frame in frames],
        }
        for name, patterns in data.get("holidays", {}).items()
    ]


def _compile(
    language: Language, macros: Mapping[str, str], entries: list[dict[str, Any]], data: Mapping[str, Any]
) -> None:
    """Give every combination of classes its code, then compile the patterns over the codes."""
    cues, modifiers, joins = data.get("cues", {}), data.get("modifier", []), data.get("joins", [])
    patterns = [*joins, *chain.from_iterable(cues.values())]
    for entry in (*entries, *modifiers):
        patterns += chain.from_iterable(entry.get(key, ()) for key in ("patterns", *GUARDS))
    named = set[str]().union(*(literals(pattern, macros) for pattern in patterns))
    language.words["="] = dict.fromkeys(named, "")
    if not language.options.get("spaces", True):
        language.token_pattern = unsegmented([w for c in language.words.values() for w in c if not w.isdecimal()])
    _give_codes(language)

    @cache
    def codes_of(cls: str) -> frozenset[str]:
        if cls == "w":
            return frozenset({UNKNOWN_WORD, *language.codes.values()})
        return frozenset(code for classes, code in language.codes.items() if cls in classes)

    def any_of(listed: Iterable[str]) -> str:
        return "|".join(f"(?:{compile_pattern(pattern, macros, codes_of, empty=True).source})" for pattern in listed)

    triggers: set[str] = set()
    rules: list[Rule] = []
    for entry in entries:
        guards = tuple(
            Guard(before, wanted, re.compile(f"(?:{any_of(entry[key])})" + (r"\Z" if before else "")))
            for key, (before, wanted) in GUARDS.items()
            if key in entry
        )
        for pattern in entry["patterns"]:
            made = compile_pattern(pattern, macros, codes_of)
            triggers |= made.trigger
            rules.append(Rule(entry["id"], entry["op"], made, guards, entry, order=len(rules)))
    language.years = re.compile(one_of(codes_of("year")))
    if rules:
        language.trigger = re.compile(one_of(frozenset(triggers)))
        language.openings = openings(rules)
        language.first = re.compile(one_of(frozenset(language.openings)))
    language.cues = {name: re.compile(any_of(listed)) for name, listed in cues.items()}
    language.modifiers = [
        Modifier(entry["mod"], frozenset(entry["for"]), re.compile(rf"(?:{any_of(entry['patterns'])}) ?\Z"))
        for entry in modifiers
    ]
    if modifiers:
        listed = chain.from_iterable(entry["patterns"] for entry in modifiers)
        language.modified = re.compile(rf"(?:{any_of(listed)}) ?\Z")
    if joins:
        language.joins = re.compile(any_of(joins))


def _give_codes(language: Language) -> None:
    words = {word for members in language.words.values() for word in members}
    tokens = chain.from_iterable((word, word[:1].upper() + word[1:], word.upper()) for word in words)
    for token in sorted(
        {
            *tokens,
            *SAMPLE_NUMBERS,
            *("xxxxx" + ending for ending in (*language.past_endings, *language.future_endings)),
        }
    ):
        classes = language.classes(token)
        if classes:
            language.codes.setdefault(classes, chr(_CODE_BASE + len(language.codes)))


def _as_a_name(token: str) -> bool:
    """Written as a proper name is: `May`; all capitals only where that is not likely an acronym."""
    return token[:1].isupper() and (token[1:].islower() or len(token) > 3)
