from multiprocessing.pool import ThreadPool
from pathlib import Path

from schemas.dropped import Stat, Taken
from tasks import journal

TAKEN = Taken("d1", Path("/in/a\udce9.txt"), "a\\xe9.txt", None, "ff", 3, "ff/ff.txt", Stat(1, 2, 3, 4, 5), 6.0)


def test_an_arrival_comes_back_as_it_was(tmp_path):
    journal.append(tmp_path / "j", [journal.dropped_line(TAKEN)])

    assert journal.arrivals(tmp_path / "j") == {"d1": TAKEN}


def test_the_ids_of_arrivals_are_those_of_whole_lines_in_whatever_order_their_fields_stand(tmp_path):
    place = tmp_path / "j"
    line = journal.dropped_line(TAKEN)
    journal.append(place, [line, journal.finished_line("d2", "loaded", 'it says "what":"dropped"', "")])
    journal.append(place, [dict(sorted((line | {"drop_id": "d3"}).items()))])
    with place.open("ab") as handle:
        handle.write(journal.as_text(line | {"drop_id": "d4"}).encode()[:-4])

    assert journal.arrived(place) == set(journal.arrivals(place)) == {"d1", "d3"}


def test_a_line_that_was_cut_short_spoils_no_other(tmp_path):
    place = tmp_path / "j"
    journal.append(place, [journal.finished_line("d1", "loaded", None, "")])
    place.write_bytes(place.read_bytes() + b'{"what":"dro')
    journal.append(place, [journal.finished_line("d2", "loaded", None, "")])

    assert [line["drop_id"] for line in journal.read(place)] == ["d1", "d2"]


def test_many_writers_lose_no_line(tmp_path):
    place = tmp_path / "j"

    def write(number):
        journal.append(place, [journal.finished_line(f"d{number}", "loaded", "x" * 500, "")])

    with ThreadPool(8) as pool:
        pool.map(write, range(200))

    assert {line["drop_id"] for line in journal.read(place)} == {f"d{number}" for number in range(200)}


def test_no_journal_is_an_empty_one(tmp_path):
    assert list(journal.read(tmp_path / "j")) == []
