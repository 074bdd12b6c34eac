"""Where originals are kept: a folder, or an object store. Both name them by their hash: `ab/abcd….ext`.

The two keep one promise: once `put` returns, the whole file is there, and outlives a cut of the power as far as the
disk, or the store, does. Whatever cannot be reached comes out as OSError, whose `strerror` is shown to people.
"""

import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from schemas.problem import Unavailable
from schemas.settings import Home, Settings

INCOMING = "incoming"  # of the folder: half copies, and no originals


@dataclass(frozen=True, slots=True)
class Kept:
    """An original as it is kept; `size` in bytes."""

    name: str
    size: int
    since: datetime


class Vault(Protocol):
    """Keeps originals. It is small, and can be sent to another process."""

    @property
    def address(self) -> str:
        """The folder's path or the store's URL, by which another machine opens the same (see `vault_at`)."""

    @property
    def at_once(self) -> int:
        """How many files may be put at the same time to any use."""

    @property
    def incoming(self) -> Path | None:
        """Its own folder on this machine where files are written before they are put; None: the home's will do."""

    def put(self, arriving: Path, name: str) -> None:
        """Keep a file that is written and synced, whole or not at all; in place of one of that name."""

    def read(self, name: str) -> bytes:
        """Its bytes; FileNotFoundError where there is none of that name."""

    def size(self, name: str) -> int | None:
        """Its size in bytes; None where there is none."""

    def kept(self, beginning: str = "") -> Iterator[Kept]:
        """All originals, or those whose hash begins so."""

    def delete(self, name: str) -> None:
        """Delete one; none of that name is no error."""


def vault_of(settings: Settings) -> Vault:
    """The vault that the settings name: that of the home, unless there is a `vault_url`."""
    return vault_at(settings.vault_url or str(Home(settings.home).vault))


def vault_at(address: str) -> Vault:
    """The vault in a folder, or behind a URL; Unavailable where the URL is none, or what it needs is not installed."""
    parts = urlsplit(address)
    if "://" not in address:
        return FolderVault(Path(address))
    if parts.scheme == "file":
        if parts.netloc or not parts.path.strip("/"):
            raise Unavailable(f"`vault_url` {address} names no folder: write file:///FOLDER.")
        return FolderVault(Path(unquote(parts.path)))
    if find_spec("obstore") is None:
        raise Unavailable("extra.missing: this `vault_url` needs obstore. Install dateline[objects].")
    from tasks.object_vault import ObjectVault, open_store

    open_store(address)  # what is wrong with the address is said at once
    return ObjectVault(address)


@dataclass(frozen=True, slots=True)
class FolderVault:
    """A folder: files are renamed into it, and it is synced."""

    root: Path

    @property
    def address(self) -> str:
        return str(self.root)

    @property
    def at_once(self) -> int:
        return 1

    @property
    def incoming(self) -> Path:
        return self.root / INCOMING  # from another file system nothing could be renamed into it

    def put(self, arriving: Path, name: str) -> None:
        place = self.root / name
        if not place.parent.exists():
            place.parent.mkdir(exist_ok=True)
            _sync_folder(self.root)
        arriving.chmod(0o444)
        arriving.replace(place)
        _sync_folder(place.parent)

    def read(self, name: str) -> bytes:
        return self._place(name).read_bytes()

    def size(self, name: str) -> int | None:
        place = self._place(name)
        return place.stat().st_size if place.is_file() else None

    def kept(self, beginning: str = "") -> Iterator[Kept]:
        folders = [self.root / beginning[:2]] if beginning else sorted(self.root.glob("[0-9a-f][0-9a-f]"))
        for folder in folders:
            for place in folder.glob(f"{beginning}*"):
                stat = place.stat()
                yield Kept(f"{folder.name}/{place.name}", stat.st_size, datetime.fromtimestamp(stat.st_mtime, UTC))

    def delete(self, name: str) -> None:
        self._place(name).unlink(missing_ok=True)

    def _place(self, name: str) -> Path:
        """FileNotFoundError for a name that leads out of the folder."""
        if Path(name).is_absolute() or ".." in Path(name).parts:
            raise FileNotFoundError(errno.ENOENT, "it has no such name", name)
        return self.root / name


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
