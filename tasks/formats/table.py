"""Which reader reads which media type."""

from typing import Final

from tasks.formats.docx import read_docx
from tasks.formats.feed import read_feed
from tasks.formats.html import read_html
from tasks.formats.json_article import read_json, read_jsonl
from tasks.formats.mail import read_mail, read_mbox
from tasks.formats.markdown import read_markdown
from tasks.formats.mhtml import read_mhtml
from tasks.formats.newsml import read_newsml
from tasks.formats.newsml1 import read_newsml1
from tasks.formats.nitf import read_nitf
from tasks.formats.odt import read_odt
from tasks.formats.packed import read_packed
from tasks.formats.pdf import read_pdf
from tasks.formats.rtf import read_rtf
from tasks.formats.source import Reader
from tasks.formats.tar import read_tar
from tasks.formats.text import read_text
from tasks.formats.warc import read_warc
from tasks.formats.zip import read_zip
from tasks.office import DOCX, ODT

READERS: Final[dict[str, Reader]] = {
    "text/plain": read_text,
    "text/markdown": read_markdown,
    "text/html": read_html,
    "application/json": read_json,
    "application/jsonl": read_jsonl,
    "application/rss+xml": read_feed,
    "application/atom+xml": read_feed,
    "application/nitf+xml": read_nitf,
    "application/vnd.iptc.g2.newsitem+xml": read_newsml,
    "application/vnd.iptc.g2.packageitem+xml": read_newsml,
    "application/vnd.iptc.g2.newsmessage+xml": read_newsml,
    "application/vnd.iptc.newsml+xml": read_newsml1,
    "application/pdf": read_pdf,
    DOCX: read_docx,
    ODT: read_odt,
    "application/rtf": read_rtf,
    "message/rfc822": read_mail,
    "application/mbox": read_mbox,
    "multipart/related": read_mhtml,
    "application/zip": read_zip,
    "application/x-tar": read_tar,
    "application/gzip": read_packed,
    "application/zstd": read_packed,
    "application/x-bzip2": read_packed,
    "application/x-xz": read_packed,
    "application/warc": read_warc,
}
