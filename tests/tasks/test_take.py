import hashlib
import os
import stat

import pytest

from schemas.problem import Deferred
from tasks.scan import look
from tasks.take import TakenTooSoon, drop_id, shown, source_of, take
from tasks.vault import FolderVault

LIMIT = 1_000


def drop(home, name, content=b"words"):
    place = home.inbox / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return look(place)


def test_the_bytes_are_in_the_vault_by_their_hash(home):
    taken = take(drop(home, "story.TXT"), home, FolderVault(home.vault), LIMIT, settled_at=1.0)

    assert taken.sha256 == hashlib.sha256(b"words").hexdigest()
    assert taken.vault_path == f"{taken.sha256[:2]}/{taken.sha256}.txt"
    assert (home.vault / taken.vault_path).read_bytes() == b"words"
    assert list(home.incoming.iterdir()) == []


def test_a_file_that_changed_since_it_was_seen_is_not_taken(home):
    seen = drop(home, "story.txt")
    seen.path.write_bytes(b"other words")

    with pytest.raises(TakenTooSoon):
        take(seen, home, FolderVault(home.vault), LIMIT, settled_at=1.0)
    assert list(home.incoming.iterdir()) == []


def test_a_file_that_went_is_not_taken(home):
    seen = drop(home, "story.txt")
    seen.path.unlink()

    with pytest.raises(TakenTooSoon):
        take(seen, home, FolderVault(home.vault), LIMIT, settled_at=1.0)


@pytest.mark.parametrize("become", ["link", "pipe"])
def test_a_file_that_became_something_else_is_not_taken(home, become):
    seen = drop(home, "story.txt")
    seen.path.unlink()
    if become == "link":
        seen.path.symlink_to("/etc/hostname")
    else:
        os.mkfifo(seen.path)

    with pytest.raises(TakenTooSoon):
        take(seen, home, FolderVault(home.vault), LIMIT, settled_at=1.0)


def test_a_file_over_the_limit_is_named_and_not_read(home):
    taken = take(drop(home, "big.txt", b"x" * (LIMIT + 1)), home, FolderVault(home.vault), LIMIT, settled_at=1.0)

    assert (taken.sha256, taken.vault_path, taken.byte_size) == ("", "", LIMIT + 1)


def test_a_vault_that_cannot_be_written_defers(home):
    home.incoming.rmdir()
    home.incoming.write_text("in the way")

    with pytest.raises(Deferred, match="vault"):
        take(drop(home, "story.txt"), home, FolderVault(home.vault), LIMIT, settled_at=1.0)


def test_the_same_unchanged_file_is_the_same_arrival_and_a_rewritten_one_is_not(home):
    first = drop(home, "story.txt")
    again = look(first.path)
    first.path.write_bytes(b"words")

    assert drop_id(first) == drop_id(again)
    assert drop_id(first) != drop_id(look(first.path))


def test_originals_in_the_vault_are_read_only(home):
    taken = take(drop(home, "story.txt"), home, FolderVault(home.vault), LIMIT, settled_at=1.0)

    assert stat.S_IMODE((home.vault / taken.vault_path).stat().st_mode) == 0o444


def test_names_are_shown_as_text_whatever_they_are(home):
    names = {b"caf\xe9.txt": "caf\\xe9.txt", b"two\nlines\x1b[31m.txt": "two\\nlines\\x1b[31m.txt", b"-x.txt": "-x.txt"}

    assert {name: shown(home.inbox / os.fsdecode(name), home.inbox) for name in names} == names


def test_the_folder_is_the_source(home):
    assert source_of(home.inbox / "wire" / "eu" / "story.txt", home.inbox) == "wire/eu"
    assert source_of(home.inbox / "story.txt", home.inbox) is None
