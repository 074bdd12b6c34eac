"""NITF, the markup of news agencies' stories: by itself, or inside an item of NewsML-G2."""

from collections.abc import Iterator
from typing import Any

from schemas.article import PassedOver
from schemas.problem import Problem, Refused
from tasks.compose import Piece
from tasks.formats.assemble import assemble, has_words, people, read_stamp
from tasks.formats.language_tag import language_tag
from tasks.formats.source import Part, Source
from tasks.formats.tree import Node
from tasks.formats.xml_text import parse_xml, sound_xml
from tasks.formats.xml_tree import at, attribute, item_pieces, language_of, named, words
from tasks.stamps import Stamp

CANCELLED = ("canceled", "cancelled", "killed")


def read_nitf(source: Source) -> Iterator[Part]:
    """The one article of a NITF file."""
    root = parse_xml(sound_xml(source))
    told = nitf_fields(root)
    if (attribute(at(root, "head/docdata"), "management-status") or "").lower() in CANCELLED:
        problem = Problem("news.cancelled")
        yield PassedOver(told["member"] or "item", problem.code, problem.sentence)
        return
    body = nitf_pieces(root)
    if not has_words(body):
        raise Refused(Problem("article.text_missing", field="body.content"))
    problems: list[Problem] = []
    stamp = nitf_stamp(root, problems)
    if problems:
        raise Refused(*problems)
    yield assemble(told, body, stamp, source.now)


def nitf_fields(root: Node) -> dict[str, Any]:
    """What the document says of itself, in the names of an article."""
    docdata, head = at(root, "head/docdata"), at(root, "body/body.head")
    byline = words(at(head, "byline"))
    publisher = attribute(at(root, "head/pubdata"), "name") or words(at(head, "distributor"))
    holder = attribute(at(docdata, "doc.copyright"), "holder")
    return {
        "member": attribute(at(docdata, "doc-id"), "id-string"),
        "headline": words(at(head, "hedline/hl1")) or words(at(root, "head/title")),
        "byline": byline,
        "authors": people(byline, publisher),
        "dateline": words(at(head, "dateline")),
        "publisher": publisher or holder,
        "declared_language": language_tag(language_of(root, at(root, "body"), at(root, "head/title")) or ""),
    }


def nitf_pieces(root: Node) -> list[Piece]:
    """The story: the deck, the content, what stands under it; the abstract where there is no content."""
    deck = [Piece("heading", text, "the deck") for node in named(root, "hedline") for text in _decks(node)]
    content = [piece for node in named(root, "body.content") for piece in item_pieces(node)]
    if not has_words(content):
        content = [piece for node in named(root, "abstract") for piece in item_pieces(node)]
    under = [Piece("tail", text, "the tagline") for node in named(root, "tagline") if (text := words(node))]
    return [*deck, *content, *under] if has_words(content) else []


def nitf_stamp(root: Node, problems: list[Problem]) -> Stamp | None:
    """When it was issued, else published or written, as the document says."""
    for element, name in (("date.issue", "norm"), ("pubdata", "date.publication"), ("story.date", "norm")):
        for node in named(root, element):
            written = attribute(node, name)
            if written:
                return read_stamp(written, f"{element}.{name}", "", problems)
    return None


def _decks(hedline: Node) -> list[str]:
    return [text for node in named(hedline, "hl2") if (text := words(node))]
