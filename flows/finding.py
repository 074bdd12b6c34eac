"""The commands `search` and `export`: find articles by their words, and hand rows to other programs."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from rich.text import Text

from flows.console import err, out, print_json
from flows.reporting import make_report
from schemas.problem import UsageError
from schemas.report import ExportFormat
from schemas.search import Filters, Found, Passage, PieceKind
from schemas.settings import Home, Settings
from warehouse.export import export_table, export_tables
from warehouse.search import refresh, search

TELL_ARTICLES = 2000  # more than a second of indexing: say so


def find(
    settings: Settings,
    question: str,
    language: str,
    source: str,
    days: tuple[datetime | None, datetime | None],
    kind: PieceKind | None,
    most: int,
    as_json: bool,
) -> None:
    """Print the articles that answer, the best first, with the sentences that do."""
    home = Home(settings.home)
    since, until = (day.date() if day else None for day in days)
    refresh(home, _tell)
    found = search(home, question, Filters(language, source, since, until, kind), most)
    if as_json:
        print_json({"articles": found.articles, "hits": [asdict(hit) for hit in found.hits]})
        return
    _print(found)


def export(
    settings: Settings, report: str | None, tables: bool, given: Sequence[str], form: ExportFormat, place: Path | None
) -> None:
    """Write a report's rows into a file, or every table into a folder; print where they are."""
    if (report is None) != tables:
        raise UsageError("Name a report, or say --tables for all tables and views: one of the two.")
    home = Home(settings.home)
    if report is None:
        for written in export_tables(home, place or Path("dateline-tables"), form):
            out.print(str(written), markup=False, soft_wrap=True)
        return
    values = dict(_pair(one) for one in given)
    made, table = make_report(settings, report, values)
    place = place or Path(f"{made.name}.{form}")
    export_table(table, made.name, place, form)
    out.print(str(place), markup=False, soft_wrap=True)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"Write a parameter as NAME=VALUE, not {text!r}.")
    return name, value


def _tell(done: int, of: int) -> None:
    if of >= TELL_ARTICLES:
        err.print(f"Indexing for the search: {done:,} of {of:,} articles.", style="dim")


def _print(found: Found) -> None:
    for hit in found.hits:
        head = Text(hit.headline, style="bold")
        head.append("  " + ", ".join(filter(None, (hit.publisher, hit.day, hit.language))), style="not bold dim")
        out.print(head, soft_wrap=True)
        for passage in hit.passages:
            out.print(Text("  ").append_text(_marked(passage)), soft_wrap=True)
        out.print(Text(f"  {hit.article_id}", style="dim"), soft_wrap=True)
    shown = f", the best {len(found.hits)} shown" if len(found.hits) < found.articles else ""
    count = f"{found.articles:,} article{'' if found.articles == 1 else 's'}"
    out.print(f"{count}{shown}." if found.articles else "No article answers.")


def _marked(passage: Passage) -> Text:
    """A sentence in one line, with what was found in colour on a terminal and in brackets in a pipe."""
    told, at = Text(), 0
    for start, end in _joined(passage.marks):
        told.append(_line(passage.text[at:start]))
        word = _line(passage.text[start:end])
        told.append(word if out.is_terminal else f"⟨{word}⟩", style="bold yellow")
        at = end
    return told.append(_line(passage.text[at:]))


def _joined(marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in marks:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _line(text: str) -> str:
    """Text without line breaks, and without what would move a terminal's cursor."""
    return "".join(one if one.isprintable() else " " for one in text)
