"""The reference pages of docs/, made from the code: `make docs` writes them, a test holds them equal."""

import sys
from pathlib import Path
from typing import Any

import duckdb
import typer.main
from pydantic_core import PydanticUndefined

from flows.cli import app
from schemas.problem import PROBLEMS
from schemas.settings import Settings
from warehouse.ask import reports
from warehouse.migrate import migrate

DOCS = Path(__file__).parent.parent / "docs"
MADE = "<!-- Made by `make docs` from the code: change it there. -->"


def problems() -> str:
    rows = (f"| `{code}` | {sentence} | {hint} |" for code, (sentence, hint) in PROBLEMS.items())
    return _page(
        "Problems",
        "Why a file is refused. Each stands in its `.problem.json` in the quarantine and as a row of `problems`; "
        "`dateline retry CODE` lets the files in again.",
        ["| code | what is wrong | how to mend it |", "|---|---|---|", *rows],
    )


def settings() -> str:
    lines = ["| environment | `dateline.toml` | default | what it does |", "|---|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default is PydanticUndefined else f"`{field.default}`"
        lines.append(f"| `DATELINE_{name.upper()}` | `{name}` | {default} | {field.description} |")
    return _page(
        "Settings",
        "Each can be set in the environment, or in `dateline.toml` in the home folder; the environment wins. "
        'Nested values are JSON in the environment: `DATELINE_MODELS=\'{"de": "de_core_news_md"}\'`.',
        lines,
    )


def commands() -> str:
    return _page(
        "Commands",
        "Before the command: `--home FOLDER` and `--debug`. Exit codes: 0 done; 1 something was refused or a check "
        "failed, and is named; 2 wrong usage; 3 the environment does not allow it now (locked, full, unreachable).",
        _command_lines("dateline", typer.main.get_command(app)),
    )


def _command_lines(before: str, group: Any) -> list[str]:
    lines: list[str] = []
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            lines += _command_lines(f"{before} {name}", command)
            continue
        arguments = [one for one in command.params if one.param_type_name == "argument"]
        options = [one for one in command.params if one.param_type_name == "option" and one.name != "help"]
        usage = " ".join([before, name, *(f"[{(one.name or '').upper()}]" for one in arguments)])
        lines += [f"## `{usage}`", "", " ".join((command.help or "").replace("\n\n", " ").split()), ""]
        lines += [f"* `{'`, `'.join(one.opts)}`: {one.help}" for one in options]
        lines += [""] if options else []
    return lines


def tables() -> str:
    with duckdb.connect(":memory:") as connection:
        migrate(connection)
        named = connection.execute(
            "select table_name, comment from duckdb_tables() where table_name <> 'migrations' order by table_oid"
        ).fetchall()
        views = connection.execute(
            "select view_name, comment from duckdb_views() where not internal order by view_name"
        ).fetchall()
        columns = connection.execute(
            "select table_name, column_name, data_type, comment from duckdb_columns() order by table_oid, column_index"
        ).fetchall()
    lines = []
    for name, comment in named + views:
        lines += [f"## `{name}`", "", comment, "", "| column | type | what it is |", "|---|---|---|"]
        lines += [f"| `{column}` | {kind} | {said or ''} |" for table, column, kind, said in columns if table == name]
        lines.append("")
    return _page(
        "Tables and views",
        "Offsets are Unicode code points, half-open, into `articles.text`: "
        "`substr(text, start_char + 1, end_char - start_char) = surface`, for every row.",
        lines,
    )


def report_list() -> str:
    lines = []
    for one in reports().values():
        lines += [f"## `{one.name}`: {one.title}", "", one.description, ""]
        lines += [
            f"* `{each.name}` {each.type} = `{each.default or repr('')}`: {each.description}" for each in one.parameters
        ]
        lines += [""] if one.parameters else []
    return _page(
        "Reports",
        "Run one with `dateline report NAME --param NAME=VALUE`. A folder of your own `.sql` files, named by the "
        "setting `reports`, is picked up the same way; the header of each file is its contract.",
        lines,
    )


PAGES = {
    "commands.md": commands,
    "problems.md": problems,
    "reports.md": report_list,
    "settings.md": settings,
    "tables.md": tables,
}


def _page(title: str, lead: str, lines: list[str]) -> str:
    return "\n".join([MADE, "", f"# {title}", "", lead, "", *lines]).rstrip() + "\n"


if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
        sys.stdout.write(f"{DOCS / name}\n")
