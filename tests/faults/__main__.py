"""`make faults`: make every fault, and write the table of those survived into docs/reliability.md."""

import os
import sys
from collections import defaultdict
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
BEGIN, END = "<!-- Made by `make faults`: what follows is what it did. -->", "<!-- end -->"


class Matrix:
    """Collects what each test says of itself, and how it ended."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], list[tuple[bool, int]]] = defaultdict(list)
        self._told: dict[str, tuple[str, str]] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            if (mark := item.get_closest_marker("fault")) is not None:
                self._told[item.nodeid] = (mark.args[0], mark.args[1])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        told = self._told.get(report.nodeid)
        if told and (report.when == "teardown" or not report.passed):
            cases = int(dict(report.user_properties).get("cases", 0)) or 1
            self.rows[told].append((bool(report.passed), cases))

    def table(self) -> str:
        lines = ["| | fault | made | survived |", "|---|---|---:|---:|"]
        before = ""
        kinds = list(dict.fromkeys(kind for kind, _ in self.rows))  # one may stand in several files
        for (kind, told), tried in sorted(self.rows.items(), key=lambda row: kinds.index(row[0][0])):
            made = sum(cases for _, cases in tried)
            survived = sum(cases for held, cases in tried if held)
            lines.append(f"| {kind if kind != before else ''} | {told} | {made} | {survived} |")
            before = kind
        return "\n".join(lines)


def write(table: str) -> None:
    """Put the table between its marks."""
    before, begin, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    PAGE.write_text(f"{before}{begin}\n\n{table}\n\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    os.environ["DATELINE_FAULTS"] = "full"
    matrix = Matrix()
    code = pytest.main([str(Path(__file__).parent), "-q", "--durations=10", *sys.argv[1:]], plugins=[matrix])
    if len(sys.argv) == 1:
        write(matrix.table())
    raise SystemExit(code)
