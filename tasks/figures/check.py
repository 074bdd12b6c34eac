"""What a data file may hold, and a clear word where it holds something else."""

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any

from tasks.figures.lexicon import Data, common

WORDS = {  # sections and their lists of words
    "numbers": "and point minus article one pronoun_one half_and quarter_and three_quarters_and fraction_after "
    "fraction_before fraction_of fraction_singulars not_one_after",
    "multiple_words": "times times_after before nouns fold",
    "ordinals": "rank_signs rank_places rank_before endings superlatives",
    "age": "apposed units months weeks days before",
    "per": "words not_before",
    "bounds": "about more_than at_least at_most less_than after_about after_more_than after_at_least after_at_most "
    "after_less_than not_with_duration not_after between_unit",
    "ranges": "to and from between pair_only one_in noun_in whole_first whole_after of_one to_one score_words",
    "same_again": "words",
    "change": "up down not_change moderating transitive change_nouns after_up after_down reached_up reached_down "
    "resumed_up resumed_down extremum_high extremum_low by to from of at to_bounds to_verbs passing particles "
    "link_words compare than during between_ok level_nouns rate_words named_by_change places_after same_unit "
    "closing_links closing_after closing_before closing_up closing_down became averages",
    "clause": "breaks soft_breaks soft_before soft_after relatives with_openers openers opener_endings leading speech "
    "finite finite_endings verb_endings verb_openers auxiliary acting copulas keeping unmoved existential bare "
    "adverb_endings determiners articles nominatives accusatives owners pronouns prepositions of_phrases "
    "in_phrases noun_links noun_joints valued_links not_valued back_reference elliptic_after elliptic_before "
    "rate_nouns daily_nouns superlatives since than base_dates compared_dates deadlines contracts present expecting "
    "before_that measured_on pushing plural_pronouns subject_pronouns reporting "
    "nominal abbreviations",
    "noun": "stops dropped of genitives complete not_hyphened verbs not_plural",
    "guards": "before before_endings after months day_of year_before clock_after phrases number_words model_before "
    "street_words street_endings streets labels label_signs",
    "temperature": "below words angles",
}
FLAGS = {
    "format": "spaced compound indian ordinal_point",
    "numbers": "units_first vigesimal short_last and_needs_hundred trigger_one joined_always",
    "age": "between_commas",
    "clause": "bare_possessive no_subject verb_second object_after valued_counts comma_clauses",
    "noun": "noun_first",
    "guards": "capital_names elided noun_labels hyphen_names",
    "temperature": "bare_celsius two_scales",
}
TEXTS = {"format": "decimal group", "noun": "bare plural_pattern adjective_pattern"}
TABLES = {  # word = number, or word = word
    "numbers": "small powers scales joined_scales fractions halves vague couple",
    "per": "adjectives nouns",
    "noun": "irregular",
}
NUMBERED = frozenset(TABLES["numbers"].split())
CODED = ("units", "units_before", "signs", "factors", "hundredths", "big_money", "money", "assumed_money",
         "money_before", "country_money")  # fmt: skip
PATTERNS = frozenset(("plural_pattern", "adjective_pattern"))
LOOSE = ("multiples", "no_signs", "no_units")


class DataFileError(ValueError):
    """A data file that cannot be read as one: which file, which key, and what is wrong with it."""


def parsed(name: str, source: str) -> Data:
    """A data file that is sure to hold what the engine asks for. Raises DataFileError."""
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(f"{name}: no valid TOML: {error}") from error
    wrong = next(faults(data), None)
    if wrong:
        raise DataFileError(f"{name}: {wrong}")
    return data


def faults(data: Data) -> Iterator[str]:
    """What is wrong with a data file, a sentence each."""
    known = [*WORDS, *FLAGS, *CODED, *LOOSE]
    for section, entries in data.items():
        if section not in known:
            yield f"[{section}]: no such section{_meant(section, known)}"
        elif section in ("no_signs", "no_units"):
            yield from _of_words(section, entries)
        elif not isinstance(entries, dict):
            yield f"{section}: must be a section of its own, [{section}]"
        elif section == "multiples":
            yield from _of_numbers(section, entries)
        elif section in CODED:
            yield from _of_codes(section, entries)
        else:
            yield from _of_section(section, entries)
    if data and not {"one", "small"} & set(data.get("numbers", {})):
        yield "[numbers]: `small` and `one` are missing, without which no number in words is read"


def _of_section(section: str, entries: dict[str, Any]) -> Iterator[str]:
    kinds = {
        name: kind
        for kind, table in (("list", WORDS), ("flag", FLAGS), ("text", TEXTS), ("table", TABLES))
        for name in table.get(section, "").split()
    }
    kinds |= {"plural": "pairs"} if section == "noun" else {}
    for name, value in entries.items():
        where = f"[{section}] {name}"
        match kinds.get(name):
            case None:
                yield f"{where}: no such key{_meant(name, kinds)}"
            case "list":
                yield from _of_words(where, value)
            case "flag" if not isinstance(value, bool):
                yield f"{where}: must be true or false"
            case "text":
                yield from _of_text(where, name, value)
            case "table" if not isinstance(value, dict):
                yield f"{where}: must be a table of words"
            case "table" if name in NUMBERED:
                yield from _of_numbers(where, value)
            case "pairs" if not all(isinstance(pair, list) and len(pair) == 2 for pair in value):
                yield f'{where}: must hold pairs of endings, ["ies", "y"]'


def _of_words(where: str, value: object) -> Iterator[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        yield f"{where}: must be a list of words"


def _of_text(where: str, name: str, value: object) -> Iterator[str]:
    if not isinstance(value, str):
        yield f"{where}: must be text"
    elif name in PATTERNS:
        try:
            re.compile(value)
        except re.error as error:
            yield f"{where}: no valid pattern: {error}"


def _of_numbers(where: str, table: dict[str, Any]) -> Iterator[str]:
    for word, value in table.items():
        try:
            Decimal(str(value))
        except InvalidOperation:
            yield f"{where}, {word!r}: {value!r} is no number"


def _of_codes(section: str, entries: dict[str, Any]) -> Iterator[str]:
    units = section in ("units", "units_before", "factors")
    for code, words in entries.items():
        known = code in common()["measures"] or code in OTHER_UNITS or code.startswith("{")
        if units and not known:
            yield f"[{section}] {code}: no unit that common.toml knows{_meant(code, common()['measures'])}"
        elif not isinstance(words, (list, dict)) or not all(isinstance(word, str) for word in words):
            yield f"[{section}] {code}: must be a list of words"


OTHER_UNITS = frozenset(("[pp]", "[points]", "rad", "dL"))


def _meant(name: str, names: Any) -> str:
    """The name that was meant, as the end of a sentence."""
    close = get_close_matches(name, list(names), n=1)
    return f"; did you mean {close[0]}?" if close else ""
