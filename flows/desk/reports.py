"""Every report with its form, what it gave, and its files."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from flows.desk.guard import ALONE
from flows.desk.room import Desk, desk_of
from flows.desk.view import page, query
from flows.reporting import SUFFIX, find_report, make_report, source
from schemas.problem import UsageError
from schemas.report import Parameter, Report, ReportFormat
from tasks.page.cells import columns_of, rows_of
from tasks.page.lead import leads
from tasks.page.write import charts
from tasks.render import render
from warehouse.ask import reports

ROWS_SHOWN = 500  # on the page; the files have them all
MEDIA: dict[str, str] = {
    "html": "text/html", "csv": "text/csv", "json": "application/json", "svg": "image/svg+xml", "png": "image/png",
    "parquet": "application/vnd.apache.parquet", "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
SHOWN_ALONE = ("html", "svg", "png")
_NAME = re.compile(r"[\w.-]+\.([a-z]+)")
#: Tables that say where the sources disagree, where they are among the reports.
DISAGREEMENTS = ("contradictions", "disagreements", "arithmetic", "changes")


def reports_list(request: Request) -> Response:
    """Every report by what it tells."""
    found = reports(desk_of(request).settings.reports)
    return page(request, "reports.html", reports=list(found.values()), written=_written(desk_of(request)))


def report(request: Request) -> Response:
    """A report's form; its result is a part of the page that is asked for by itself."""
    found = find_report(desk_of(request).settings, request.path_params["name"])
    given = _given(found, request)
    fields = [(one, input_type(one), given.get(one.name, one.default)) for one in found.parameters]
    return page(request, "report.html", report=found, fields=fields, asked=query(given), files=_files(found))


def result(request: Request) -> Response:
    """What a report gives: numbers, chart, table."""
    desk = desk_of(request)
    found = find_report(desk.settings, request.path_params["name"])
    given = _given(found, request)
    found, table = make_report(desk.settings, found.name, given)
    shown = type(table)(table.columns, table.rows[:ROWS_SHOWN])
    return page(
        request,
        "result.html",
        report=found,
        leads=leads(found.chart, table),
        charts=charts(found, table),
        columns=columns_of(shown),
        rows=rows_of(shown),
        left_out=len(table.rows) - len(shown.rows),
    )


def as_file(request: Request) -> Response:
    """A report as a file of one of the formats."""
    desk, form = desk_of(request), request.path_params["format"]
    if form not in get_args(ReportFormat):
        raise UsageError(f"There is no format {form!r}. There are: {', '.join(get_args(ReportFormat))}.")
    found = find_report(desk.settings, request.path_params["name"])
    given = _given(found, request)
    found, table = make_report(desk.settings, found.name, given)
    made_at = datetime.now(UTC)
    content = render(found, table, form, made_at, given, source(desk.home))
    name = f"{found.name}-{made_at:%Y%m%d-%H%M%S}.{SUFFIX[form]}"
    how = "inline" if form in SHOWN_ALONE else "attachment"
    headers = {"Content-Disposition": f'{how}; filename="{name}"', "Content-Security-Policy": ALONE}
    return Response(content, headers=headers, media_type=MEDIA.get(SUFFIX[form], "application/octet-stream"))


def written(request: Request) -> Response:
    """A file that the `report` flow, or a command, left in reports/."""
    name = request.path_params["file"]
    fits, folder = _NAME.fullmatch(name), desk_of(request).home.reports
    place = folder / name
    if fits is None or fits[1] not in MEDIA or place.is_symlink() or not place.is_file():
        raise HTTPException(404, f"There is no file {name} among the reports.")
    how = "inline" if fits[1] in SHOWN_ALONE else "attachment"
    headers = {"Content-Security-Policy": ALONE}
    return FileResponse(place, 200, headers, MEDIA[fits[1]], filename=name, content_disposition_type=how)


def disagreements(request: Request) -> Response:
    """The reports that say where sources disagree, one under the other."""
    known = reports(desk_of(request).settings.reports)
    return page(request, "disagreements.html", reports=[known[name] for name in DISAGREEMENTS if name in known])


def input_type(parameter: Parameter) -> str:
    """The kind of field that a parameter's type wants."""
    kind = parameter.type.partition("(")[0]
    if kind in ("DATE", "BOOLEAN"):
        return kind.lower()
    return "number" if kind in ("INTEGER", "BIGINT", "DOUBLE", "FLOAT", "DECIMAL", "SMALLINT") else "text"


def _given(found: Report, request: Request) -> Mapping[str, str]:
    asked = request.query_params
    return {one.name: asked[one.name] for one in found.parameters if one.name in asked}


def _files(found: Report) -> list[str]:
    pictures = ("svg", "png")
    return [one for one in SUFFIX if one != "table" and (one not in pictures or found.chart is not None)]


def _written(desk: Desk) -> list[dict[str, Any]]:
    if not desk.home.reports.is_dir():
        return []
    places: list[Path] = [place for place in desk.home.reports.iterdir() if _NAME.fullmatch(place.name)]
    places = [place for place in places if place.suffix.lstrip(".") in MEDIA]
    newest = sorted(places, key=lambda place: -place.stat().st_mtime)[:12]
    return [{"name": one.name, "at": datetime.fromtimestamp(one.stat().st_mtime, UTC)} for one in newest]
