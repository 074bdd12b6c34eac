"""What a web page says of its article: title, writers, dates, publisher, address, language."""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any

from htmldate import find_date

from schemas.article import PublishedSource
from tasks.blocks.bylines import names_in
from tasks.formats.json_ld import article_node, names_of, text_of
from tasks.formats.tree import Node
from tasks.stamps import Stamp, parse_stamp, plausible

_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "article:published", "og:article:published_time",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "publication-date", "dc.date.issued", "dcterms.issued", "dc.date.published", "dcterms.created", "dc.date.created",
    "dc.date", "dcterms.date", "dc.created", "article.published", "published_date", "published-date",
    "cxenseparse:recs:publishtime", "bt:pubdate", "cse:pubdate",
    "article_date_original", "originalpublicationdate", "ptime", "pdate", "date", "rnews:datepublished",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified", "lastmod")
_AUTHORS = (
    "author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "byline",
    "article:author",
    "cxenseparse:author",
)
_TITLES = ("og:title", "parsely-title", "sailthru.title", "twitter:title", "dc.title", "headline", "title")
_URL = re.compile(r"https?://[^\s/]+\.[^\s/]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageMeta:
    """The evidence of one page; `dated` in the order of trust."""

    title: str | None
    byline: str | None
    authors: tuple[str, ...]
    dated: tuple[tuple[PublishedSource, Stamp], ...]
    modified: Stamp | None
    publisher: str | None
    url: str | None
    language: str | None


def page_meta(tree: Node, now: datetime) -> PageMeta:
    """Everything the page says of itself; nothing is ever fetched."""
    node, metas = article_node(tree), _metas(tree)
    url = _url(tree, metas, node)
    publisher = next(iter(names_of(node.get("publisher"))), None) or metas.get("og:site_name")
    authors = _authors(node, metas, publisher)
    return PageMeta(
        title=_title(tree, node, metas),
        byline=", ".join(authors) or None,
        authors=authors,
        dated=tuple(_dated(tree, node, metas, now, url)),
        modified=_modified(node, metas),
        publisher=publisher,
        url=url,
        language=(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip() or None,
    )


def _metas(tree: Node) -> dict[str, str]:
    """The page's meta elements by lower-case name, the first of each; `itemprop` elsewhere counts too."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = (meta.get(attribute) or "").strip().lower()
            if key and content:
                found.setdefault(key, content)
    return found


def _squeezed(text: str | None) -> str | None:
    return " ".join(unescape(text).split()) or None if text else None


def _title(tree: Node, node: dict[str, Any], metas: dict[str, str]) -> str | None:
    heads = [text for h1 in tree.iter("h1") if (text := _squeezed(h1.text_content()))]
    if len(heads) == 1:
        return heads[0]
    told = _squeezed(text_of(node, "headline", "name")) or next(
        (_squeezed(metas[key]) for key in _TITLES if metas.get(key)), None
    )
    if told:
        return told
    title = tree.find(".//title")
    return heads[0] if heads else _squeezed(title.text_content()) if title is not None else None


def _authors(node: dict[str, Any], metas: dict[str, str], publisher: str | None) -> tuple[str, ...]:
    sources = [names_of(node.get("author")), *([metas[key]] for key in _AUTHORS if key in metas)]
    for source in sources:
        people = _people(source, publisher)
        if people:
            return people
    return ()


def _people(texts: list[str], publisher: str | None) -> tuple[str, ...]:
    found: list[str] = []
    for text in texts:
        text = _squeezed(text) or ""
        for name in names_in(text):
            if name not in found and name.casefold() != (publisher or "").casefold():
                found.append(name)
    return tuple(found)


def _dated(
    tree: Node, node: dict[str, Any], metas: dict[str, str], now: datetime, url: str | None
) -> Iterator[tuple[PublishedSource, Stamp]]:
    told = [text_of(node, "datePublished", "dateCreated"), *(metas.get(key) for key in _PUBLISHED)]
    for text in told:
        stamp = parse_stamp(text) if text else None
        if stamp and plausible(stamp, now):
            yield "metadata", stamp
            return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of unknown time zones in pages, which are no concern of ours
        day = find_date(tree, original_date=True, url=url, max_date=now.date().isoformat())
    stamp = parse_stamp(day) if day else None
    if stamp:
        yield "date_line", stamp


def _modified(node: dict[str, Any], metas: dict[str, str]) -> Stamp | None:
    for text in (text_of(node, "dateModified"), *(metas.get(key) for key in _MODIFIED)):
        stamp = parse_stamp(text) if text else None
        if stamp and stamp.at:
            return stamp
    return None


def _url(tree: Node, metas: dict[str, str], node: dict[str, Any]) -> str | None:
    canonical = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    for address in (*canonical, metas.get("og:url"), text_of(node, "url", "@id")):
        if address and _URL.match(address.strip()):
            return address.strip()
    return None
