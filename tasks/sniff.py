"""What a file is: its media type and its encoding, from its bytes; the name only breaks ties."""

import codecs
import re
from dataclasses import dataclass
from pathlib import PurePath

from tasks.decode import encoding_of, named_encoding
from tasks.envelope import mail_type
from tasks.office import office_type

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
    (b"WARC/0.", "application/warc"),
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

#: What a person calls the formats that hold words and are not read; the others are just binary.
DOCUMENTS: dict[str, str] = {
    "application/x-7z-compressed": "7-Zip",
    "application/vnd.rar": "RAR",
    "application/x-ole-storage": "an old office document, such as .doc; save it as .docx, .odt or .rtf",
    "application/postscript": "PostScript",
    "application/xml": "XML of a kind that is not read",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "an Excel workbook",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "a PowerPoint presentation",
    "application/vnd.oasis.opendocument.spreadsheet": "an OpenDocument spreadsheet",
    "application/vnd.oasis.opendocument.presentation": "an OpenDocument presentation",
    "application/epub+zip": "an EPUB book",
    "image/svg+xml": "a drawing",
    "text/css": "a style sheet",
    "text/javascript": "a script",
    "text/csv": "a table",
    "text/tab-separated-values": "a table",
    "text/calendar": "a calendar entry",
    "text/vcard": "a visiting card",
    "application/pgp-keys": "a key, a signature or an encrypted message",
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
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
}
#: What a text begins with that is none to read.
_BEGINNINGS: tuple[tuple[str, str], ...] = (
    ("BEGIN:VCALENDAR", "text/calendar"),
    ("BEGIN:VCARD", "text/vcard"),
    ("-----BEGIN ", "application/pgp-keys"),
)
#: By the name of its root element, without prefix.
_XML_ROOTS: dict[str, str] = {
    "rss": "application/rss+xml",
    "RDF": "application/rss+xml",
    "feed": "application/atom+xml",
    "newsItem": "application/vnd.iptc.g2.newsitem+xml",
    "packageItem": "application/vnd.iptc.g2.packageitem+xml",
    "newsMessage": "application/vnd.iptc.g2.newsmessage+xml",
    "NewsML": "application/vnd.iptc.newsml+xml",
    "nitf": "application/nitf+xml",
    "svg": "image/svg+xml",
    "html": "text/html",
    "HTML": "text/html",
}
_PAGE = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|article|main|div|section|h1|p|br|span|table)\b", re.I
)
#: What may stand before the root element, and its name: the one that a document type tells, else its own.
_ROOT = re.compile(
    r"(?:\s++|(?><\?.*?\?>)|(?><!--.*?-->))*+<(?:!DOCTYPE\s+)?(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)", re.DOTALL
)
_XML = re.compile(r"\s*<\?xml\b", re.I)
_OBJECT = re.compile(r"\s*(?:\{\s*[\"}]|\{\s*$|\[\s*[\[{\"\]])")
_MARKDOWN_HEADING = re.compile(r"^#{1,6} \S", re.M)
_MARKDOWN_INLINE = re.compile(r"\]\((?:https?:|/|#)|^\*\*\S|^(?:```|~~~)", re.M)
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:[A-Za-z_][\w-]*[ \t]*:|#)")


@dataclass(frozen=True, slots=True)
class Sniffed:
    """`media_type` as IANA spells it; `encoding` is a name that Python decodes by, None for what is not text."""

    media_type: str
    encoding: str | None


def sniff(data: bytes, name: str, charset: str | None = None) -> Sniffed:
    """The media type and encoding of a file; never raises.

    What is not text has the media type of its signature (`application/octet-stream` where there is none), an empty
    file has `application/x-empty`. `charset` is what its holder says of its encoding, believed where it fits.
    """
    if not data:
        return Sniffed("application/x-empty", None)
    for signature, media_type in MAGIC:
        if data.startswith(signature):
            return Sniffed(office_type(data) if media_type == "application/zip" else media_type, None)
    if data[4:8] == b"ftyp":
        return Sniffed("video/mp4", None)
    if data[257:262] == b"ustar":
        return Sniffed("application/x-tar", None)
    enveloped = mail_type(data)
    if enveloped is not None:
        return Sniffed(enveloped, None)
    encoding = named_encoding(charset, data) or encoding_of(data)
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
    xml = _xml_type(start)
    if xml is not None:
        return xml
    if head.lstrip().startswith("<") and (_PAGE.search(head) or by_name == "text/html"):
        return "text/html"
    for beginning, media_type in _BEGINNINGS:
        if head.lstrip().startswith(beginning):
            return media_type
    if _OBJECT.match(head) or by_name in ("application/json", "application/jsonl"):
        return (
            "application/jsonl" if by_name == "application/jsonl" or _one_object_a_line(start) else "application/json"
        )
    if by_name == "text/plain" and _is_markdown(head):
        return "text/markdown"
    return by_name


def _xml_type(start: str) -> str | None:
    """What kind of XML a text is, None where it is not known to be any."""
    root = _ROOT.match(start)
    if root is not None and root[1] in _XML_ROOTS:
        return _XML_ROOTS[root[1]]
    if _XML.match(start):
        return "text/html" if re.search(r"<html\b", start[:HEAD], re.I) else "application/xml"
    return None


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
