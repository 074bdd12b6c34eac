"""A saved page, parsed once for all that read it."""

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from tasks.formats.tree import Node

#: Characters that XML has no place for; libxml2 would stop at some of them.
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32)))
#: References to them and to U+FFFE and U+FFFF: libxml2 writes the characters, and then lxml takes no text with them.
_CONTROL_REFERENCES = re.compile(
    rb"&#(?:0*(?:[0-8]|1[1-24-9]|2\d|3[01]|6553[45])(?!\d)|x0*(?:[0-8bcef]|1[\da-f]|fff[ef])(?![\da-f]));?", re.I
)
_DOCTYPE = re.compile(rb"\A\s*<\s*!\s*doctype[^>]{0,1000}>", re.I)  # libxml2 takes a self-closed one for the whole page
_CLOSED_HTML = re.compile(rb"(<html\b[^>]{0,1000}?)\s*/>", re.I)
HEAD = 4096  # bytes in which the two above stand


def parse_page(text: str) -> Node | None:
    """The page's tree, rooted in `<html>`; None where there is nothing in it."""
    data = text.encode("utf-8", "replace").translate(None, _CONTROLS)
    data = _CONTROL_REFERENCES.sub(b" ", data.replace(b"\xef\xbf\xbe", b"").replace(b"\xef\xbf\xbf", b""))
    head = _CLOSED_HTML.sub(rb"\1>", _DOCTYPE.sub(b"", data[:HEAD], count=1), count=1)
    try:
        tree: Node = document_fromstring(head + data[HEAD:], parser=_parser())
    except etree.ParserError:
        return None
    return tree


def _parser() -> HTMLParser:
    """One class for all elements: lxml.html asks a Python function for the class of each, a tenth of all reading."""
    parser = HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    return parser
