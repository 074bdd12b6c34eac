"""A report's file is there whole, or as it was."""

from pathlib import Path

import pytest

from flows.reporting import make_report, write_report


def test_a_full_disk_leaves_the_report_that_was_there(desk, monkeypatch):
    desk.drop("story.txt")
    desk.ingest()
    report, table = make_report(desk.settings, "biggest_moves", {})
    place = write_report(desk.home, report, table, "csv", desk.home.reports / "moves.csv")
    before = place.read_bytes()
    real = Path.write_bytes

    def full(self, data):
        real(self, data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write_report(desk.home, report, table, "json", place)

    assert place.read_bytes() == before
    assert list(desk.home.reports.iterdir()) == [place]
