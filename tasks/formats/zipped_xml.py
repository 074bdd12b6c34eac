"""The XML in the zip of an office program's document."""

import zlib
from struct import error as StructError
from zipfile import BadZipFile, ZipFile

from schemas.problem import Problem, Refused
from tasks.decode import decode, encoding_of
from tasks.formats.source import Source
from tasks.formats.tree import Node
from tasks.formats.xml_text import parse_xml, sound_xml

BROKEN = (BadZipFile, EOFError, KeyError, OSError, StructError, ValueError, RuntimeError, zlib.error)


def zipped_xml(archive: ZipFile, member: str, source: Source) -> Node | None:
    """The root of a member, None where there is no such; Refused where it is too large or no sound XML."""
    if member not in archive.namelist():
        return None
    with archive.open(member) as stream:
        data, cut = source.allowance.unpack(stream)
    if cut:
        raise Refused(Problem("archive.member_too_large", field=member))
    encoding = encoding_of(data) or "utf-8"
    try:
        return parse_xml(sound_xml(Source(decode(data, encoding), member, encoding, source.now)))
    except Refused as refused:
        raise Refused(*(Problem(one.code, one.detail, field=member) for one in refused.problems)) from None
