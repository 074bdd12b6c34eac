"""Elements of news in XML by their names without namespace, and their text as labelled pieces."""

from collections.abc import Iterator

from schemas.article import BlockKind
from tasks.blocks.captions import has_caption_cue
from tasks.blocks.label import is_quotation
from tasks.compose import Piece
from tasks.formats.tree import Node

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: Elements of NITF and XHTML that begin and end a line of their own.
_LINES = frozenset(
    (
        *("p", "block", "hl1", "hl2", "bq", "media", "media-caption", "li", "ul", "ol", "dl", "dt", "dd", "table"),
        "tr",
        *("caption", "pre", "note", "br", "hr", "div", "section", "article", "blockquote", "figure", "figcaption"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "footer", "aside", "body", "body.content", "nitf-table"),
    )
)
_SILENT = frozenset(
    (
        *("media-reference", "media-metadata", "media-producer", "media-object", "head", "title", "script", "style"),
        *("nitf-table-metadata",),
    )
)
_KINDS: dict[str, tuple[BlockKind, str]] = {
    **dict.fromkeys(("hl1", "hl2", "h1", "h2", "h3", "h4", "h5", "h6"), ("heading", "a heading of the item")),
    **dict.fromkeys(("bq", "blockquote"), ("quote", "a quotation of the item")),
    **dict.fromkeys(("media-caption", "figcaption", "caption"), ("caption", "a caption of the item")),
}
_PARAGRAPH: tuple[BlockKind, str] = ("body", "a paragraph of the item")


def local(node: Node) -> str:
    """An element's name without its namespace; empty for what is no element."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def named(node: Node, *names: str) -> Iterator[Node]:
    """The elements with one of these names, the node itself among them, in order."""
    return (inner for inner in node.iter() if local(inner) in names)


def at(node: Node | None, path: str) -> Node | None:
    """The first element at a path of names below the node (`itemMeta/provider`)."""
    found = node
    for name in path.split("/"):
        found = next((child for child in found if local(child) == name), None) if found is not None else None
    return found


def words(node: Node | None) -> str | None:
    """An element's text on one line; None where it has none."""
    return " ".join("".join(node.itertext()).split()) or None if node is not None else None


def attribute(node: Node | None, *names: str) -> str | None:
    """The first of the attributes that says something."""
    values = (node.get(name) for name in names) if node is not None else ()
    return next((value.strip() for value in values if value and value.strip()), None)


def language_of(*nodes: Node | None) -> str | None:
    """The first `xml:lang`."""
    return next((tag for node in nodes if (tag := attribute(node, _LANG))), None)


def item_pieces(node: Node) -> list[Piece]:
    """The lines of an element, headings, quotations and captions by the elements round them."""
    walk = _Walk()
    walk.into(node, _PARAGRAPH)
    walk.end_line(_PARAGRAPH)
    return walk.pieces


class _Walk:
    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._run: list[str] = []

    def into(self, node: Node, kind: tuple[BlockKind, str]) -> None:
        """An element and all in it; no deeper than `xml_text.DEEPEST`."""
        name = local(node)
        inner = _KINDS.get(name, kind)
        if name in _LINES:
            self.end_line(kind)
        if name and name not in _SILENT:
            self._run.append(node.text or "")
            for child in node:
                self.into(child, inner)
                self._run.append(" " if local(child) in ("td", "th") else "")
                self._run.append(child.tail or "")
        if name in _LINES:
            self.end_line(inner)

    def end_line(self, kind: tuple[BlockKind, str]) -> None:
        """Closes the run of text, if there is one."""
        line = " ".join("".join(self._run).split())
        self._run.clear()
        if line and kind == _PARAGRAPH and is_quotation(line):
            self.pieces.append(Piece("quote", line, "wholly quoted"))
        elif line and kind == _PARAGRAPH and has_caption_cue(line):
            self.pieces.append(Piece("caption", line, "caption cue"))
        elif line:
            self.pieces.append(Piece(kind[0], line, kind[1]))
