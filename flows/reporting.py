"""Run a report and write what it gave."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from schemas.problem import NotThere
from schemas.report import Report, ReportFormat, Table
from schemas.settings import Home, Settings
from tasks.render import render
from warehouse.ask import reports, run_report
from warehouse.desk import asking, state
from warehouse.open import published_at

SUFFIX: dict[ReportFormat, str] = {"table": "txt", "csv": "csv", "json": "json", "html": "html", "parquet": "parquet",
                                   "svg": "svg", "png": "png"}  # fmt: skip
FILES: tuple[ReportFormat, ...] = ("html", "parquet", "svg", "png")  # not for a terminal


def find_report(settings: Settings, name: str) -> Report:
    """A report by name; NotThere lists the names there are."""
    known = reports(settings.reports)
    if name not in known:
        raise NotThere(f"There is no report {name!r}. There are: {', '.join(sorted(known))}.")
    return known[name]


def make_report(settings: Settings, name: str, given: Mapping[str, str]) -> tuple[Report, Table]:
    """Run a report over the published warehouse."""
    report = find_report(settings, name)
    return report, run_report(Home(settings.home), report, given)


def write_report(
    home: Home,
    report: Report,
    table: Table,
    form: ReportFormat,
    place: Path | None = None,
    given: Mapping[str, str] | None = None,
) -> Path:
    """Write a report's file, by default into `reports/`; the place where it is."""
    made_at = datetime.now(UTC)
    home.reports.mkdir(parents=True, exist_ok=True)
    place = place or home.reports / f"{report.name}-{made_at:%Y%m%d-%H%M%S}.{SUFFIX[form]}"
    arriving = place.with_name(f".{place.name}.{os.getpid()}.arriving")  # a full disk leaves the file that was there
    try:
        arriving.write_bytes(render(report, table, form, made_at, given, source(home)))
        arriving.replace(place)
    finally:
        arriving.unlink(missing_ok=True)
    return place


def source(home: Home) -> str:
    """Of what a page is made: `the warehouse as of 24 November 2026, 09:30 UTC, with 812 articles`."""
    with asking(home) as connection:
        found = state(connection)
    at = published_at(home)
    return f"the warehouse as of {at:%-d %B %Y, %H:%M} UTC, with {found['articles']} articles"
