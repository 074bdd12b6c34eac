"""From the lines of printed pages to paragraphs: which line goes on, which ends one, which repeats on every page."""

import re
from collections import Counter
from collections.abc import Sequence

from tasks.formats.document import Paragraph

FULL = 0.8  # of the usual width: a line that is shorter was not broken by the margin
EDGE = 2  # lines at the top and at the foot of a page among which running heads stand
ON_PAGES = 3  # a line at the edge of so many pages is a running head
LEAST_WIDTH = 25  # characters; no column of a page is narrower
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:page|seite|pagina|página|sida|p\.)\s*)?\d{1,4}(?:\s*(?:/|of|von|de|di|av)\s*\d{1,4})?[-–—\s]*",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[•‣◦▪●○■·*–—-]\s|\d{1,2}[.)]\s")
_ENDS = re.compile(r"[.!?…:。！？]['\"”’»)\]]*$")
_HYPHEN = re.compile(r"[^\W\d_]-$")


def paragraphs_of(pages: Sequence[Sequence[str]]) -> list[Paragraph]:
    """The paragraphs of all pages; they may go on over a page, and what stands at the edge of each comes last."""
    lines, edges = _without_edges([[" ".join(line.split()) for line in page] for page in pages])
    width = _width(lines)
    found: list[str] = []
    open_line = ""  # the last line of a paragraph that may go on
    for line in lines:
        if not line:
            open_line = ""
        elif open_line and _goes_on(open_line, line, width):
            found[-1] += line if _HYPHEN.search(open_line) else f" {line}"
            open_line = line
        else:
            found.append(line)
            open_line = line
    edge = [Paragraph(line, "tail", "at the edge of the pages") for line in edges]
    return [*map(Paragraph, found), *edge]


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether the margin broke the paragraph between two lines."""
    if _BULLET.match(following):
        return False
    if following[0].islower() and not _ENDS.search(line):
        return True
    if len(line) < FULL * width:
        return False
    return not (_ENDS.search(line) and len(line) < width * (1 + FULL) / 2 and following[0].isupper())


def _width(lines: Sequence[str]) -> int:
    """How many characters the longer lines have: nine in ten are no longer."""
    lengths = sorted(len(line) for line in lines if len(line) >= LEAST_WIDTH)
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else LEAST_WIDTH


def _without_edges(pages: list[list[str]]) -> tuple[list[str], list[str]]:
    """The lines of all pages, and apart from them the running heads and page numbers, once each."""
    edges = [_edge(page) for page in pages]
    often = Counter(key for page, edge in zip(pages, edges, strict=True) for key in {_key(page[at]) for at in edge})
    kept: list[str] = []
    apart: dict[str, str] = {}
    for page, edge in zip(pages, edges, strict=True):
        for at, line in enumerate(page):
            if at in edge and (often[_key(line)] >= ON_PAGES or (len(pages) > 1 and _PAGE_NUMBER.fullmatch(line))):
                apart.setdefault(_key(line), line)
            else:
                kept.append(line)
    return kept, list(apart.values())


def _edge(page: Sequence[str]) -> frozenset[int]:
    written = [at for at, line in enumerate(page) if line]
    return frozenset((*written[:EDGE], *written[-EDGE:]))


def _key(line: str) -> str:
    return _DIGITS.sub("0", line.casefold())
