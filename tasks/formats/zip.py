"""Zip archives: their files, each unpacked into memory when it is its turn. Names are text here, never paths."""

import io
import lzma
import zlib
from collections.abc import Iterator
from struct import error as StructError
from zipfile import BadZipFile, ZipFile, ZipInfo

from schemas.problem import Problem, Refused
from tasks.formats.allowance import LIMITS, Allowance
from tasks.formats.source import Member, Part, Source

ENCRYPTED = 0x1  # the flag of a member that needs a password
_BROKEN = (BadZipFile, EOFError, OSError, StructError, ValueError, IndexError, zlib.error, lzma.LZMAError)


def read_zip(source: Source) -> Iterator[Part]:
    """The files of an archive; every one that cannot be unpacked is a problem."""
    try:
        archive = ZipFile(io.BytesIO(source.data))
    except (*_BROKEN, NotImplementedError) as fault:
        raise Refused(_broken(fault)) from None
    problems: list[Problem] = []
    with archive:
        for info in archive.infolist():
            if not info.filename.endswith("/"):
                try:
                    yield _member(archive, info, source.allowance)
                except Refused as refused:
                    problems += refused.problems
                    if any(problem.code in LIMITS for problem in problems):
                        break
    if problems:
        raise Refused(*problems)


def _member(archive: ZipFile, info: ZipInfo, allowance: Allowance) -> Member:
    if info.flag_bits & ENCRYPTED:
        raise Refused(Problem("archive.encrypted", field=info.filename))
    try:
        with archive.open(info) as stream:
            data, cut = allowance.unpack(stream)
    except (NotImplementedError, RuntimeError):
        raise Refused(Problem("archive.unsupported", field=info.filename)) from None
    except _BROKEN as fault:
        raise Refused(_broken(fault, info.filename)) from None
    return Member(info.filename, data, cut=cut)


def _broken(fault: Exception, member: str | None = None) -> Problem:
    return Problem("archive.broken", f"{fault}." if str(fault) else "", field=member)
