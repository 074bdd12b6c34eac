"""The commands `search` and `export`, as people and programs meet them."""

import json

import pytest
from typer.testing import CliRunner

from flows.cli import app
from schemas.problem import UsageError


@pytest.fixture
def dateline(desk, monkeypatch):
    desk.drop("wire/story.txt")
    desk.ingest()
    monkeypatch.setenv("DATELINE_HOME", str(desk.home.root))

    def run(*words: str) -> str:
        done = CliRunner().invoke(app, words, catch_exceptions=False)
        if done.exception is not None:
            raise done.exception
        return done.output

    return run


def test_a_search_prints_its_sentences_and_a_program_gets_where_they_answer(dateline):
    said = dateline("search", "dock* AND april", "--source", "wire", "--since", "2025-01-01")
    assert "300 ⟨dockers⟩ would be hired in ⟨April⟩." in said
    assert "1 article." in said

    told = json.loads(dateline("search", "dock*", "--json"))
    (passage,) = told["hits"][0]["passages"]
    assert [passage["text"][start:end] for start, end in passage["marks"]] == ["dockers"]
    assert "No article answers." in dateline("search", "weather")


def test_a_report_and_all_tables_are_exported(dateline, tmp_path):
    place = tmp_path / "moves.csv"
    assert str(place) in dateline("export", "biggest_moves", "--format", "csv", "--output", str(place)).replace(
        "\n", ""
    )
    assert place.read_text(encoding="utf-8").startswith('"moved","unit"')

    dateline("export", "--tables", "--format", "jsonl", "--output", str(tmp_path / "all"))
    assert "Harbour traffic falls" in (tmp_path / "all" / "articles.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words", [("export",), ("export", "sources", "--tables"), ("export", "none"), ("search", "NOT a")]
)
def test_what_cannot_be_done_is_wrong_usage(dateline, words):
    with pytest.raises(UsageError):
        dateline(*words)
