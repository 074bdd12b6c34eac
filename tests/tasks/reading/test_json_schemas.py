"""One made-up record of each public schema of news in JSON, and what is read from it."""

import json
from datetime import date
from typing import Any

import pytest

from tests.tasks.reading.made import only, pieces, reading, refusal

STORY = "Fog held 12 ferries in port on Monday, the harbour said."
HTML = f"<p>{STORY}</p><p>They left.</p>"
DAY = date(2026, 11, 20)
FULL = {
    "headline": "Ferries wait",
    "authors": ("Ann Lee",),
    "publisher": "Harbour Post",
    "url": "https://post.example/fog",
    "declared_language": "en",
    "published_date": DAY,
}

SCHEMAS: dict[str, tuple[Any, dict[str, Any]]] = {
    "schema.org": (
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": "Ferries wait",
            "articleBody": STORY,
            "author": [{"@type": "Person", "name": "Ann Lee"}],
            "publisher": {"@type": "Organization", "name": "Harbour Post"},
            "datePublished": "2026-11-20T08:00:00Z",
            "mainEntityOfPage": {"@type": "WebPage", "@id": "https://post.example/fog"},
            "inLanguage": "en",
        },
        FULL,
    ),
    "NewsAPI": (
        {
            "status": "ok",
            "totalResults": 1,
            "articles": [
                {
                    "source": {"id": None, "name": "Harbour Post"},
                    "author": "Ann Lee",
                    "title": "Ferries wait",
                    "description": "Fog.",
                    "url": "https://post.example/fog",
                    "urlToImage": None,
                    "publishedAt": "2026-11-20T08:00:00Z",
                    "content": f"{STORY}… [+3012 chars]",
                }
            ],
        },
        FULL | {"declared_language": None},
    ),
    "news-please": (
        {
            "authors": ["Ann Lee"],
            "date_download": "2026-11-21 08:00:00",
            "date_modify": None,
            "date_publish": "2026-11-20 08:00:00",
            "filename": "fog.json",
            "language": "en",
            "maintext": STORY,
            "source_domain": "post.example",
            "title": "Ferries wait",
            "title_page": None,
            "url": "https://post.example/fog",
        },
        FULL | {"publisher": "post.example"},
    ),
    "Fundus": (
        {
            "title": "Ferries wait",
            "authors": ["Ann Lee"],
            "body": {"summary": [], "sections": [{"headline": [], "paragraphs": [STORY]}]},
            "publishing_date": "2026-11-20 08:00:00+00:00",
            "topics": ["fog"],
            "free_access": True,
        },
        {"headline": "Ferries wait", "authors": ("Ann Lee",), "published_date": DAY},
    ),
    "Media Cloud": (
        [
            {
                "id": "ab12",
                "indexed_date": "2026-11-21T08:00:00",
                "language": "en",
                "media_name": "Harbour Post",
                "media_url": "post.example",
                "publish_date": "2026-11-20",
                "title": "Ferries wait",
                "text": STORY,
                "url": "https://post.example/fog",
            }
        ],
        FULL | {"authors": ()},
    ),
    "ninjs 1": (
        {
            "uri": "urn:post:1",
            "type": "text",
            "versioncreated": "2026-11-20T08:00:00Z",
            "language": "en",
            "headline": "Ferries wait",
            "byline": "By Ann Lee",
            "body_xhtml": HTML,
            "infosource": [{"name": "Harbour Post"}],
        },
        FULL | {"url": None},
    ),
    "ninjs 2": (
        {
            "uri": "urn:post:1",
            "standard": {"name": "ninjs", "version": "2.0"},
            "versioncreated": "2026-11-20T08:00:00Z",
            "language": "en",
            "headlines": [{"role": "short", "value": "Fog"}, {"role": "main", "value": "Ferries wait"}],
            "by": "By Ann Lee",
            "bodies": [
                {"role": "plain", "contenttype": "text/plain", "value": "Fog and nothing else."},
                {"role": "rich", "contenttype": "text/html", "value": HTML},
            ],
            "infosources": [{"name": "Harbour Post", "role": "cptp:provider"}],
            "altids": [{"role": "web", "value": "x"}],
        },
        FULL | {"url": None},
    ),
    "ninjs 3": (
        {
            "uri": "urn:post:1",
            "firstCreated": "2026-11-20T08:00:00Z",
            "versionCreated": "2026-11-21T08:00:00Z",
            "language": "en",
            "headlines": [{"role": "main", "value": "Ferries wait"}],
            "by": "Ann Lee",
            "bodies": [{"role": "main", "contentType": "text/plain", "value": STORY}],
            "copyrightHolder": "Harbour Post",
        },
        FULL | {"url": None},
    ),
    "WordPress": (
        [
            {
                "id": 7,
                "date": "2026-11-21T00:30:00",
                "date_gmt": "2026-11-20T23:30:00",
                "modified_gmt": "2026-11-21T08:00:00",
                "link": "https://post.example/fog",
                "title": {"rendered": "Ferries &#8211; wait"},
                "content": {"rendered": HTML, "protected": False},
                "excerpt": {"rendered": "<p>Fog.</p>"},
                "author": 3,
                "_embedded": {"author": [{"id": 3, "name": "Ann Lee"}]},
            }
        ],
        FULL | {"headline": "Ferries – wait", "publisher": None, "declared_language": None},
    ),
    "GNews": (
        {
            "totalArticles": 1,
            "articles": [
                {
                    "title": "Ferries wait",
                    "description": "Fog.",
                    "content": STORY,
                    "url": "https://post.example/fog",
                    "publishedAt": "2026-11-20T08:00:00Z",
                    "lang": "en",
                    "source": {"id": "1", "name": "Harbour Post", "url": "https://post.example"},
                }
            ],
        },
        FULL | {"authors": ()},
    ),
    "Guardian": (
        {
            "response": {
                "status": "ok",
                "results": [
                    {
                        "id": "world/fog",
                        "type": "article",
                        "webPublicationDate": "2026-11-20T08:00:00Z",
                        "webTitle": "Ferries wait | Fog",
                        "webUrl": "https://post.example/fog",
                        "fields": {
                            "headline": "Ferries wait",
                            "trailText": "Fog.",
                            "byline": "Ann Lee",
                            "body": HTML,
                            "lang": "en",
                            "publication": "Harbour Post",
                        },
                    }
                ],
            }
        },
        FULL,
    ),
    "NYT": (
        {
            "status": "OK",
            "response": {
                "docs": [
                    {
                        "_id": "nyt://article/1",
                        "abstract": STORY,
                        "web_url": "https://post.example/fog",
                        "lead_paragraph": STORY,
                        "source": "Harbour Post",
                        "multimedia": [{"url": "images/x.jpg", "type": "image"}],
                        "headline": {"main": "Ferries wait", "kicker": None, "print_headline": "Fog"},
                        "pub_date": "2026-11-20T08:00:00+0000",
                        "byline": {"original": "By Ann Lee", "person": [{"firstname": "Ann"}], "organization": None},
                        "word_count": 11,
                    }
                ],
                "meta": {"hits": 1, "offset": 0},
            },
        },
        FULL | {"declared_language": None},
    ),
    "Event Registry": (
        {
            "articles": {
                "page": 1,
                "results": [
                    {
                        "uri": "8123",
                        "lang": "eng",
                        "isDuplicate": False,
                        "date": "2026-11-20",
                        "time": "08:00:00",
                        "dateTime": "2026-11-20T09:00:00Z",
                        "dateTimePub": "2026-11-20T08:00:00Z",
                        "url": "https://post.example/fog",
                        "title": "Ferries wait",
                        "body": STORY,
                        "source": {"uri": "post.example", "dataType": "news", "title": "Harbour Post"},
                        "authors": [{"uri": "ann_lee@post.example", "name": "Ann Lee", "type": "author"}],
                        "sentiment": 0.1,
                    }
                ],
            }
        },
        FULL,
    ),
    "Common Crawl": (
        {
            "date": "2026-11-20 08:00:00",
            "description": "Fog.",
            "domain": "post.example",
            "image_url": "https://post.example/x.jpg",
            "text": STORY,
            "title": "Ferries wait",
            "url": "https://post.example/fog",
        },
        FULL | {"authors": (), "publisher": "post.example", "declared_language": None},
    ),
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_record_of_the_schema_gives_its_parts(name):
    record, expected = SCHEMAS[name]

    article = only(json.dumps(record), "export.json")

    assert {key: getattr(article, key) for key in expected} == expected
    assert STORY in article.story()


def test_what_newsapi_keeps_back_is_no_part_of_the_story():
    article = only(json.dumps(SCHEMAS["NewsAPI"][0]))

    assert pieces(article)[-2:] == [("body", STORY), ("tail", "… [+3012 chars]")]
    assert "3012" not in article.story()


def test_wordpress_dates_in_utc_are_times():
    article = only(json.dumps(SCHEMAS["WordPress"][0]))

    assert (str(article.published_at), str(article.modified_at)) == (
        "2026-11-20 23:30:00+00:00",
        "2026-11-21 08:00:00+00:00",
    )


def test_a_list_of_headlines_without_texts_is_refused():
    gdelt = {
        "articles": [
            {
                "url": "https://post.example/fog",
                "title": "Ferries wait",
                "seendate": "20261120T080000Z",
                "domain": "post.example",
                "language": "English",
            }
        ]
    }

    assert refusal(json.dumps(gdelt)) == [("article.text_missing", "articles[0].body")]
    gdelt["articles"][0]["text"] = STORY
    article = only(json.dumps(gdelt))
    assert (article.published_date, article.declared_language) == (DAY, "en")


def test_a_record_says_where_in_its_file_it_stands():
    lines = "".join(json.dumps({"title": str(number), "text": STORY}) + "\n" for number in range(2))

    assert [article.member for article in reading(lines).articles] == ["[0]", "[1]"]
    assert [article.member for article in reading(json.dumps({"items": [{"text": STORY}]})).articles] == ["items[0]"]
