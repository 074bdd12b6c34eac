import os
import socket

import pytest

from tasks.scan import scan


def reasons(inbox):
    return {os.fsencode(seen.path.relative_to(inbox)): seen.ignored for seen in scan(inbox)}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("story.txt", None),
        ("-story.json", None),
        ("=cmd.txt", None),
        (".hidden", "a hidden file"),
        (".DS_Store", "a file of the operating system"),
        ("Thumbs.db", "a file of the operating system"),
        ("story.txt.part", "a download that is not finished"),
        ("story.CRDOWNLOAD", "a download that is not finished"),
        ("x.tmp", "a temporary file"),
        ("~$letter.docx", "a lock file of an office program"),
    ],
)
def test_names_are_read_or_ignored_with_a_reason(home, name, reason):
    (home.inbox / name).write_text("x")

    assert reasons(home.inbox) == {name.encode(): reason}


def test_sub_folders_are_scanned_and_hidden_ones_ignored(home):
    for name in ("a/b/c/story.txt", ".git/config"):
        (home.inbox / name).parent.mkdir(parents=True)
        (home.inbox / name).write_text("x")

    assert reasons(home.inbox) == {b"a/b/c/story.txt": None, b".git/config": "in a hidden folder"}


def test_links_pipes_and_sockets_are_named_and_not_followed(home, tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("x")
    (home.inbox / "link.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (home.inbox / "folder").symlink_to(tmp_path / "outside")
    (home.inbox / "dangling").symlink_to(tmp_path / "nowhere")
    os.mkfifo(home.inbox / "pipe")
    with socket.socket(socket.AF_UNIX) as unix:
        unix.bind(str(home.inbox / "socket"))

        assert reasons(home.inbox) == {
            b"link.txt": "a symbolic link",
            b"folder": "a symbolic link",
            b"dangling": "a symbolic link",
            b"pipe": "not a regular file",
            b"socket": "not a regular file",
        }


def test_own_patterns_are_ignored(home):
    (home.inbox / ".datelineignore").write_text("# drafts\n*.draft.txt\n")
    (home.inbox / "one.draft.txt").write_text("x")
    (home.inbox / "one.txt").write_text("x")

    assert reasons(home.inbox) == {b"one.draft.txt": "named by *.draft.txt in .datelineignore", b"one.txt": None}


def test_a_name_that_is_not_utf8_is_seen(home):
    (home.inbox / os.fsdecode(b"caf\xe9.txt")).write_text("x")

    assert reasons(home.inbox) == {b"caf\xe9.txt": None}
