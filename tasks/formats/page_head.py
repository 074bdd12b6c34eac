"""What a page shows round its headline: the lines in which a writer or a day stands, and elements marked as such."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml.etree import XPath

from tasks.formats.tree import Node

AFTER, BEFORE = 90, 12  # runs of text that are looked at under and over the headline
LONGEST_LINE = 160  # characters; a longer one is a standfirst, or the story
MOST_LINES = 30  # under the headline
STANDFIRSTS = 2  # long lines under the headline before the one that begins the story
WRAPPERS = 2  # elements round a line whose class still speaks of it
DEEP = 8  # levels of inline elements in which a run of text may stand

_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "big", "cite", "data", "em", "font", "i", "label", "mark", "nobr", "q"),
        *("s", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "ins", "address"),
    )
)
_UNSEEN = frozenset(("script", "style", "noscript", "svg", "iframe", "template", "button", "select", "option", "title"))
#: Parts of a page that are about other stories or by other people.
_APART = re.compile(
    r"comment|disqus|respond|related|sidebar|side-bar|recommend|popular|most-?read|meistgelesen|mas-?leid|teaser|promo"
    r"|trending|widget|recirc|read-?more|more-?(?:news|stories)|newsletter|breadcrumb|navbar|-nav\b|\bnav-",
    re.IGNORECASE,
)
#: Classes and the like by which an element is said to hold a writer.
_MARKED = re.compile(
    r"author|by-?line|(?:^|[\s_-])by(?:$|[\s_-])|writer|autor|auteur|autore|\bfirma\b|verfasser|signat|journalist|reporter|redakteur|zuozhe"
    r"|posted-by|submitted|username|skribent|\bcredits?\b|\bfn\b|\bname\b",
    re.IGNORECASE,
)
_STRONGLY = re.compile(
    r"author|by-?line|writer|autor|auteur|verfasser|zuozhe|posted-by|submitted|username|skribent", re.IGNORECASE
)
_FOLLOWING = XPath(f"following::text()[position() <= {AFTER}]")
_PRECEDING = XPath(f"preceding::text()[position() <= {BEFORE}]")


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One line that the page shows by its headline, as the pieces of text that its elements hold.

    `marked` are those that are said to name a writer; `when` is the machine's date of a `<time>` among them.
    """

    runs: tuple[str, ...]
    marked: tuple[str, ...]
    when: str | None

    @property
    def text(self) -> str:
        return " ".join(self.runs)


def lines_round(headline: Any) -> tuple[list[HeadLine], list[HeadLine]]:
    """The short lines over the element of a headline and those under it, in order, up to where the story begins."""
    holders = frozenset(headline.iterancestors())
    over = [line for line in _lines(_PRECEDING(headline), holders) if len(line.text) <= LONGEST_LINE]
    under: list[HeadLine] = []
    long = 0
    for line in _lines(_FOLLOWING(headline), holders):
        if len(line.text) <= LONGEST_LINE:
            under.append(line)
        else:
            long += 1
        if long > STANDFIRSTS or len(under) >= MOST_LINES:
            break
    return over, under


def marked_elements(tree: Any, headline: Any | None) -> Iterator[Node]:
    """The elements that are said to name a writer and stand in no part about other stories, in order."""
    with_headline = frozenset(headline.iterancestors()) if headline is not None else frozenset()
    body = tree.find("body")
    for element in body.iterdescendants("*") if body is not None else ():
        holders = (element, *element.iterancestors())
        if _is_strongly_marked(_told(element)) and not any(_is_apart(holder, with_headline) for holder in holders):
            yield element


def squeezed(element: Node) -> str:
    """The text of an element with single spaces."""
    return " ".join(element.text_content().split())


def _lines(runs: Iterable[Any], headline_in: frozenset[Any]) -> Iterator[HeadLine]:
    """Runs of text joined to lines: a line ends with its block and at a line break."""
    gathered: list[tuple[str, Any]] = []
    block = None
    for run in runs:
        holder = run.getparent()
        broken = run.is_tail and holder.tag == "br"
        holder = holder.getparent() if run.is_tail else holder
        if holder is None or holder.tag in _UNSEEN:
            continue
        own = _block(holder)
        if broken or own is not block:
            yield from _line(gathered, headline_in)
            gathered = []
        block = own
        if text := " ".join(run.split()):
            gathered.append((text, holder))
    yield from _line(gathered, headline_in)


def _line(runs: list[tuple[str, Any]], headline_in: frozenset[Any]) -> Iterator[HeadLine]:
    """The line of the runs (each with its element), none where there are no runs or they are about another story."""
    if not runs:
        return
    elements = [element for _, holder in runs for element in _up_to_block(holder)]
    outside = [] if _block(runs[0][1]) in headline_in else list(_block(runs[0][1]).iterancestors())
    if any(_is_apart(element, headline_in) for element in (*elements, *outside)):
        return
    when = next((element.get("datetime") for element in elements if element.tag == "time"), None)
    wrapped = [element for element in outside[:WRAPPERS] if element not in headline_in]
    marked = (
        text
        for text, holder in runs
        if any(_is_marked(_told(element)) for element in (*_up_to_block(holder), *wrapped))
    )
    yield HeadLine(tuple(text for text, _ in runs), tuple(marked), when)


def _block(element: Any) -> Any:
    return list(_up_to_block(element))[-1]


def _up_to_block(element: Any) -> Iterator[Any]:
    """The element and what holds it, up to the nearest that makes a line of its own."""
    for _ in range(DEEP):
        yield element
        if element.tag not in _INLINE or element.getparent() is None:
            return
        element = element.getparent()


def _is_apart(element: Any, headline_in: frozenset[Any]) -> bool:
    """What holds the headline is never apart from it, whatever it is called (`has-sidebar`)."""
    return element not in headline_in and (element.tag in ("aside", "nav") or _says_apart(_told(element)))


def _told(element: Any) -> str:
    return " ".join(filter(None, map(element.get, ("class", "id", "itemprop", "rel", "data-component", "data-testid"))))


@lru_cache(maxsize=20_000)
def _says_apart(told: str) -> bool:
    return _APART.search(told) is not None


@lru_cache(maxsize=20_000)
def _is_marked(told: str) -> bool:
    return _MARKED.search(told) is not None


@lru_cache(maxsize=20_000)
def _is_strongly_marked(told: str) -> bool:
    return _STRONGLY.search(told) is not None
