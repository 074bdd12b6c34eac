"""What people and programs put into a folder: odd names, links, pipes, bombs of size, and files that change."""

import os
import shutil
import socket
from pathlib import Path

import pytest

from tests.conftest import STORY, Desk
from tests.faults.conftest import FULL, Cases
from tests.faults.world import a_pass, assert_invariants, checksums, dropped_hashes, in_a_process, story, world

NAMES = [
    b"caf\xe9.txt", b"\xff\xfe.txt", b"a\nb.txt", b"\x1b[31mred\x1b[0m.txt", b"-rf.txt", b"--help",
    b"=cmd|' C calc'!A0.txt", b"..txt", b"...txt.", b"x" * 251 + b".txt", "ü".encode() * 125 + b".txt", b"a b\tc.txt",
    b"'; drop table drops; --.txt", "\u202egnp.txt".encode(), b"$(reboot).txt", b"NUL", b"con.txt", b"[bold]red.txt",
    b"{0}.txt", b"%s%n.txt", b"*.txt",
]  # fmt: skip


@pytest.fixture
def small(tmp_path: Path) -> Desk:
    return world(tmp_path / "home")


@pytest.mark.fault("Names", "not UTF-8, 255 bytes, newlines, escapes, options, formulas, globs")
def test_a_name_is_only_a_name(small: Desk, cases: Cases) -> None:
    dropped = set()
    for number, name in enumerate(NAMES):
        place = Path(os.fsdecode(os.fsencode(small.home.inbox) + b"/" + name))
        place.write_text(story(100 + number))
        dropped |= dropped_hashes([place])
    done = small.ingest()

    hidden = [name for name in done if name.startswith(".")]
    assert {one.outcome for name, one in done.items() if name not in hidden} == {"loaded"}
    assert all(name.isprintable() for name in done)
    assert_invariants(small, dropped)
    cases.add(len(NAMES))


@pytest.mark.fault("Names", "the same odd names on files that are refused, and let in again")
def test_a_refused_file_of_any_name_comes_back(small: Desk, cases: Cases) -> None:
    from tasks.quarantine import let_in, refusals

    for number, name in enumerate(NAMES):
        Path(os.fsdecode(os.fsencode(small.home.inbox) + b"/" + name)).write_text("{" + str(number))
    done = small.ingest()
    refused = [one for one in done.values() if one.outcome == "quarantined"]
    found = refusals(small.home)

    assert len(found) == len(refused)
    assert all(one.codes for one in found)
    for one in found:
        let_in(one, small.home)
    assert len(small.ingest()) >= len(refused)
    assert len(refusals(small.home)) == len(refused)
    cases.add(len(NAMES))


@pytest.mark.fault("Special files", "links to a file, to a folder, to nothing; a pipe, a socket, a device")
def test_what_is_no_file_of_its_own_is_ignored_with_a_reason(small: Desk, tmp_path: Path, cases: Cases) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(STORY)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "inside.txt").write_text(story(7))
    inbox = small.home.inbox
    (inbox / "link.txt").symlink_to(secret)
    (inbox / "folder").symlink_to(tmp_path / "folder")
    (inbox / "dangling.txt").symlink_to(tmp_path / "nothing")
    os.mkfifo(inbox / "pipe.txt")
    listening = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    os.chdir(inbox)  # the name of a socket may have 108 bytes
    listening.bind("socket.txt")
    os.chdir(here)
    small.drop("good.txt", story(8))

    done = small.ingest()
    listening.close()
    assert {name: one.outcome for name, one in done.items()} == {
        "good.txt": "loaded",
        **dict.fromkeys(["link.txt", "folder", "dangling.txt", "pipe.txt", "socket.txt"], "ignored"),
    }
    assert all(one.reason for name, one in done.items() if name != "good.txt")
    assert secret.exists()
    assert_invariants(small, [])
    cases.add(5)


@pytest.mark.fault("Special files", "two names of one file")
def test_two_names_of_one_file_are_one_article(small: Desk, cases: Cases) -> None:
    first = small.drop("first.txt")
    os.link(first, small.home.inbox / "second.txt")
    dropped = dropped_hashes([first])
    small.ingest()
    small.ingest()

    assert small.ask("select count(*) from articles") == [(1,)]
    assert list(small.home.inbox.iterdir()) == []
    assert_invariants(small, dropped)
    cases.add()


@pytest.mark.fault("Special files", "a gigabyte of nothing")
def test_a_sparse_file_over_the_limit_is_refused_unread(small: Desk, cases: Cases) -> None:
    with (small.home.inbox / "sparse.txt").open("wb") as out:
        out.truncate(1 << 30)
    small.drop("good.txt")

    done = small.ingest()
    assert [one.code for one in done["sparse.txt"].problems] == ["file.too_large"]
    assert done["good.txt"].outcome == "loaded"
    assert sum(one.stat().st_size for one in small.home.vault.rglob("*") if one.is_file()) < 1 << 20
    before = checksums(small.home)
    small.home.live.unlink()
    small.ingest()
    assert checksums(small.home) == before
    cases.add()


@pytest.mark.fault("Changing files", "rewritten, replaced, cut or removed between the scan and the reading")
def test_a_file_that_changes_is_read_again_never_half(
    small: Desk, monkeypatch: pytest.MonkeyPatch, cases: Cases
) -> None:
    from flows import stages

    acts = {
        "grows.txt": lambda place: place.write_text(place.read_text() + "And more was said in Lisbon.\n"),
        "rewritten.txt": lambda place: place.write_text(place.read_text().replace("dockers", "workers")),
        "replaced.txt": lambda place: (place.unlink(), place.write_text(story(60))),
        "cut.txt": lambda place: os.truncate(place, 200),
        "vanishes.txt": Path.unlink,
        "becomes a link.txt": lambda place: (place.unlink(), place.symlink_to("/etc/passwd")),
        "becomes a folder.txt": lambda place: (place.unlink(), place.mkdir()),
    }
    for number, name in enumerate(acts):
        small.drop(name, story(70 + number))
    real, changed = stages.take, set()

    def take(seen, *rest):
        if seen.path.name not in changed:
            changed.add(seen.path.name)
            acts[seen.path.name](seen.path)
        return real(seen, *rest)

    monkeypatch.setattr(stages, "take", take)
    first = small.ingest()
    assert "loaded" not in {one.outcome for one in first.values()}
    monkeypatch.undo()
    world(small.home.root)
    after = [one for one in small.home.inbox.iterdir() if one.is_file() and not one.is_symlink()]
    texts = {one.read_text() for one in after}
    small.ingest()

    loaded = {text for (text,) in small.ask("select text from articles")}
    assert loaded == texts
    assert_invariants(small, [])
    cases.add(len(acts))


@pytest.mark.fault("Changing files", "the inbox is removed, or comes back with another one's files")
def test_an_inbox_that_goes_and_comes_back(small: Desk, cases: Cases) -> None:
    dropped = dropped_hashes([small.drop("a.txt", story(1))])
    small.ingest()
    shutil.rmtree(small.home.inbox)
    assert in_a_process(a_pass, small.home.root) == 0
    dropped |= dropped_hashes([small.drop("b.txt", story(2))])
    small.ingest()
    assert_invariants(small, dropped)
    cases.add()


@pytest.mark.full
@pytest.mark.fault("Many at once", "10,000 broken files among 1,000 good ones: these are loaded, each other has a code")
def test_ten_thousand_broken_files_stop_no_good_one(tmp_path: Path, cases: Cases) -> None:
    desk = world(tmp_path / "home")
    desk.settings.__dict__["batch_files"] = 500
    broken = [b"", b"{", b"[1, NaN]", b"\0" * 50, b'{"a":1,"a":2}', b"[" * 5000, b"%PDF-1.4 no", b"\x1f\x8b broken"]
    for number in range(10_000):
        desk.drop(
            f"bad/{number % 100}/{number}.json", broken[number % len(broken)] + f"{number}".encode() * (number % 8 > 0)
        )
    for number in range(1_000):
        desk.drop(f"good/{number}.txt", story(5000 + number))
    done = desk.ingest()

    assert {one.outcome for name, one in done.items() if name.startswith("good/")} == {"loaded"}
    bad = [one for name, one in done.items() if name.startswith("bad/")]
    assert len(bad) == 10_000
    assert all(one.outcome == "duplicate" or one.problems for one in bad)
    cases.add(11_000)


@pytest.mark.fault("Many at once", "the same files in two runs at once, and again in other orders")
def test_two_runs_and_any_order_give_the_same_tables(tmp_path: Path, cases: Cases) -> None:
    from tests.faults.world import SPAWNING

    told = []
    for number in range(4 if FULL else 2):
        desk = world(tmp_path / str(number))
        for one in sorted(range(12), key=lambda one, number=number: (one * (2 * number + 1)) % 13):
            desk.drop(f"{one}.txt", story(200 + one))
        runs = [SPAWNING.Process(target=a_pass, args=(desk.home.root,)) for _ in range(1 + number % 2)]
        for run in runs:
            run.start()
        for run in runs:
            run.join()
            assert run.exitcode == 0
        assert_invariants(desk, [])
        told.append({name: value for name, value in checksums(desk.home).items() if name != "drops"})
        cases.add()
    assert all(one == told[0] for one in told)
