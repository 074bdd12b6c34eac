"""Where an article's words stand after a resident with Prefect loaded it; and that none do once it is forgotten."""

import json
import re
import sqlite3
from contextlib import closing

import pytest

from flows.server import auth_string
from tests.conftest import STORY
from tests.flows.test_resident import Resident

PHRASE, REFUSED = "Zorbelqua", "Quellimbor"  # stand in no file of the world but ours
TEXT = STORY.replace("Ines Prado", f"{PHRASE} Prado").replace(
    "Harbour traffic falls", f"{PHRASE} harbour traffic falls"
)
#: Where its words belong: the original, the two warehouses, the search index; a refused file and its reasons.
BELONGS = re.compile(r"vault/|quarantine/|warehouse\.duckdb$|state/live\.duckdb$|state/search\.sqlite|reports/")


def places(home, words):
    """Files below the home that hold the words, in either of the encodings that a file may have them in."""
    wanted = [words.encode(form) for form in ("utf-8", "utf-16-le")] + [words.lower().encode()]
    found = []
    for place in home.root.rglob("*"):
        if place.is_file() and any(one in place.read_bytes() for one in wanted):
            found.append(place.relative_to(home.root).as_posix())
    return sorted(found)


@pytest.fixture(scope="module")
def resident(tmp_path_factory):
    one = Resident(tmp_path_factory.mktemp("bodies") / "home")
    one.start()
    one.drop("told.txt", TEXT)
    one.drop("other.txt", STORY.replace("4.5 percent", "7.5 percent"))
    one.drop("refused.json", json.dumps({"title": REFUSED, "text": REFUSED, "published": REFUSED}))
    one.wait_for(2)
    one.wait_for_empty_inbox()
    for words in (
        ["report", "who_is_in_the_news", "--format", "html"],
        ["report", "who_is_in_the_news", "--format", "csv", "--output", str(one.home.reports / "mine.csv")],
        ["search", "traffic"],
    ):
        assert one.run(*words).returncode == 0
    one.end()
    return one


def test_no_log_no_journal_and_no_record_of_prefect_has_a_word_of_an_article(resident):
    held = places(resident.home, PHRASE)

    assert [place for place in held + places(resident.home, REFUSED) if not BELONGS.match(place)] == []
    assert [place for place in held if place.startswith("vault/")]  # the search does find it where it is
    assert [place for place in held if place.startswith("reports/")]
    assert PHRASE not in resident.said() and REFUSED not in resident.said()
    with closing(sqlite3.connect(resident.home.prefect / "prefect.db")) as records:
        told = "\n".join(records.iterdump())
    assert "refused.json" in told  # names of files do stand there
    assert PHRASE not in told and REFUSED not in told


def test_the_login_stands_in_its_own_file_alone(resident):
    assert places(resident.home, auth_string(resident.home)) == ["state/prefect-auth"]


def test_forgotten_it_stands_nowhere(resident):
    listed = json.loads(resident.run("sql", f"select article_id from articles where text like '%{PHRASE}%'",
                                     "--format", "json").stdout)  # fmt: skip
    for row in listed:
        assert resident.run("forget", row["article_id"]).returncode == 0
    assert places(resident.home, PHRASE) == ["reports/mine.csv"]  # a file that somebody named is theirs
