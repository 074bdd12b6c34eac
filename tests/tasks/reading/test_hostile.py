"""Valid files of every format, damaged: articles or a refusal, in bounded time, and never another error."""

import bz2
import gzip
import json
import lzma
import time

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.problem import Refused
from tests.tasks.reading.made import (
    ATOM,
    CRAWL,
    FORWARDED,
    MAIL,
    MHTML,
    NEWSML,
    NITF,
    PAGE,
    RSS,
    RSS_1,
    TEXT,
    docx,
    pdf,
    reading,
    tarred,
    zipped,
)
from tests.tasks.reading.test_more_documents import RTF

LINES = [["Ferries wait", "By Ann Lee", "Fog held 12 ferries in port on Monday, the harbour said in a statement."]] * 2
TWO = zipped({"a.txt": TEXT, "b.html": PAGE})
VALID = {
    "rss": RSS,
    "rss 1": RSS_1.encode(),
    "atom": ATOM.encode(),
    "nitf": NITF.encode(),
    "newsml": NEWSML.encode(),
    "mail": MAIL,
    "forwarded": FORWARDED.encode(),
    "mailbox": b"From a@b Mon Nov 23 09:30:00 2026\n" + MAIL + b"\n\nFrom c@d Tue Nov 24 09:30:00 2026\n" + MAIL,
    "mhtml": MHTML.encode(),
    "zip": TWO,
    "zip in zip": zipped({"c.zip": TWO}),
    "tar": tarred({"a.txt": TEXT, "b.html": PAGE}),
    "gzip": gzip.compress(PAGE.encode(), mtime=0),
    "bzip2": bz2.compress(PAGE.encode()),
    "xz": lzma.compress(PAGE.encode()),
    "zstd": zstandard.ZstdCompressor().compress(PAGE.encode()),
    "warc": CRAWL,
    "warc.gz": gzip.compress(CRAWL, mtime=0),
    "pdf": pdf(LINES, "/Title (Ferries) /CreationDate (D:20261120093000+01'00')"),
    "docx": docx(),
}
SLOWEST = 10.0  # seconds: no valid one of these takes a tenth

_INSERTED = st.binary(max_size=8) | st.sampled_from(
    [
        b"\0",
        b"<",
        b"&",
        b"]]>",
        b"<!DOCTYPE x [",
        b"=?utf-8?B?##?=",
        b"\n\n",
        b"=ED=A0=80",
        b"\xff\xfe",
        b"-1",
        b"9" * 20,
    ]
)
_DAMAGE = st.lists(
    st.tuples(st.integers(0, 1 << 16), st.integers(0, 60), _INSERTED, st.integers(1, 40)), min_size=1, max_size=4
)


def damaged(data: bytes, damage: list[tuple[int, int, bytes, int]]) -> bytes:
    """The data with stretches of it replaced."""
    for place, length, inserted, times in damage:
        at = place % (len(data) + 1)
        data = data[:at] + inserted * times + data[at + length :]
    return data


def articles_or_refusal(data: bytes) -> None:
    started = time.process_time()
    try:
        for article in reading(data).articles:
            article.text.encode("utf-8")
    except Refused as refused:
        assert refused.problems
    assert time.process_time() - started < SLOWEST


@pytest.mark.parametrize("name", VALID)
def test_each_of_them_is_read_while_it_is_whole(name):
    assert reading(VALID[name]).articles


@pytest.mark.parametrize("name", VALID)
@settings(max_examples=40, deadline=None)
@given(damage=_DAMAGE)
def test_a_damaged_file_gives_articles_or_a_refusal(name, damage):
    articles_or_refusal(damaged(VALID[name], damage))


@pytest.mark.parametrize("name", VALID)
@settings(max_examples=15, deadline=None)
@given(end=st.integers(0, 1 << 16))
def test_a_file_that_is_cut_off_gives_articles_or_a_refusal(name, end):
    articles_or_refusal(VALID[name][: end % len(VALID[name])])


@settings(max_examples=100, deadline=None)
@given(damage=_DAMAGE)
def test_a_damaged_document_inside_a_whole_zip_gives_articles_or_a_refusal(damage):
    body = damaged(b"<w:p><w:r><w:t>Words of it.</w:t></w:r></w:p>" * 3, damage)
    articles_or_refusal(docx(body.decode("utf-8", "replace")))


def test_a_million_keys_are_read_in_a_moment():
    articles_or_refusal(json.dumps({"text": "Words."} | {f"k{number}": number for number in range(1_000_000)}).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"Subject: " + b"=?utf-8?B?" * 50_000 + b"\nFrom: a@b.example\nTo: c@d.example\n\nWords.",
        b"From: a@b.example\nTo: c@d.example\nSubject: x\n\n" + b"From: x\nTo: y\nSubject: z\n\nWords.\n" * 20_000,
        b"From: a@b.example\nTo: c@d.example\nContent-Type: multipart/mixed; boundary=b\n\n"
        + b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 5_000,
        b"<rss><channel><item><description>" + b"&amp;lt;" * 200_000 + b"</description></item></channel></rss>",
        b"<rss " + b" ".join(b'a%d="x"' % number for number in range(50_000)) + b"/>",
        b"<rss><channel>" + b"<item><title>x</title></item>" * 20_000 + b"</channel></rss>",
        b"<?xml version='1.0'?>" + b" \n" * 3_000 + b"<!-- x -->" * 200 + b"no more",
        json.dumps({"text": "Words" + " " * 200_000 + "[+12 chars"}).encode(),
        RSS_1.replace("22-rdf", "22-\xa0rdf").encode(),
        FORWARDED.replace("24 Nov 2026 10:00:00 +0000", "24 Nov 2026 99999999999999999999:00:00 +0000").encode(),
        b'{"text": caf\xe9}\n' * 100_000,
        b"WARC/1.0\r\n" * 50_000,
        b"WARC/1.0\r\nContent-Length: 99999999999999\r\n\r\n" + b"x" * 100_000,
    ],
    ids=[
        "words",
        "forwards",
        "parts",
        "entities",
        "attributes",
        "entries",
        "prolog",
        "blanks",
        "namespace",
        "hour",
        "faults",
        "records",
        "length",
    ],
)
def test_much_of_the_same_is_read_in_a_moment(data):
    articles_or_refusal(data)


@pytest.mark.parametrize(
    "data",
    [
        b'{"text": "Words.", "score": NaN}, "title": "B"}\n{"text": "More words."}',
        b'{"text": "Words.", "score": NaN, [: 3',
        RTF.replace(b"\\dy10", b"\\dy2147483648"),
        b"\xef\xbb\xbf" + VALID["mailbox"],
        PAGE.replace("Ferries", "&#1;Fer&#12ries&#xFFFE; \ufffe").encode(),
    ],
    ids=[
        "after its end",
        "no key",
        "day of a stamp",
        "mark before a mailbox",
        "references to no characters",
    ],
)
def test_what_fuzzing_found_is_read_or_refused(data):
    articles_or_refusal(data)
