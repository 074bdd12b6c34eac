"""One language's words and patterns, read from its data file and CLDR, compiled once per process."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Any

from tasks.dates.data_file import Entry, entries_of, holiday_entries, read_data_file
from tasks.dates.numerals import NUMBER_CLASSES, SAMPLE_NUMBERS, number_classes
from tasks.dates.pattern import PatternError, compile_pattern, literals, one_of
from tasks.dates.rules import GUARDS, Guard, Modifier, Opening, Rule, openings
from tasks.dates.tokens import SPACED, UNKNOWN_WORD, mark_code, unsegmented
from tasks.dates.vocabulary import Value, classes_by_word, stems_of_months, uninflected, word_classes

_CODED, _LONG_WORD = 50_000, 30  # tokens kept, and characters of one, so that no text fills the memory
_NONE: frozenset[str] = frozenset()
_PAST, _FUTURE = frozenset({"past_form"}), frozenset({"future_form"})
#: Classes that no table of words makes: kinds of numbers, any word, words by their ending.
WITHOUT_WORDS = NUMBER_CLASSES | {"w", "past_form", "future_form"}
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
    operations: dict[str, Entry] = field(default_factory=dict)  # each `op` that the rules name, with the first of them

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
    own = read_data_file(base)
    data = own if own is not None else read_data_file("basic") or {}
    return build_language(base, data, basic=own is None)


def build_language(base: str, data: Mapping[str, Any], basic: bool = False) -> Language:
    """A language from the tables of its data file and from what all share. Raises DataFileError."""
    common, file = read_data_file("common") or {}, "basic.toml" if basic else f"{base}.toml"
    words = word_classes(base, [common, data])
    macros = {**common.get("macro", {}), **data.get("macro", {})}
    entries = [
        *entries_of(file, data, "rule"),
        *entries_of("common.toml", common, "rule"),
        *holiday_entries(file, data),
        *holiday_entries("common.toml", common),
    ]
    language = Language(
        code=base,
        coverage="basic" if basic else data.get("coverage", "full"),
        options=data.get("options", {}),
        words=words,
        capital=frozenset(data.get("options", {}).get("capital", ())),
        lower=frozenset(data.get("options", {}).get("lower", ())),
        fused=frozenset(data.get("options", {}).get("fused", ())),
        past_endings=tuple(data.get("options", {}).get("past_endings", ())),
        future_endings=tuple(data.get("options", {}).get("future_endings", ())),
        classes_of=classes_by_word(words),
        stems=stems_of_months(words["month"]) if basic else {},
    )
    _compile(language, macros, entries, entries_of(file, data, "modifier"), Entry(file, "", dict(data)))
    return language


def _compile(
    language: Language, macros: Mapping[str, str], entries: list[Entry], modifiers: list[Entry], rest: Entry
) -> None:
    """Give every combination of classes its code, then compile the patterns over the codes; `rest` holds the cues."""
    cues, joins = rest.table.get("cues", {}), rest.table.get("joins", [])
    patterns = [*joins, *chain.from_iterable(cues.values())]
    for entry in (*entries, *modifiers):
        patterns += chain.from_iterable(entry.table.get(key, ()) for key in ("patterns", *GUARDS))
    named = set[str]().union(*(literals(pattern, macros) for pattern in patterns))
    language.words["="] = dict.fromkeys(named, "")
    if not language.options.get("spaces", True):
        language.token_pattern = unsegmented([w for c in language.words.values() for w in c if not w.isdecimal()])
    _give_codes(language)

    @cache
    def codes_of(cls: str) -> frozenset[str]:
        if cls == "w":
            return frozenset({UNKNOWN_WORD, *language.codes.values()})
        if not cls.startswith("=") and cls not in language.words and cls not in WITHOUT_WORDS:
            raise PatternError(f"names the class {cls!r}: no table [words.{cls}], no macro of that name")
        return frozenset(code for classes, code in language.codes.items() if cls in classes)

    def any_of(entry: Entry, key: str, listed: Iterable[str]) -> str:
        with entry.at(key):
            return "|".join(f"(?:{compile_pattern(one, macros, codes_of, empty=True).source})" for one in listed)

    triggers: set[str] = set()
    rules: list[Rule] = []
    for entry in entries:
        guards = tuple(
            Guard(before, wanted, re.compile(f"(?:{any_of(entry, key, entry.table[key])})" + (r"\Z" if before else "")))
            for key, (before, wanted) in GUARDS.items()
            if key in entry.table
        )
        language.operations.setdefault(entry.table["op"], entry)
        for pattern in entry.table["patterns"]:
            with entry.at("patterns"):
                made = compile_pattern(pattern, macros, codes_of)
            triggers |= made.trigger
            rules.append(Rule(entry.table["id"], entry.table["op"], made, guards, entry.table, order=len(rules)))
    language.years = re.compile(one_of(codes_of("year")))
    if rules:
        language.trigger = re.compile(one_of(frozenset(triggers)))
        language.openings = openings(rules)
        language.first = re.compile(one_of(frozenset(language.openings)))
    language.cues = {name: re.compile(any_of(rest, f"cues.{name}", listed)) for name, listed in cues.items()}
    sources = {entry.key: any_of(entry, "patterns", entry.table["patterns"]) for entry in modifiers}
    language.modifiers = [
        Modifier(entry.table["mod"], frozenset(entry.table["for"]), re.compile(rf"(?:{sources[entry.key]}) ?\Z"))
        for entry in modifiers
    ]
    if modifiers:
        language.modified = re.compile(rf"(?:{'|'.join(sources.values())}) ?\Z")
    if joins:
        language.joins = re.compile(any_of(rest, "joins", joins))


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
