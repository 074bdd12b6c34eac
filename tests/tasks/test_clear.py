import json

from schemas.problem import Problem
from tasks.clear import clear, set_aside
from tasks.quarantine import let_in, refusals
from tasks.scan import look
from tasks.take import take
from tasks.vault import FolderVault

PROBLEMS = (Problem("json.invalid", "Line 2, column 1.", byte_start=7, byte_end=8), Problem("article.text_missing"))


def taken(home, name, content="words"):
    place = home.inbox / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(content)
    return take(look(place), home, FolderVault(home.vault), 1_000, settled_at=1.0)


def test_a_loaded_file_is_gone_from_the_inbox(home):
    one = taken(home, "story.txt")

    assert clear(one, home)
    assert not one.path.exists()


def test_a_file_that_was_replaced_meanwhile_stays(home):
    one = taken(home, "story.txt")
    one.path.unlink()
    one.path.write_text("another story")

    assert not clear(one, home)
    assert one.path.read_text() == "another story"


def test_a_file_outside_the_inbox_stays(home, tmp_path):
    place = tmp_path / "mine.txt"
    place.write_text("words")
    one = take(look(place), home, FolderVault(home.vault), 1_000, settled_at=1.0)

    assert clear(one, home)
    assert place.exists()


def test_a_refused_file_stands_in_quarantine_beside_every_reason(home):
    place = set_aside(taken(home, "wire/story.json"), PROBLEMS, home, FolderVault(home.vault))

    assert place == home.quarantine / "wire" / "story.json"
    told = json.loads(place.with_name("story.json.problem.json").read_text())
    assert [one["code"] for one in told["problems"]] == ["json.invalid", "article.text_missing"]
    assert told["problems"][0]["byte_start"] == 7
    assert all(one["sentence"] and one["hint"] for one in told["problems"])
    assert not (home.inbox / "wire" / "story.json").exists()


def test_two_refused_files_of_one_name_both_stay(home):
    first = set_aside(taken(home, "story.json", "one"), PROBLEMS, home, FolderVault(home.vault))
    second = set_aside(taken(home, "story.json", "two"), PROBLEMS, home, FolderVault(home.vault))

    assert (first.read_text(), second.read_text()) == ("one", "two")


def test_the_longest_name_has_room_for_its_reasons(home):
    place = set_aside(taken(home, "x" * 250 + ".json"), PROBLEMS, home, FolderVault(home.vault))

    assert place.exists()
    assert [one.place for one in refusals(home)] == [place]


def test_a_refused_file_outside_the_inbox_stays_and_its_copy_is_set_aside(home, tmp_path):
    mine = tmp_path / "mine.json"
    mine.write_text("words")
    place = set_aside(
        take(look(mine), home, FolderVault(home.vault), 1_000, settled_at=1.0), PROBLEMS, home, FolderVault(home.vault)
    )

    assert mine.exists()
    assert place.read_text() == "words"


def test_a_refused_file_is_let_in_again_and_its_reasons_go(home):
    set_aside(taken(home, "wire/story.json"), PROBLEMS, home, FolderVault(home.vault))

    (refusal,) = refusals(home)
    assert refusal.codes == {"json.invalid", "article.text_missing"}
    assert let_in(refusal, home) == home.inbox / "wire" / "story.json"
    assert refusals(home) == []
