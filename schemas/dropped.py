"""A file that was dropped into the inbox, on its way through."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Stat:
    """What the file system says of a file, as far as a change would show in it."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    device: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A file whose bytes are safe in the vault.

    `path` is where it was dropped, `name` how it is shown, `source` the sub-folder of the inbox it came in (or None),
    `vault_path` where its bytes are now, relative to the vault; `stat` is of the file that was read, so that only that
    one is ever unlinked. `sha256` and `vault_path` are empty where the file is not to be read (ignored, too large) or
    could not be (deferred).
    """

    drop_id: str
    path: Path
    name: str
    source: str | None
    sha256: str
    byte_size: int
    vault_path: str
    stat: Stat
    settled_at: float  # seconds since the epoch
