"""What a file is, and in which encoding, from its bytes."""

import codecs

import pytest

from tasks.decode import byte_places, decode, encoding_of
from tasks.sniff import Sniffed, sniff
from tests.tasks.reading.test_more_documents import odt

CYRILLIC = '<meta charset="windows-1251"><p>Порт закрыт.'
PROSE = "The café on the corner of the square will reopen after the naïve plan to close it was dropped. "


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (b"Just words.", "story", "text/plain"),
        (b"Just words.", "story.md", "text/markdown"),
        (b"# Title\n\nSee [this](https://example.org).", "story.txt", "text/markdown"),
        (b"---\ntitle: A\n---\nWords.", "story", "text/markdown"),
        (b"<!DOCTYPE html><html><p>Words.</p>", "story.txt", "text/html"),
        (b"\n<p>Words.</p>", "story.bin", "text/html"),
        (b'<?xml version="1.0"?><!DOCTYPE html><html><body/></html>', "a.xml", "text/html"),
        (b'<?xml version="1.0"?><rss version="2.0"/>', "a.html", "application/rss+xml"),
        (b'<?xml version="1.0"?><!-- <html> --><rdf:RDF/>', "a.txt", "application/rss+xml"),
        (b"\xef\xbb\xbf<feed xmlns='http://www.w3.org/2005/Atom'/>", "a.txt", "application/atom+xml"),
        (b"<!DOCTYPE nitf [<!ENTITY a 'b'>]><nitf/>", "a", "application/nitf+xml"),
        (b"<nar:newsMessage xmlns:nar='x'/>", "a", "application/vnd.iptc.g2.newsmessage+xml"),
        (b'<?xml version="1.0"?><opml/>', "a", "application/xml"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "feed", "application/json"),
        (b'{"a": 1}', "story.txt", "application/json"),
        (b'{\n "a": 1\n}\n', "story.txt", "application/json"),
        (b'[{"a": 1}]', "story", "application/json"),
        (b'{"a": 1}\n{"a": 2}\n', "story.json", "application/jsonl"),
        (b'{"a": 1}\n', "story.jsonl", "application/jsonl"),
        (b"[Photo] A ferry leaves.", "story.txt", "text/plain"),
        (b"%PDF-1.4", "story.html", "application/pdf"),
        (b"MIME-Version: 1.0\nSubject: x\n\nWords.", "a", "message/rfc822"),
        (b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n\r\nWords.", "a.txt", "message/rfc822"),
        (b"Subject: The weather\n\nFrom: nowhere, as it seems.", "a.txt", "text/plain"),
        (b"From a@b.example Mon Nov 23 09:30:00 2026\nSubject: x\n\nWords.", "a", "application/mbox"),
        (b"From a hill in 1920\nthe town was small.", "a", "text/plain"),
        (b"From: <Saved by Blink>\nContent-Type: multipart/related; boundary=x\n\n", "a", "multipart/related"),
        (b"Received: x\nTo: y\nContent-Type: multipart/related; boundary=x\n\n", "a", "message/rfc822"),
        (b"BEGIN:VCALENDAR\n", "a.txt", "text/calendar"),
        (b"p { color: red }", "a.css", "text/css"),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/epub+zipPK", "a", "application/epub+zip"),
        (b"\0" * 257 + b"ustar", "a", "application/x-tar"),
        (b"", "story.txt", "application/x-empty"),
        (bytes(range(256)), "story.txt", "application/octet-stream"),
    ],
)
def test_the_type_comes_from_the_bytes_and_the_name_breaks_ties(data, name, media_type):
    assert sniff(data, name).media_type == media_type


def test_what_is_no_text_has_no_encoding():
    assert sniff(b"\x89PNG\r\n\x1a\n", "a.txt") == Sniffed("image/png", None)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (codecs.BOM_UTF8 + PROSE.encode(), PROSE),
        (PROSE.encode("utf-16"), PROSE),
        (PROSE.encode("utf-16-le"), PROSE),
        (PROSE.encode("utf-32"), PROSE),
        (PROSE.encode("cp1252"), PROSE),
        (PROSE.encode() + b"\xff" + PROSE.encode(), PROSE + "\ufffd" + PROSE),
        (CYRILLIC.encode("cp1251"), CYRILLIC),
        (b'<meta charset="unicode_escape">caf\xe9 \\x41', '<meta charset="unicode_escape">café \\x41'),
    ],
)
def test_every_usual_encoding_is_decoded(data, text):
    encoding = encoding_of(data)

    assert encoding is not None
    assert decode(data, encoding) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_a_place_in_the_text_is_found_in_the_bytes(encoding):
    text = "é { é } " + "é" * 9000 + "] "
    data = text.encode(encoding)
    little = f"{encoding}-le" if encoding in ("utf-16", "utf-32") else encoding.removesuffix("-sig")
    place = byte_places(text, encoding)

    for sign in "]}{":
        assert data[place(text.index(sign)) :].decode(little) == text[text.index(sign) :]


@pytest.mark.parametrize("encoding", ["iso2022_jp", "hz"])
def test_a_place_in_a_text_with_shifts_is_where_its_line_begins(encoding):
    text = "港" * 9000 + "\nport\n"

    assert text.encode(encoding)[byte_places(text, encoding)(text.index("port")) :] == b"port\n"


def test_a_zip_that_names_no_type_of_office_document_is_a_zip():
    named = odt()

    assert sniff(named, "a").media_type == "application/vnd.oasis.opendocument.text"
    assert sniff(named.replace(b"opendocument.text", b"opendocument.\n<b>x"), "a").media_type == "application/zip"
