"""WARC, the archives of web crawls: the HTML pages among the answers of servers, and texts taken out of pages (WET).

Only the frame of a record is parsed here, as ISO 28500 has it; a record that is cut off, or none where one should
begin, ends the reading with a problem.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from schemas.article import PassedOver
from schemas.problem import Problem, Refused
from tasks.formats.allowance import CHUNK, MEMBER_BYTES, Allowance
from tasks.formats.http_answer import Answer, answer_of, unwrapped
from tasks.formats.source import Member, Part, Source
from tasks.stamps import parse_stamp

LONGEST_LINE = 1 << 16  # bytes of a header; addresses of 2,000 are seen
MOST_HEADERS = 200
PAGES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class _Record:
    headers: dict[str, str]  # by lower-case name
    block: bytes
    cut: bool  # larger than what is read

    @property
    def address(self) -> str:
        return self.headers.get("warc-target-uri", "").strip("<> ") or self.headers.get("warc-record-id", "")

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def is_warc(head: bytes) -> bool:
    """Whether these are the first bytes of a WARC."""
    return head.startswith((b"WARC/1.", b"WARC/0."))


def read_warc(source: Source) -> Iterator[Part]:
    """The pages of a crawl."""
    return warc_pages(source.allowance.counted(io.BytesIO(source.data)), source.allowance)


def warc_pages(stream: IO[bytes], allowance: Allowance) -> Iterator[Member | PassedOver]:
    """The pages of a crawl, read as the stream goes; what else servers answered is passed over."""
    while (line := stream.readline(LONGEST_LINE)) != b"":
        if not line.strip():
            continue
        if not is_warc(line):
            raise Refused(Problem("archive.broken", f"No record begins where {line[:20]!r} stands."))
        record = _record(stream)
        kind = record.headers.get("warc-type")
        if kind == "response" and record.media_type == "application/http":
            yield _page(record, answer_of(record.block), allowance)
        elif (kind == "resource" and record.media_type in PAGES) or kind == "conversion":
            yield _member(record, record.block, None)


def _record(stream: IO[bytes]) -> _Record:
    headers = _headers(stream)
    length = headers.get("content-length", "")
    if not length.isascii() or not length.isdecimal() or len(length) > 15:
        raise Refused(Problem("archive.broken", "A record does not say how long it is."))
    pieces, left = [], int(length)
    while left and (piece := stream.read(min(left, CHUNK))):
        left -= len(piece)
        if int(length) - left <= MEMBER_BYTES:
            pieces.append(piece)
    if left:
        raise Refused(Problem("archive.broken", "It ends inside a record.", headers.get("warc-target-uri")))
    return _Record(headers, b"".join(pieces), int(length) > MEMBER_BYTES)


def _headers(stream: IO[bytes]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for _ in range(MOST_HEADERS):
        line = stream.readline(LONGEST_LINE)
        if not line.strip():
            return headers
        name, _, value = line.decode("utf-8", "replace").partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    raise Refused(Problem("archive.broken", "A record has no end of its headers."))


def _page(record: _Record, answer: Answer | None, allowance: Allowance) -> Member | PassedOver:
    """The page in a server's answer; what is none, or is packed in a way that is not read, is passed over."""
    if answer is None:
        return _passed_over(record, "It is no answer in HTTP.")
    if answer.status != 200:
        return _passed_over(record, f"Its status is {answer.status}.")
    if answer.media_type not in PAGES:
        return _passed_over(record, f"It is {answer.media_type or 'of no named type'}.")
    body = unwrapped(answer, allowance)
    if body is None:
        return _passed_over(record, f"Its content is packed as {answer.packed_as} and does not unpack.")
    return _member(record, body, answer.charset)


def _member(record: _Record, data: bytes, charset: str | None) -> Member:
    return Member(
        record.address,
        data,
        charset=charset,
        url=record.address if record.address.startswith(("http://", "https://")) else None,
        saved_at=_saved_at(record),
        cut=record.cut,
        lenient=True,
    )


def _saved_at(record: _Record) -> datetime | None:
    stamp = parse_stamp(record.headers.get("warc-date", ""))
    return stamp.at if stamp else None


def _passed_over(record: _Record, detail: str) -> PassedOver:
    problem = Problem("web.not_a_page", detail)
    return PassedOver(record.address, problem.code, problem.sentence)
