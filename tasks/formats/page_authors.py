"""Who wrote a web page's article: what it tells of itself first, then what it shows, with evidence for each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from schemas.article import ValueSource
from tasks.blocks.bylines import LONGEST_BYLINE, is_name, is_signed, names_in
from tasks.blocks.chunks import make_chunk
from tasks.blocks.head import head_label
from tasks.formats.json_ld import people_of
from tasks.formats.page_head import HeadLine, marked_elements, squeezed
from tasks.formats.page_title import squeezed_text
from tasks.formats.tree import Node

AUTHOR_METAS = (
    "author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
    "byline", "article:author", "cxenseparse:author",
)  # fmt: skip
MOST_MARKED = 12  # elements; a page that marks more lists other stories
LONGEST_MARKED = 120  # characters; a longer text is a biography

#: How often the people of a source are those who wrote it, all and only they: on pages of our own 21 of 21, 6 of 6, 14
#: of 14, 2 of 2 in this order; less is stated, since sites that show one writer and tell another are not among them.
CONFIDENCE: Final[dict[str, float]] = {
    "json_ld": 0.95,
    "metadata": 0.9,
    "marked": 0.9,
    "by": 0.9,
    "beside_date": 0.75,
}


@dataclass(frozen=True, slots=True)
class Authors:
    """The people who wrote it, what said so, and how sure that is."""

    names: tuple[str, ...]
    source: ValueSource | None = None
    confidence: float | None = None


NOBODY = Authors(())


def told_authors(node: dict[str, Any], metas: Sequence[tuple[str, str]], nobody: frozenset[str]) -> Authors:
    """The people whom JSON-LD, else the meta elements (name and content, in order) name."""
    for key in ("author", "creator"):
        if names := _people(people_of(node.get(key)), nobody):
            return Authors(names, "json_ld", CONFIDENCE["json_ld"])
    for key in AUTHOR_METAS:
        if names := _people([content for name, content in metas if name == key], nobody):
            return Authors(names, "metadata", CONFIDENCE["metadata"])
    return NOBODY


def shown_authors(
    tree: Node, headline: Any | None, under: Sequence[HeadLine], languages: Sequence[str], nobody: frozenset[str]
) -> Authors:
    """The people whom the page shows: on a line under the headline, in an element said to hold a writer, by a date."""
    for line in under:
        by = is_signed(line.text)
        if (by or line.marked) and len(line.text) <= LONGEST_MARKED and (names := _shown(line, nobody)):
            return Authors(names, "byline", CONFIDENCE["by" if by else "marked"])
    if names := _marked(tree, headline, nobody):
        return Authors(names, "byline", CONFIDENCE["marked"])
    if names := _beside_date(under, languages, nobody):
        return Authors(names, "byline", CONFIDENCE["beside_date"])
    return NOBODY


def _shown(line: HeadLine, nobody: frozenset[str]) -> tuple[str, ...]:
    """The marked pieces of a line that are names (`Priya Nambiar`, `Culture Correspondent`), else its people."""
    alone = [run for run in line.marked if is_name(run)]
    if alone and not is_signed(line.text):
        return _people(alone, nobody)
    return _people([line.text], nobody) or _people([" ".join(line.marked)], nobody)


def _marked(tree: Node, headline: Any | None, nobody: frozenset[str]) -> tuple[str, ...]:
    """The people of the first marked element that names any, and of its like beside it."""
    found: list[str] = []
    first: Any = None
    for number, element in enumerate(marked_elements(tree, headline)):
        if number >= MOST_MARKED and not found:
            return ()
        if first is not None and not _beside(first, element):
            continue
        text = squeezed(element)
        runs = () if len(text) > LONGEST_MARKED else (text, *_runs(element))
        names = next((names for run in runs if (names := _people([run], nobody))), ())
        if names:
            first = element if first is None else first
            found += [name for name in names if name not in found]
    return tuple(found)


def _runs(element: Any) -> Iterator[str]:
    return (" ".join(run.split()) for run in element.itertext() if run.strip())


def _beside(first: Any, element: Any) -> bool:
    """Whether it is of the same kind as the first and hangs on the same branch, or inside the first."""
    if first in element.iterancestors():
        return False  # said already
    same = (first.tag, first.get("class"), first.get("itemprop")) == (
        element.tag,
        element.get("class"),
        element.get("itemprop"),
    )
    branch = first.getparent() if first.getparent() is not None else first
    return same and branch in element.iterancestors()


def _beside_date(under: Sequence[HeadLine], languages: Sequence[str], nobody: frozenset[str]) -> tuple[str, ...]:
    """The people of a line that plain text would be believed too: names alone, right by the day."""
    pieces = [make_chunk(line.text, 0, len(line.text)) for line in under]
    for at, piece in enumerate(pieces):
        label = head_label([make_chunk("-", 0, 1), *pieces], at + 1, 0, languages)
        if label is not None and label[0] == "byline" and (names := _people([piece.text], nobody)):
            return names
    return ()


def _people(texts: Sequence[str], nobody: frozenset[str]) -> tuple[str, ...]:
    """The people of the texts, in order, once each."""
    found: list[str] = []
    for text in texts:
        bare = squeezed_text(text) or ""
        if len(bare.split()) <= LONGEST_BYLINE:
            found += [name for name in names_in(bare) if name not in found and name.casefold() not in nobody]
    return tuple(found)
