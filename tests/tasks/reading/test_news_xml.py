"""NewsML-G2 and NITF, as agencies send them."""

from datetime import date, datetime

from tests.tasks.reading.made import NEWSML, NITF, members, only, passed_over, pieces, reading, refusal


def test_a_nitf_story_keeps_its_parts_apart():
    article = only(NITF)

    assert (article.headline, article.byline, article.authors) == (
        "Ferries wait for fog",
        "By Ann Lee, Staff Writer",
        ("Ann Lee",),
    )
    assert (article.dateline, article.publisher, article.member) == ("ODDA, Norway", "Kestrel", "kst-1")
    assert article.published_at == datetime.fromisoformat("2026-11-23T09:30:00+00:00")
    assert pieces(article)[2:] == [
        ("heading", "Harbour closed"),
        ("body", "Fog held 12 ferries in port on Monday, the harbour said."),
        ("heading", "Delays"),
        ("body", "They left on Tuesday."),
        ("caption", "A ferry."),
        ("quote", "We wait."),
        ("tail", "(Reporting by Ann Lee)"),
    ]


def test_a_message_gives_an_article_for_each_item_with_a_text():
    found = reading(NEWSML)
    story, inside = found.articles

    assert members(found) == ["urn:kestrel:1", "n4"]
    assert (story.headline, story.authors, story.publisher) == ("Ferries wait", ("Ann Lee", "Bo Ek"), "Kestrel")
    assert (story.published_date, story.declared_language) == (date(2026, 11, 23), "en")
    assert pieces(story)[2:] == [("body", "Fog held 12 ferries."), ("body", "They left.")]
    assert (inside.headline, inside.published_date) == ("Ferries wait for fog", date(2026, 11, 23))


def test_pictures_packages_and_cancelled_items_are_passed_over():
    assert passed_over(reading(NEWSML)) == [
        ("p2", "article.text_missing"),
        ("k3", "news.cancelled"),
        ("g5", "article.text_missing"),
    ]


def test_a_date_that_is_none_is_named_by_its_element():
    faulty = NEWSML.replace("2026-11-23T09:00:00+01:00", "yesterday")

    assert refusal(faulty) == [("article.date_invalid", "newsItem[0].itemMeta.firstCreated")]


def test_a_message_without_items_is_refused():
    assert refusal("<newsMessage/>") == [("xml.no_article", None)]


def test_a_nitf_story_that_was_killed_is_refused_with_the_reason():
    killed = NITF.replace('management-status="usable"', 'management-status="canceled"')

    assert refusal(killed) == [("archive.no_article", None), ("news.cancelled", "kst-1")]
