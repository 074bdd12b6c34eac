"""What lies in the inbox now: every file with its stat, and the reason where it is not to be read.

Events of the file system are hints; this is the truth. Names are kept as the bytes they are (surrogate escapes), links
are never followed, and what vanishes while the scan runs was not there.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from schemas.dropped import Stat

IGNORE_FILE = ".datelineignore"
UNFINISHED = {
    ".part": "a download that is not finished",
    ".crdownload": "a download that is not finished",
    ".tmp": "a temporary file",
}
SYSTEM_FILES = {".ds_store", "thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as a scan saw it; `ignored` is the reason not to read it, None for a file to be loaded."""

    path: Path
    stat: Stat
    ignored: str | None = None


def scan(inbox: Path) -> list[Seen]:
    """Every file below the inbox, sub-folders included, in order of path. OSError where the inbox cannot be listed."""
    return sorted(_walk(inbox, ignore_globs(inbox), None), key=lambda seen: os.fsencode(seen.path))


def look(path: Path) -> Seen | None:
    """One path as a scan would see it, for files outside the inbox; None where there is no file."""
    try:
        found = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Seen(path, stat_of(found), _not_regular(found.st_mode))


def ignore_globs(inbox: Path) -> tuple[str, ...]:
    """The patterns of `.datelineignore`, one a line; lines that begin with # are comments."""
    try:
        lines = (inbox / IGNORE_FILE).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def ignored_reason(name: str, mode: int, globs: tuple[str, ...]) -> str | None:
    """Why a file of this name and mode is not to be loaded; None for one that is."""
    if (reason := _not_regular(mode)) is not None:
        return reason
    lowered = name.lower()
    if lowered in SYSTEM_FILES:
        return "a file of the operating system"
    if name.startswith("~$"):
        return "a lock file of an office program"
    for suffix, reason in UNFINISHED.items():
        if lowered.endswith(suffix):
            return reason
    if name.startswith("."):
        return "a hidden file"
    matching = next((glob for glob in globs if fnmatch(name, glob)), None)
    return f"named by {matching} in {IGNORE_FILE}" if matching else None


def stat_of(found: os.stat_result) -> Stat:
    """The parts of a stat in which a change shows."""
    return Stat(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev)


def _not_regular(mode: int) -> str | None:
    if stat.S_ISLNK(mode):
        return "a symbolic link"
    return None if stat.S_ISREG(mode) else "not a regular file"


def _walk(folder: Path, globs: tuple[str, ...], hidden: str | None) -> Iterator[Seen]:
    with os.scandir(folder) as entries:
        listed = list(entries)
    for entry in listed:
        path = Path(entry.path)
        try:
            found = entry.stat(follow_symlinks=False)
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(path, globs, hidden or ("in a hidden folder" if entry.name.startswith(".") else None))
                continue
        except (FileNotFoundError, NotADirectoryError):
            continue
        except PermissionError:
            yield Seen(path, stat_of(found), "a folder that may not be listed")
            continue
        if entry.name != IGNORE_FILE:
            yield Seen(path, stat_of(found), ignored_reason(entry.name, found.st_mode, globs) or hidden)
