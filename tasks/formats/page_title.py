"""The headline of a web page, and the element that shows it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from schemas.article import ValueSource
from tasks.formats.json_ld import text_of
from tasks.formats.page_head import squeezed
from tasks.formats.tree import Node

_TITLES = ("og:title", "parsely-title", "sailthru.title", "twitter:title", "dc.title", "headline", "title")
_SITE = re.compile(r"\s+(?:[|–—·•»-]|::?)\s+|\s*[：｜_|]\s*|:\s+")  # what stands between a headline and a site's name
_HEADINGS = ("h1", "h2", "h3", "h4")
_SHORT = ("b", "strong", "font", "span", "div", "td", "p", "a", "big", "center")

#: How often a headline is the article's own: by who said it, and whether another says the same. On pages of our own
#: 42 of 43 with two that agree, 6 of 7 of those that one alone says.
AGREED, H1_ALONE, TOLD_ALONE, WINDOW_ALONE = 0.97, 0.85, 0.85, 0.7


@dataclass(frozen=True, slots=True)
class Title:
    """A headline with what said it and how sure that is."""

    text: str
    source: ValueSource
    confidence: float


def find_title(tree: Node, node: dict[str, Any], metas: dict[str, str], publisher: str | None) -> Title | None:
    """The only `<h1>` where it is a headline; what the page tells where that is cleaner, or the only source."""
    shown = [text for h1 in tree.iter("h1") if (text := squeezed(h1))]
    whole = window_title(tree)
    window = without_site(whole, publisher)
    in_data = squeezed_text(text_of(node, "headline", "name"))
    in_metas = next((without_site(squeezed_text(metas[key]), publisher) for key in _TITLES if metas.get(key)), None)
    told = Title(in_data or in_metas or "", "json_ld" if in_data else "metadata", TOLD_ALONE)
    head = shown[0] if len(shown) == 1 else next((text for text in shown if text in (told.text, window)), None)
    if head is None or _is_site(head, publisher, tree, whole):
        if told.text:
            return _as_shown(tree, told) or _agreed(told, window)
        named = _named_in_window(tree, whole, window) if whole else None
        return Title(named, "title_element", WINDOW_ALONE) if named else Title(head, "h1", H1_ALONE) if head else None
    if told.text and told.text != head and told.text in head:
        return _agreed(told, head)
    if told.text and not _alike(head, told.text) and not (window and _alike(head, window)):
        return told
    return Title(head, "h1", AGREED if head in (told.text, window) else H1_ALONE)


def headline_element(tree: Node, title: str) -> Any | None:
    """The element that shows the headline: a heading, else the first short element that says just that."""
    wanted = title.casefold()
    for heading in tree.iter(*_HEADINGS):
        text = squeezed(heading).casefold()
        if text == wanted or (wanted in text and len(text) <= 2 * len(wanted)):
            return heading
    return next((e for e in tree.iter(*_SHORT) if e.text and " ".join(e.text.split()).casefold() == wanted), None)


def squeezed_text(text: str | None) -> str | None:
    """A text with its entities resolved and single spaces; None where nothing is left."""
    return " ".join(unescape(text).split()) or None if text else None


def window_title(tree: Node) -> str | None:
    """What the window is called: headline and site."""
    named = tree.find(".//title")
    return squeezed_text(named.text_content()) if named is not None else None


def without_site(title: str | None, publisher: str | None) -> str | None:
    """`Rain in Bern | The Post` as `Rain in Bern`."""
    for part, sign, rest in _cuts(title or ""):
        site, end = (publisher or "").casefold(), rest.casefold()
        known = bool(site) and (end in site or site in end)
        if known or (sign == "|" and len(rest.split()) <= 4 and len(rest) < len(title or "") / 2):
            return part
    return title


def site_names(tree: Node, title: str | None) -> frozenset[str]:
    """What the window's title says besides the headline, in lower case: the site, whose name is nobody's."""
    parts = {part for before, _, after in _cuts(window_title(tree) or "") for part in (before, after)}
    return frozenset(part.casefold() for part in parts if not title or part not in title)


def _named_in_window(tree: Node, whole: str, bare: str | None) -> str:
    """The part of the window's title that a heading, else any line of the page, says too; the site does not count."""
    if bare and bare != whole:
        return bare
    parts = [part for before, _, after in _cuts(whole) for part in (before, after) if len(part.split()) >= 2]
    for said in (
        {squeezed(heading) for heading in tree.iter(*_HEADINGS[1:])},
        {" ".join(element.text.split()) for element in tree.iter(*_SHORT) if element.text},
    ):
        if found := [part for part in parts if part in said]:
            return max(found, key=len)
    return whole


def _cuts(title: str) -> Iterator[tuple[str, str, str]]:
    """The title cut in two at each sign that may part a site's name from it, the last first: before, sign, after."""
    for match in reversed(list(_SITE.finditer(title))):
        before, after = title[: match.start()].strip(), title[match.end() :].strip()
        if before and after:
            yield before, match[0].strip(), after


def _as_shown(tree: Node, told: Title) -> Title | None:
    """The heading that a told headline begins with, where the names of a column and a site follow it."""
    for before, _, _ in _cuts(told.text):
        if any(squeezed(heading) == before for heading in tree.iter("h1", "h2")):
            return Title(before, "h1", AGREED)
    return None


def _agreed(title: Title, other: str | None) -> Title:
    """Surer where another source says the same, or more."""
    return Title(title.text, title.source, AGREED) if other and title.text in other else title


def _is_site(head: str, publisher: str | None, tree: Node, whole: str | None) -> bool:
    """Whether the `<h1>` is the site's name: the publisher's, or one part of the window's title, whose other part
    stands in a heading under it."""
    if publisher and head.casefold() == publisher.casefold():
        return True
    others = {after for before, _, after in _cuts(whole or "") if before == head}
    others |= {before for before, _, after in _cuts(whole or "") if after == head}
    if not others:
        return False
    under = False
    for heading in tree.iter(*_HEADINGS):
        text = squeezed(heading)
        if under and text in others:
            return True
        under = under or text == head
    return False


def _alike(one: str, other: str) -> bool:
    """Whether one holds the other, or half the words of the shorter title stand in both."""
    first, second = one.casefold(), other.casefold()
    words, others = set(first.split()), set(second.split())
    return first in second or second in first or 2 * len(words & others) >= min(len(words), len(others))
