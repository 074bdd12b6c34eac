"""What a file is: its media type and its encoding, from its bytes; the name only breaks ties."""

import codecs
import re
from dataclasses import dataclass
from pathlib import PurePath

from tasks.decode import encoding_of

HEAD = 4096  # characters that are looked at for markup: page heads of real sites show a tag in the first few hundred

#: What the first bytes of a file say when it is not text; longest first where one begins another.
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"WARC/1.", "application/warc"),
    (b"%!PS", "application/postscript"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"PAR1", "application/vnd.apache.parquet"),
    (b"\x7fELF", "application/x-executable"),
    (b"MZ\x90\x00", "application/x-executable"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "application/ogg"),
    (b"RIFF", "application/x-riff"),
)

#: What a person calls the formats above that hold articles; the others are just binary.
DOCUMENTS: dict[str, str] = {
    "application/pdf": "PDF",
    "application/zip": "zip or an office document",
    "application/gzip": "gzip",
    "application/zstd": "Zstandard",
    "application/x-bzip2": "bzip2",
    "application/x-xz": "xz",
    "application/x-7z-compressed": "7-Zip",
    "application/vnd.rar": "RAR",
    "application/x-ole-storage": "an old office document",
    "application/rtf": "RTF",
    "application/warc": "WARC",
    "application/postscript": "PostScript",
    "application/xml": "XML",
    "message/rfc822": "mail",
}

_BY_NAME: dict[str, str] = {
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".ndjson": "application/jsonl",
}
_PAGE = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|article|main|div|section|h1|p|br|span|table)\b", re.I
)
_XML = re.compile(r"\s*(?:<\?xml\b|<(?:rss|feed|rdf:RDF|newsItem|newsMessage|NewsML|nitf)\b)", re.I)
_OBJECT = re.compile(r"\s*(?:\{\s*[\"}]|\{\s*$|\[\s*[\[{\"\]])")
_MAIL = re.compile(r"^(?:mime-version|received|message-id|return-path|delivered-to):", re.I | re.M)
_HEADER = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]*:[ \t]|From )")
_MARKDOWN_HEADING = re.compile(r"^#{1,6} \S", re.M)
_MARKDOWN_INLINE = re.compile(r"\]\((?:https?:|/|#)|^\*\*\S|^(?:```|~~~)", re.M)
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:[A-Za-z_][\w-]*[ \t]*:|#)")


@dataclass(frozen=True, slots=True)
class Sniffed:
    """`media_type` as IANA spells it; `encoding` is a name that Python decodes by, None for what is not text."""

    media_type: str
    encoding: str | None


def sniff(data: bytes, name: str) -> Sniffed:
    """The media type and encoding of a file; never raises.

    What is not text has the media type of its signature (`application/octet-stream` where there is none), an empty
    file has `application/x-empty`.
    """
    if not data:
        return Sniffed("application/x-empty", None)
    for signature, media_type in MAGIC:
        if data.startswith(signature):
            return Sniffed(media_type, None)
    if data[4:8] == b"ftyp":
        return Sniffed("video/mp4", None)
    encoding = encoding_of(data)
    if encoding is None:
        return Sniffed("application/octet-stream", None)
    return Sniffed(_media_type(_start(data, encoding), name), encoding)


def _start(data: bytes, encoding: str) -> str:
    """The first characters; a character cut in two at the end is left away."""
    return codecs.getincrementaldecoder(encoding)("replace").decode(data[: HEAD * 4])


def _media_type(start: str, name: str) -> str:
    start = start.lstrip("\ufeff")
    head = start[:HEAD]
    by_name = _BY_NAME.get(PurePath(name).suffix.lower(), "text/plain")
    if _XML.match(head) and not re.search(r"<html\b", head, re.I):
        return "application/xml"
    if head.lstrip().startswith("<") and (_PAGE.search(head) or by_name == "text/html"):
        return "text/html"
    if _OBJECT.match(head) or by_name in ("application/json", "application/jsonl"):
        return (
            "application/jsonl" if by_name == "application/jsonl" or _one_object_a_line(start) else "application/json"
        )
    if _HEADER.match(head) and _MAIL.search(head.split("\n\n", 1)[0]):
        return "message/rfc822"
    if by_name == "text/plain" and _is_markdown(head):
        return "text/markdown"
    return by_name


def _one_object_a_line(start: str) -> bool:
    """Whether the first two lines that are not blank are each an object that opens and closes."""
    lines = [line for line in start.splitlines() if line.strip()]
    if len(lines) < 2 or not lines[1].lstrip().startswith("{"):
        return False
    first = lines[0].strip()
    return first.startswith("{") and first.endswith("}")


def _is_markdown(head: str) -> bool:
    if _FRONT_MATTER.match(head):
        return True
    return bool(_MARKDOWN_HEADING.search(head) and _MARKDOWN_INLINE.search(head))
