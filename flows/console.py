"""What people read on a terminal: tables, one line a batch, progress."""

import json
import sys
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from flows import outcomes
from schemas.enriched import FileOutcome
from schemas.report import Table
from tasks.render import as_text, plain

COLOURS = {"loaded": "green", "duplicate": "cyan", "quarantined": "red", "deferred": "yellow", "ignored": "dim"}

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def write(text: str) -> None:
    """Text as it is, whatever it holds and wherever it goes."""
    sys.stdout.write(text)
    sys.stdout.flush()


def safe(piece: str) -> str:
    """What an article says, or a file is called, without what would move a terminal's cursor."""
    return "".join(one if one.isprintable() or one in "\n\t" else "\ufffd" for one in piece)


def print_json(told: object) -> None:
    """JSON, for programs; dates as ISO 8601."""
    write(json.dumps(told, ensure_ascii=False, indent=2, default=str) + "\n")


def print_table(table: Table, title: str | None = None) -> None:
    """A table: drawn on a terminal, aligned text in a pipe."""
    if not out.is_terminal:
        if title:
            out.print(title, markup=False)
        write(as_text(table))
        return
    grid = Grid(title=title, title_justify="left", header_style="bold")
    for number, column in enumerate(table.columns):
        values = [row[number] for row in table.rows]
        numeric = bool(values) and all(isinstance(one, int | float) or one is None for one in values)
        grid.add_column(column, justify="right" if numeric else "left", overflow="fold")
    for row in table.rows:
        grid.add_row(*(Text(plain(value)) for value in row))
    out.print(grid)


def print_records(found: Sequence[Mapping[str, object]], columns: Sequence[str]) -> None:
    """Some columns of records as a table."""
    print_table(Table(tuple(columns), tuple(tuple(one[column] for column in columns) for one in found)))


def print_outcomes(done: Sequence[FileOutcome]) -> None:
    """What became of each file: refused ones with every problem and its hint."""
    for one in done:
        line = Text(f"{one.outcome:<12}", style=COLOURS.get(one.outcome, ""))
        line.append(one.name, style="bold")
        if one.article_ids:
            told = f"  {', '.join(one.languages)}  {one.entities} names, {one.dates} dates, {one.figures} figures"
            line.append(told, style="not bold dim")
        elif one.reason and not one.problems:
            line.append(f"  {one.reason}", style="not bold dim")
        out.print(line, soft_wrap=True)
        for problem in one.problems:
            where = f" (field {problem.field})" if problem.field else ""
            where += f" (byte {problem.byte_start})" if problem.byte_start is not None else ""
            out.print(Text(f"             {problem.code}: {problem.sentence}{where} {problem.hint}"), soft_wrap=True)
    out.print(Text(outcomes.summary(done)), soft_wrap=True)
