"""What a web page says of its article: title, writers, dates, publisher, address, language."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from schemas.article import ValueSource
from tasks.days import likely_languages
from tasks.formats.json_ld import article_node, names_of, text_of
from tasks.formats.page_authors import Authors, shown_authors, told_authors
from tasks.formats.page_days import best_day, modified_stamp, shown_days, told_days
from tasks.formats.page_head import lines_round
from tasks.formats.page_title import Title, find_title, headline_element, site_names
from tasks.formats.tree import Node
from tasks.published import Dated
from tasks.stamps import Stamp

SAMPLE = 3_000  # characters of paragraphs, by which the language is guessed
_URL = re.compile(r"https?://[^\s/]+\.[^\s/]+", re.IGNORECASE)
_ROOT = re.compile(r"https?://[^/]+", re.IGNORECASE)
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class PageMeta:
    """The evidence of one page; `dated` in the order of trust, `languages` the likely ones, the likeliest first."""

    title: Title | None
    authors: Authors
    dated: tuple[Dated, ...]
    modified: Stamp | None
    publisher: str | None
    publisher_source: ValueSource | None
    url: str | None
    url_source: ValueSource | None
    language: str | None
    languages: tuple[str, ...]


def page_meta(tree: Node, now: datetime) -> PageMeta:
    """Everything the page says of itself; nothing is ever fetched."""
    node, pairs = article_node(tree), _meta_elements(tree)
    metas = dict(reversed(pairs))  # the first of each name
    url, url_source = _url(tree, metas, node)
    publisher, publisher_source = _publisher(node, metas)
    language = _language(tree, metas, node)
    languages = likely_languages(_sample(tree), language)
    title = find_title(tree, node, metas, publisher)
    headline = headline_element(tree, title.text) if title else None
    over, under = lines_round(headline) if headline is not None else ([], [])
    nobody = site_names(tree, title.text if title else None) | ({publisher.casefold()} if publisher else set())
    authors = told_authors(node, pairs, nobody)
    if not authors.names:
        authors = shown_authors(tree, headline, under, languages, nobody)
    shown = shown_days(tree, over, under, languages, now, url)
    dated = best_day(told_days(node, metas, now, url), shown, now, url)
    return PageMeta(
        title=title,
        authors=authors,
        dated=dated,
        modified=modified_stamp(node, metas),
        publisher=publisher,
        publisher_source=publisher_source,
        url=url,
        url_source=url_source,
        language=language,
        languages=languages,
    )


def _meta_elements(tree: Node) -> list[tuple[str, str]]:
    """Name in lower case and content of the page's meta elements that have both.

    `itemprop` comes last: inside the page it may belong to a comment or a film beside the story.
    """
    metas = [(meta, (meta.get("content") or "").strip()) for meta in tree.iter("meta")]
    return [
        (key, content)
        for attribute in ("property", "name", "http-equiv", "itemprop")
        for meta, content in metas
        if content and (key := (meta.get(attribute) or "").strip().lower())
    ]


def _publisher(node: dict[str, Any], metas: dict[str, str]) -> tuple[str | None, ValueSource | None]:
    if told := next(iter(names_of(node.get("publisher"))), None):
        return told.strip(), "json_ld"
    return (metas["og:site_name"], "metadata") if "og:site_name" in metas else (None, None)


def _url(tree: Node, metas: dict[str, str], node: dict[str, Any]) -> tuple[str | None, ValueSource | None]:
    """The canonical address, where it is more than the site's own; one without its site gets that of `og:url`."""
    canonical = [link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    site = _ROOT.match(metas.get("og:url", ""))
    told: list[tuple[str, ValueSource]] = [
        (site[0] + address if site and address.startswith("/") and address[1:2] != "/" else address, "metadata")
        for address in (*canonical, metas.get("og:url", ""))
    ]
    if in_data := text_of(node, "url", "@id"):
        told.append((in_data, "json_ld"))
    whole = [(address.strip(), source) for address, source in told if _URL.match(address.strip())]
    deep = [(address, source) for address, source in whole if len(address.rstrip("/").split("/")) > 3]
    return next(iter(deep or whole), (None, None))


def _language(tree: Node, metas: dict[str, str], node: dict[str, Any]) -> str | None:
    """What the page says of its language: `<html lang>`, else JSON-LD and the meta elements."""
    told = (
        *(tree.get("lang"), tree.get(_XML_LANG), text_of(node, "inLanguage")),
        *(metas.get(key) for key in ("content-language", "og:locale", "language", "dc.language")),
    )
    found = next((text.strip() for text in told if text and text.strip()), None)
    return found.replace("_", "-") if found else None


def _sample(tree: Node) -> str:
    """Text of the middle paragraphs of the page."""
    paragraphs = [paragraph.text for paragraph in tree.iter("p") if paragraph.text]
    middle = len(paragraphs) // 2
    return " ".join((*paragraphs[middle:], *paragraphs[:middle]))[:SAMPLE]
