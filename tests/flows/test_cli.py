"""The command line as people and programs meet it: what it prints, and its exit codes."""

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import STORY

DONE, REFUSED, USAGE, ENVIRONMENT = 0, 1, 2, 3


@pytest.fixture
def dateline(desk):
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("DATELINE_", "PREFECT_"))}
    environment |= {"DATELINE_HOME": str(desk.home.root), "DATELINE_SETTLE_SECONDS": "0.05", "DATELINE_WORKERS": "1"}

    def run(*words: str, code: int = DONE, **more: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "flows.cli", *words],
            env=environment | more,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr

    return run


def test_a_file_from_the_inbox_to_its_bytes(desk, dateline):
    desk.drop("wire/story.txt")
    desk.drop("broken.json", "{")

    said = dateline("ingest", code=REFUSED)
    assert "2 files: 1 loaded, 1 quarantined" in said
    assert "json.invalid" in said
    assert "No Prefect server answers" in said

    (article,) = json.loads(dateline("sql", "select article_id, headline from articles", "--format", "json"))
    assert article["headline"] == "Harbour traffic falls"
    shown = dateline("show", article["article_id"])
    assert "fell by 4.5 percent⟨-4.5 % (by, down)" in shown

    figure = json.loads(dateline("show", f"{article['article_id']}:0", "--json"))
    original = STORY.encode()[figure["byte_start"] : figure["byte_end"]].decode()
    assert original == figure["surface"]
    assert figure["surface"] in figure["sentence"]

    assert "json.invalid" in dateline("quarantine")
    assert "back in the inbox: broken.json" in dateline("retry", "json.invalid")
    assert "1 more in the inbox" in dateline("status")
    told = json.loads(dateline("status", "--json"))
    assert told["adds_up"]
    assert told["equation"].startswith("2 dropped = 1 loaded")


def test_reprocessing_shows_the_difference_and_changes_nothing_when_nothing_is_new(desk, dateline):
    desk.drop("story.txt")
    desk.ingest()

    assert "0 files enriched again" in dateline("reprocess", "--stale")
    assert "1 files enriched again, 0 changed" in dateline("reprocess")


def test_an_article_is_forgotten_everywhere(desk, dateline):
    desk.drop("story.txt")
    desk.ingest()
    ((article_id,),) = desk.ask("select article_id from articles")

    dateline("forget", article_id)

    assert desk.ask("select (select count(*) from articles), (select count(*) from figures)") == [(0, 0)]
    assert [path for path in desk.home.vault.rglob("*") if path.is_file()] == []
    assert "story" not in desk.home.journal.read_text()
    assert "1 dropped = 0 loaded + 0 duplicate + 0 quarantined + 1 ignored" in dateline("status")
    assert "broken" not in dateline("doctor")


def test_rebuild_and_doctor_end_well_on_an_empty_home(dateline):
    assert "nothing to load" in dateline("rebuild")
    assert "broken" not in dateline("doctor", "--repair")


def test_enrich_writes_nothing_and_says_what_would_be_refused(desk, dateline, tmp_path):
    story, bad = tmp_path / "story.txt", tmp_path / "bad.json"
    story.write_text(STORY)
    bad.write_text("{")

    (found,) = json.loads(dateline("enrich", str(story), "--published", "2025-03-03", "--json"))
    assert {"Monday", "2024", "2023", "April"} <= {one["surface"] for one in found["dates"]}
    assert "json.invalid" in dateline("enrich", str(bad), code=REFUSED)
    assert not desk.home.live.exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["sql", "select 1"], ENVIRONMENT, "dateline ingest"),
        (["report", "nothing"], USAGE, "There is no report 'nothing'"),
        (["report", "timeline", "--param", "since"], USAGE, "NAME=VALUE"),
        (["ingest", "/no/such/file"], USAGE, "There is no file or folder"),
        (["enrich", "/no/such/file"], USAGE, "cannot be read"),
        (["retry", "no.such"], REFUSED, "nothing in quarantine"),
        (["show", "x"], ENVIRONMENT, "no warehouse"),
        (["--home", "/proc/nothing", "ingest"], ENVIRONMENT, "/proc/nothing"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(dateline, words, code, said):
    assert said in dateline(*words, code=code)


def test_a_setting_that_does_not_fit_is_named(dateline):
    assert "workers" in dateline("status", code=USAGE, DATELINE_WORKERS="none")
    assert "settle_seconds" in dateline("status", code=USAGE, DATELINE_SETTLE_SECONDS="-1")


def test_help_reads_every_command(dateline):
    for name in ("up", "ingest", "enrich", "status", "reports", "report", "sql", "show", "quarantine", "retry",
                 "reprocess", "doctor", "rebuild", "forget"):  # fmt: skip
        assert f"dateline {name}" in dateline(name, "--help").replace("python -m flows.cli", "dateline")


def test_reports_are_listed_and_written(desk, dateline, tmp_path):
    desk.drop("story.txt")
    desk.ingest()

    assert "biggest_moves" in dateline("reports")
    assert "-4.5,%" in dateline("report", "biggest_moves", "--format", "csv")
    page = tmp_path / "moves.html"
    dateline("report", "biggest_moves", "--format", "html", "--output", str(page))
    assert "<h1>Biggest moves</h1>" in page.read_text()


def test_a_version_is_shown_by_what_it_changed(desk, dateline):
    page = (
        '<html><head><meta property="og:url" content="https://example.org/news/harbour"></head><body><article>'
        "<h1>Harbour traffic falls</h1><p>{}</p></article></body></html>"
    )
    body = STORY.partition("(Open Wire) - ")[2].replace("\n\n", "</p><p>")
    desk.drop("first.html", page.format(body))
    dateline("ingest")
    desk.drop("second.html", page.format(body.replace("4.5 percent", "5.4 percent")))
    dateline("ingest")
    select = "select article_id from articles where revision_of is not null"
    (version,) = dateline("sql", select, "--format", "csv").splitlines()[1:]

    said = dateline("show", "--diff", version)
    assert "4.5 percent" in said
    assert "5.4 percent" in said
    changes = json.loads(dateline("show", "--diff", "--json", version))["changes"]
    assert [(one["before"], one["after"]) for one in changes] == [("4.5 percent", "5.4 percent")]
    assert json.loads(dateline("show", "--format", "jsonld", version))["@type"] == "NewsArticle"
    first = json.loads(dateline("show", "--diff", "--json", version))["earlier"]
    assert "revises and copies no other" in dateline("show", "--diff", first, code=USAGE)


def test_an_entity_is_found_renamed_and_put_back(desk, dateline):
    desk.drop("story.txt")
    dateline("ingest")
    assert "Ines Prado" in dateline("entity", "find", "prado")

    said = dateline("entity", "rename", "Ines Prado", "Inês Prado")
    assert "is Inês Prado now" in said
    (made,) = json.loads(dateline("entity", "corrections", "--json"))
    assert "Inês Prado" in dateline("entity", "corrections", "--gold")
    assert "1 articles were enriched again" in dateline("entity", "undo", made["correction_id"])
    assert "no entity 'Inês Prado'" in dateline("entity", "rename", "Inês Prado", "X", code=USAGE)
