"""RSS 0.9x, 1.0 and 2.0, and Atom: an article an entry.

feedparser knows the dialects. It is given bytes that are known to be well-formed and never an address, so it has
nothing to fetch and no use for its lenient parser; markup stays as it is for our own reading of fragments.
"""

from calendar import timegm
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from time import struct_time
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser

from schemas.article import PassedOver
from schemas.problem import Problem, Refused
from tasks.compose import Piece
from tasks.formats.assemble import assemble, has_words, is_url, people, read_stamp, read_url, shown, story_pieces
from tasks.formats.fragment import plain
from tasks.formats.language_tag import language_tag
from tasks.formats.source import Part, Source
from tasks.formats.xml_text import sound_xml
from tasks.stamps import Stamp, parse_stamp

_BROKEN = (AttributeError, LookupError, TypeError, ValueError)  # what feedparser raises on XML that is none of a feed
_AS_UTF8 = {"content-type": "application/xml; charset=utf-8"}  # over what the text declares: it is decoded already


def read_feed(source: Source) -> Iterator[Part]:
    """An article for each entry that has a text; an entry that is a headline alone is passed over."""
    feed = _parsed(sound_xml(source))
    if not feed["entries"]:
        raise Refused(Problem("feed.no_entry"))
    problems: list[Problem] = []
    for number, entry in enumerate(feed["entries"]):
        try:
            yield from _parts(entry, feed["feed"], f"entries[{number}]", source.now)
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(*problems)


def _parsed(text: str) -> dict[str, Any]:
    data = BytesIO(text.encode())
    try:
        parsed: dict[str, Any] = feedparser.parse(
            data, response_headers=_AS_UTF8, resolve_relative_uris=False, sanitize_html=False
        )
    except _BROKEN as fault:  # as for a blank in the name of a namespace
        raise Refused(Problem("xml.invalid", f"It is no feed: {fault}.")) from None
    return parsed


def _parts(entry: dict[str, Any], channel: dict[str, Any], where: str, now: datetime) -> Iterator[Part]:
    problems: list[Problem] = []
    stamp, modified = _stamp(entry, "published", where, problems), _stamp(entry, "updated", where, problems)
    link = _text(entry, "link")
    if link == _text(entry, "id") and not is_url(link or ""):
        link = None  # feedparser takes the id where there is no link
    whole = _whole(link, _addresses(channel)) if link else None
    url = read_url(whole, "link", where, problems) if whole else None
    if problems:
        raise Refused(*problems)
    member = _text(entry, "id") or url or link or where
    body = _body(entry)
    if not has_words(body):
        yield _passed_over(member, Problem("article.text_missing", "The entry has a headline alone."))
        return
    if link and not whole:
        told = f"It is {shown(link)}, and the feed does not say from where."
        yield _passed_over(f"{where}.link", Problem("article.url_invalid", told))
    headline, byline = _text(entry, "title"), _byline(entry)
    publisher = _text(_inner(entry, "source"), "title") or _text(channel, "title")
    fields = {
        "member": member,
        "headline": plain(headline) or None if headline else None,
        "byline": byline,
        "authors": people(byline, publisher),
        "publisher": plain(publisher) if publisher else None,
        "url": url,
        "modified_at": modified.at if stamp and modified else None,
        "declared_language": _language(entry, channel),
    }
    yield assemble(fields, body, stamp or modified, now, where)


def _passed_over(member: str, problem: Problem) -> PassedOver:
    return PassedOver(member, problem.code, problem.sentence)


def _addresses(channel: dict[str, Any]) -> list[str]:
    """Where the channel says that its page is, then where it says that it is itself."""
    links = channel["links"] if dict.__contains__(channel, "links") else []
    itself = [_text(link, "href") for link in links if _text(link, "rel") == "self"]
    return [address for address in (_text(channel, "link"), *itself) if address and is_url(address)]


def _whole(link: str, addresses: Sequence[str]) -> str | None:
    """The address of a link that may be given from the first of some; None where it is, and there are none."""
    try:
        return urljoin(addresses[0], link) if addresses else link if urlsplit(link).scheme else None
    except ValueError:  # as for a bracket that opens no address
        return link


def _body(entry: dict[str, Any]) -> list[Piece]:
    """The whole content where the entry has it, else its summary; of several contents the longest."""
    contents = entry["content"] if dict.__contains__(entry, "content") else []
    written = sorted((_text(content, "value") or "" for content in contents), key=len, reverse=True)
    for text in (*written, _text(entry, "summary") or ""):
        pieces = story_pieces(text)
        if has_words(pieces):
            return pieces
    return []


def _byline(entry: dict[str, Any]) -> str | None:
    writers = entry["authors"] if dict.__contains__(entry, "authors") else []
    names = [name for writer in writers if (name := _text(writer, "name"))]
    return ", ".join(dict.fromkeys(plain(name) for name in names)) or None


def _language(entry: dict[str, Any], channel: dict[str, Any]) -> str | None:
    """What the entry says of its own language (`xml:lang`), else what the channel says."""
    contents = entry["content"] if dict.__contains__(entry, "content") else []
    told = (*contents, _inner(entry, "summary_detail"), _inner(entry, "title_detail"), channel)
    return next((language_tag(tag) for detail in told if (tag := _text(detail, "language"))), None)


def _stamp(entry: dict[str, Any], key: str, where: str, problems: list[Problem]) -> Stamp | None:
    """A date of the entry as it is written; feedparser knows some that are written oddly."""
    written = _text(entry, key)
    if not written:
        return None
    parsed = entry.get(f"{key}_parsed") if parse_stamp(written) is None else None
    at = _moment(parsed) if parsed else None
    return Stamp(at.date(), "second", at) if at else read_stamp(written, key, where, problems)


def _moment(parsed: struct_time) -> datetime | None:
    """None for a year that no calendar has (`0000-00-00T00:00:00Z` is the year -1 to feedparser)."""
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC)
    except (ValueError, OverflowError):
        return None


def _inner(record: dict[str, Any], key: str) -> dict[str, Any]:
    value = record[key] if dict.__contains__(record, key) else None
    return value if isinstance(value, dict) else {}


def _text(record: dict[str, Any], key: str) -> str | None:
    """A text that has something in it; feedparser itself would take other keys for ones that are missing."""
    value = record[key] if dict.__contains__(record, key) else None
    return value.strip() or None if isinstance(value, str) else None
