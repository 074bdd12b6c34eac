"""Files in files: each read as if it had been dropped, nothing lost in silence, nothing unpacked without bound."""

import bz2
import gzip
import lzma
import time
from datetime import date

import pytest
import zstandard

from tasks.formats import allowance
from tests.tasks.reading.made import (
    CRAWL,
    PAGE,
    PICTURE,
    TEXT,
    answer,
    members,
    only,
    passed_over,
    reading,
    record,
    refusal,
    tarred,
    zipped,
)

PACKERS = [gzip.compress, bz2.compress, lzma.compress, zstandard.ZstdCompressor().compress]
LINES = '{"title": "A", "text": "Some words."}\n{"title": "B", "text": "More words."}\n'


def test_each_file_of_a_zip_is_read_and_a_name_is_only_text():
    found = reading(zipped({"../../x.txt": TEXT, "in/a.zip": zipped({"b.html": PAGE}), "c.jsonl": LINES}))

    assert members(found) == ["../../x.txt", "in/a.zip!/b.html", "c.jsonl!/[0]", "c.jsonl!/[1]"]


def test_what_is_no_article_in_a_zip_is_passed_over_with_its_reason():
    found = reading(
        zipped(
            {"a.txt": TEXT, "p.png": PICTURE, "s.css": "p { margin: 0 }", "e.txt": "", "l.html": "<html><body/></html>"}
        )
    )

    assert passed_over(found) == [
        ("p.png", "file.binary"),
        ("s.css", "file.format_unsupported"),
        ("e.txt", "file.empty"),
        ("l.html", "html.no_article"),
    ]
    assert found.passed_over[1].reason.endswith("It is a style sheet.")


def test_a_broken_file_of_a_kind_that_is_read_refuses_the_whole_zip():
    packed = zipped({"a.txt": TEXT, "b.json": '{"title": 5, "text": "Words."}', "c.json": '{"title": '})

    assert refusal(packed) == [("article.field_type", "b.json!/title"), ("json.invalid", "c.json")]


def test_a_zip_without_an_article_is_refused_with_its_reasons():
    assert refusal(zipped({"p.png": PICTURE})) == [("archive.no_article", None), ("file.binary", "p.png")]


def test_a_member_with_a_password_is_named():
    packed = bytearray(zipped({"a.txt": TEXT}))
    packed[6] |= 1  # in the header of the member, and of the directory
    packed[packed.index(b"PK\x01\x02") + 8] |= 1

    assert refusal(bytes(packed)) == [("archive.encrypted", "a.txt")]


@pytest.mark.parametrize("pack", PACKERS)
def test_a_packed_page_is_read_and_one_that_is_cut_off_is_refused(pack):
    packed = pack(PAGE.encode())

    assert only(packed, "page.html.gz").member == "page.html"
    assert refusal(packed[:-9]) == [("archive.broken", None)]


@pytest.mark.parametrize("pack", [bytes, *PACKERS])
def test_a_tar_is_read_packed_or_not(pack):
    found = reading(pack(tarred({"a/b.txt": TEXT, "c.html": PAGE})), "all.tar.gz")

    assert members(found) == ["a/b.txt", "c.html"]


def test_a_tar_that_is_cut_off_is_refused():
    assert refusal(tarred({"a.txt": TEXT})[:540]) == [("archive.broken", None)]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress])
def test_a_bomb_stops_in_a_moment(pack):
    packed = pack(b"a " * 150_000_000)
    started = time.process_time()

    assert next(code for code, _ in refusal(packed)) in ("archive.too_large", "archive.member_too_large")
    assert time.process_time() - started < 5


def test_a_bomb_of_zips_in_zips_stops_once():
    blank = zipped({f"{number}.txt": b"a b " * 2_000_000 for number in range(3)})
    packed = zipped({"0.zip": zipped({f"{number}.zip": blank for number in range(10)})})

    assert refusal(packed) == [("archive.too_large", "0.zip!/0.zip")]


def test_archives_are_read_five_deep():
    packed = zipped({"a.txt": TEXT})
    for _ in range(4):
        packed = zipped({"n.zip": packed})

    assert members(reading(packed)) == ["n.zip!/n.zip!/n.zip!/n.zip!/a.txt"]
    assert refusal(zipped({"n.zip": packed})) == [("archive.too_deep", "n.zip!/n.zip!/n.zip!/n.zip!/n.zip!/a.txt")]


def test_more_members_than_are_read_refuse_the_file(monkeypatch):
    monkeypatch.setattr(allowance, "MOST_MEMBERS", 2)

    assert refusal(zipped({f"{number}.txt": TEXT for number in range(3)})) == [("archive.too_many", None)]


def test_a_member_that_is_too_large_refuses_where_it_would_be_read(monkeypatch):
    monkeypatch.setattr(allowance, "MEMBER_BYTES", 50)

    assert refusal(zipped({"a.txt": TEXT})) == [("archive.member_too_large", "a.txt")]
    assert passed_over(reading(zipped({"b.txt": "Some words.", "p.png": PICTURE * 20}))) == [("p.png", "file.binary")]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.ZstdCompressor().compress])
def test_a_crawl_gives_its_pages_with_their_addresses(pack):
    found = reading(pack(CRAWL), "crawl.warc.gz")
    [page] = found.articles

    assert (page.member, page.url, page.url_source) == ("https://post.example/2026/11/19/fog",) * 2 + ("archive",)
    assert (page.published_date, page.published_source) == (date(2026, 11, 19), "url")
    assert passed_over(found) == [("https://post.example/p.png", "web.not_a_page")]


def test_records_that_are_packed_one_by_one_are_one_crawl():
    crawl = b"".join(gzip.compress(record("response", f"https://a.example/{n}", answer(PAGE))) for n in range(3))

    assert members(reading(crawl)) == ["https://a.example/0", "https://a.example/1", "https://a.example/2"]


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (f"{len(PAGE):x}\r\n{PAGE}\r\n0\r\n\r\n".encode(), "Transfer-Encoding: chunked"),
        (gzip.compress(PAGE.encode()), "Content-Encoding: gzip"),
        (PAGE.encode(), "Content-Encoding: br"),
    ],
)
def test_a_page_is_read_as_the_server_packed_it(body, header):
    sent = answer(body, "text/html", "200 OK", header)

    assert only(record("response", "https://a.example/", sent)).headline == "Ferries wait"


def test_what_is_wrong_with_a_page_of_a_crawl_passes_it_over():
    crawl = b"".join(
        (
            record("response", "https://a.example/", answer(PAGE)),
            record("response", "https://a.example/404", answer("<p>No</p>", status="404 Not Found")),
            record("response", "https://a.example/none", answer("<html><body></body></html>")),
            record(
                "response", "https://a.example/br", answer(b"\x1b\x00", "text/html", "200 OK", "Content-Encoding: br")
            ),
            record("response", "dns:a.example", b"20261120 10.0.0.1", "text/dns"),
        )
    )

    assert passed_over(reading(crawl)) == [
        ("https://a.example/404", "web.not_a_page"),
        ("https://a.example/none", "html.no_article"),
        ("https://a.example/br", "web.not_a_page"),
    ]


def test_texts_taken_out_of_pages_are_articles():
    crawl = record("conversion", "https://a.example/1", TEXT.encode(), "text/plain")

    assert only(crawl).headline == "Rain in Bern"


@pytest.mark.parametrize("cut", [20, 300])
def test_a_crawl_that_is_cut_off_is_refused(cut):
    assert [code for code, _ in refusal(CRAWL[:-cut])] == ["archive.broken"]


def test_a_member_without_a_name_is_read():
    packed = zipped({"a": TEXT}).replace(b"a", b"\0", 1)  # a name ends at NUL
    start = packed.index(b"PK\x01\x02")

    assert members(reading(packed[:start] + packed[start:].replace(b"a", b"\0", 1))) == [""]
