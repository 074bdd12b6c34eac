"""What a web page says of its article: title, writers, dates, publisher, address, language."""

import re
import warnings
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any

from htmldate import find_date
from trafilatura.metadata import extract_author

from tasks.blocks.bylines import names_in
from tasks.formats.json_ld import article_node, names_of, text_of
from tasks.formats.tree import Node
from tasks.published import Dated, from_name
from tasks.stamps import Stamp, parse_stamp, plausible

#: Names of meta elements that give the day of publication, the most trusted first.
_PUBLISHED = (
    "article:published_time", "og:published_time", "article:published", "og:article:published_time",
    "rnews:datepublished", "datepublished", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "bt:pubdate", "cse:pubdate", "dc.date.issued", "dcterms.issued", "dc.date.published", "pubdate", "publishdate",
    "publish-date", "publish_date", "publication_date", "publication-date", "article.published", "published_date",
    "published-date", "article_date_original", "originalpublicationdate", "dc.date", "dcterms.date", "dc.date.created",
    "dcterms.created", "dc.created", "ptime", "pdate", "date",
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
_SITE = re.compile(r"\s[|–—-]\s|\s[·•»]\s")
_URL = re.compile(r"https?://[^\s/]+\.[^\s/]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageMeta:
    """The evidence of one page; `dated` in the order of trust."""

    title: str | None
    byline: str | None
    authors: tuple[str, ...]
    dated: tuple[Dated, ...]
    modified: Stamp | None
    publisher: str | None
    url: str | None
    language: str | None


def page_meta(tree: Node, now: datetime) -> PageMeta:
    """Everything the page says of itself; nothing is ever fetched."""
    node, metas = article_node(tree), _metas(tree)
    url = _url(tree, metas, node)
    publisher = next(iter(names_of(node.get("publisher"))), None) or metas.get("og:site_name")
    authors = _authors(tree, node, metas, publisher)
    return PageMeta(
        title=_title(tree, node, metas, publisher),
        byline=", ".join(authors) or None,
        authors=authors,
        dated=_dated(tree, node, metas, now, url),
        modified=_modified(node, metas),
        publisher=publisher,
        url=url,
        language=(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip() or None,
    )


def _metas(tree: Node) -> dict[str, str]:
    """The page's meta elements by lower-case name, the first of each.

    `itemprop` comes last: inside the page it may belong to a comment or a film beside the story.
    """
    found: dict[str, str] = {}
    metas = [(meta, (meta.get("content") or "").strip()) for meta in tree.iter("meta")]
    for attribute in ("property", "name", "http-equiv", "itemprop"):
        for meta, content in metas:
            key = (meta.get(attribute) or "").strip().lower()
            if key and content:
                found.setdefault(key, content)
    return found


def _squeezed(text: str | None) -> str | None:
    return " ".join(unescape(text).split()) or None if text else None


def _title(tree: Node, node: dict[str, Any], metas: dict[str, str], publisher: str | None) -> str | None:
    """The only `<h1>` where it is a title, what the page tells of itself where that is cleaner or the only source."""
    heads = [text for h1 in tree.iter("h1") if (text := _squeezed(h1.text_content()))]
    named = tree.find(".//title")
    window = _without_site(_squeezed(named.text_content()) if named is not None else None, publisher)
    told = _squeezed(text_of(node, "headline", "name")) or next(
        (_without_site(_squeezed(metas[key]), publisher) for key in _TITLES if metas.get(key)), None
    )
    head = heads[0] if len(heads) == 1 else next((text for text in heads if text in (told, window)), None)
    if head is None or (publisher and head.casefold() == publisher.casefold()):
        return told or window or head
    if told and told != head and told in head:
        return told
    if told and not _alike(head, told) and not (window and _alike(head, window)):
        return told
    return head


def _alike(one: str, other: str) -> bool:
    """Whether half the words of the shorter title stand in the other."""
    words, others = set(one.casefold().split()), set(other.casefold().split())
    return 2 * len(words & others) >= min(len(words), len(others))


def _without_site(title: str | None, publisher: str | None) -> str | None:
    """`Rain in Bern | The Post` as `Rain in Bern`."""
    parts = _SITE.split(title) if title else []
    if len(parts) < 2 or title is None:
        return title
    last = parts[-1].strip()
    site, end = (publisher or "").casefold(), last.casefold()
    known = bool(site) and (end in site or site in end)
    if known or (len(last.split()) <= 4 and len(last) < len(title) / 2 and "|" in title):
        return title[: len(title) - len(parts[-1])].rstrip(" |–—-·•:»") or title
    return title


def _authors(tree: Node, node: dict[str, Any], metas: dict[str, str], publisher: str | None) -> tuple[str, ...]:
    """The people of the first source that names any: JSON-LD, meta elements, then what the page shows as its byline."""
    told = [names_of(node.get("author")), *([metas[key]] for key in _AUTHORS if key in metas)]
    for source in told:
        people = _people(source, publisher)
        if people:
            return people
    shown = extract_author(tree)
    return _people([shown], publisher) if shown else ()


def _people(texts: list[str], publisher: str | None) -> tuple[str, ...]:
    found: list[str] = []
    for text in texts:
        for name in names_in(_squeezed(text) or ""):
            if name not in found and name.casefold() != (publisher or "").casefold():
                found.append(name)
    return tuple(found)


def _dated(
    tree: Node, node: dict[str, Any], metas: dict[str, str], now: datetime, url: str | None
) -> tuple[Dated, ...]:
    """What the page says of its day: of several answers the one that its address agrees with, else the first."""
    told = [text_of(node, "datePublished"), *(metas.get(key) for key in _PUBLISHED), text_of(node, "dateCreated")]
    stamps = [stamp for text in told if text and (stamp := parse_stamp(text)) and plausible(stamp, now)]
    if not stamps:
        shown = _shown_day(tree, now, url)
        return (("date_line", shown),) if shown else ()
    named = [stamp.day for _, stamp in from_name(url or "", "url")]
    return (("metadata", next((stamp for stamp in stamps if stamp.day in named), stamps[0])),)


def _shown_day(tree: Node, now: datetime, url: str | None) -> Stamp | None:
    """The day that the page shows; a first of January that only a wide search finds is a copyright line's year."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of unknown time zones in pages, which are no concern of ours
        for wide in (False, True):
            day = find_date(tree, extensive_search=wide, original_date=True, url=url, max_date=now.date().isoformat())
            if day and not (wide and day.endswith("-01-01")):
                return parse_stamp(day)
    return None


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
