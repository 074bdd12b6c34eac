"""Files of many formats, made for the tests of reading."""

import io
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pytest

from schemas.article import Article
from schemas.problem import Refused
from tasks.read import Reading, read

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TEXT = "Rain in Bern\n\nBy Ann Lee\n\nIt rained all day in Bern on Monday, the mayor said. Then it stopped.\n"
PAGE = (
    "<html><head><title>Ferries wait</title></head><body><article><h1>Ferries wait</h1>"
    "<p>Fog held 12 ferries in port on Monday, the harbour said in a statement.</p>"
    "<p>They left on Tuesday morning, after nine hours.</p></article></body></html>"
)
PICTURE = b"\x89PNG\r\n\x1a\n...."


def reading(data: bytes | str, name: str = "dropped") -> Reading:
    return read(data if isinstance(data, bytes) else data.encode(), name, now=NOW)


def only(data: bytes | str, name: str = "dropped") -> Article:
    [article] = reading(data, name).articles
    return article


def refusal(data: bytes | str, name: str = "dropped") -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as caught:
        reading(data, name)
    return [(problem.code, problem.field) for problem in caught.value.problems]


def members(found: Reading) -> list[str | None]:
    return [article.member for article in found.articles]


def passed_over(found: Reading) -> list[tuple[str, str]]:
    return [(one.member, one.code) for one in found.passed_over]


def pieces(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.text[block.start_char : block.end_char]) for block in article.blocks]


def zipped(files: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The same bytes whenever it is called: the members have no time of their own."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return packed.getvalue()


def tarred(files: Mapping[str, bytes | str]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return packed.getvalue()


def answer(
    body: bytes | str, content_type: str = "text/html; charset=utf-8", status: str = "200 OK", *more: str
) -> bytes:
    head = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", *more, "", ""]
    return "\r\n".join(head).encode() + (body if isinstance(body, bytes) else body.encode())


def record(kind: str, address: str, block: bytes, content_type: str = "application/http; msgtype=response") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2026-11-20T10:00:00Z\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def pdf(pages: Sequence[Sequence[str]], info: str = "", more: str = "") -> bytes:
    """A PDF with these lines on its pages; `info` are its properties, `more` entries of its trailer."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = " ".join("(" + line.replace("(", r"\(").replace(")", r"\)") + ") Tj T*" for line in lines)
        drawn = f"BT /F1 11 Tf 14 TL 50 780 Td {shown} ET"
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {info} >>")
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    trailer = f"trailer << /Size {count} /Root 1 0 R /Info {len(objects)} 0 R {more} >>\nstartxref\n{len(made)}\n%%EOF"
    return made + f"xref\n0 {count}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCX_BODY = (
    '<w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr><w:r><w:t>Ferries wait for fog</w:t></w:r></w:p>'
    "<w:p><w:r><w:t>By Bo Ek</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>Fog held </w:t></w:r><w:del><w:r><w:delText>11</w:delText></w:r></w:del>"
    "<w:ins><w:r><w:t>12</w:t></w:r></w:ins>"
    "<w:r><w:t> ferries in port on Monday, the harbour said in a statement.</w:t></w:r></w:p>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Line</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Hours</w:t></w:r></w:p></w:tc>"
    "</w:tr></w:tbl>"
)
DOCX_STYLES = f'<w:styles {W}><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style></w:styles>'
DOCX_CORE = (
    '<cp:coreProperties xmlns:cp="x" xmlns:dc="y" xmlns:dcterms="z"><dc:creator>Ann Lee</dc:creator>'
    "<dcterms:created>2026-11-20T08:00:00Z</dcterms:created></cp:coreProperties>"
)


def docx(body: str = DOCX_BODY, styles: str = DOCX_STYLES, core: str = DOCX_CORE) -> bytes:
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return zipped({"word/document.xml": document, "word/styles.xml": styles, "docProps/core.xml": core})


RSS = """<?xml version="1.0" encoding="iso-8859-1"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour Post</title>
<link>https://harbour.example/</link><language>en-gb</language>
<item><title>Ferries &amp; fog</title><link>/2026/11/fog</link><guid isPermaLink="false">hp-1</guid>
<pubDate>Mon, 23 Nov 2026 09:30:00 EST</pubDate><dc:creator>Ann Lee</dc:creator>
<description>Short.</description>
<content:encoded><![CDATA[<p>Fog held 12 ferries &nbsp;in port.</p>
<blockquote>"We wait."</blockquote>]]></content:encoded></item>
<item><title>Caf\xe9 opens & more</title><link>https://harbour.example/c</link><pubDate>2026-11-22</pubDate>
<description>A caf\xe9 opened, &amp;amp; it has 12 tables.</description></item>
<item><title>A headline alone</title></item>
</channel></rss>""".encode("latin-1")

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Tagblatt</title><id>urn:x</id>
<entry><title type="html">Die &lt;b&gt;Flut&lt;/b&gt;</title><id>urn:e1</id><link href="https://t.example/e1"/>
<author><name>Eva Kern</name></author><author><name>Jan Holm</name></author>
<published>2026-11-19T08:00:00+01:00</published><updated>2026-11-20T08:00:00+01:00</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Das Wasser stieg.</p><h2>Folgen</h2>
<p>Zwei Dörfer.</p></div></content><summary>kurz</summary></entry>
<entry xml:lang="fr"><title>La crue</title><id>urn:e2</id><updated>2026-11-20T08:00:00Z</updated>
<summary>L'eau monte.</summary></entry></feed>"""

RSS_1 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://w.example"><title>Wire</title>
<link>https://w.example</link><dc:language>en</dc:language></channel>
<item rdf:about="https://w.example/1"><title>One</title><link>https://w.example/1</link><dc:creator>Ann Lee</dc:creator>
<description>One thing happened.</description><dc:date>2026-11-01T10:00:00+00:00</dc:date></item></rdf:RDF>"""

NITF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.example/nitf-3-4.dtd">
<nitf xml:lang="en"><head><title>Ferries</title><docdata management-status="usable"><doc-id id-string="kst-1"/>
<date.issue norm="20261123T093000Z"/></docdata></head><body><body.head>
<hedline><hl1>Ferries wait&nbsp;for fog</hl1><hl2>Harbour closed</hl2></hedline>
<byline>By <person>Ann Lee</person>, <byttl>Staff Writer</byttl></byline><distributor>Kestrel</distributor>
<dateline>ODDA, Norway</dateline></body.head><body.content><block>
<p>Fog held <num>12</num> ferries in port on Monday, the harbour said.</p><hl2>Delays</hl2><p>They left on Tuesday.</p>
<media media-type="image"><media-reference source="x.jpg"/><media-caption>A ferry.</media-caption></media>
<bq><block><p>We wait.</p></block></bq></block></body.content>
<body.end><tagline>(Reporting by Ann Lee)</tagline></body.end></body></nitf>"""

NEWSML = """<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:kestrel:1" xml:lang="en-GB"><itemMeta><itemClass qcode="ninat:text"/>
<provider qcode="nprov:KST"><name>Kestrel</name></provider><versionCreated>2026-11-23T10:00:00Z</versionCreated>
<firstCreated>2026-11-23T09:00:00+01:00</firstCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><language tag="en"/><headline>Ferries wait</headline><by>By Ann Lee and Bo Ek</by></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
<head><title>x</title></head><body><h1>Ferries wait</h1><p>Fog held 12 ferries.<br/>They left.</p></body></html>
</inlineXML></contentSet></newsItem>
<newsItem guid="p2"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta><contentMeta><headline>A ferry</headline>
</contentMeta><contentSet><remoteContent href="x.jpg"/></contentSet></newsItem>
<newsItem guid="k3"><itemMeta><itemClass qcode="ninat:text"/><pubStatus qcode="stat:canceled"/></itemMeta>
<contentSet><inlineData contenttype="text/plain">Kill this story.</inlineData></contentSet></newsItem>
<newsItem guid="n4"><itemMeta><itemClass qcode="ninat:text"/></itemMeta><contentSet>
<inlineXML contenttype="application/nitf+xml">NITF</inlineXML></contentSet></newsItem>
<packageItem guid="g5"><itemMeta><itemClass qcode="ninat:composite"/></itemMeta></packageItem>
</itemSet></newsMessage>""".replace("NITF<", NITF.partition('.dtd">')[2].replace("&nbsp;", " ") + "<")

MHTML = """From: <Saved by Blink>
Snapshot-Content-Location: https://post.example/2026/11/19/fog
Subject: =?utf-8?Q?Ferries=20wait?=
Date: Fri, 20 Nov 2026 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----B"

------B
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://post.example/2026/11/19/fog

PAGE

------B
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=

------B--
""".replace("PAGE", PAGE.replace("=", "=3D"))

MAIL = """From: =?utf-8?B?IkHDsW4gTGVlIg==?= <ann@post.example>
To: desk@example.org
Subject: Re: =?iso-8859-1?Q?Caf=E9_opens_?= =?iso-8859-1?Q?in_Bern?=
Date: Mon, 23 Nov 2026 09:30:00 +0100
Message-ID: <a1@post.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="M"

--M
Content-Type: text/plain; charset=us-ascii
Content-Transfer-Encoding: 8bit

A caf\xe9 opened in Bern on Monday, its owner said. It has 12 tables.

It will close in May.

SIGNATURE
Ann Lee, The Post
--M
Content-Type: image/png; name="p.png"
Content-Disposition: attachment
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--M
Content-Type: text/plain; charset=utf-8
Content-Disposition: attachment; filename*=utf-8''b%C3%A9rn.txt
Content-Transfer-Encoding: quoted-printable

Rain in Bern

By Bo Ek

It rained all day in Bern on Monday, the mayor said. It was =E2=82=AC5.
--M--
""".replace("SIGNATURE", "-- ").encode("latin-1")

FORWARDED = """From: Desk <desk@example.org>
To: all@example.org
Subject: Fwd: Ferries wait
Date: Tue, 24 Nov 2026 10:00:00 +0000
MIME-Version: 1.0

For you.

---------- Forwarded message ---------
From: Carla Ruiz <carla@faro.example>
Date: Mon, Nov 23, 2026 at 9:30 AM
Subject: Ferries wait
To: <desk@example.org>

Fog held 12 ferries in port on Monday, the harbour said in a statement.

They left on Tuesday morning.
"""

CRAWL = b"".join(
    (
        record("warcinfo", "", b"software: x", "application/warc-fields"),
        record("response", "https://post.example/2026/11/19/fog", answer(PAGE)),
        record("response", "https://post.example/p.png", answer(PICTURE, "image/png")),
    )
)
