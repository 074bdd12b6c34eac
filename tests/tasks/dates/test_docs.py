"""docs/dates.md tells of everything that the rows can hold."""

import tomllib
from dataclasses import fields
from importlib.resources import files
from pathlib import Path

from schemas.date import DateMention

PAGE = (Path(__file__).parents[3] / "docs" / "dates.md").read_text(encoding="utf-8")


def test_every_rule_family_is_documented():
    families = {"holiday"}
    for path in (files("tasks.dates") / "data").iterdir():
        families |= {rule["id"].split(".")[0] for rule in tomllib.loads(path.read_text("utf-8")).get("rule", [])}

    assert {family for family in families if f"`{family}`" not in PAGE} == set()


def test_every_field_is_documented():
    assert [field.name for field in fields(DateMention) if f"`{field.name}`" not in PAGE] == []


def test_the_example_prints_what_the_page_says(capsys):
    code = PAGE.split("```python\n")[1].split("```")[0]
    printed = PAGE.split("```python\n")[1].split("```")[1].split("`find_dates")[0]

    exec(code, {})

    assert capsys.readouterr().out.split("\n")[:-1] == [line.strip() for line in printed.strip().split("\n")]
