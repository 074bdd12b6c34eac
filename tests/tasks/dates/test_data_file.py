"""A mistake in a data file is told with the file, the key and what is wrong."""

from importlib.resources import files

import pytest

from tasks.dates import find
from tasks.dates.data_file import DataFileError, parse_data_file
from tasks.dates.language import build_language

DATA = sorted(path for path in (files("tasks.dates") / "data").iterdir() if path.name.endswith(".toml"))
RULE = '[[rule]]\nid = "ago"\nop = "counted"\npatterns = ["{month} siden"]\n'

MISTAKES = {
    "xx.toml: no TOML": "[words.month",
    "xx.toml, rules: no such table; known are coverage": "[[rules]]",
    "xx.toml, options.spaced: no such key; known are capital": "[options]\nspaced = false",
    "xx.toml, cues.ahead: no such key; known are amount, aside, aside_after": '[cues]\nahead = ["skal"]',
    "xx.toml, words.unit.day: not a list of texts": '[words.unit]\nday = "dag"',
    "xx.toml, holidays.yule: no holiday of that name": '[holidays]\nyule = ["jul"]',
    "xx.toml, rule 1 (ago): `op` is missing": '[[rule]]\nid = "ago"\npatterns = ["siden"]',
    "xx.toml, rule 2 (no id): `id` is missing": RULE + '[[rule]]\nop = "date"\npatterns = ["{year}"]',
    "xx.toml, rule 1 (ago), unless_after: not a list of texts": RULE + 'unless_after = " da"',
    "xx.toml, modifier 1 (LATE), mod: 'LATE' is no mod of TIMEX3": '[[modifier]]\nmod = "LATE"\nfor=[]\npatterns=[]',
    "xx.toml, modifier 1 (END), for: 'DAY' is none of": '[[modifier]]\nmod = "END"\nfor = ["DAY"]\npatterns = ["sen"]',
}  # fmt: skip

MISTAKES_IN_PATTERNS = {
    "xx.toml, rule 1 (ago), patterns: names the class 'moth': no table [words.moth]": RULE.replace("{month}", "{moth}"),
    "xx.toml, rule 1 (ago), patterns: unbalanced (": RULE.replace("{month}", "({month}"),
    "xx.toml, rule 1 (ago), only_before: names the class 'sign'": RULE + 'only_before = ["<sign> "]',
    "xx.toml, modifier 1 (END), patterns: names the class 'late'": '[[modifier]]\nmod = "END"\nfor = ["DATE"]\n'
    'patterns = ["<late>"]',
    "xx.toml, cues.future: names the class 'verb'": '[cues]\nfuture = ["<verb>"]',
}


@pytest.mark.parametrize("told", MISTAKES)
def test_a_mistake_is_told_with_its_place(told):
    with pytest.raises(DataFileError) as error:
        parse_data_file("xx.toml", MISTAKES[told])

    assert str(error.value).startswith(told)


@pytest.mark.parametrize("told", MISTAKES_IN_PATTERNS)
def test_a_mistake_in_a_pattern_is_told_with_its_place(told):
    with pytest.raises(DataFileError) as error:
        build_language("xx", parse_data_file("xx.toml", MISTAKES_IN_PATTERNS[told]))

    assert str(error.value).startswith(told)


def test_an_operation_that_nothing_reads_is_told(monkeypatch):
    language = build_language("xx", parse_data_file("xx.toml", RULE.replace("counted", "counting")))
    monkeypatch.setattr(find, "load_language", lambda code: language)

    with pytest.raises(DataFileError, match=r"xx\.toml, rule 1 \(ago\), op: 'counting' is none of"):
        find.find_dates("10 maj", "an unknown one", None)


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.name)
def test_the_data_files_have_no_mistake(path):
    parse_data_file(path.name, path.read_text("utf-8"))
