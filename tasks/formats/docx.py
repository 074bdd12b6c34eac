"""Word documents (.docx): paragraphs with what their styles say, tables by rows, changes as if they were accepted."""

import io
from collections.abc import Iterator
from zipfile import ZipFile

from schemas.article import Article, BlockKind
from schemas.problem import Problem, Refused
from tasks.formats.document import Paragraph, Properties, document_article
from tasks.formats.source import Source
from tasks.formats.tree import Node
from tasks.formats.xml_tree import local, named, words
from tasks.formats.zipped_xml import BROKEN, zipped_xml
from tasks.stamps import parse_stamp

TEMPLATE = "2013-12-23T23:15:00Z"  # the making of python-docx's own template, which its documents carry on
ROW_WORDS = 20  # a paragraph as long as this stands in a cell as text, and not as the row of a table
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNREAD = frozenset(("txbxContent", "Fallback", "moveFrom", "del", "instrText", "delText", "pPr", "rPr"))
_STYLES: tuple[tuple[str, BlockKind], ...] = (
    ("title", "title"),
    ("heading", "heading"),
    ("subtitle", "heading"),
    ("quote", "quote"),
    ("intense quote", "quote"),
    ("caption", "caption"),
)


def read_docx(source: Source) -> Iterator[Article]:
    """The one article of a document."""
    try:
        with ZipFile(io.BytesIO(source.data)) as archive:
            body = zipped_xml(archive, "word/document.xml", source)
            styles, core = (
                zipped_xml(archive, "word/styles.xml", source),
                zipped_xml(archive, "docProps/core.xml", source),
            )
    except BROKEN as fault:
        raise Refused(Problem("document.broken", f"{fault}.")) from None
    if body is None:
        raise Refused(Problem("document.broken", "It has no word/document.xml."))
    kinds = _kinds(styles) if styles is not None else {}
    yield document_article(list(_paragraphs(body, kinds)), _properties(core), source)


def _kinds(styles: Node) -> dict[str, tuple[BlockKind, str]]:
    """What each style makes of a paragraph, by the style's id; its name is English in documents of any language."""
    found: dict[str, tuple[BlockKind, str]] = {}
    for style in named(styles, "style"):
        name = next((inner.get(f"{_WORD}val") for inner in style if local(inner) == "name"), None) or ""
        for begins, kind in _STYLES:
            if name.lower().startswith(begins):
                found[style.get(f"{_WORD}styleId") or name] = kind, f"the style {name.lower()}"
                break
    return found


def _paragraphs(node: Node, kinds: dict[str, tuple[BlockKind, str]]) -> Iterator[Paragraph]:
    for child in node:
        name = local(child)
        if name == "p":
            yield from _lines(child, kinds)
            for box in _boxes(child):
                yield from _paragraphs(box, kinds)
        elif name == "tr":
            yield from _row(child, kinds)
        elif name not in ("Fallback", "moveFrom", "del"):
            yield from _paragraphs(child, kinds)


def _boxes(node: Node) -> Iterator[Node]:
    """The text boxes that hang on a paragraph; older programs find each a second time, under `Fallback`."""
    for child in node:
        if local(child) == "txbxContent":
            yield child
        elif local(child) != "Fallback":
            yield from _boxes(child)


def _row(row: Node, kinds: dict[str, tuple[BlockKind, str]]) -> Iterator[Paragraph]:
    """A row of a table as one paragraph, or the paragraphs in it where it only places text."""
    inside = [one for cell in row for one in _paragraphs(cell, kinds) if one.text.strip()]
    if any(len(one.text.split()) >= ROW_WORDS for one in inside):
        yield from inside
    elif inside:
        yield Paragraph(" ".join(one.text for one in inside))


def _lines(paragraph: Node, kinds: dict[str, tuple[BlockKind, str]]) -> Iterator[Paragraph]:
    """The paragraph, cut at its line breaks."""
    style = next((each.get(f"{_WORD}val") for each in named(paragraph, "pStyle")), None)
    kind, rule = kinds.get(style or "", (None, ""))
    for line in "".join(_runs(paragraph)).split("\n"):
        text = " ".join(line.split())
        if text:
            yield Paragraph(text, kind, rule)


def _runs(node: Node) -> Iterator[str]:
    for child in node:
        match local(child):
            case "t":
                yield child.text or ""
            case "tab":
                yield " "
            case "br" | "cr":
                yield "\n"
            case "noBreakHyphen":
                yield "-"
            case name if name not in _UNREAD:
                yield from _runs(child)


def _properties(core: Node | None) -> Properties:
    if core is None:
        return Properties()
    told = {local(node): text for node in core if (text := words(node))}
    made = told.get("created", "")
    return Properties(
        title=told.get("title"),
        author=told.get("creator"),
        made=None if made == TEMPLATE else parse_stamp(made),
        modified=parse_stamp(told.get("modified", "")),
        language=told.get("language"),
    )
