"""Originals in an object store (S3, and what speaks its language), through the client obstore.

Its keys, region and endpoint come from the environment, as the store's own tools read them (`AWS_ACCESS_KEY_ID`, …),
and are in no setting. What the store refuses, and a store that is not to be reached, come out as OSError.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path

import obstore
from obstore.exceptions import BaseError
from obstore.store import ObjectStore, from_url

from schemas.problem import Unavailable
from tasks.vault import Kept

TRIES_AGAIN = 2
PATIENCE = timedelta(seconds=10)  # for one request with its repeats; then the file waits, and is tried again later
READ_BACK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class ObjectVault:
    """A bucket, or what lies under a prefix in it. A process opens it once, when it first needs it."""

    url: str

    @property
    def address(self) -> str:
        return self.url

    @property
    def at_once(self) -> int:
        return 16  # each waits for an answer, and takes no processor time meanwhile

    @property
    def incoming(self) -> None:
        return None

    def put(self, arriving: Path, name: str) -> None:
        """Stores put an object whole or not at all; what is there afterwards is read back, whatever was answered."""
        with _told(self.url):
            obstore.put(open_store(self.url), name, arriving)
            there = sha256()
            for chunk in obstore.get(open_store(self.url), name).stream(min_chunk_size=READ_BACK_BYTES):
                there.update(chunk)
        if there.hexdigest() != Path(name).name.partition(".")[0]:
            raise OSError(errno.EIO, f"{self.url} gives back other bytes than it was given")

    def read(self, name: str) -> bytes:
        with _told(self.url):
            return bytes(obstore.get(open_store(self.url), name).bytes())

    def size(self, name: str) -> int | None:
        with suppress(FileNotFoundError), _told(self.url):
            return int(obstore.head(open_store(self.url), name)["size"])
        return None

    def kept(self, beginning: str = "") -> Iterator[Kept]:
        with _told(self.url):
            for page in obstore.list(open_store(self.url), prefix=beginning[:2] or None):
                for one in page:
                    if Path(one["path"]).name.startswith(beginning):
                        yield Kept(one["path"], one["size"], one["last_modified"])

    def delete(self, name: str) -> None:
        with suppress(FileNotFoundError), _told(self.url):
            obstore.delete(open_store(self.url), name)


@cache
def open_store(url: str) -> ObjectStore:
    """The client for a URL, one a process; Unavailable where it is no URL of a store. Nothing is asked of the store."""
    try:
        return from_url(url, retry_config={"max_retries": TRIES_AGAIN, "retry_timeout": PATIENCE})
    except (BaseError, ValueError) as fault:
        raise Unavailable(f"`vault_url` {url} cannot be used: {_sentence(fault)}") from fault


@contextmanager
def _told(url: str) -> Iterator[None]:
    """The store's errors as OSError; that there is none of a name is a FileNotFoundError already."""
    try:
        yield
    except FileNotFoundError as fault:
        raise FileNotFoundError(errno.ENOENT, f"{url} has no such object or bucket") from fault
    except (BaseError, PermissionError) as fault:
        raise OSError(errno.EIO, f"{url} cannot be used: {_sentence(fault)}") from fault


def _sentence(fault: Exception) -> str:
    """The first line of what the client says: the rest is for its own makers."""
    return str(fault).partition("\n")[0].strip()
