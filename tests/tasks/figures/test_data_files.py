"""A data file that is wrong says which key is wrong and how."""

import pytest

from tasks.figures.check import DataFileError, parsed
from tasks.figures.load import languages, lexicon

NUMBERS = "[numbers]\none = ['one']\n"


@pytest.mark.parametrize("language", languages())
def test_every_data_file_holds_what_the_engine_asks_for(language: str) -> None:
    assert not lexicon(language).basic


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("[clause]\nfinit = ['is']\n", "xx.toml: [clause] finit: no such key; did you mean finite?"),
        ("[claus]\nfinite = ['is']\n", "xx.toml: [claus]: no such section; did you mean clause?"),
        ("[clause]\nfinite = 'is'\n", "xx.toml: [clause] finite: must be a list of words"),
        ("[clause]\nverb_second = 'yes'\n", "xx.toml: [clause] verb_second: must be true or false"),
        ("[units]\nkmh = ['kilometres an hour']\n", "[units] kmh: no unit that common.toml knows; did you mean km/h?"),
        ("[noun]\nplural_pattern = '[a-z'\n", "[noun] plural_pattern: no valid pattern: unterminated character set"),
        ("[noun]\nplural = [['ies']]\n", '[noun] plural: must hold pairs of endings, ["ies", "y"]'),
        ("[numbers.small]\ntwo = 'zwo'\n", "[numbers] small, 'two': 'zwo' is no number"),
        ("[clause]\nfinite = ['is'\n", "xx.toml: no valid TOML: "),
        ("[clause]\nfinite = ['is']\n", "[numbers]: `small` and `one` are missing"),
    ],
)
def test_a_wrong_data_file_names_the_key_and_what_is_wrong(source: str, told: str) -> None:
    with pytest.raises(DataFileError) as error:
        parsed("xx.toml", source if "missing" in told or "numbers" in source else NUMBERS + source)

    assert told in str(error.value)
