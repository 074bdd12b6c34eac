"""The answer of a web server as an archive keeps it: status, headers, and a body that may be in chunks and packed."""

import re
import zlib
from dataclasses import dataclass

from tasks.formats.allowance import CHUNK, MEMBER_BYTES, Allowance

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})[^\r\n]*\r?\n")
_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; `body` is still as it was sent."""

    status: int
    headers: dict[str, str]  # by lower-case name
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        found = _CHARSET.search(self.headers.get("content-type", ""))
        return found[1] if found else None

    @property
    def packed_as(self) -> str:
        return self.headers.get("content-encoding", "").strip().lower()


def answer_of(data: bytes) -> Answer | None:
    """The answer that these bytes are, None where they are none."""
    status = _STATUS.match(data)
    if status is None:
        return None
    end = _END.search(data, status.end() - 2)
    lines = data[status.end() : end.start() if end else len(data)].decode("latin-1").splitlines()
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    return Answer(int(status[1]), headers, data[end.end() :] if end else b"")


def unwrapped(answer: Answer, allowance: Allowance) -> bytes | None:
    """The body as the page that was sent; None where it does not unpack."""
    body = _joined(answer.body) if "chunked" in answer.headers.get("transfer-encoding", "").lower() else answer.body
    match answer.packed_as:
        case "" | "identity":
            return body
        case "gzip" | "x-gzip":
            return _inflated(body, (zlib.MAX_WBITS + 16,), allowance)
        case "deflate":
            return _inflated(body, (zlib.MAX_WBITS, -zlib.MAX_WBITS), allowance)
        case _:
            return body if body.lstrip()[:1] == b"<" else None  # crawlers unpack and leave the header


def _joined(body: bytes) -> bytes:
    """The chunks of a body in one; one that is not in chunks, as crawlers keep it when they joined them, stays."""
    pieces, at = [], 0
    while (size := _CHUNK.match(body, at)) is not None:
        count = int(size[1], 16)
        if not count:
            break
        pieces.append(body[size.end() : size.end() + count])
        at = size.end() + count
        at += 2 if body[at : at + 2] == b"\r\n" else 1 if body[at : at + 1] == b"\n" else 0
    return b"".join(pieces) if pieces else body


def _inflated(body: bytes, ways: tuple[int, ...], allowance: Allowance) -> bytes | None:
    if body.lstrip()[:1] == b"<":
        return body
    for bits in ways:
        unpacking = zlib.decompressobj(bits)
        pieces, size, left = [], 0, body
        try:
            while left and not unpacking.eof and size <= MEMBER_BYTES:
                piece = unpacking.decompress(left, CHUNK)
                allowance.take(len(piece))
                pieces.append(piece)
                size += len(piece)
                left = unpacking.unconsumed_tail
        except zlib.error:
            continue
        return b"".join(pieces)
    return None
