"""From the bytes of a file to its articles: all of them, or every reason why not.

A file may hold files (an archive, a mailbox). Those are read in their turn: what is no article is passed over and told
of, what is one but broken refuses the whole file, so that nothing is lost in silence.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import PurePosixPath

from schemas.article import Article, PassedOver
from schemas.problem import Problem, Refused
from tasks.decode import decode
from tasks.formats import table
from tasks.formats.address import at_address
from tasks.formats.allowance import LIMITS, Allowance
from tasks.formats.html import read_html
from tasks.formats.source import Member, Source
from tasks.sniff import DOCUMENTS, Sniffed, sniff

DEEPEST = 5  # files in one another; a page in a zip in a mail in a mailbox that was packed is the deepest ever seen
INSIDE = "!/"  # between an archive's own path and the path in it
MOST_REASONS = 50  # told of a file in which nothing is an article

#: Problems that say that a member is none to read rather than one that broke.
_NO_ARTICLE = frozenset(
    (
        *("file.empty", "file.binary", "file.format_unsupported", "text.no_words", "html.no_article", "xml.no_article"),
        *("json.no_article", "feed.no_entry", "archive.no_article", "document.no_text"),
    )
)

#: A page without metadata, whose day has to be looked for.
_PAGE = (
    "<html><body><article><h1>Warm words</h1><p>4 May 2026, said a clerk</p><p>Two clerks read a page.</p></article>"
    "</body></html>"
)
#: What is read; every other type is refused.
MEDIA_TYPES = tuple(table.READERS)


@dataclass(frozen=True, slots=True)
class Reading:
    """The articles of a file, at least one, and its members that are none."""

    articles: tuple[Article, ...]
    passed_over: tuple[PassedOver, ...] = ()


@dataclass
class _Found:
    articles: list[Article] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_file(data: bytes, name: str, *, sniffed: Sniffed | None = None, now: datetime | None = None) -> list[Article]:
    """Every article of a file, at least one; raises Refused with all that is wrong, and then gives none."""
    return list(read(data, name, sniffed=sniffed, now=now).articles)


def read(data: bytes, name: str, *, sniffed: Sniffed | None = None, now: datetime | None = None) -> Reading:
    """Every article of a file, and what was passed over in it; raises Refused with all that is wrong.

    `name` is the file's own (it may date an article, and breaks ties between formats). `sniffed` spares a second look
    at the type where the caller has it. `now` (with a time zone; the clock's where None) bounds publication dates.
    """
    found = _Found()
    _read(data, name, sniffed or sniff(data, name), now or datetime.now(UTC), Allowance(len(data)), 0, found)
    if found.problems:
        raise Refused(*found.problems)
    if not found.articles:
        raise Refused(Problem("archive.no_article"), *map(_as_problem, found.passed_over[:MOST_REASONS]))
    return Reading(tuple(found.articles), tuple(found.passed_over))


def warm_reading() -> None:
    """Load what reading loads at first use (up to 3 seconds: the date patterns of pages), before work is timed."""
    for page in (_PAGE, _PAGE.replace("4 May", "May")):
        read_html(Source(text=page, name="", encoding="utf-8", now=datetime(2026, 5, 5, tzinfo=UTC)))


def _read(
    data: bytes, name: str, sniffed: Sniffed, now: datetime, allowance: Allowance, depth: int, found: _Found
) -> None:
    """Read a file into what was found; never raises Refused."""
    reader = table.READERS.get(sniffed.media_type)
    if reader is None:
        found.problems.append(_not_read(data, sniffed))
        return
    text = decode(data, sniffed.encoding) if sniffed.encoding else ""
    if sniffed.encoding and not text.strip("\ufeff \t\r\n\f\v"):
        found.problems.append(Problem("file.empty"))
        return
    source = Source(text, name, sniffed.encoding or "", now, data, allowance)
    try:
        for part in reader(source):
            match part:
                case Article():
                    found.articles.append(part)
                case PassedOver():
                    found.passed_over.append(part)
                case Member():
                    allowance.one_more()
                    _read_member(part, now, allowance, depth + 1, found)
    except Refused as refused:
        found.problems += refused.problems


def _read_member(member: Member, now: datetime, allowance: Allowance, depth: int, found: _Found) -> None:
    if depth > DEEPEST:
        raise Refused(Problem("archive.too_deep", field=member.name))
    inner = _Found()
    sniffed = sniff(member.data, member.name, member.charset)
    if member.media_type:
        sniffed = Sniffed(member.media_type, None)
    if member.cut and sniffed.media_type in table.READERS:
        inner.problems.append(Problem("archive.member_too_large"))
    else:
        bound = min(now, member.saved_at) if member.saved_at else now
        _read(member.data, PurePosixPath(member.name).name, sniffed, bound, allowance, depth, inner)
    found.articles += (_placed(article, member, now) for article in inner.articles)
    found.passed_over += (replace(one, member=_inside(member, one.member)) for one in inner.passed_over)
    limits = [problem for problem in inner.problems if problem.code in LIMITS]
    if limits:
        raise Refused(*(_in_member(problem, member) for problem in limits))
    if member.lenient or _none_to_read(inner.problems):
        found.passed_over += (_as_passed_over(_in_member(problem, member)) for problem in inner.problems)
    else:
        found.problems += (_in_member(problem, member) for problem in inner.problems)


def _none_to_read(problems: Sequence[Problem]) -> bool:
    return all(problem.code in _NO_ARTICLE for problem in problems)


def _placed(article: Article, member: Member, now: datetime) -> Article:
    """The article with its place in the whole file, and the address that it was saved from."""
    place = _inside(member, article.member)
    return at_address(article, member.url, now).model_copy(update={"member": place})


def _inside(member: Member, place: str | None) -> str:
    return f"{member.name}{INSIDE}{place}" if place else member.name


def _in_member(problem: Problem, member: Member) -> Problem:
    """The problem with its place in the whole file; bytes of a member are none of the file's."""
    return replace(problem, field=_inside(member, problem.field), byte_start=None, byte_end=None)


def _as_passed_over(problem: Problem) -> PassedOver:
    return PassedOver(problem.field or "", problem.code, problem.sentence)


def _as_problem(passed: PassedOver) -> Problem:
    return Problem(passed.code, detail=_detail(passed), field=passed.member)


def _detail(passed: PassedOver) -> str:
    """What the reason says beyond the sentence of its code."""
    return passed.reason.removeprefix(Problem(passed.code).sentence).strip()


def _not_read(data: bytes, found: Sniffed) -> Problem:
    if found.media_type == "application/x-empty":
        return Problem("file.empty")
    if found.media_type in DOCUMENTS:
        return Problem("file.format_unsupported", detail=f"It is {DOCUMENTS[found.media_type]}.")
    if found.media_type != "application/octet-stream":
        return Problem("file.binary", detail=f"It is {found.media_type}.")
    nul = data.find(0)
    if nul < 0:
        return Problem("text.undecodable")
    return Problem("file.binary", detail=f"A NUL byte stands at byte {nul}.", byte_start=nul, byte_end=nul + 1)
