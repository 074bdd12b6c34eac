"""What the commands do and print; each returns its exit code where it has one."""

import asyncio
import os
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from flows.bounds import bounded
from flows.console import err, out, print_json, print_outcomes, print_table, write
from flows.reporting import FILES, make_report, write_report
from flows.status import as_json as status_json
from flows.status import status as count_everything
from schemas.enriched import FileOutcome
from schemas.problem import UsageError
from schemas.report import Report, ReportFormat, Table
from schemas.settings import Home, Settings
from tasks.quarantine import let_in, refusals
from tasks.render import plain, render
from tasks.take import shown
from warehouse.ask import ask, reports

DONE, REFUSED, ENVIRONMENT = 0, 1, 3
COLOURS = {"holds": "green", "warning": "yellow", "broken": "red"}  # of what the doctor found


def ingest(settings: Settings, paths: Sequence[Path], as_json: bool) -> int:
    """Load once, with the Prefect server that answers or without one."""
    from flows.inbox import RunBatch, drain, refuse_missing, run_plainly
    from flows.prefect_client import server_in_reach
    from flows.stages import Batch
    from flows.workshop import open_workshop

    refuse_missing(paths)
    url = server_in_reach(settings)
    if not as_json:
        told = (
            f"Runs are seen at {url.removesuffix('/api')}." if url else "No Prefect server answers: loading without it."
        )
        err.print(told, style="dim")
    run: RunBatch = run_plainly
    client: AbstractAsyncContextManager[None] = nullcontext()
    if url:
        from flows.running import WithOrWithout, kept_client

        run, client = WithOrWithout(lambda told: err.print(told, style="dim")).run, kept_client()

    async def work() -> list[FileOutcome]:
        async with open_workshop(settings) as shop, client:
            with _progress(as_json) as progress:
                bar = progress.add_task("files", total=None)

                def tell(batch: Batch) -> None:
                    progress.advance(bar, len(batch.outcomes))
                    for sentence in batch.left_behind:
                        err.print(sentence, style="yellow", markup=False, soft_wrap=True)

                return await drain(shop, paths, run, tell)

    done = asyncio.run(work())
    if as_json:
        print_json([asdict(one) for one in done])
    else:
        print_outcomes(done)
    ended = {one.outcome for one in done}
    return ENVIRONMENT if "deferred" in ended else REFUSED if "quarantined" in ended else DONE


def status(settings: Settings, as_json: bool) -> int:
    """Print the equation, the backlog, the resident's health and the last loads; 1 where it does not add up."""
    found = count_everything(settings)
    if as_json:
        print_json(status_json(found))
        return DONE if found.adds_up else REFUSED
    out.print(found.equation(), soft_wrap=True)
    if found.arriving:
        out.print(f"{found.arriving} more in the inbox have not been read yet.")
    if found.in_quarantine:
        out.print(f"{found.in_quarantine} in quarantine now: `dateline quarantine` says why.")
    if found.totals:
        out.print(", ".join(f"{count} {name.replace('_', ' ')}" for name, count in found.totals.items()))
    if found.resident is None:
        out.print("The resident is not up: start it with `dateline up`.")
    else:
        one = found.resident
        told = f"Up since {one['since']} (process {one['pid']}), watching by {one['watcher']}, UI {one['ui']}"
        out.print(told, markup=False, soft_wrap=True)
        if one["trouble"]:
            out.print(f"Trouble: {one['trouble']}", markup=False, soft_wrap=True)
        for name, reason in one["deferred"].items():
            out.print(f"deferred: {name}: {reason}", markup=False, soft_wrap=True)
    for name, one in found.alerts.items():
        told = f"Alerts wait since {one['since']}: {name}: {one['trouble']}"
        out.print(told, markup=False, soft_wrap=True)
    if found.last_loads:
        columns = ("committed_at", "files", "articles")
        rows = tuple(tuple(load[column] for column in columns) for load in found.last_loads)
        print_table(Table(columns, rows), "Last loads")
    if not found.adds_up:
        out.print("The equation does not add up: run `dateline doctor`.")
    return DONE if found.adds_up else REFUSED


def list_reports(settings: Settings, as_json: bool) -> None:
    """Print every report with its parameters."""
    known = reports(settings.reports)
    if as_json:
        told = [
            {"name": one.name, "title": one.title, "description": one.description,
             "parameters": [asdict(parameter) for parameter in one.parameters]}
            for one in known.values()
        ]  # fmt: skip
        print_json(told)
        return
    rows = tuple((one.name, one.description, _parameters(one)) for one in known.values())
    print_table(Table(("report", "what it tells", "parameters"), rows))


def _parameters(report: Report) -> str:
    return ", ".join(f"{one.name}={one.default or repr('')}" for one in report.parameters)


def run_report(settings: Settings, name: str, given: Sequence[str], form: ReportFormat, place: Path | None) -> None:
    """Run a report; print it, or write it where `place` says (else pages, pictures and Parquet go to reports/)."""
    values = dict(_pair(one) for one in given)
    report, table = make_report(settings, name, values)
    if place or form in FILES:
        written = write_report(Home(settings.home), report, table, form, place, values)
        out.print(str(written), markup=False, soft_wrap=True)
    elif form == "table":
        print_table(table, report.title)
    else:
        write(render(report, table, form, datetime.now(UTC)).decode())


def run_sql(settings: Settings, select: str, form: ReportFormat) -> None:
    """Run one SELECT and print what it gives."""
    with bounded():
        table = ask(Home(settings.home), select)
    if form == "table":
        print_table(table)
    elif form in FILES:
        raise UsageError(f"{form} is not for a terminal: use a report, or --format csv or json.")
    else:
        made = Report("sql", "A question", "", (), select, Path())
        write(render(made, table, form, datetime.now(UTC)).decode())


def list_quarantine(settings: Settings, as_json: bool) -> None:
    """Print every refused file with its problems and how to mend them."""
    found = refusals(Home(settings.home))
    if as_json:
        told = [{"file": one.name, "refused_at": one.refused_at, "problems": list(one.problems)} for one in found]
        print_json(told)
        return
    for one in found:
        out.print(one.name, style="bold", markup=False, soft_wrap=True)
        for problem in one.problems:
            where = f" (field {problem['field']})" if problem.get("field") else ""
            line = f"{problem['code']}: {problem.get('sentence')}{where} {problem.get('hint')}"
            out.print("  " + plain(line), markup=False, soft_wrap=True)
    if not found:
        out.print("Nothing is in quarantine.")


def retry(settings: Settings, what: Sequence[str]) -> int:
    """Move refused files back into the inbox; 1 where a name fits none."""
    home = Home(settings.home)
    found = refusals(home)
    chosen = [one for one in found if not what or one.codes & set(what) or {one.name, one.place.name} & set(what)]
    for one in chosen:
        out.print(f"back in the inbox: {shown(let_in(one, home), home.inbox)}", markup=False, soft_wrap=True)
    fitting = {name for one in chosen for name in (one.name, one.place.name, *one.codes)}
    missing = [wanted for wanted in what if wanted not in fitting]
    for wanted in missing:
        err.print(f"nothing in quarantine has the name or code {wanted}", markup=False)
    if chosen:
        out.print("`dateline ingest` loads it, or the resident does by itself.")
    return REFUSED if missing else DONE


def reprocess(settings: Settings, stale: bool, dry_run: bool) -> int:
    """Enrich again, printing each difference before its swap; 1 where a file can no longer be read."""
    from flows.again import Difference
    from flows.again import reprocess as enrich_again
    from flows.workshop import open_workshop

    def tell(these: Sequence[Difference]) -> None:
        for one in these:
            if one.problem:
                out.print(f"{one.name}: kept as it was. {one.problem}", markup=False, soft_wrap=True)
            elif not one.empty:
                added = ", ".join(f"+{count} {kind}" for kind, count in one.added.items())
                removed = ", ".join(f"-{count} {kind}" for kind, count in one.removed.items())
                out.print(f"{one.name}: {', '.join(filter(None, (added, removed)))}", markup=False, soft_wrap=True)

    async def work() -> list[Difference]:
        async with open_workshop(settings) as shop:
            return await enrich_again(shop, not stale, dry_run, tell)

    done = asyncio.run(work())
    changed = sum(not one.empty for one in done)
    out.print(f"{len(done)} files enriched again, {changed} changed{' (nothing was written)' if dry_run else ''}.")
    return REFUSED if any(one.problem for one in done) else DONE


def doctor(settings: Settings, repair: bool, as_json: bool) -> int:
    """Print every invariant, and what breaks it; 1 where one is broken, and not for a warning."""
    from flows.doctor import examine
    from flows.doctor import repair as mend
    from flows.inbox import run_plainly
    from flows.workshop import open_workshop

    async def work() -> int:
        async with open_workshop(settings) as shop:
            return await mend(shop, run_plainly)

    if repair:
        finished = asyncio.run(work())
        err.print(f"{finished} files that a killed run left are finished.")
    home = Home(settings.home)
    home.make()
    findings = examine(home, settings)
    if as_json:
        print_json([asdict(one) | {"state": one.state} for one in findings])
    else:
        for one in findings:
            state = f"[{COLOURS[one.state]}]{one.state:7}[/]"
            out.print(f"{state}  {one.invariant:6}  {one.sentence}", soft_wrap=True)
            for row in one.rows[:10]:
                out.print(f"        {plain(row)}", markup=False, soft_wrap=True)
    return REFUSED if any(one.state == "broken" for one in findings) else DONE


def rebuild(settings: Settings) -> None:
    """Derive the warehouse again, with a progress bar."""
    from flows.doctor import rebuild as derive_again
    from flows.workshop import open_workshop

    async def work() -> None:
        async with open_workshop(settings) as shop:
            with _progress(False) as progress:
                bar = progress.add_task("files", total=None)
                counts = await derive_again(shop, lambda done, of: progress.update(bar, completed=done, total=of))
        told = ", ".join(f"{count} {outcome}" for outcome, count in counts.items()) or "nothing to load"
        out.print(f"The warehouse is built again from the originals: {told}.")

    asyncio.run(work())


def forget(settings: Settings, article_id: str, whole_file: bool) -> None:
    """Remove an article everywhere, and say what went."""
    from flows.forgetting import forget_article
    from flows.prefect_client import server_in_reach

    article_ids, originals = forget_article(settings, article_id, whole_file)
    told = f"Forgotten: {', '.join(article_ids)}, with {originals} originals in the vault."
    out.print(f"{told} Reports in reports/ that were written since it came are deleted.", soft_wrap=True)
    home = Home(settings.home)
    if server_in_reach(settings):
        from flows.artifacts import forget_now

        out.print(forget_now(home), soft_wrap=True)
    elif (home.prefect / "prefect.db").exists() or "PREFECT_API_URL" in os.environ:
        out.print(
            "The Prefect server does not answer: artifacts that show it are deleted when `dateline up` starts next.",
            soft_wrap=True,
        )


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"Write a parameter as NAME=VALUE, not {text!r}.")
    return name, value


def _progress(quiet: bool) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=err, transient=True, disable=quiet or not err.is_terminal)
