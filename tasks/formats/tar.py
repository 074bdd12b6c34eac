"""Tar archives: the regular files in them."""

import io
import tarfile
from collections.abc import Iterator
from typing import IO

from schemas.article import PassedOver
from schemas.problem import Problem, Refused
from tasks.formats.allowance import Allowance
from tasks.formats.source import Member, Part, Source


def is_tar(head: bytes) -> bool:
    """Whether these are the first bytes of a tar archive."""
    return head[257:262] == b"ustar"


def read_tar(source: Source) -> Iterator[Part]:
    """The regular files of a tar archive."""
    return tar_members(source.allowance.counted(io.BytesIO(source.data)), source.allowance)


def tar_members(stream: IO[bytes], allowance: Allowance) -> Iterator[Member | PassedOver]:
    """The regular files of a tar, read as the stream goes; links and devices are never followed."""
    try:
        with tarfile.open(fileobj=stream, mode="r|", errorlevel=2) as archive:
            for info in archive:
                content = archive.extractfile(info) if info.isreg() else None
                if content is None:
                    allowance.one_more()
                else:
                    data, cut = allowance.unpack(content)
                    if len(data) < info.size and not cut:
                        raise EOFError
                    yield Member(info.name, data, cut=cut)
    except (tarfile.TarError, EOFError, ValueError, OverflowError) as fault:
        raise Refused(Problem("archive.broken", f"{fault}." if str(fault) else "It ends inside a member.")) from None
