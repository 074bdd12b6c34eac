"""Markup inside a JSON field: a piece of a page that is all story."""

import re
from html import unescape
from html.parser import HTMLParser

from schemas.article import BlockKind
from tasks.blocks.label import label_story
from tasks.compose import Piece

_TAG = re.compile(
    r"</?(?:p|br|div|span|h[1-6]|ul|ol|li|a|b|i|em|strong|blockquote|figure|img|table|section|article)\b[^<>]*>", re.I
)
# comments, declarations and processing instructions; the standard parser fails on broken ones
_DECLARATION = re.compile(r"<!--.*?(?:-->|$)|<!\[CDATA\[|\]\]>|<[!?][^>]*>?", re.DOTALL)
_LONE = re.compile(r"<(?!/?[a-zA-Z][^<>]*>)")  # begins no tag; the standard parser takes square time over many
_BLOCKS = frozenset(
    (
        *("p", "br", "hr", "div", "li", "blockquote", "figcaption", "tr", "section", "article", "ul", "ol", "table"),
        *("figure", "pre", "dd", "dt", "aside", "header", "footer", "h1", "h2", "h3", "h4", "h5", "h6"),
    )
)
_SILENT = frozenset(("script", "style", "noscript", "template", "iframe", "svg", "button", "form", "title"))
_KINDS: dict[str, tuple[BlockKind, str]] = {
    **{f"h{level}": ("heading", "a heading of the field") for level in range(1, 7)},
    "blockquote": ("quote", "a quotation of the field"),
    "figcaption": ("caption", "a caption of the field"),
}


def looks_like_html(text: str) -> bool:
    """Whether a field holds markup: at least one tag of the kinds that stories are set in."""
    return _TAG.search(text) is not None


def plain(text: str) -> str:
    """One line without tags and entities."""
    return " ".join(unescape(re.sub(r"<[^<>]*>", "", text) if looks_like_html(text) else text).split())


def fragment_pieces(text: str) -> list[Piece]:
    """The paragraphs of a fragment, headings, quotations and captions by their elements."""
    reader = _Fragment(convert_charrefs=True)
    reader.feed(_LONE.sub("&lt;", _DECLARATION.sub(" ", text)))
    reader.close()
    reader.end_line()
    return reader.pieces


class _Fragment(HTMLParser):
    """Gathers runs of text between block elements, each with the kind of the innermost element that has one."""

    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.pieces: list[Piece] = []
        self._run: list[str] = []
        self._open: list[str] = []  # elements that give a kind
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _BLOCKS:
            self.end_line()
        if tag in _KINDS:
            self._open.append(tag)
        self._silent += tag in _SILENT

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_line()
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]
        self._silent = max(0, self._silent - (tag in _SILENT))

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._run.append(data)

    def end_line(self) -> None:
        """Closes the run of text, if there is one."""
        line = " ".join("".join(self._run).split())
        self._run.clear()
        if not line:
            return
        if self._open:
            kind, rule = _KINDS[self._open[-1]]
            self.pieces.append(Piece(kind, line, rule))
        else:
            self.pieces += label_story(line)
