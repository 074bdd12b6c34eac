"""What articles say and files are called, wherever it is shown: text, and nothing else."""

import csv
import io
import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import html

from flows.batch import log_outcomes
from flows.cli import main
from flows.deployments import links
from flows.desk.view import safe_link
from flows.outcomes import table as outcomes_table
from flows.stages import Batch
from schemas.report import Report, Table
from schemas.settings import Settings
from tasks.page import write_page
from tasks.render import as_csv, as_json, as_text, in_markdown, plain
from warehouse.export import export_table

MARKUP = [
    "[open](javascript:alert(1))",
    "![seen](http://tracker.example/p.png)",
    "<img src=x onerror=alert(1)>",
    "<javascript:alert(1)>",
    "a | b\n|---|---|\n| c | d",
    "`code` ``` more",
    "# heading",
    "www.evil.example and https://evil.example and a@evil.example",
    "[ref]: javascript:alert(1)",
    "\\[x](javascript:alert(1))",
    "&#91;x&#93;(javascript:alert(1))",
]
TERMINAL = ["\x1b[2J\x1b[31mred", "\x1b]8;;http://evil.example\x07here\x1b]8;;\x07", "\x9b2J", "a\rb", "\u202egnp.exe",
            "\u2066x\u2069", "\x07", "a\nb", "\x00", "\u200bx"]  # fmt: skip
FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "=cmd|' /C calc'!A0",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
]
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
#: What Markdown makes a link, a picture, markup or a table of where no backslash stands before it.
ALIVE = re.compile(r"(?<!\\)(?:\\\\)*[\[\]()<>|`!&]|(?<!\\)://|www\.\w|^#|\w@\w")
MADE = datetime(2026, 11, 24, tzinfo=UTC)
REPORT = Report("mine", "A <b>title</b> [x](javascript:alert(1))", "", (), "select 1", Path())


def said(text):
    return Table(("what", "moved"), ((text, -5),))


@pytest.mark.parametrize("text", MARKUP)
def test_markdown_shows_it_and_makes_nothing_of_it(text):
    shown = in_markdown(text)

    assert not ALIVE.search(shown), shown
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", shown) == plain(text)


def test_markdown_leaves_names_and_numbers_as_they_are():
    for value in (
        "wire/ship_fares_2024.txt",
        "Harbour traffic falls, by 4.5 percent",
        "Ines Prado: “no”",
        -5,
        2.5,
        None,
    ):
        assert in_markdown(value) == plain(value)


def test_what_prefect_is_told_of_a_file_has_no_link_of_its_making_and_no_word_of_it(desk):
    name = "[x](javascript:alert(1))<img src=x>|\x1b]8;;h\x07\n.json"
    desk.drop(name, json.dumps({"title": "x", "text": "Words.", "published": "Zorbelqua [y](javascript:alert(2))"}))
    done = list(desk.ingest().values())
    assert [one.outcome for one in done] == ["quarantined"]

    ((row),) = outcomes_table(done, "http://127.0.0.1:4201")
    for cell in (row["file"], row["problem"]):
        assert not ALIVE.search(cell), cell
        assert not CONTROLS.search(cell), cell
    assert "Zorbelqua" not in json.dumps(row)


def test_logs_have_names_and_codes_on_one_line_and_no_word_of_a_file(desk):
    class Kept(list):
        def info(self, told, *given):
            self.append(told % given if given else told)

        warning = info

    desk.drop("a\nb\x1b[2J.json", json.dumps({"title": "x", "text": "Words.", "published": "Zorbelqua"}))
    kept = Kept()
    batch = Batch([])
    batch.outcomes = list(desk.ingest().values())
    log_outcomes(kept, batch)

    assert any("article.date_invalid" in line for line in kept)
    assert not [line for line in kept if CONTROLS.search(line) or "\n" in line or "Zorbelqua" in line]


def test_a_report_in_prefect_leads_to_the_desk_alone(tmp_path):
    told = links(Settings(home=tmp_path), REPORT, tmp_path / "[x](javascript:alert(1)).html", {"a": "](javascript:1)"})

    leads = re.findall(r"(?<!\\)\]\((.*?)(?<!\\)\)", told)
    assert len(leads) == 2
    assert all(lead.startswith("http://127.0.0.1:4201/") for lead in leads)


@pytest.mark.parametrize("text", [*MARKUP, *TERMINAL])
def test_a_page_has_no_element_that_an_article_made(text):
    page = write_page(REPORT, said(text), MADE, {"param": text}, "a warehouse")
    tree = html.fromstring(page)

    assert tree.xpath("//img | //script | //iframe | //form | //@onerror") == []
    assert [one for one in tree.xpath("//@href") if not one.startswith(("http://", "https://", "#"))] == []
    assert not CONTROLS.search(page)
    assert tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0].startswith("default-src 'none'")


@pytest.mark.parametrize("text", TERMINAL)
def test_a_terminal_is_not_moved(text):
    for shown in (plain(text), as_text(said(text))):
        assert not CONTROLS.search(shown)
    assert "\n" not in plain(text)


def test_names_with_escapes_and_line_breaks_reach_no_terminal(desk, monkeypatch, capsys):
    for number, text in enumerate(TERMINAL):
        if "\x00" not in text:
            desk.drop(f"{text}{number}.json", "{")
    desk.ingest()
    for words in (["quarantine"], ["status"], ["retry"], ["enrich", "/tmp/\x1b[2J\u202e"], ["show", "\x1b[2J"]):
        monkeypatch.setattr(sys, "argv", ["dateline", "--home", str(desk.home.root), *words])
        monkeypatch.setenv("DATELINE_HOME", str(desk.home.root))
        with pytest.raises(SystemExit):
            main()
        told = capsys.readouterr()
        assert not CONTROLS.search(told.out + told.err), words


@pytest.mark.parametrize("text", FORMULAS)
def test_a_sheet_runs_no_text_and_a_number_stays_one(text, tmp_path):
    export_table(said(text), "moves", tmp_path / "m.csv", "csv")
    for written in (as_csv(said(text)), (tmp_path / "m.csv").read_bytes().decode()):
        (_, (cell, number)) = csv.reader(io.StringIO(written, newline=""))
        assert (cell, number) == ("'" + text, "-5")


@pytest.mark.parametrize("text", FORMULAS)
def test_an_excel_cell_is_text_and_a_number_stays_one(text, tmp_path):
    from openpyxl import load_workbook

    export_table(said(text), "moves", tmp_path / "m.xlsx", "xlsx")
    book = load_workbook(tmp_path / "m.xlsx")
    (cells,) = book["moves"].iter_rows(min_row=2)
    assert [cell.data_type for cell in cells] == ["s", "n"]
    book.close()


@pytest.mark.parametrize("text", [*TERMINAL, '"', "</script>", "\ud800"])
def test_json_is_one_text_whatever_it_holds(text):
    assert json.loads(as_json(said(text))) == [{"what": text, "moved": -5}]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x",
     "file:///etc/passwd", "//evil.example", "vbscript:x", "https:", "ftp://evil.example", "http://\u202eexample", ""],
)  # fmt: skip
def test_only_web_addresses_become_links(address):
    assert safe_link(address) is None
    assert safe_link("https://example.org/a?b=c") == "https://example.org/a?b=c"
