"""NewsML-G2: an item, or a message with several. Pictures, packages and cancelled items are passed over."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from schemas.article import PassedOver
from schemas.problem import Problem, Refused
from tasks.blocks.label import label_story
from tasks.compose import Piece
from tasks.formats.assemble import assemble, has_words, people, read_stamp, story_pieces
from tasks.formats.language_tag import language_tag
from tasks.formats.nitf import CANCELLED, nitf_fields, nitf_pieces, nitf_stamp
from tasks.formats.source import Part, Source
from tasks.formats.tree import Node
from tasks.formats.xml_text import parse_xml, sound_xml
from tasks.formats.xml_tree import at, attribute, item_pieces, language_of, local, named, words
from tasks.stamps import Stamp

_DATES = ("itemMeta/firstCreated", "contentMeta/contentCreated", "itemMeta/versionCreated")
_MODIFIED = ("itemMeta/versionCreated", "contentMeta/contentModified")


def read_newsml(source: Source) -> Iterator[Part]:
    """An article for each item with a text."""
    root = parse_xml(sound_xml(source))
    items = list(named(root, "newsItem", "packageItem"))
    if not items:
        raise Refused(Problem("xml.no_article"))
    problems: list[Problem] = []
    for number, item in enumerate(items):
        try:
            yield _part(item, f"{local(item)}[{number}]", source.now)
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(*problems)


def _part(item: Node, where: str, now: datetime) -> Part:
    member = attribute(item, "guid") or where
    status = attribute(at(item, "itemMeta/pubStatus"), "qcode") or ""
    if status.rpartition(":")[2].lower() in CANCELLED:
        return _passed_over(member, Problem("news.cancelled"))
    body = _body(item)
    if not has_words(body):
        kind = (attribute(at(item, "itemMeta/itemClass"), "qcode") or "").rpartition(":")[2]
        detail = f"It is an item of the class {kind}." if kind else ""
        return _passed_over(member, Problem("article.text_missing", detail))
    problems: list[Problem] = []
    stamp, modified = _stamp(item, _DATES, where, problems), _stamp(item, _MODIFIED, where, problems)
    stamp = stamp or next((nitf_stamp(node, problems) for node in named(item, "nitf")), None)
    if problems:
        raise Refused(*problems)
    told = _fields(item) | {"member": member, "modified_at": modified.at if modified else None}
    kept = [piece for piece in body if piece.text != told["headline"]]
    return assemble(told, kept if has_words(kept) else body, stamp, now, where)


def _fields(item: Node) -> dict[str, Any]:
    """What the item says of itself; what it does not, the NITF inside it may."""
    inside = next((nitf_fields(node) for node in named(item, "nitf")), {})
    byline = words(at(item, "contentMeta/by")) or inside.get("byline") or words(at(item, "contentMeta/creator/name"))
    publisher = _provider(item) or inside.get("publisher")
    language = attribute(at(item, "contentMeta/language"), "tag") or language_of(at(item, "contentSet/inlineXML"), item)
    headline = words(at(item, "contentMeta/headline")) or inside.get("headline")
    return {
        "headline": headline or words(at(item, "itemMeta/title")),
        "byline": byline,
        "authors": people(byline, publisher),
        "dateline": words(at(item, "contentMeta/dateline")) or inside.get("dateline"),
        "publisher": publisher,
        "declared_language": language_tag(language or "") or inside.get("declared_language"),
    }


def _provider(item: Node) -> str | None:
    """By its name; a code alone (`nprov:KESTREL`) is better than none."""
    provider = at(item, "itemMeta/provider")
    name = words(at(provider, "name"))
    return name or (attribute(provider, "literal", "qcode") or "").rpartition(":")[2] or None


def _body(item: Node) -> list[Piece]:
    """The first rendition of the content that has words; the summary of an item of text that comes without."""
    for node in named(item, "inlineXML", "inlineData"):
        pieces = _inline_data(node) if local(node) == "inlineData" else _inline_xml(node)
        if has_words(pieces):
            return pieces
    if (attribute(at(item, "itemMeta/itemClass"), "qcode") or "").endswith("text"):
        return [piece for node in named(item, "description") for piece in label_story(words(node) or "")]
    return []


def _inline_xml(node: Node) -> list[Piece]:
    inside = next(named(node, "nitf"), None)
    return nitf_pieces(inside) if inside is not None else item_pieces(node)


def _inline_data(node: Node) -> list[Piece]:
    if attribute(node, "encoding"):
        return []  # bytes of a picture or a document
    return story_pieces("".join(node.itertext()))


def _stamp(item: Node, paths: tuple[str, ...], where: str, problems: list[Problem]) -> Stamp | None:
    for path in paths:
        written = words(at(item, path))
        if written:
            return read_stamp(written, path.replace("/", "."), where, problems)
    return None


def _passed_over(member: str, problem: Problem) -> PassedOver:
    return PassedOver(member, problem.code, problem.sentence)
