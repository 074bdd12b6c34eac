"""The tables of words that a data file gives: numbers, units, directing words and lists by name."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from tasks.figures.cldr import currency_names, unit_names
from tasks.figures.lexicon import Data, Mark, NumberWord, Role, Unit, WordSets, common, key


def number_table(numbers: Data) -> dict[str, NumberWord]:
    words = {key(word): NumberWord("one", Decimal(1)) for word in numbers.get("one", ())}
    for role, name in (("small", "small"), ("power", "powers"), ("scale", "scales")):
        words |= {key(word): NumberWord(role, Decimal(value)) for word, value in numbers.get(name, {}).items()}
    return words


def unit_tables(code: str, data: Data) -> tuple[dict[str, Unit], dict[str, Unit]]:
    """Signs (as written) and words (small letters) of units and currencies."""
    base = common()
    signs: dict[str, Unit] = {}
    words: dict[str, Unit] = {}
    kinds = {ucum: entry.get("kind", "measure") for ucum, entry in base["measures"].items()}
    kinds |= {code: "count" for code in data.get("units", {}) if code.startswith("{")}
    kinds |= {"[pp]": "percentage_point", "[points]": "index_points", "[bp]": "basis_point"}
    for ucum, entry in base["measures"].items():
        signs |= {sign: Unit(ucum, kinds[ucum]) for sign in entry["signs"]}
        if "cldr" in entry:
            words |= {key(name): Unit(ucum, kinds[ucum]) for name in unit_names(code, entry["cldr"])}
    words |= {key(name): Unit(iso, "money") for name, iso in currency_names(code).items()}
    for table, assumed in (("money", False), ("assumed_money", True)):
        for iso, names in data.get(table, {}).items():
            words |= {key(name): Unit(iso, "money", assumed) for name in names}
    for ucum, names in data.get("units", {}).items():
        words |= {key(name): Unit(ucum, kinds.get(ucum, "measure")) for name in names}
    for iso, names in data.get("hundredths", {}).items():
        words |= {key(name): Unit(iso, "money", True, Decimal("0.01")) for name in names}
    age = data.get("age", {})
    for name, ucum in (("units", "a"), ("months", "mo"), ("weeks", "wk"), ("days", "d")):
        words |= {key(word): Unit(ucum, "age") for word in age.get(name, ())}
    for iso, marks in base["money"].items():
        signs |= {sign: Unit(iso, "money") for sign in marks}
        signs |= {sign.lower(): Unit(iso, "money") for sign in marks if "$" in sign and " " not in sign}
    signs |= {sign: Unit(iso, "money", True) for sign, iso in base["assumed_money"].items()}
    for ucum, marks in data.get("signs", {}).items():
        signs |= {
            sign: Unit(ucum, kinds.get(ucum, "money" if ucum.isupper() and len(ucum) == 3 else "measure"))
            for sign in marks
        }
    for sign in data.get("no_signs", ()):
        signs.pop(sign, None)
    for ucum, factors in data.get("factors", {}).items():
        words |= {key(word): Unit(ucum, kinds[ucum], False, Decimal(factor)) for word, factor in factors.items()}
    for word in ["", *data.get("no_units", ())]:
        words.pop(word, None)
    return signs, words


def mark_tables(data: Data) -> tuple[dict[str, Mark], dict[str, Mark]]:
    """Words that direct a clause: exact ones, and stems (written with a star)."""
    change, clause = data.get("change", {}), data.get("clause", {})
    flags: dict[str, set[str]] = {}
    for name in ("transitive", "moderating", "change_nouns"):
        for word in change.get(name, ()):
            flags.setdefault(key(word), set()).add(name)
    exact: dict[str, Mark] = {}
    stems: dict[str, Mark] = {}

    def put(words: Iterable[str], role: Role, direction: str = "none") -> None:
        for word in map(key, words):
            table = stems if word.endswith("*") else exact
            table[word.rstrip("*")] = Mark(role, direction, frozenset(flags.get(word, ())))

    put(change.get("passing", ()), "finite")
    put(clause.get("finite", ()), "finite")
    put(clause.get("auxiliary_marks", ()), "finite")
    put(change.get("up", ()), "change", "up")
    put(change.get("down", ()), "change", "down")
    put(change.get("closing_up", ()), "particle", "up")
    put(change.get("closing_down", ()), "particle", "down")
    put(change.get("not_change", ()), "none")
    put(clause.get("speech", ()), "speech")
    put(change.get("compare", ()), "compare")
    # a noun of change that a starred verb would take as well keeps its flag
    for noun in map(key, change.get("change_nouns", ())):
        stem = next((stems[noun[:size]] for size in range(len(noun), 2, -1) if noun[:size] in stems), None)
        mark = exact.get(noun, stem)
        if mark and mark.role == "change":
            exact[noun] = Mark("change", mark.direction, mark.flags | {"change_nouns"})
    return exact, stems


def word_sets(data: Data) -> WordSets:
    """Every list of words, by `section.name`."""
    found = WordSets(
        {
            f"{section}.{name}": frozenset(key(word) for word in words if isinstance(word, str))
            for section, entries in data.items()
            if isinstance(entries, dict)
            for name, words in entries.items()
            if isinstance(words, list)
        }
    )
    found["guards.before"] = found["guards.before"] | frozenset(common()["names"]["numbered"])
    return found


def word_maps(data: Data) -> dict[str, dict[str, Any]]:
    """Every table of words, by `section.name`."""
    tables = {
        f"{section}.{name}": {key(word): value for word, value in table.items()}
        for section, entries in data.items()
        if isinstance(entries, dict)
        for name, table in entries.items()
        if isinstance(table, dict)
    }
    big = {key(word): iso for iso, words in data.get("big_money", {}).items() for word in words}
    tables |= {"big_money_words": big, "numbers.joined_scales_exact": data.get("numbers", {}).get("joined_scales", {})}
    hundredths = {key(word): iso for iso, words in data.get("hundredths", {}).items() for word in words}
    return tables | {
        "hundredth_words": hundredths,
        "multiples": {key(word): value for word, value in data.get("multiples", {}).items()},
    }
