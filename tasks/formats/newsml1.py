"""NewsML 1: the items of an envelope, each with its main text. Pictures and cancelled items are passed over."""

from collections.abc import Iterator
from typing import Any

from schemas.article import PassedOver
from schemas.problem import Problem, Refused
from tasks.blocks.label import label_story
from tasks.compose import Piece
from tasks.formats.assemble import assemble, has_words, people, read_stamp
from tasks.formats.language_tag import language_tag
from tasks.formats.nitf import CANCELLED, nitf_fields, nitf_pieces, nitf_stamp
from tasks.formats.source import Part, Source
from tasks.formats.tree import Node
from tasks.formats.xml_text import parse_xml, sound_xml
from tasks.formats.xml_tree import at, attribute, item_pieces, language_of, local, named, words
from tasks.stamps import Stamp

_DATES = ("NewsManagement/FirstCreated", "NewsManagement/ThisRevisionCreated")
_MODIFIED = ("NewsManagement/ThisRevisionCreated",)


def read_newsml1(source: Source) -> Iterator[Part]:
    """An article for each item with a text."""
    root = parse_xml(sound_xml(source))
    items = list(named(root, "NewsItem"))
    if not items:
        raise Refused(Problem("xml.no_article"))
    problems: list[Problem] = []
    for number, item in enumerate(items):
        try:
            yield _part(item, f"NewsItem[{number}]", source)
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(*problems)


def _part(item: Node, where: str, source: Source) -> Part:
    identifier = at(item, "Identification/NewsIdentifier")
    member = words(at(identifier, "PublicIdentifier")) or words(at(identifier, "NewsItemId")) or where
    if (attribute(at(item, "NewsManagement/Status"), "FormalName") or "").lower() in CANCELLED:
        return PassedOver(member, "news.cancelled", Problem("news.cancelled").sentence)
    body = _body(item)
    if not has_words(body):
        kind = attribute(next(named(item, "MediaType"), None), "FormalName")
        problem = Problem("article.text_missing", f"It is an item of the kind {kind}." if kind else "")
        return PassedOver(member, problem.code, problem.sentence)
    problems: list[Problem] = []
    stamp, modified = _stamp(item, _DATES, where, problems), _stamp(item, _MODIFIED, where, problems)
    stamp = stamp or next((nitf_stamp(node, problems) for node in named(item, "nitf")), None)
    if problems:
        raise Refused(*problems)
    told = _fields(item) | {"member": member, "modified_at": modified.at if modified else None}
    kept = [piece for piece in body if piece.text != told["headline"]]
    return assemble(told, kept if has_words(kept) else body, stamp, source.now, where)


def _fields(item: Node) -> dict[str, Any]:
    """What the item says of itself; what it does not, the NITF inside it may."""
    inside = next((nitf_fields(node) for node in named(item, "nitf")), {})
    lines = next(named(item, "NewsLines"), None)
    provider = next(named(item, "Provider"), None)
    party = next(named(provider, "Party"), None) if provider is not None else None
    publisher = attribute(party, "FormalName") or words(at(item, "Identification/NewsIdentifier/ProviderId"))
    byline = words(at(lines, "ByLine")) or inside.get("byline")
    language = attribute(next(named(item, "Language"), None), "FormalName") or language_of(item)
    return {
        "headline": words(at(lines, "HeadLine")) or inside.get("headline"),
        "byline": byline,
        "authors": people(byline, publisher),
        "dateline": words(at(lines, "DateLine")) or inside.get("dateline"),
        "publisher": publisher or inside.get("publisher"),
        "declared_language": language_tag(language or "") or inside.get("declared_language"),
    }


def _body(item: Node) -> list[Piece]:
    """The first content that has words; that of a picture is its caption, and no story."""
    for content in named(item, "ContentItem"):
        if (attribute(at(content, "MediaType"), "FormalName") or "Text").lower() not in ("text", "complexdata"):
            continue
        for node in named(content, "DataContent"):
            inside = next(named(node, "nitf"), None)
            pieces = nitf_pieces(inside) if inside is not None else _pieces(node)
            if has_words(pieces):
                return pieces
    return []


def _pieces(node: Node) -> list[Piece]:
    """The elements of a content, or its plain text."""
    if any(local(child) for child in node):
        return item_pieces(node)
    return label_story("".join(node.itertext()))


def _stamp(item: Node, paths: tuple[str, ...], where: str, problems: list[Problem]) -> Stamp | None:
    for path in paths:
        written = words(at(item, path))
        if written:
            return read_stamp(written, path.replace("/", "."), where, problems)
    return None
