"""Files packed by themselves: gzip, bzip2, xz and Zstandard. What is inside is read as if it had been dropped unpacked.

A packed tar or WARC is read as it is unpacked, member by member, and never stands whole in memory.
"""

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

import zstandard

from schemas.article import PassedOver
from schemas.problem import Problem, Refused
from tasks.formats.allowance import CHUNK
from tasks.formats.source import Member, Part, Source
from tasks.formats.tar import is_tar, tar_members
from tasks.formats.warc import is_warc, warc_pages

WINDOW = 1 << 27  # bytes of memory that a Zstandard frame may ask for; its own tool takes no more without being told
FED = 1024  # bytes of Zstandard at once: each may stand for 32,000
_BROKEN = (OSError, EOFError, MemoryError, zlib.error, lzma.LZMAError, zstandard.ZstdError)
_SUFFIXES = frozenset((".gz", ".gzip", ".bz2", ".xz", ".zst", ".zstd"))


def read_packed(source: Source) -> Iterator[Part]:
    """What is packed in the file."""
    try:
        yield from _parts(source.allowance.counted(_unpacked(source.data)), source)
    except _BROKEN as fault:
        raise Refused(Problem("archive.broken", f"{fault}." if str(fault) else "")) from None


def _parts(stream: io.BufferedReader, source: Source) -> Iterable[Member | PassedOver]:
    head = stream.peek()
    if is_tar(head):
        return tar_members(stream, source.allowance)
    if is_warc(head):
        return warc_pages(stream, source.allowance)
    data, cut = source.allowance.unpack(stream)
    return [Member(_bare(source.name), data, cut=cut)]


def _unpacked(data: bytes) -> io.BufferedIOBase:
    packed = io.BytesIO(data)
    if data.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=packed)
    if data.startswith(b"BZh"):
        return bz2.BZ2File(packed)
    if data.startswith(b"\xfd7zXZ"):
        return lzma.LZMAFile(packed)
    return io.BufferedReader(_Zstandard(data), CHUNK)


def _bare(name: str) -> str:
    """`story.html` of `story.html.gz`, `crawl.tar` of `crawl.tgz`."""
    path = PurePath(name)
    return path.stem if path.suffix.lower() in _SUFFIXES else name


class _Zstandard(io.RawIOBase):
    """Zstandard frames, one after the other; its own reader gives what there is of a frame that is cut off."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data, self._at = data, 0
        self._frame = self._next_frame()
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            if self._frame.eof:
                self._at -= len(self._frame.unused_data)
                if self._at >= len(self._data):
                    return 0
                self._frame = self._next_frame()
            if self._at >= len(self._data):
                raise EOFError("It ends inside a frame")
            fed = self._data[self._at : self._at + FED]
            self._at += len(fed)
            self._ready = memoryview(self._frame.decompress(fed))
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    @staticmethod
    def _next_frame() -> "zstandard.ZstdDecompressionObj":
        return zstandard.ZstdDecompressor(max_window_size=WINDOW).decompressobj()
