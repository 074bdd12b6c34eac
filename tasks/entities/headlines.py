"""Headlines In Title Case, headlines in capitals and datelines: where a capital says nothing, the body has to say it.

A model reads `Lisbon Dockers Return to Work` as one name. So what it finds in such a line is dropped, and the names of
the body are looked for there instead.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from schemas.entity import EntityKind
from tasks.entities.countries import Known
from tasks.entities.found import Found
from tasks.entities.repeats import Index

DATELINE, IN_HEADLINE = 0.96, 0.9
LONGEST_HEADLINE = 200  # characters
BODY_WORDS = 40  # a text with fewer words outside its headlines has no body that could say anything
_LINE = re.compile(r"[^\n]*[^\W\d_][^\n]*")
_WORD = re.compile(r"[^\W\d_][\w’']*")
_CREDIT = re.compile(
    r"\([^()\n]{0,80}\b(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Pp]hoto(?:graph)?|[Rr]édigé|[Éé]dité)\b[^()\n]{0,1500}\)"
    r"|^[^\S\n]*(?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|Photograph|Photo) by [^\n]{0,200}$",
    re.MULTILINE,
)
_DATELINE = re.compile(
    r"^[^\S\n]*(?P<place>[A-ZÀ-Þ](?:[A-ZÀ-Þ.’' -]{0,40}[A-ZÀ-Þ])?)(?:,[^\n(]{0,40}?)?[^\S\n]*"
    r"(?:\((?P<agency>[^)\n]{1,40})\)[^\S\n]*)?[-–—]+\s",
    re.MULTILINE,
)


def _is_shouted(text: str, start: int) -> bool:
    """`SOCCER - RESULTS`: what goes on in capitals is a headline and no dateline."""
    end = text.find("\n", start)
    return text[start : end if end >= 0 else len(text)].isupper()


def headline_spans(text: str) -> list[tuple[int, int]]:
    """The lines whose words nearly all begin with a capital, none where there is no body beside them."""
    lines = [match.span() for match in _LINE.finditer(text)]
    headlines = [(start, end) for start, end in lines if _is_headline(text[start:end])]
    inside = sum(len(_WORD.findall(text[start:end])) for start, end in headlines)
    return headlines if len(text) > 10 * BODY_WORDS and len(_WORD.findall(text)) - inside >= BODY_WORDS else []


def credit_spans(text: str) -> list[tuple[int, int]]:
    """`(Reporting by …; editing by …)` and `(AP Photo/…)`: who made the article is not whom it is about."""
    return [match.span() for match in _CREDIT.finditer(text)]


def _is_headline(line: str) -> bool:
    line = line.strip()
    if len(line) > LONGEST_HEADLINE or line.endswith((".", "。", ",", ";", ":")):
        return False
    words = [word for word in _WORD.findall(line) if len(word) > 3 or word.isupper()]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= 3 and capitals >= 0.8 * len(words) and len(_WORD.findall(line)) >= 4


def outside(found: list[Found], spans: list[tuple[int, int]]) -> list[Found]:
    """The names that touch none of the spans."""
    merged = merge(spans)
    ends = [end for _, end in merged]
    kept = []
    for each in found:
        following = bisect_right(ends, each.start)
        if following == len(merged) or merged[following][0] >= each.end:
            kept.append(each)
    return kept


def merge(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same characters as spans in order that do not overlap."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def in_headlines(text: str, spans: list[tuple[int, int]], *indexes: Index) -> Iterator[Found]:
    """The names of the body, where a headline has them too; in one of capitals all but `US` and its like."""
    for start, end in spans:
        capitals = text[start:end].isupper()
        for index in indexes:
            for word in _WORD.finditer(text, start, end):
                first = word[0].title() if capitals else word[0].removesuffix("'s").removesuffix("’s")
                for term in index.get(first, ()):
                    spelling = term.spelling.upper() if capitals else term.spelling
                    last = word.start() + len(spelling)
                    if text.startswith(spelling, word.start()) and not text[last : last + 1].isalnum():
                        yield Found(
                            word.start(), last, term.kind, "document", "headline", min(IN_HEADLINE, term.confidence),
                            term.name, term.country_code,
                        )  # fmt: skip
                        break


def dateline_places(
    text: str, known: dict[str, Known], agencies: Mapping[str, tuple[EntityKind, str]]
) -> tuple[list[Found], list[tuple[int, int]]]:
    """`LISBON (Reuters) –`: place and agency, and the spans of all datelines, whose other names are not the story's."""
    found, spans = [], []
    for match in _DATELINE.finditer(text):
        place = match["place"]
        if len(place) < 3 or _is_shouted(text, match.end()):
            continue
        name = place.title() if place.isupper() else place
        term = known.get(name)
        kind, name, code = (term.kind, term.name, term.code) if term else ("place", name, None)
        if kind == "place":
            found.append(
                Found(match.start("place"), match.end("place"), "place", "document", "dateline", DATELINE, name, code)
            )
            if match["agency"] and (agency := agencies.get(match["agency"].strip())):
                start, end = match.span("agency")
                start, end = start + (text[start] == " "), end - (text[end - 1] == " ")
                found.append(Found(start, end, "organisation", "document", "agency", DATELINE, agency[1]))
            spans.append(match.span())
    return found, spans
