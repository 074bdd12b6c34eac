"""What can be typed into the forms of the Prefect UI, by mistake or on purpose."""

import asyncio
from pathlib import Path

import pytest
from pydantic import ValidationError

from flows.inbox import drain, refuse_missing, run_plainly
from flows.reporting import find_report
from schemas.problem import UsageError
from schemas.requests import IngestRequest, ReportRequest, ReprocessRequest, UpkeepRequest
from tests.faults.conftest import Cases
from tests.faults.world import assert_invariants, world

LONG = "x" * 1_000_000


@pytest.mark.fault("Forms", "wrong types, unknown fields, strings of a megabyte, thousands of paths")
def test_a_form_takes_only_what_it_asks_for(cases: Cases) -> None:
    wrong = [
        (IngestRequest, {"paths": "a"}),
        (IngestRequest, {"paths": [1]}),
        (IngestRequest, {"paths": [None]}),
        (IngestRequest, {"paths": ["a"] * 1001}),
        (IngestRequest, {"path": ["a"]}),
        (ReportRequest, {"name": LONG}),
        (ReportRequest, {"format": "exe"}),
        (ReportRequest, {"parameters": {"since": 1}}),
        (ReportRequest, {"parameters": ["since"]}),
        (ReprocessRequest, {"every": "perhaps"}),
        (UpkeepRequest, {"doctor": {}}),
    ]
    for form, given in wrong:
        with pytest.raises(ValidationError):
            form.model_validate(given)
        cases.add()


@pytest.mark.fault("Forms", "paths that are none: too long, with NUL, devices, folders that are links")
def test_a_path_that_is_none_is_refused_or_ignored(tmp_path: Path, cases: Cases) -> None:
    desk = world(tmp_path / "home")
    for path in (LONG, "/" + "a/" * 3000, "a\0b", "/no/such/file", ""):
        if path:
            with pytest.raises(UsageError, match="There is no file"):
                refuse_missing([Path(path).absolute()])
            cases.add()
    (tmp_path / "link").symlink_to("/etc")
    done = asyncio.run(drain(desk.shop, [Path("/dev/null"), tmp_path / "link"], run_plainly, lambda _: None))

    assert {one.outcome for one in done} == {"ignored"}
    assert Path("/dev/null").exists()
    assert_invariants(desk, [])
    cases.add(2)


@pytest.mark.fault("Forms", "names of reports that lead elsewhere")
def test_a_report_is_one_of_those_that_are_there(tmp_path: Path, cases: Cases) -> None:
    desk = world(tmp_path / "home")
    for name in ("../../etc/passwd", "timeline.sql", "timeline; drop table articles", "", "TIMELINE"):
        with pytest.raises(UsageError, match="There is no report"):
            find_report(desk.settings, name)
        cases.add()
