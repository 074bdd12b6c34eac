"""XML as strictly as it has to be: no entities, no network, no bottomless nesting; and as leniently as feeds need."""

import re
from collections.abc import Callable
from html.entities import html5
from xml.parsers import expat

from lxml import etree

from schemas.problem import Problem, Refused
from tasks.decode import byte_places
from tasks.formats.source import Source
from tasks.formats.tree import Node

DEEPEST = 200  # elements in one another; lxml stops at 256, pages inside feeds stay under 60
MOST_ATTRIBUTES = 200  # of one element; feedparser takes square time over them
MOST_PREFIXES = 20  # that are declared nowhere; feeds forget one or two
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))  # names that XML itself knows
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BARE = re.compile(r"&(?!#\d+;|#x[0-9A-Fa-f]+;|[A-Za-z_][\w.-]*;)")
_ROOT = re.compile(r"<[A-Za-z_][\w.:-]*(?=[\s/>])")
_PREFIX = re.compile(r"<([A-Za-z_][\w.-]{0,30}):[A-Za-z_]|\s([A-Za-z_][\w.-]{0,30}):[A-Za-z_][\w.-]*\s*=\s*[\"']")
_DECLARED = re.compile(r"\sxmlns:([A-Za-z_][\w.-]*)\s*=")
#: Prefixes that feeds use without saying what they stand for.
_USUAL: dict[str, str] = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "atom": "http://www.w3.org/2005/Atom",
    "media": "http://search.yahoo.com/mrss/",
}


class _Fault(Exception):
    """Stops the parser: the file is refused for this."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def sound_xml(source: Source) -> str:
    """The file's text as XML that every parser takes, or Refused.

    Named characters of HTML become characters, control characters go. Only where the text is not well-formed, bare
    ampersands and undeclared prefixes are mended; an element that does not end is never: something may be missing.
    """
    text = _NAMED.sub(_character, _CONTROLS.sub("", source.text.lstrip("\ufeff \t\r\n")))
    if _checked(text) is None:
        return text
    mended = _with_prefixes(_outside_cdata(text, lambda piece: _BARE.sub("&amp;", piece)))
    fault = _checked(mended)
    if fault is None:
        return mended
    raise Refused(_invalid(_checked(text) or fault, text, source))


def parse_xml(text: str) -> Node:
    """The root element of text that `sound_xml` gave."""
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root: Node = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:  # limits of lxml's own: a text of 10 MB, a name of 50 KB
        raise Refused(Problem("xml.invalid", f"{error.msg}.")) from None
    return root


def _checked(text: str) -> expat.ExpatError | None:
    """What is not well-formed, None where all is; Refused for what is never read."""
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    depth = 0

    def opened(_name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise _Fault("xml.too_deep")
        if len(attributes) > MOST_ATTRIBUTES:
            raise _Fault("xml.too_many")

    def closed(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def declared(*_entity: object) -> None:
        raise _Fault("xml.entities")

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.EntityDeclHandler = declared
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        return error
    except _Fault as fault:
        raise Refused(Problem(fault.code)) from None
    return None


def _character(match: re.Match[str]) -> str:
    name = match[1]
    return match[0] if name in _OWN else html5.get(f"{name};", match[0])


def _outside_cdata(text: str, change: Callable[[str], str]) -> str:
    """The text with its markup changed, and what stands in CDATA as it was."""
    pieces, at = [], 0
    while (start := text.find("<![CDATA[", at)) >= 0 and (end := text.find("]]>", start)) >= 0:
        pieces += [change(text[at:start]), text[start : end + 3]]
        at = end + 3
    return "".join([*pieces, change(text[at:])])


def _with_prefixes(text: str) -> str:
    """The text with the prefixes declared at its root that are used and declared nowhere."""
    used: set[str] = set()

    def note(piece: str) -> str:
        used.update(match[1] or match[2] for match in _PREFIX.finditer(piece))
        return piece

    _outside_cdata(text, note)
    missing = used - {match[1] for match in _DECLARED.finditer(text)} - {"xml", "xmlns"}
    root = _ROOT.search(text)
    if root is None or not 0 < len(missing) <= MOST_PREFIXES:
        return text
    declared = "".join(f' xmlns:{name}="{_USUAL.get(name, f"urn:prefix:{name}")}"' for name in sorted(missing))
    return text[: root.end()] + declared + text[root.end() :]


def _invalid(error: expat.ExpatError, text: str, source: Source) -> Problem:
    what = expat.ErrorString(error.code)
    detail = f"Line {error.lineno}, column {error.offset + 1}: {what}."
    if text != source.text:  # its places are not those of the file
        return Problem("xml.invalid", detail)
    lines = text.split("\n")[: error.lineno - 1]
    at = min(sum(len(line) + 1 for line in lines) + error.offset, len(text) - 1)
    place = byte_places(text, source.encoding)
    return Problem("xml.invalid", detail, byte_start=place(at), byte_end=place(at + 1))
