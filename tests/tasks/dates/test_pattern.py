"""The pattern language of the data files."""

import re
import tomllib
from importlib.resources import files

import pytest

from tasks.dates.find import OPS
from tasks.dates.language import load_language
from tasks.dates.pattern import PatternError, compile_pattern, literals

CODES = {"month": frozenset("m"), "day": frozenset("d"), "=of": frozenset("o"), "year": frozenset("y")}
DATA = sorted(path.name.removesuffix(".toml") for path in (files("tasks.dates") / "data").iterdir())


def compiled(pattern, macros=None):
    return compile_pattern(pattern, macros or {}, lambda cls: CODES.get(cls, frozenset()))


def test_a_field_is_captured_under_its_name():
    made = compiled("{month} {end=year}")

    assert made.fields == (("month", "month"), ("end", "year"))
    assert re.fullmatch(made.source, "m y")


def test_choice_option_and_optional_space():
    made = compiled("({day}|{year})_of( {month})?")

    assert [bool(re.fullmatch(made.source, codes)) for codes in ("do", "y o", "do m", "o", "dyo")] == [1, 1, 1, 0, 0]
    assert [start.first for start in made.starts] == [{"d"}, {"y"}]


def test_macros_may_hold_macros():
    macros = {"one": "<two>,", "two": "{day}"}

    assert re.fullmatch(compiled("{n:one}", macros).source, "d,")
    assert literals("<one> x", {"one": "of"}) == {"of", "x"}


@pytest.mark.parametrize("pattern", ["({day}", "{day})", "?", "({day})?"])
def test_a_pattern_that_cannot_work_is_refused(pattern):
    with pytest.raises(PatternError):
        compiled(pattern)


@pytest.mark.parametrize("name", DATA)
def test_a_data_file_compiles_and_names_known_operations(name):
    load_language(name)
    data = tomllib.loads((files("tasks.dates") / "data" / f"{name}.toml").read_text("utf-8"))

    assert {rule["op"] for rule in data.get("rule", [])} <= OPS.keys()
