"""Take a file: its bytes into the vault, hashed on the way, synced and named by their hash.

TakenTooSoon  the file changed, or went, while it was read: back to settling, nothing was kept
Deferred      the disk is full, or the file may not be read: again later
"""

import errno
import fcntl
import os
import stat
from hashlib import blake2b, sha256
from pathlib import Path
from uuid import uuid4

from schemas.dropped import Taken
from schemas.failpoint import failpoint
from schemas.problem import Deferred
from schemas.settings import Home
from tasks.scan import Seen, stat_of
from tasks.vault import Vault

CHUNK_BYTES = 1 << 20
SUFFIX_LENGTH = 16  # a longer one says nothing about the format


class TakenTooSoon(Exception):
    """The file is not at rest after all; its message says what was seen."""


def take(seen: Seen, home: Home, vault: Vault, max_bytes: int, settled_at: float) -> Taken:
    """Copy a resting file into the vault. Opened once, without following a link or waiting for a pipe.

    A file over `max_bytes` is named but not read: its `sha256` and `vault_path` are empty.
    """
    try:
        descriptor = os.open(seen.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except (FileNotFoundError, NotADirectoryError):
        raise TakenTooSoon("it is gone") from None
    except OSError as fault:
        if fault.errno == errno.ELOOP:
            raise TakenTooSoon("it became a link") from fault
        raise Deferred(f"it cannot be opened: {fault.strerror}") from fault
    try:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode) or stat_of(before) != seen.stat:
            raise TakenTooSoon("it changed")
        if before.st_size > max_bytes:
            return name_only(seen, home, settled_at)
        hashed, size, vault_path = _copy(descriptor, seen, home, vault)
        return _taken(seen, home, hashed, size, vault_path, settled_at)
    except OSError as fault:
        raise Deferred(f"it cannot be copied into the vault: {fault.strerror}") from fault
    finally:
        os.close(descriptor)


def drop_id(seen: Seen) -> str:
    """The id of an arrival: the same for the same unchanged file, so that a run after a crash knows it again.

    A file that is ignored is one arrival by its path alone, however often it grows.
    """
    now = seen.stat
    told = "\0ignored" if seen.ignored else f"\0{now.device}\0{now.inode}\0{now.size}\0{now.mtime_ns}\0{now.ctime_ns}"
    return "d" + blake2b(os.fsencode(seen.path) + told.encode(), digest_size=10).hexdigest()


def name_only(seen: Seen, home: Home, settled_at: float) -> Taken:
    """A file that is not read: ignored, or deferred."""
    return _taken(seen, home, "", seen.stat.size, "", settled_at)


def shown(path: Path, inbox: Path) -> str:
    """A path as people see it: below the inbox where it is, with bytes that are no text shown as escapes."""
    inside = path.relative_to(inbox) if path.is_relative_to(inbox) else path
    text = os.fsencode(inside).decode("utf-8", "backslashreplace")
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in text)


def source_of(path: Path, inbox: Path) -> str | None:
    """The sub-folder of the inbox that a file came in; None at the top, and outside."""
    if not path.is_relative_to(inbox) or path.parent == inbox:
        return None
    return shown(path.parent, inbox)


def _copy(descriptor: int, seen: Seen, home: Home, vault: Vault) -> tuple[str, int, str]:
    hasher, size = sha256(), 0
    incoming = vault.incoming or home.incoming
    incoming.mkdir(parents=True, exist_ok=True)
    arriving = incoming / uuid4().hex
    try:
        with arriving.open("xb") as target:
            fcntl.flock(target, fcntl.LOCK_EX)  # held while somebody writes it: see clear_half_copies
            while chunk := os.read(descriptor, CHUNK_BYTES):
                hasher.update(chunk)
                size += target.write(chunk)
                failpoint("mid_copy")
            if stat_of(os.fstat(descriptor)) != seen.stat or size != seen.stat.size:
                raise TakenTooSoon("it changed while it was read")
            target.flush()
            os.fsync(target.fileno())
            failpoint("after_sync")
        hashed = hasher.hexdigest()
        suffix = seen.path.suffix.lower()
        kept = suffix if suffix[1:].isascii() and suffix[1:].isalnum() and len(suffix) <= SUFFIX_LENGTH else ""
        name = f"{hashed[:2]}/{hashed}{kept}"
        vault.put(arriving, name)
        failpoint("after_rename")
    finally:
        arriving.unlink(missing_ok=True)
    return hashed, size, name


def clear_half_copies(incoming: Path) -> None:
    """Delete the copies that nobody is writing any more: a run that was killed left them."""
    for left in incoming.iterdir() if incoming.is_dir() else ():
        try:
            with left.open("rb") as half:
                fcntl.flock(half, fcntl.LOCK_EX | fcntl.LOCK_NB)
                left.unlink(missing_ok=True)
        except (BlockingIOError, FileNotFoundError):
            continue


def _taken(seen: Seen, home: Home, hashed: str, size: int, vault_path: str, settled_at: float) -> Taken:
    return Taken(
        drop_id=drop_id(seen),
        path=seen.path,
        name=shown(seen.path, home.inbox),
        source=source_of(seen.path, home.inbox),
        sha256=hashed,
        byte_size=size,
        vault_path=vault_path,
        stat=seen.stat,
        settled_at=settled_at,
    )
