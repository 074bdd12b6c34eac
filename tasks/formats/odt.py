"""OpenDocument texts (.odt): paragraphs with what their styles say, tables by rows, changes as if accepted."""

import io
import re
from collections.abc import Iterator
from zipfile import ZipFile

from schemas.article import Article, BlockKind
from schemas.problem import Problem, Refused
from tasks.formats.document import Paragraph, Properties, document_article
from tasks.formats.docx import ROW_WORDS
from tasks.formats.source import Source
from tasks.formats.tree import Node
from tasks.formats.xml_tree import at, local, named, words
from tasks.formats.zipped_xml import BROKEN, zipped_xml
from tasks.stamps import parse_stamp

_STYLE, _TEXT = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}", "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_UNREAD = frozenset(("tracked-changes", "annotation", "note", "forms", "sequence-decls", "table-of-content"))
#: Styles by the English names that the programs store in documents of any language.
_KINDS: dict[str, BlockKind] = {
    "Title": "title",
    "Subtitle": "heading",
    "Quotations": "quote",
    "Quote": "quote",
    "Caption": "caption",
    "Illustration": "caption",
    "Figure": "caption",
}
_SPACES = re.compile(r"\s+")
ANCESTORS = 8  # styles that a style is made from, one after the other


def read_odt(source: Source) -> Iterator[Article]:
    """The one article of a document."""
    try:
        with ZipFile(io.BytesIO(source.data)) as archive:
            manifest = zipped_xml(archive, "META-INF/manifest.xml", source)
            if manifest is not None and next(named(manifest, "encryption-data"), None) is not None:
                raise Refused(Problem("document.encrypted"))
            content, styles = (zipped_xml(archive, name, source) for name in ("content.xml", "styles.xml"))
            meta = zipped_xml(archive, "meta.xml", source)
    except BROKEN as fault:
        raise Refused(Problem("document.broken", f"{fault}.")) from None
    body = at(content, "body/text")
    if content is None or body is None:
        raise Refused(Problem("document.broken", "It has no text in content.xml."))
    parents = {
        style.get(f"{_STYLE}name") or "": style.get(f"{_STYLE}parent-style-name") or ""
        for root in (styles, content)
        if root is not None
        for style in named(root, "style")
    }
    yield document_article(list(_paragraphs(body, parents)), _properties(at(meta, "meta")), source)


def _paragraphs(node: Node, parents: dict[str, str]) -> Iterator[Paragraph]:
    for child in node:
        match local(child):
            case "p" | "h":
                yield from _lines(child, parents)
                for box in named(child, "text-box"):
                    yield from _paragraphs(box, parents)
            case "table-row":
                yield from _row(child, parents)
            case name if name not in _UNREAD:
                yield from _paragraphs(child, parents)


def _row(row: Node, parents: dict[str, str]) -> Iterator[Paragraph]:
    """A row of a table as one paragraph, or the paragraphs in it where it only places text."""
    inside = [one for cell in row for one in _paragraphs(cell, parents) if one.text.strip()]
    if any(len(one.text.split()) >= ROW_WORDS for one in inside):
        yield from inside
    elif inside:
        yield Paragraph(" ".join(one.text for one in inside))


def _lines(paragraph: Node, parents: dict[str, str]) -> Iterator[Paragraph]:
    """The paragraph, cut at its line breaks."""
    kind, rule = _kind(paragraph, parents)
    for line in "".join(_runs(paragraph)).split("\n"):
        text = " ".join(line.split())
        if text:
            yield Paragraph(text, kind, rule)


def _kind(paragraph: Node, parents: dict[str, str]) -> tuple[BlockKind | None, str]:
    """By the nearest style that says one, of those that its own is made from."""
    style = paragraph.get(f"{_TEXT}style-name") or ""
    for _ in range(ANCESTORS):
        if style in _KINDS:
            return _KINDS[style], f"the style {style.lower()}"
        style = parents.get(style, "")
    return ("heading", "a heading of the document") if local(paragraph) == "h" else (None, "")


def _runs(node: Node) -> Iterator[str]:
    """The text, in which a line ends at a line break alone: those of the XML are spaces."""
    yield _SPACES.sub(" ", node.text or "")
    for child in node:
        match local(child):
            case "s" | "tab":
                yield " "
            case "line-break":
                yield "\n"
            case name if name not in _UNREAD and name != "frame":
                yield from _runs(child)
        yield _SPACES.sub(" ", child.tail or "")


def _properties(meta: Node | None) -> Properties:
    told = {local(node): text for node in meta if (text := words(node))} if meta is not None else {}
    return Properties(
        title=told.get("title"),
        author=told.get("initial-creator") or told.get("creator"),
        made=parse_stamp(told.get("creation-date", "")),
        modified=parse_stamp(told.get("date", "")),
        language=told.get("language"),
    )
