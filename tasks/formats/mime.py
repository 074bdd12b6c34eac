"""Messages as mail programs write them: headers with encoded words, parts with charsets that are often wrong.

The standard parser runs with its older policy: the newer one parses each header by grammar, and raises errors of many
kinds on headers that are not in it.
"""

import re
from binascii import Error as BinasciiError
from binascii import a2b_base64, a2b_qp
from collections.abc import Iterator
from email import policy
from email.message import Message
from email.parser import BytesParser

from schemas.problem import Problem, Refused
from tasks.decode import decode, encoding_of, named_encoding

DEEPEST = 60  # multiparts in a message; each line is compared with the boundary of every one that is open
_MULTIPART = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
_WORD = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]*)?\?([BbQq])\?([^?\s]*)\?=")
_BETWEEN = re.compile(r"(\?=)\s+(?==\?)")  # white space between two encoded words is none of the text


def parse_message(data: bytes) -> Message:
    """The message in these bytes; Refused where it holds too many in one another."""
    if sum(1 for _ in _MULTIPART.finditer(data)) > DEEPEST:
        raise Refused(Problem("mail.too_deep", f"They are more than {DEEPEST}."))
    try:
        return BytesParser(policy=policy.compat32).parsebytes(data)
    except RecursionError:
        raise Refused(Problem("mail.too_deep")) from None


def header(message: Message, name: str) -> str | None:
    """A header's text on one line, its encoded words decoded; None where it is not there or blank."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name), None)
    if raw is None:
        return None
    written = _decoded(str(raw).encode("utf-8", "surrogateescape"), None)
    return " ".join(_words(written).split()) or None


def leaves(message: Message) -> Iterator[Message]:
    """The parts that are not made of parts, and whole messages inside it, in order."""
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        for part in _parts(message):
            yield from leaves(part)
    else:
        yield message


def content(part: Message) -> bytes:
    """A part's bytes without their transfer encoding; of a message inside, that message."""
    if part.is_multipart():
        return b"\n".join(inner.as_bytes() for inner in _parts(part))
    decoded = part.get_payload(decode=True)
    return decoded if isinstance(decoded, bytes) else b""


def _parts(message: Message) -> list[Message]:
    payload = message.get_payload()
    return [part for part in payload if isinstance(part, Message)] if isinstance(payload, list) else []


def charset(part: Message) -> str | None:
    """The charset that a part names, as it is written."""
    named = part.get_param("charset")
    return named[2] if isinstance(named, tuple) else named if isinstance(named, str) else None


def text(part: Message) -> str:
    """A part's characters: by the charset that it names where they fit it."""
    return _decoded(content(part), charset(part))


def file_name(part: Message) -> str | None:
    """The name of an attachment; only text, whatever it looks like."""
    for name, key in (("content-disposition", "filename"), ("content-type", "name")):
        found = part.get_param(key, header=name)
        if isinstance(found, tuple):  # RFC 2231: its characters are the bytes of the charset that it names
            return " ".join(_decoded(found[2].encode("latin-1", "replace"), found[0]).split()) or None
        if isinstance(found, str) and found.strip():
            return " ".join(_words(_decoded(found.encode("utf-8", "surrogateescape"), None)).split())
    return None


def _decoded(data: bytes, named: str | None) -> str:
    return decode(data, named_encoding(named, data) or encoding_of(data) or "cp1252")


def _words(written: str) -> str:
    """Encoded words decoded; those that follow each other in one charset together, for they may split a letter."""
    squeezed = _BETWEEN.sub(r"\1", written)
    found: list[str] = []
    at, pending, pending_charset = 0, b"", ""
    for match in _WORD.finditer(squeezed):
        data = _bytes_of(match[2], match[3])
        if pending and (match.start() > at or match[1].lower() != pending_charset):
            found.append(_decoded(pending, pending_charset))
            pending = b""
        found.append(squeezed[at : match.start()])
        if data is None:
            found.append(match[0])
        else:
            pending, pending_charset = pending + data, match[1].lower()
        at = match.end()
    found.append(_decoded(pending, pending_charset) if pending else "")
    return "".join([*found, squeezed[at:]])


def _bytes_of(kind: str, written: str) -> bytes | None:
    try:
        if kind in "Bb":
            return a2b_base64(written + "=" * (-len(written) % 4))
        return a2b_qp(written.encode("ascii", "replace"), header=True)
    except (BinasciiError, ValueError):
        return None
