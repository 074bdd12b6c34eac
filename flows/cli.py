"""The command line. Each command imports what it needs when it runs, so that `--help` answers at once.

Exit codes: 0 done; 1 something was refused or a check failed, and is named; 2 wrong usage; 3 the environment does not
allow it now (locked, full, unreachable).
"""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.entities import entity
from flows.watches import watch
from schemas.problem import Deferred, Unavailable, UsageError
from schemas.report import ExportFormat, ReportFormat, ShowFormat
from schemas.search import PieceKind

if TYPE_CHECKING:
    from schemas.settings import Settings

app = typer.Typer(
    name="dateline",
    help="Drop articles into a folder; seconds later ask in SQL who, where, when and how much.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
app.add_typer(entity, name="entity")
app.add_typer(watch, name="watch")
_debug = False

REFUSED, USAGE, ENVIRONMENT = 1, 2, 3

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


@app.callback()
def everywhere(
    home: Annotated[
        Path | None, typer.Option(help="Folder of inbox, vault and warehouse. [default: $DATELINE_HOME, or data]")
    ] = None,
    debug: Annotated[bool, typer.Option(help="Show the traceback of an error.")] = False,
) -> None:
    """Options that every command takes."""
    import os

    global _debug
    _debug = debug
    if home is not None:
        os.environ["DATELINE_HOME"] = str(home)


@app.command()
def up() -> None:
    """Start everything: Prefect server and UI, deployments, and the watcher of the inbox. Ctrl-C ends it.

    Example: `DATELINE_PORT=4300 dateline up`
    """
    from flows.resident import up as reside

    reside(_settings(), lambda line: typer.echo(line))


@app.command()
def desk() -> None:
    """Open the desk: pages over the published warehouse, in a browser. `dateline up` opens it too.

    Example: `DATELINE_DESK_PORT=4301 dateline desk`
    """
    from flows.desk.serve import desk as serve

    serve(_settings(), lambda line: typer.echo(line))


@app.command()
def ingest(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files and folders; none means the inbox.")] = None,
    json: AsJson = False,
) -> None:
    """Load what rests in the inbox, or given files and folders, once.

    Files outside the inbox are read and left in place. Example: `dateline ingest ~/articles`
    """
    from flows.commands import ingest as load

    raise typer.Exit(load(_settings(), paths or [], json))


@app.command()
def enrich(
    file: Annotated[Path, typer.Argument(help="A file of any format that Dateline reads.")],
    published: Annotated[str | None, typer.Option(help="Day of publication (2026-11-24) over the file's own.")] = None,
    language: Annotated[str | None, typer.Option(help="Language (BCP 47) over the detected one.")] = None,
    json: AsJson = False,
) -> None:
    """Show what would be extracted from a file; writes nothing.

    Example: `dateline enrich samples/story.txt --published 2026-11-24`
    """
    from flows.showing import show_file

    raise typer.Exit(show_file(_settings(), file, published, language, json))


@app.command()
def status(json: AsJson = False) -> None:
    """Say what became of everything that was dropped, and how the resident is."""
    from flows.commands import status as tell

    raise typer.Exit(tell(_settings(), json))


@app.command()
def reports(json: AsJson = False) -> None:
    """List the reports and their parameters."""
    from flows.commands import list_reports

    list_reports(_settings(), json)


@app.command()
def report(
    name: Annotated[str, typer.Argument(help="Its name, as `dateline reports` lists it.")],
    param: Annotated[list[str] | None, typer.Option(help="A parameter, as NAME=VALUE; once for each.")] = None,
    format: Annotated[ReportFormat, typer.Option(help="How to write it.")] = "table",
    output: Annotated[Path | None, typer.Option(help="A file to write it into.")] = None,
) -> None:
    """Run one report over the warehouse.

    Example: `dateline report biggest_moves --param unit=% --format csv --output moves.csv`
    """
    from flows.commands import run_report

    run_report(_settings(), name, param or [], format, output)


@app.command()
def sql(
    select: Annotated[str, typer.Argument(help="Exactly one SELECT.")],
    format: Annotated[ReportFormat, typer.Option(help="How to write it.")] = "table",
) -> None:
    """Ask the warehouse in SQL.

    Example: `dateline sql "select subject, signed_value, unit from figures_in_context"`
    """
    from flows.commands import run_sql

    run_sql(_settings(), select, format)


@app.command()
def search(
    question: Annotated[str, typer.Argument(help='Words, AND, OR, NOT, "words together", beginnings of words: clim*.')],
    language: Annotated[str, typer.Option(help="BCP 47 code.")] = "",
    source: Annotated[str, typer.Option(help="Sub-folder of the inbox.")] = "",
    since: Annotated[datetime | None, typer.Option(help="Earliest day.", formats=["%Y-%m-%d"])] = None,
    until: Annotated[datetime | None, typer.Option(help="Day after the last.", formats=["%Y-%m-%d"])] = None,
    kind: Annotated[PieceKind | None, typer.Option(help="Where the words must stand.")] = None,
    most: Annotated[int, typer.Option(min=1, help="Articles shown.")] = 10,
    json: AsJson = False,
) -> None:
    """Find articles by their words, the best first, with the sentences that answer.

    Example: `dateline search "climate AND Kerry" --language en --since 2014-07-01`
    """
    from flows.finding import find

    find(_settings(), question, language, source, (since, until), kind, most, json)


@app.command()
def export(
    report: Annotated[str | None, typer.Argument(help="A report, as `dateline reports` lists it.")] = None,
    tables: Annotated[bool, typer.Option("--tables", help="Every table and view instead, into a folder.")] = False,
    param: Annotated[list[str] | None, typer.Option(help="A parameter, as NAME=VALUE; once for each.")] = None,
    format: Annotated[ExportFormat, typer.Option(help="Parquet, CSV, JSON lines or Excel.")] = "parquet",
    output: Annotated[Path | None, typer.Option(help="The file; a folder for --tables.")] = None,
) -> None:
    """Write rows for other programs: Parquet, CSV, JSON lines or Excel.

    Example: `dateline export biggest_moves --param unit=% --format xlsx --output moves.xlsx`
    """
    from flows.finding import export as write_rows

    write_rows(_settings(), report, tables, param or [], format, output)


@app.command()
def show(
    id: Annotated[str, typer.Argument(help="An article's id, or ID:N for its figure number N.")],
    json: AsJson = False,
    format: Annotated[ShowFormat, typer.Option(help="How to show an article; jsonld is schema.org's.")] = "text",
    diff: Annotated[bool, typer.Option("--diff", help="What it says otherwise than the version before it.")] = False,
) -> None:
    """Show an article with its spans marked, or one figure with its sentence, file and bytes.

    Example: `dateline show 3fa9c1d2e4b5a697-0:2`
    """
    from flows.showing import show_changes, show_stored

    if diff:
        show_changes(_settings(), id, json)
    else:
        show_stored(_settings(), id, "json" if json else format)


@app.command()
def quarantine(json: AsJson = False) -> None:
    """List what was refused, and why."""
    from flows.commands import list_quarantine

    list_quarantine(_settings(), json)


@app.command()
def retry(
    what: Annotated[list[str] | None, typer.Argument(help="Problem codes or file names; none means all.")] = None,
) -> None:
    """Let refused files into the inbox again.

    Example: `dateline retry json.invalid`
    """
    from flows.commands import retry as let_in_again

    raise typer.Exit(let_in_again(_settings(), what or []))


@app.command()
def reprocess(
    stale: Annotated[bool, typer.Option("--stale", help="Only what an older enricher made.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the difference and change nothing.")] = False,
) -> None:
    """Enrich loaded articles again; the difference is shown before the swap."""
    from flows.commands import reprocess as enrich_again

    raise typer.Exit(enrich_again(_settings(), stale, dry_run))


@app.command()
def doctor(
    repair: Annotated[bool, typer.Option("--repair", help="Finish what a killed run left, and publish.")] = False,
    json: AsJson = False,
) -> None:
    """Check every invariant of the home."""
    from flows.commands import doctor as examine

    raise typer.Exit(examine(_settings(), repair, json))


@app.command()
def rebuild() -> None:
    """Derive the warehouse again from the originals in the vault."""
    from flows.commands import rebuild as derive_again

    derive_again(_settings())


@app.command()
def forget(
    id: Annotated[str, typer.Argument(help="An article's id.")],
    whole_file: Annotated[bool, typer.Option("--whole-file", help="And the others of its file.")] = False,
) -> None:
    """Remove an article everywhere: its rows, and its original in the vault."""
    from flows.commands import forget as remove

    remove(_settings(), id, whole_file)


def _settings() -> "Settings":
    from flows.settings import read_settings

    return read_settings()


def main() -> None:
    """Run the command line; errors are one sentence, and the exit code says of what kind."""
    try:
        app()
    except UsageError as fault:
        _fail(str(fault), USAGE)
    except (Unavailable, Deferred) as fault:
        _fail(str(fault), ENVIRONMENT)
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
    except OSError as fault:
        _fail(f"{fault.strerror or fault}: {fault.filename}" if fault.filename else str(fault), ENVIRONMENT)


def _fail(sentence: str, code: int) -> None:
    if _debug:
        raise
    from flows.console import safe

    typer.echo(f"dateline: {safe(sentence)}", err=True)  # it may quote an article, or a file's name
    raise SystemExit(code)


if __name__ == "__main__":
    main()
