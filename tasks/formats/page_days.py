"""The day of publication that a page tells or shows, in the order of trust."""

import re
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from htmldate import find_date

from tasks.days import days_in
from tasks.formats.json_ld import text_of
from tasks.formats.page_head import HeadLine
from tasks.formats.tree import Node
from tasks.published import Dated, from_name, is_date_line, uncapitalised
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
#: Words that stand before the day of a change.
_CHANGED = re.compile(
    r"updat|modif|chang|aktuali[sz]|geändert|mise? à jour|actuali[sz]|aggiorna|atualiza|bijgewerkt|gewijzigd"
    r"|aangepast|обновлен|изменен|uppdatera|ändrad|zaktuali|güncel|更新|修改|수정|تحديث",
    re.IGNORECASE,
)
_NAMED_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?=[/-]|$)")
DAY, MONTH = timedelta(days=1), timedelta(days=31)
DRAFT = timedelta(days=31)  # addresses are made when a page is, days of publication when it comes out, or again
OVER = 4  # lines over the headline, the nearest first
_PUBLICATION_CLASS = re.compile(
    r"publish|entry-date|pubdate|post-date|article-date|posted|datepublished", re.IGNORECASE
)


def told_days(node: dict[str, Any], metas: dict[str, str], now: datetime, url: str | None) -> tuple[Dated, ...]:
    """What the page tells of its day: of several answers the one that its address agrees with, else in their order."""
    told = [text_of(node, "datePublished"), *(metas.get(key) for key in _PUBLISHED), text_of(node, "dateCreated")]
    stamps = [stamp for text in told if text and (stamp := parse_stamp(text))]
    stamps.sort(key=lambda stamp: not (url and plausible(stamp, now) and _is_of_address(stamp, url)))  # stable
    return tuple(("metadata", stamp) for stamp in stamps)


def best_day(told: Sequence[Dated], shown: Iterator[Dated], now: datetime, url: str | None) -> tuple[Dated, ...]:
    """The days in the order of trust: a told one unless it lies before the month of the address (a site's default);
    else the first shown one, of the day or month that the address names if it names one. Nothing is searched in vain.
    """
    named = [stamp for _, stamp in from_name(url or "", "url")] or _month_of(url)
    given = next((stamp for _, stamp in told if plausible(stamp, now)), None)
    if given and (not named or given.day >= named[0].day - DRAFT):
        return tuple(told)
    for source, stamp in shown:
        if plausible(stamp, now) and (not named or _agrees(stamp, named[0])):
            return (source, stamp), *told
    return (*(("url", stamp) for stamp in named), *told) if given else (*told, *(("url", stamp) for stamp in named))


def _month_of(url: str | None) -> list[Stamp]:
    """The month that an address names (`/2014/05/`)."""
    match = _NAMED_MONTH.search(url or "")
    return [Stamp(date(int(match[1]), int(match[2]), 1), "month")] if match else []


def _is_of_address(stamp: Stamp, url: str) -> bool:
    return stamp.day in [named.day for _, named in from_name(url, "url")]


def _agrees(stamp: Stamp, named: Stamp) -> bool:
    """Whether a shown day is the one that the address names, but for a day, or lies in its month."""
    span = DAY if named.precision == "day" else MONTH
    return -DAY <= stamp.day - named.day <= span


def shown_days(
    tree: Node,
    over: Sequence[HeadLine],
    under: Sequence[HeadLine],
    languages: Sequence[str],
    now: datetime,
    url: str | None,
) -> Iterator[Dated]:
    """The days that the page shows: by its headline, in an element of that name, and wherever htmldate finds one.

    htmldate takes longer than all else that a page's head is asked for: not where the address names the day as surely.
    """
    changed: list[Stamp] = []
    for line in (*under, *over[:OVER]):
        for stamp, of_change in _of_line(line, languages):
            if of_change:
                changed.append(stamp)
            else:
                yield "date_line", stamp
    for element in tree.iter("time", "abbr"):
        told = f"{element.get('class')} {element.get('itemprop')} {'' if element.get('pubdate') is None else 'pubdate'}"
        written = element.get("datetime") or element.get("title")
        if written and _PUBLICATION_CLASS.search(told) and (found := parse_stamp(written)):
            yield "date_line", found
    for stamp in changed:
        yield "date_line", stamp
    if not any(from_name(url or "", "url")) and (found := _searched(tree, now, url)) is not None:
        yield "date_line", found


def modified_stamp(node: dict[str, Any], metas: dict[str, str]) -> Stamp | None:
    """When the page says that it was changed, where it gives the hour."""
    for text in (text_of(node, "dateModified"), *(metas.get(key) for key in _MODIFIED)):
        stamp = parse_stamp(text) if text else None
        if stamp and stamp.at:
            return stamp
    return None


def _of_line(line: HeadLine, languages: Sequence[str]) -> Iterator[tuple[Stamp, bool]]:
    """The days of a line that says little else, each with whether it is the day of a change."""
    machine = parse_stamp(line.when) if line.when else None
    days = days_in(uncapitalised(line.text), languages)
    if not days and machine:
        yield machine, _CHANGED.search(line.text) is not None
    if not (is_date_line(line.text, languages) or line.marked or line.when or len(days) > 1):
        return
    end = 0
    for day in days:
        exact = machine if machine and machine.day == day.day else None
        yield exact or Stamp(day.day, "day"), _CHANGED.search(line.text, end, day.start) is not None
        end = day.end


def _searched(tree: Node, now: datetime, url: str | None) -> Stamp | None:
    """The day that htmldate sees; a first of January that only its wide search finds is a copyright line's year."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of unknown time zones in pages, which are no concern of ours
        for wide in (False, True):
            day = find_date(tree, extensive_search=wide, original_date=True, url=url, max_date=now.date().isoformat())
            if day and not (wide and day.endswith("-01-01")):
                return parse_stamp(day)
    return None
