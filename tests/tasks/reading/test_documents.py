"""PDF and Word: their text as paragraphs, their properties only where the text says nothing."""

import sys
from datetime import date

import pytest

from tests.tasks.reading.made import DOCX_BODY, docx, only, passed_over, pdf, pieces, reading, refusal, zipped

PAGES = [
    [
        "The Harbour Post",
        "Ferries wait for fog in the north",
        "By Ann Lee",
        "Fog held 12 ferries in port on Monday, the harbour said in a statement, and the inter-",
        "national line to Denmark lost 4 percent of its passengers in a day. They left on",
        "Tuesday morning after nine hours of waiting in the dark, which the captain said was",
        "Page 1 of 3",
    ],
    ["The Harbour Post", "too long for the animals.", "The fares will rise by 3 euros in May.", "Page 2 of 3"],
    ["The Harbour Post", "Nobody was hurt, the harbour said on Tuesday.", "Page 3 of 3"],
]


def test_lines_of_a_pdf_become_paragraphs_that_go_on_over_pages():
    article = only(pdf(PAGES))

    assert pieces(article)[:4] == [
        ("title", "Ferries wait for fog in the north"),
        ("byline", "By Ann Lee"),
        (
            "body",
            "Fog held 12 ferries in port on Monday, the harbour said in a statement, and the inter-national line to "
            "Denmark lost 4 percent of its passengers in a day. They left on Tuesday morning after nine hours of "
            "waiting in the dark, which the captain said was too long for the animals.",
        ),
        ("body", "The fares will rise by 3 euros in May."),
    ]
    assert pieces(article)[-2:] == [("tail", "The Harbour Post"), ("tail", "Page 1 of 3")]


def test_properties_of_a_pdf_count_where_the_text_says_nothing():
    told = "/Title (Fog over the harbour) /Author (Bo Ek) /CreationDate (D:20261120093000+01'00')"
    article = only(
        pdf([["Fog held 12 ferries in port on Monday, the harbour said in a statement to the papers."]], told)
    )

    assert (article.headline, article.headline_source) == ("Fog over the harbour", "metadata")
    assert (article.authors, article.authors_confidence) == (("Bo Ek",), 0.6)
    assert (article.published_date, article.published_source, article.published_confidence) == (
        date(2026, 11, 20),
        "metadata",
        0.5,
    )


def test_a_pdf_without_text_is_told_to_be_pictures():
    assert refusal(pdf([[], []])) == [("document.no_text", None)]


def test_a_locked_pdf_is_refused_as_locked():
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'00' * 32}> /U <{'00' * 32}> /P -4 >> /ID [<00><00>]"

    assert refusal(pdf(PAGES, more=lock)) == [("document.encrypted", None)]


@pytest.mark.parametrize("broken", [pdf(PAGES)[:600], b"%PDF-1.7 and no more"])
def test_a_damaged_pdf_is_refused(broken):
    assert refusal(broken) == [("document.broken", None)]


def test_a_missing_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)

    assert refusal(pdf(PAGES)) == [("extra.missing", None)]


def test_word_gives_kinds_by_styles_and_changes_as_accepted():
    article = only(docx())

    assert (article.headline, article.headline_source) == ("Ferries wait for fog", "h1")
    assert (article.authors, article.authors_source) == (("Bo Ek",), "byline")
    assert (article.published_date, article.published_confidence) == (date(2026, 11, 20), 0.5)
    assert [text for _, text in pieces(article)] == [
        "Ferries wait for fog",
        "By Bo Ek",
        "Fog held 12 ferries in port on Monday, the harbour said in a statement.",
        "Line Hours",
    ]


def test_a_text_box_is_read_once():
    box = "<w:txbxContent><w:p><w:r><w:t>A note in a box.</w:t></w:r></w:p></w:txbxContent>"
    twice = f'<w:p><w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'

    article = only(docx(DOCX_BODY + twice + "</mc:AlternateContent></w:r></w:p>"))

    assert article.text.count("A note in a box.") == 1


def test_a_word_document_in_a_zip_is_a_member():
    found = reading(zipped({"a/story.docx": docx(), "b.xlsx": zipped({"xl/workbook.xml": "<workbook/>"})}))

    assert found.articles[0].member == "a/story.docx"
    assert passed_over(found) == [("b.xlsx", "file.format_unsupported")]


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (docx("<w:p><w:r><w:t>Words"), "xml.invalid"),
        (docx("<w:sdt>" * 10_000), "xml.too_deep"),
        (docx("<w:p/>"), "document.no_text"),
    ],
)
def test_a_broken_word_document_is_refused(broken, code):
    assert [found for found, _ in refusal(broken)] == [code]
