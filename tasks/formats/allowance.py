"""How much may be unpacked of one file: what a news desk drops stays far below, what is made to fill a disk not."""

import io
from typing import IO, Any

from schemas.problem import Problem, Refused

MOST_BYTES = 500_000_000  # unpacked, of one file with all that is packed in it; ten times the largest file read
MEMBER_BYTES = 50_000_000  # of one member: the same as the largest file that is read when it is dropped by itself
MOST_MEMBERS = 50_000
MOST_RATIO = 250  # unpacked to packed; text packs 3 to 20 times, repeated pages up to 100
RATIO_FROM = 20_000_000  # bytes unpacked; below, a blank file of any ratio does no harm
CHUNK = 1 << 16  # bytes read at once

#: Problems of a file as a whole, wherever in it they are met: nothing more of it is read.
LIMITS = frozenset(("archive.too_large", "archive.too_many", "archive.too_deep"))


class Allowance:
    """What may still be unpacked of one dropped file of `packed` bytes; it only ever gets less."""

    def __init__(self, packed: int = 0) -> None:
        self.packed = packed
        self.unpacked = 0
        self.members = 0

    def take(self, count: int) -> None:
        """Count bytes that were unpacked; Refused where they are too many, or too many for what was packed."""
        self.unpacked += count
        if self.unpacked > MOST_BYTES:
            raise Refused(Problem("archive.too_large", f"It is more than {MOST_BYTES:,} bytes."))
        if self.unpacked > max(RATIO_FROM, MOST_RATIO * self.packed):
            raise Refused(Problem("archive.too_large", f"It is more than {MOST_RATIO} times the file."))

    def one_more(self) -> None:
        """Count a member; Refused where there are too many."""
        self.members += 1
        if self.members > MOST_MEMBERS:
            raise Refused(Problem("archive.too_many", f"It holds more than {MOST_MEMBERS:,}."))

    def unpack(self, stream: IO[bytes]) -> tuple[bytes, bool]:
        """What a stream gives, and whether it was cut because a member as large as that is not read."""
        pieces, size = [], 0
        while size <= MEMBER_BYTES and (piece := stream.read(CHUNK)):
            self.take(len(piece))
            pieces.append(piece)
            size += len(piece)
        return b"".join(pieces)[:MEMBER_BYTES], size > MEMBER_BYTES

    def counted(self, stream: io.BufferedIOBase) -> io.BufferedReader:
        """The same stream, each byte of which is counted as it is read."""
        return io.BufferedReader(_Counted(stream, self), CHUNK)


class _Counted(io.RawIOBase):
    def __init__(self, stream: io.BufferedIOBase, allowance: Allowance) -> None:
        super().__init__()
        self._stream, self._allowance = stream, allowance

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._stream.read(len(buffer))
        self._allowance.take(len(piece))
        buffer[: len(piece)] = piece
        return len(piece)
