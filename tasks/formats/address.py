"""The address that a page was saved from, where it tells none itself."""

from datetime import datetime

from schemas.article import Article
from tasks.published import from_name, published


def at_address(article: Article, url: str | None, now: datetime) -> Article:
    """The article with the address that its archive keeps, and the day in that, where it has none of its own."""
    if not url or article.url:
        return article
    dated = None if article.published_date else published(from_name(url, "url"), now)
    told = {"url": url, "url_source": "archive"} | (dated.fields() if dated else {})
    return article.model_copy(update=told)
