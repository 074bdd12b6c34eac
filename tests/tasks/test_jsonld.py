"""An article in schema.org's words."""

import json
from datetime import UTC, date, datetime

from schemas.date import DateMention
from schemas.entity import EntityMention, entity_key
from schemas.figure import Figure
from tasks.jsonld import news_article

TEXT = "Acme cut 300 jobs in 2024. Acme is in Peru."
SAID = {
    "article_id": "a-0", "headline": "Acme cuts", "authors": ["Ann Lee"], "byline": None, "dateline": None,
    "publisher": "Post", "url": "https://example.org/a", "published_at": None, "published_date": date(2025, 3, 1),
    "modified_at": datetime(2025, 3, 2, 9, tzinfo=UTC), "language": "en", "word_count": 10, "text": TEXT,
    "duplicate_of": None, "revision_of": "b-0",
}  # fmt: skip


def test_what_an_article_says_in_schema_org_words():
    acme = EntityMention(0, 4, "Acme", "organisation", "Acme", "m", "r", 0.8)
    again = EntityMention(27, 31, "Acme", "organisation", "Acme", "m", "r", 0.8)
    peru = EntityMention(38, 42, "Peru", "place", "Peru", "m", "r", 0.8, country_code="PE")
    year = DateMention(21, 25, "2024", "DATE", "2024", "r", "explicit", 0.9, edtf="2024")
    jobs = Figure(9, 17, "300 jobs", "count", 300.0, "300", "r", 0.9, unit_code="{job}", unit_text="jobs",
                  signed_value=-300.0, subject_text="Acme", period_mention_no=0)  # fmt: skip

    told = news_article(SAID, (acme, again, peru), (year,), (jobs,))

    assert json.loads(json.dumps(told)) == {
        "@context": "https://schema.org", "@type": "NewsArticle", "@id": "urn:dateline:a-0", "identifier": "a-0",
        "headline": "Acme cuts", "author": [{"@type": "Person", "name": "Ann Lee"}],
        "publisher": {"@type": "Organization", "name": "Post"}, "url": "https://example.org/a",
        "datePublished": "2025-03-01", "dateModified": "2025-03-02T09:00:00+00:00", "inLanguage": "en",
        "wordCount": 10, "articleBody": TEXT, "isBasedOn": ["urn:dateline:b-0"], "temporalCoverage": ["2024"],
        "mentions": [
            {"@type": "Organization", "@id": f"urn:dateline:{entity_key('organisation', 'Acme')}", "name": "Acme",
             "position": 0},
            {"@type": "Place", "@id": f"urn:dateline:{entity_key('place', 'Peru')}", "name": "Peru", "position": 38,
             "identifier": "PE"},
            {"@type": "Observation", "name": "300 jobs", "position": 9, "variableMeasured": "Acme", "value": -300.0,
             "unitCode": "{job}", "unitText": "jobs", "observationPeriod": "2024"},
        ],
    }  # fmt: skip
