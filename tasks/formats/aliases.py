"""By which keys the schemas of news feeds call the parts of an article. First come, first taken."""

from dataclasses import dataclass
from typing import Any, Final

#: part -> paths; a dot steps into an object (or the first object of an array).
ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "headline": (
        "headline", "fields.headline", "title", "webTitle", "headlines", "title.rendered", "name", "heading",
        "title_text",
    ),
    "body": (
        "articleBody", "body_text", "bodyText", "maintext", "plaintext", "body", "bodies", "text", "content",
        "body_html", "bodyHtml", "body_xhtml", "bodyXhtml", "content_text", "content_html", "content.rendered",
        "full_text", "fulltext", "fullText", "article_text", "articleText", "article_body", "story_text", "story",
        "article", "main_text", "raw_text", "clean_text", "fields.bodyText", "fields.body",
    ),
    "summary": (
        "description", "summary", "abstract", "snippet", "lead_paragraph", "descriptions", "excerpt.rendered",
        "excerpt", "lead", "teaser", "fields.trailText", "description_text",
    ),
    "authors": (
        "author", "authors", "byline", "bylines", "by", "creator", "byline.original", "fields.byline", "writer",
        "writers", "_embedded.author", "source.authors",
    ),
    "published": (
        "datePublished", "publishedAt", "published_at", "date_publish", "publishing_date", "publish_date",
        "publishDate", "published", "publication_date", "publicationDate", "firstcreated", "firstCreated",
        "contentcreated", "contentCreated", "versioncreated", "versionCreated", "pub_date", "pubDate", "pubdate",
        "webPublicationDate", "date_published", "publishedDate", "published_date", "publish_time", "date_gmt",
        "seendate", "dateTimePub", "dateTime", "dateCreated", "created_at", "date", "timestamp", "datetime", "time",
    ),
    "modified": (
        "dateModified", "updatedAt", "updated_at", "date_modify", "date_modified", "modified", "modified_at",
        "updated", "last_modified", "modified_gmt", "fields.lastModified", "versioncreated", "versionCreated",
    ),
    "url": (
        "url", "link", "webUrl", "web_url", "canonical_url", "canonicalUrl", "mainEntityOfPage",
        "mainEntityOfPage.@id", "links.permalink", "source_url", "article_url", "permalink", "altids.web",
        "html.responded_url", "html.requested_url",
    ),
    "publisher": (
        "publisher", "publisher.name", "source.name", "source.title", "provider.name", "provider", "media_name",
        "source_name", "source_domain", "domain", "site", "site_name", "publication", "fields.publication", "newspaper",
        "infosources.name", "infoSources.name", "infosource.name", "source", "copyrightHolder", "copyrightholder",
    ),
    "language": (
        "inLanguage", "language", "lang", "language_code", "fields.lang",
    ),
}  # fmt: skip

#: Keys under which an object holds its list of articles.
LISTS: Final[tuple[str, ...]] = (
    "articles", "items", "news_results", "data", "results", "stories", "posts", "documents", "docs", "entries", "news",
    "records", "value", "hits", "response", "@graph", "_source", "rows", "feed", "article", "story", "content",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A value with the path it was found at."""

    path: str
    value: Any


def find(record: dict[str, Any], part: str) -> Found | None:
    """The first alias of the part that the record has a value for (null and blank text are no value)."""
    return next(iter(find_all(record, part)), None)


def find_all(record: dict[str, Any], part: str) -> list[Found]:
    """Every alias of the part that the record has a value for, in order of trust."""
    found = [Found(path, _at(record, path)) for path in ALIASES[part]]
    return [entry for entry in found if not _blank(entry.value)]


def _at(record: Any, path: str) -> Any:
    if path in record:
        return record[path]
    for step in path.split("."):
        if isinstance(record, list):
            record = record[0] if record else None
        if not isinstance(record, dict) or step not in record:
            return None
        record = record[step]
    return record


def _blank(value: Any) -> bool:
    return value is None or value == [] or value == {} or (isinstance(value, str) and not value.strip())
