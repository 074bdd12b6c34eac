"""RSS and Atom: an article an entry, nothing fetched, nothing expanded."""

from datetime import date, datetime

import pytest

from tests.tasks.reading.made import ATOM, RSS, RSS_1, only, passed_over, pieces, reading, refusal


def test_an_entry_of_rss_gives_content_before_summary_and_what_the_channel_says():
    first, second = reading(RSS).articles

    assert first.model_dump(include={"member", "headline", "authors", "publisher", "url", "declared_language"}) == {
        "member": "hp-1",
        "headline": "Ferries & fog",
        "authors": ("Ann Lee",),
        "publisher": "Harbour Post",
        "url": "https://harbour.example/2026/11/fog",
        "declared_language": "en-gb",
    }
    assert first.published_at == datetime.fromisoformat("2026-11-23T09:30:00-05:00")
    assert pieces(first)[2:] == [("body", "Fog held 12 ferries in port."), ("quote", '"We wait."')]
    assert (second.headline, second.published_date) == ("Café opens & more", date(2026, 11, 22))
    assert pieces(second)[-1] == ("body", "A café opened, & it has 12 tables.")


def test_the_values_of_an_entry_say_that_a_field_gave_them():
    first, _ = reading(RSS).articles

    assert (first.headline_source, first.authors_source, first.publisher_source, first.url_source) == ("field",) * 4
    assert (first.headline_confidence, first.authors_confidence) == (0.97, 0.95)


def test_an_entry_with_a_headline_alone_is_passed_over():
    assert passed_over(reading(RSS)) == [("entries[2]", "article.text_missing")]


def test_atom_gives_each_entry_its_language_and_its_day_of_update_where_it_has_no_other():
    german, french = reading(ATOM).articles

    assert (german.headline, german.authors, german.declared_language) == ("Die Flut", ("Eva Kern", "Jan Holm"), "de")
    assert pieces(german)[2:] == [("body", "Das Wasser stieg."), ("heading", "Folgen"), ("body", "Zwei Dörfer.")]
    assert (german.published_date, german.modified_at) == (
        date(2026, 11, 19),
        datetime.fromisoformat("2026-11-20T08:00:00+01:00"),
    )
    assert (french.member, french.declared_language, french.url) == ("urn:e2", "fr", None)
    assert (french.published_date, french.modified_at) == (date(2026, 11, 20), None)


def test_rss_1_is_a_feed_too():
    article = only(RSS_1, "feed.rdf")

    assert (article.member, article.published_date) == ("https://w.example/1", date(2026, 11, 1))


def channel(item: str, before: str = "") -> str:
    inside = f"<channel><title>Post</title><item>{item}</item></channel>"
    return f'<?xml version="1.0"?>{before}<rss version="2.0">{inside}</rss>'


STORY = "<title>Rain</title><description>It rained.</description>"


def test_every_fault_of_an_entry_is_told_with_its_path():
    faulty = channel(f"{STORY}<pubDate>soon</pubDate><link>ftp://x.example/a</link>")

    assert refusal(faulty) == [
        ("article.date_invalid", "entries[0].published"),
        ("article.url_invalid", "entries[0].link"),
    ]


@pytest.mark.parametrize(
    "document_type",
    [
        '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!-- <rss> --><!ENTITY % a SYSTEM "http://x.example/a.dtd">%a;]>',
    ],
)
def test_xml_that_declares_entities_is_refused_before_it_is_read(document_type):
    assert refusal(channel(STORY, document_type)) == [("xml.entities", None)]


def test_a_document_type_elsewhere_is_never_fetched():
    article = only(channel(STORY, '<!DOCTYPE rss SYSTEM "http://x.example/rss.dtd">'))

    assert article.headline == "Rain"


def test_a_feed_that_is_cut_off_is_refused_at_the_place():
    assert refusal(channel(STORY)[:-20]) == [("xml.invalid", None)]


def test_ten_thousand_elements_in_one_another_are_refused():
    assert refusal("<rss>" + "<a>" * 10_000) == [("xml.too_deep", None)]


def test_a_feed_without_entries_is_refused():
    assert refusal('<rss version="2.0"><channel><title>Post</title></channel></rss>') == [("feed.no_entry", None)]


def test_a_json_feed_gives_its_title_and_language_to_all_its_items():
    article = only(
        '{"version": "https://jsonfeed.org/version/1.1", "title": "Post", "language": "en", "items": [{"id": "1", '
        '"url": "https://post.example/1", "title": "Rain", "content_html": "<p>It rained.</p>", '
        '"date_published": "2026-11-20T10:00:00Z", "authors": [{"name": "Ann Lee"}]}]}',
        "feed.txt",
    )

    assert (article.publisher, article.declared_language, article.member) == ("Post", "en", "items[0]")
    assert (article.authors, article.url) == (("Ann Lee",), "https://post.example/1")


def test_a_link_that_is_no_address_is_named():
    assert refusal(channel(f"{STORY}<link>//[x/a</link>")) == [("article.url_invalid", "entries[0].link")]


def test_a_link_from_nowhere_is_left_out_with_the_reason_and_its_entry_is_read():
    found = reading(channel(f"{STORY}<link>/2026/rain</link>"))

    (article,) = found.articles
    assert (article.headline, article.url, article.url_source, article.member) == ("Rain", None, None, "/2026/rain")
    assert passed_over(found) == [("entries[0].link", "article.url_invalid")]
    assert "'/2026/rain', and the feed does not say from where" in found.passed_over[0].reason


def test_an_entry_with_a_headline_alone_is_passed_over_once_whatever_its_link():
    found = reading(channel(f"{STORY}</item><item><title>Alone</title><link>a/b</link><guid>7</guid>"))

    assert passed_over(found) == [("7", "article.text_missing")]


@pytest.mark.parametrize(
    "address",
    [
        "<link>https://post.example/news/</link>",
        "<link>/</link><a:link xmlns:a='http://www.w3.org/2005/Atom' rel='self' href='https://post.example/news/rss'/>",
    ],
)
def test_a_link_is_counted_from_the_page_of_the_channel_or_from_the_feed_itself(address):
    feed = channel(f"{STORY}<link>../2026/rain</link>").replace("<item>", f"{address}<item>")

    assert only(feed).url == "https://post.example/2026/rain"


@pytest.mark.parametrize("written", ["0000-00-00T00:00:00Z", "yesterday"])
def test_a_day_that_no_calendar_has_is_a_fault_of_its_entry(written):
    feed = (
        f"<rss version='2.0'><channel><item><title>A</title><description>Some words.</description>"
        f"<pubDate>{written}</pubDate></item></channel></rss>"
    )

    assert refusal(feed) == [("article.date_invalid", "entries[0].published")]
