"""Read the data file of a language and what CLDR adds, and compile them once per process."""

import re
from functools import cache
from importlib.resources import files

from tasks.figures.check import parsed
from tasks.figures.cldr import number_symbols
from tasks.figures.lexicon import Data, Lexicon
from tasks.figures.phrases import phrase_finals, phrase_patterns
from tasks.figures.shapes import (
    Edges,
    digits_pattern,
    element_pattern,
    separator_pattern,
    trigger_pattern,
    unit_pattern,
)
from tasks.figures.tables import mark_tables, number_table, unit_tables, word_maps, word_sets
from tasks.figures.trie import alternation


def languages() -> list[str]:
    """The languages that have a data file of their own, as BCP 47 codes."""
    names = (entry.name for entry in files("tasks.figures.data").iterdir() if entry.name.endswith(".toml"))
    return sorted(name.removesuffix(".toml") for name in names if name != "common.toml")


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language; what CLDR knows alone, where it has no data file (`basic`)."""
    code = re.split(r"[-_]", language)[0].casefold()
    entry = files("tasks.figures.data").joinpath(f"{code}.toml")
    known = code.isalpha() and code != "common" and entry.is_file()
    return compile_lexicon(code, parsed(f"tasks/figures/data/{code}.toml", entry.read_text("utf-8")) if known else {})


def compile_lexicon(code: str, data: Data) -> Lexicon:
    """Compile one data file; without data, the number signs, units and currencies of CLDR."""
    form = data.get("format", {})
    decimal, group = number_symbols(code)
    decimal, group = form.get("decimal", decimal), form.get("group", group)
    spaced = bool(form.get("spaced", True))
    edge = Edges(spaced)
    numbers = data.get("numbers", {})
    number_words = number_table(numbers)
    signs, words = unit_tables(code, data)
    exact, stems = mark_tables(data)
    rest = r"[^\W\d_]*" if spaced else ""
    return Lexicon(
        language=code,
        basic=not data,
        spaced=spaced,
        compound=bool(form.get("compound")),
        data=data,
        decimal=decimal,
        trigger=trigger_pattern(data, number_words, edge, bool(form.get("compound"))),
        digits=re.compile(digits_pattern(decimal, group, bool(form.get("indian")))),
        element=element_pattern(number_words, edge, bool(form.get("compound"))),
        number_words=number_words,
        separator=separator_pattern(numbers, spaced, bool(form.get("compound"))),
        unit=unit_pattern(signs, words, edge),
        signs=signs,
        words=words,
        money_ends=frozenset(sign[-1] for sign, unit in signs.items() if unit.kind == "money"),
        sets=word_sets(data),
        patterns=phrase_patterns(data, edge, signs),
        finals=phrase_finals(data) if spaced else {},
        marks=re.compile(f"(?P<exact>{edge.wrap(exact)})|(?P<stem>{edge.left}{alternation(stems)}{rest})", re.I),
        exact_marks=exact,
        stem_marks=stems,
        maps=word_maps(data),
    )
