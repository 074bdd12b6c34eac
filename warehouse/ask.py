"""Questions to the published warehouse: one SELECT of a user's, or a report with typed parameters.

Every question runs on a read-only connection that can reach no file, load nothing and change no setting, with a limit
of memory and of time.
"""

import re
import threading
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path

import duckdb
from duckdb import StatementType

from schemas.problem import Unavailable, UsageError
from schemas.report import CHANNELS, Chart, Parameter, Report, Table
from schemas.settings import Home
from warehouse.migrate import is_newest
from warehouse.open import CLOSED, READ_MEMORY
from warehouse.readers import READERS

ASK_SECONDS = 30.0  # a person waits for it
OLDER = (
    "The warehouse was published by an earlier Dateline, which had not all that is asked for: run `dateline ingest`."
)

_HEADER = re.compile(r"^--\s*(title|description|param|chart):\s*(.*)$")
_PARAMETER = re.compile(r"(\w+)\s+([A-Z]+(?:\(\d+(?:,\s*\d+)?\))?)\s*=\s*('(?:[^']|'')*'|\S+)\s*(?:--\s*(.*))?$")


def ask(home: Home, sql: str, parameters: Mapping[str, object] | None = None, seconds: float = ASK_SECONDS) -> Table:
    """Run exactly one SELECT; UsageError says what is wrong with it, Unavailable that it took too long."""
    with READERS.reading(home) as connection:
        try:
            statements = connection.extract_statements(sql)
        except duckdb.Error as fault:
            raise UsageError(f"This is not SQL that DuckDB can read: {fault}") from fault
        if len(statements) != 1 or statements[0].type != StatementType.SELECT:
            raise UsageError("Write exactly one SELECT: the warehouse is for reading.")
        timer = threading.Timer(seconds, connection.interrupt)
        timer.start()
        try:
            result = connection.execute(statements[0], dict(parameters or {}))
            return Table(tuple(column[0] for column in result.description), tuple(result.fetchall()))
        except duckdb.InterruptException as fault:
            raise Unavailable(f"The question took longer than {seconds:g} s and was stopped.") from fault
        except duckdb.OutOfMemoryException as fault:
            raise Unavailable(f"The question needs more than {READ_MEMORY} of memory and was stopped.") from fault
        except duckdb.Error as fault:
            if isinstance(fault, duckdb.CatalogException | duckdb.BinderException) and not is_newest(connection):
                raise Unavailable(OLDER) from fault
            raise UsageError(str(fault)) from fault
        finally:
            timer.cancel()


def reports(own: Path | None = None) -> dict[str, Report]:
    """Every report by name: the shipped ones, and those of a user's own folder, which win."""
    found: dict[str, Report] = {}
    with as_file(files("warehouse") / "reports") as shipped:
        for folder in (shipped, own):
            if folder is not None:
                for path in sorted(folder.glob("*.sql")):
                    found[path.stem] = parse_report(path)
    return found


def parse_report(path: Path) -> Report:
    """Read a report's header; UsageError names the line that is not of the form."""
    try:
        sql = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        raise UsageError(f"{path} is not UTF-8: save it so.") from fault
    said = {"title": path.stem.replace("_", " "), "description": ""}
    parameters = []
    chart = None
    for number, line in enumerate(sql.splitlines(), 1):
        if not line.startswith("--"):
            break
        header = _HEADER.match(line)
        if header is None:
            continue
        if header[1] == "chart":
            chart = _chart(header[2], f"{path}, line {number}")
            continue
        if header[1] != "param":
            said[header[1]] = header[2].strip()
            continue
        parts = _PARAMETER.match(header[2])
        if parts is None:
            raise UsageError(f"{path}, line {number}: write `-- param: NAME TYPE = DEFAULT   -- description`.")
        default = parts[3][1:-1].replace("''", "'") if parts[3].startswith("'") else parts[3]
        parameters.append(Parameter(parts[1], parts[2], default, (parts[4] or "").strip()))
    return Report(path.stem, said["title"], said["description"], tuple(parameters), sql, path, chart)


def _chart(text: str, place: str) -> Chart:
    kind, *given = text.partition("--")[0].split()[:9] or [""]
    columns = dict(one.partition("=")[::2] for one in given)
    for known, (needed, optional) in CHANNELS.items():
        if kind == known and set(needed) <= set(columns) <= {*needed, *optional} and all(columns.values()):
            return Chart(known, columns)
    forms = "; ".join(
        " ".join([known, *(f"{name}=COLUMN" for name in needed), *(f"[{name}=COLUMN]" for name in optional)])
        for known, (needed, optional) in CHANNELS.items()
    )
    raise UsageError(f"{place}: write `-- chart: ` and one of: {forms}.")


def run_report(home: Home, report: Report, given: Mapping[str, str]) -> Table:
    """Run a report with parameters as text, each converted to its type; UsageError where one does not fit."""
    unknown = sorted(set(given) - {parameter.name for parameter in report.parameters})
    if unknown:
        names = ", ".join(parameter.name for parameter in report.parameters) or "none"
        raise UsageError(f"The report {report.name} has no parameter {', '.join(unknown)}. It has: {names}.")
    values = {
        parameter.name: _typed(parameter, given.get(parameter.name, parameter.default))
        for parameter in report.parameters
    }
    return ask(home, report.sql, values)


def _typed(parameter: Parameter, text: str) -> object:
    with duckdb.connect(":memory:", config=CLOSED) as connection:
        try:
            literal = duckdb.ConstantExpression(text).cast(connection.dtype(parameter.type))
            return connection.values(literal).fetchall()[0][0]
        except duckdb.Error as fault:
            raise UsageError(f"{parameter.name} takes {parameter.type} values; {text!r} is not one.") from fault
