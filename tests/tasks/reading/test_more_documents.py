"""Rich text, OpenDocument texts and NewsML 1."""

import zipfile
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.problem import Refused
from tasks.read import read, read_file
from tests.tasks.reading.made import zipped

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
RTF = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}{\f1\fcharset204 Times Cyr;}}{\colortbl;\red0;}
{\stylesheet{\s0 Normal;}{\s15 Title;}{\s16 heading 1;}}{\info{\title Nope}{\author Ann Lee}{\operator Bob}
{\creatim\yr2026\mo3\dy10\hr9}}{\header Page header}
\pard\s15 Ferry runs aground off Skagen\par
\pard\plain The ferry \b struck\b0  a bank at dawn, the coastguard said; nobody was
 hurt\'85 it is \u8364?3 million\~worth.\par
{\f1 \'cc\'ee\'f1\'ea\'e2\'e0} was told first. {\v hidden words} A tug pulled her free at noon.\par
\pard\s16 What comes next\par
\pard{\*\unknown skipped}{\pict 89504e47}
Divers will look at the hull on Thursday morning{\footnote A note}, her owners said.\par}"""
CONTENT = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:automatic-styles>
 <style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/></office:automatic-styles>
 <office:body><office:text><text:tracked-changes><text:p>old words</text:p></text:tracked-changes>
 <text:p text:style-name="P1">Ferry runs aground off Skagen</text:p>
 <text:p>The ferry struck<text:s/>a bank at dawn, the coastguard said on Tuesday.
 <text:line-break/>Nobody of the crew was hurt on Tuesday,
 it said.<text:note>n</text:note></text:p>
 <text:h text:outline-level="1">What comes next</text:h>
 <table:table><table:table-row><table:table-cell><text:p>Aboard at dawn were</text:p></table:table-cell>
 <table:table-cell>
 <text:p>212 people, the owners said.</text:p></table:table-cell></table:table-row></table:table>
 <text:p>Divers will look at the hull on Thursday morning, her owners said.</text:p>
 <text:p text:style-name="Quotations">“We will look at the hull.”</text:p></office:text></office:body>
</office:document-content>"""
META = """<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>
 <meta:initial-creator>Ann Lee</meta:initial-creator><dc:language>en-GB</dc:language>
 <meta:creation-date>2026-03-10T09:00:00</meta:creation-date></office:meta></office:document-meta>"""
NEWSML = """<?xml version="1.0"?><!DOCTYPE NewsML SYSTEM "NewsML_1.2.dtd"><NewsML><NewsEnvelope>
<DateAndTime>20260310T081500Z
</DateAndTime></NewsEnvelope><NewsItem><Identification><NewsIdentifier><ProviderId>kestrel.example</ProviderId>
<NewsItemId>K-1</NewsItemId></NewsIdentifier></Identification><NewsManagement><NewsItemType FormalName="News"/>
<FirstCreated>20260310T081500+0000</FirstCreated><Status FormalName="STATUS"/></NewsManagement>
<NewsComponent><NewsLines>
<HeadLine>Ferry runs aground</HeadLine><ByLine>By Ann Lee</ByLine></NewsLines><AdministrativeMetadata><Provider>
<Party FormalName="Kestrel"/></Provider></AdministrativeMetadata><DescriptiveMetadata><Language FormalName="en"/>
</DescriptiveMetadata><NewsComponent><ContentItem><MediaType FormalName="Photo"/><DataContent>
<p>A caption</p></DataContent></ContentItem></NewsComponent>
<ContentItem><MediaType FormalName="Text"/><DataContent><p>The ferry struck a bank.</p>
<p>Nobody was hurt.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""

LOCKED = "<m><file-entry><encryption-data/></file-entry></m>"


def odt(content=CONTENT, **members):
    kind = {"mimetype": "application/vnd.oasis.opendocument.text"}
    return zipped({**kind, "content.xml": content, "meta.xml": META, **members}, zipfile.ZIP_STORED)


def told(article):
    return [(block.kind, article.text[block.start_char : block.end_char]) for block in article.blocks]


def test_rich_text_gives_its_story_and_what_its_styles_say():
    [article] = read_file(RTF, "a.rtf", now=NOW)

    assert told(article) == [
        ("title", "Ferry runs aground off Skagen"),
        ("body", "The ferry struck a bank at dawn, the coastguard said; nobody was hurt… it is €3 million worth."),
        ("body", "Москва was told first. A tug pulled her free at noon."),
        ("heading", "What comes next"),
        ("body", "Divers will look at the hull on Thursday morning, her owners said."),
    ]
    assert (article.authors, article.published_date) == (("Ann Lee",), date(2026, 3, 10))


def test_an_open_document_gives_its_story_and_what_its_styles_say():
    [article] = read_file(odt(), "a.odt", now=NOW)

    assert told(article) == [
        ("title", "Ferry runs aground off Skagen"),
        ("body", "The ferry struck a bank at dawn, the coastguard said on Tuesday."),
        ("body", "Nobody of the crew was hurt on Tuesday, it said."),
        ("heading", "What comes next"),
        ("body", "Aboard at dawn were 212 people, the owners said."),
        ("body", "Divers will look at the hull on Thursday morning, her owners said."),
        ("quote", "“We will look at the hull.”"),
    ]
    assert (article.authors, article.published_date) == (("Ann Lee",), date(2026, 3, 10))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (odt("<a/>"), "document.broken"),
        (odt("\x00\x01\xff", **{"META-INF/manifest.xml": LOCKED}), "document.encrypted"),
        (odt()[:900], "document.broken"),
        (b"{\\rtf1 " + b"{" * 2000, "document.broken"),
        (b"{\\rtf1 {\\pict 00}}", "document.no_text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "file.format_unsupported"),
    ],
)  # fmt: skip
def test_a_document_that_cannot_be_read_says_why(data, code):
    with pytest.raises(Refused) as refused:
        read_file(data, "a", now=NOW)

    assert refused.value.problems[0].code == code


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(RTF)), st.integers(0, len(RTF)), st.binary(max_size=8))
def test_damaged_rich_text_gives_an_article_or_a_refusal(first, second, damage):
    try:
        read_file(RTF[:first] + damage + RTF[second:], "a.rtf", now=NOW)
    except Refused as refused:
        assert refused.problems


def test_newsml_1_gives_the_text_of_each_item():
    [article] = read_file(NEWSML.encode(), "a.xml", now=NOW)

    assert (article.headline, article.authors, article.publisher, article.member) == (
        "Ferry runs aground", ("Ann Lee",), "Kestrel", "K-1",
    )  # fmt: skip
    assert told(article)[2:] == [("body", "The ferry struck a bank."), ("body", "Nobody was hurt.")]
    assert article.published_at == datetime(2026, 3, 10, 8, 15, tzinfo=UTC)


def test_a_cancelled_item_and_a_picture_of_newsml_1_are_passed_over():
    cancelled, picture = NEWSML.replace("STATUS", "Canceled"), NEWSML.replace('"Text"', '"Photo"')
    items = "".join(one[one.index("<NewsItem>") : one.index("</NewsML>")] for one in (NEWSML, cancelled, picture))
    reading = read(f"<?xml version='1.0'?><NewsML>{items}</NewsML>".encode(), "a.xml", now=NOW)

    assert len(reading.articles) == 1
    assert [one.code for one in reading.passed_over] == ["news.cancelled", "article.text_missing"]
