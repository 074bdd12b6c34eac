"""Mail, mailboxes and pages saved as mail: whose text it is, when, and what hangs on it."""

from datetime import date, datetime

from tasks.formats.forwarded import forwarded
from tests.tasks.reading.made import (
    FORWARDED,
    MAIL,
    MHTML,
    PICTURE,
    TEXT,
    members,
    only,
    passed_over,
    pieces,
    reading,
    refusal,
)


def test_a_message_is_an_article_under_its_subject():
    article, _ = reading(MAIL).articles

    assert (article.headline, article.headline_source) == ("Café opens in Bern", "field")
    assert (article.authors, article.authors_source, article.authors_confidence) == (("Añn Lee",), "field", 0.6)
    assert article.published_at == datetime.fromisoformat("2026-11-23T09:30:00+01:00")
    assert pieces(article) == [
        ("title", "Café opens in Bern"),
        ("body", "A café opened in Bern on Monday, its owner said. It has 12 tables."),
        ("body", "It will close in May."),
        ("tail", "-- "[:2]),
        ("tail", "Ann Lee, The Post"),
    ]


def test_an_attachment_that_is_read_is_an_article_and_others_are_passed_over():
    found = reading(MAIL)

    assert members(found) == [None, "bérn.txt"]
    assert found.articles[1].text.endswith("It was €5.")
    assert passed_over(found) == [("p.png", "file.binary")]


def test_a_message_sent_on_is_the_one_inside():
    article = only(FORWARDED)

    assert (article.headline, article.authors, article.published_date) == (
        "Ferries wait",
        ("Carla Ruiz",),
        date(2026, 11, 23),
    )
    assert [kind for kind, _ in pieces(article)] == ["title", *["nav"] * 6, "body", "body"]


def test_headers_of_the_innermost_message_are_found_in_several_languages():
    text = (
        "Zur Info\n\nVon: A B\nGesendet: 1.2.2026\nAn: C\nBetreff: X\n\nDe : D E\nEnvoyé : 2.2.2026\nÀ : F\n\nLe texte."
    )

    found = forwarded(text)

    assert found is not None
    assert (found.sender, found.date, text[found.end :]) == ("D E", "2.2.2026", "Le texte.")


def test_a_long_answer_is_the_story_and_what_it_answers_is_not():
    answered = (
        "From: a@b.example\nTo: c@d.example\nSubject: Re: Fog\nDate: Tue, 24 Nov 2026 10:00:00 +0000\n\n"
        + "The harbour opened on Monday, and nobody had to wait for long, as I had said it would be. " * 5
        + "\n\nFrom: X Y\nSent: Monday\nTo: Z\nSubject: Fog\n\nWhen does it open?\n"
    )

    article = only(answered)

    assert pieces(article)[-1] == ("tail", "When does it open?")
    assert "When does it open" not in article.story()


def test_a_message_of_a_paper_has_a_publisher_and_no_author():
    article = only(
        "From: The Harbour Post <news@post.example>\nTo: a@b.example\nSubject: Ferries wait\n"
        "Date: Tue, 24 Nov 2026 10:00:00 +0000\nContent-Type: text/html\nContent-Language: en\n\n"
        "<p>Fog held 12 ferries.</p><p>They left.</p>"
    )

    assert (article.publisher, article.authors, article.declared_language) == ("The Harbour Post", (), "en")
    assert pieces(article)[-2:] == [("body", "Fog held 12 ferries."), ("body", "They left.")]


def test_a_mailbox_gives_each_message_its_id_or_its_number():
    mailbox = (
        b"From a@b Mon Nov 23 09:30:00 2026\n" + MAIL + b"\n\nFrom c@d Tue Nov 24 09:30:00 2026\nSubject: Second\n"
        b"From: x@y.example\n\n>From here on it rains in Bern, the mayor said.\n\n"
        b"From e@f Tue Nov 24 09:30:00 2026\nSubject: Nothing\n\n"
    )

    found = reading(mailbox)

    assert members(found) == ["a1@post.example", "a1@post.example!/bérn.txt", "2"]
    assert found.articles[2].text == "Second\n\nFrom here on it rains in Bern, the mayor said.\n\n"
    assert passed_over(found) == [("a1@post.example!/p.png", "file.binary"), ("3!/message", "text.no_words")]


def test_a_message_attached_to_another_is_an_article_of_its_own():
    found = reading(
        b"From: a@b.example\nTo: c@d.example\nSubject: See below\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/mixed; boundary="O"\n\n--O\nContent-Type: message/rfc822\n\n' + MAIL + b"\n--O--\n"
    )

    assert members(found) == ["attachment 1", "attachment 1!/bérn.txt"]


def test_a_charset_that_nobody_knows_is_guessed():
    text = TEXT.replace("Bern", "the café, “naïve” as it is").encode("cp1252")
    mail = b"From: a@b.example\nTo: c@d.example\nSubject: Rain\nContent-Type: text/plain; charset=x-nothing\n\n" + text

    assert "the café, “naïve” as it is" in only(mail).text


def test_a_saved_page_has_the_address_and_was_published_before_it_was_saved():
    article = only(MHTML, "page.mht")

    assert (article.headline, article.member) == ("Ferries wait", None)
    assert (article.url, article.url_source) == ("https://post.example/2026/11/19/fog", "archive")
    assert (article.published_date, article.published_source) == (date(2026, 11, 19), "url")


def test_a_picture_alone_in_a_mail_is_no_article():
    mail = b"From: a@b.example\nTo: c@d.example\nSubject: A picture\nContent-Type: image/png\n\n" + PICTURE

    assert [code for code, _ in refusal(mail)] == ["archive.no_article", "text.no_words", "file.binary"]


def test_a_date_header_that_is_no_date_is_kept_as_it_is_written():
    article = only(
        FORWARDED.replace("Date: Mon, Nov 23, 2026 at 9:30 AM", "Date: x").replace("Tue, 24 Nov 2026", "Soon")
    )

    assert (article.published_date, article.published_text) == (None, "Soon 10:00:00 +0000")
    assert article.published_reason == "It is no date."


def test_a_mail_from_the_future_is_not_dated_by_it():
    article = only(FORWARDED.replace("Nov 23, 2026", "Nov 23, 2036"))

    assert (article.published_date, article.published_text) == (None, "Mon, Nov 23, 2036 at 9:30 AM")
