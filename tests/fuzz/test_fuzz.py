"""What `make fuzz` stands on: a seed for each format, equal inputs for equal seeds, and faults that are kept."""

import time
from itertools import islice
from pathlib import Path

import pytest

from schemas.problem import Problem, Refused
from tasks.formats.table import READERS
from tasks.sniff import sniff
from tests.fuzz import __main__ as fuzz
from tests.fuzz import child, seeds, targets


def test_every_format_that_is_read_has_a_file_to_damage():
    assert set(READERS) <= {sniff(one.whole(), one.name).media_type for one in seeds.files()}


def test_equal_seeds_give_equal_inputs_at_any_time(monkeypatch: pytest.MonkeyPatch):
    first = list(islice(fuzz.inputs(3), 60))
    tomorrow = time.time() + 86_400
    monkeypatch.setattr(time, "time", lambda: tomorrow)

    assert list(islice(fuzz.inputs(3), 60)) == first
    assert list(islice(fuzz.inputs(3), 60)) != list(islice(fuzz.inputs(4), 60))


def test_an_error_is_kept_with_its_smallest_input_and_a_refusal_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def read(data: bytes, name: str, **_: object) -> None:
        if b"!" in data:
            raise KeyError("x")
        raise Refused(Problem("file.empty"))

    monkeypatch.setattr(targets, "read", read)
    findings = fuzz.Findings(tmp_path / "kept")
    for data in (b"fine", b"ab!", b"a!", b"abc!"):
        findings.count((data, "a.txt"), *child.judge((data, "a.txt")))

    assert findings.counts == {("text/plain", "refused"): 1}
    assert findings.faults == {"KeyError test_fuzz read": 3}
    assert (tmp_path / "kept" / "KeyError-test_fuzz-read.input").read_bytes() == b"a!"
    assert fuzz.again(tmp_path / "kept" / "KeyError-test_fuzz-read.input") == 1
