"""What kind of zip a zip is: office documents and books are zips with known members."""

import re
from io import BytesIO
from struct import error as StructError
from zipfile import BadZipFile, ZipFile

ZIP = "application/zip"
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = f"{_OFFICE}wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
_BY_MEMBER: dict[str, str] = {
    "word/document.xml": DOCX,
    "xl/workbook.xml": f"{_OFFICE}spreadsheetml.sheet",
    "ppt/presentation.xml": f"{_OFFICE}presentationml.presentation",
}
_MIMETYPE = re.compile(rb"application/(?:epub\+zip|vnd\.oasis\.opendocument\.[a-z-]{1,40})")


def office_type(data: bytes) -> str:
    """The media type of a zip; a damaged one is just a zip."""
    if data[30:38] == b"mimetype":  # the first member of OpenDocument and EPUB, never compressed
        named = _MIMETYPE.match(data[38:120].lstrip())
        if named is not None:
            return named[0].decode()
    if b"document.xml" not in data and b"workbook.xml" not in data and b"presentation.xml" not in data:
        return ZIP
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, StructError, ValueError, NotImplementedError, OSError):
        return ZIP
    return next((media_type for member, media_type in _BY_MEMBER.items() if member in names), ZIP)
