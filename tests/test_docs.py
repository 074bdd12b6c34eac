"""Docs are part of the build."""

import re
from pathlib import Path

import pytest

from tests.reference import DOCS, PAGES

ROOT = Path(__file__).parent.parent
WRITTEN = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]


@pytest.mark.parametrize("name", PAGES)
def test_a_reference_page_says_what_the_code_says(name):
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), "run `make docs`"


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_commands_in_the_docs_exist(page):
    known = set(re.findall(r"^## `dateline (\w+)", PAGES["commands.md"](), re.M))
    for name in re.findall(r"^dateline (\w+)|`dateline (\w+)", page.read_text(encoding="utf-8"), re.M):
        assert (name[0] or name[1]) in known, name


def test_make_targets_in_the_readme_exist():
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.M))
    assert set(re.findall(r"make (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"))) <= targets
