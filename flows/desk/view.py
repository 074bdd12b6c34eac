"""From records to HTML: the templates, and how values are told in them. All that is not made here is escaped."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from flows.desk.room import desk_of
from flows.desk.strip import hours, strip
from tasks.page.cells import number, said, visible

NAVIGATION = (
    ("/", "Today"),
    ("/timeline", "Timeline"),
    ("/disagreements", "Disagreements"),
    ("/reports", "Reports"),
    ("/quarantine", "Quarantine"),
    ("/watches", "Watch list"),
)


def page(request: Request, template: str, status: int = 200, **told: Any) -> HTMLResponse:
    """A page, or a part of one, from its template."""
    desk = desk_of(request)
    html = environment().get_template(template).render(
        told | {"path": request.url.path, "navigation": NAVIGATION, "desk": desk, "token": desk.token, "now": _now()}
    )  # fmt: skip
    return HTMLResponse(html.encode("utf-8", "replace"), status)


@cache
def environment() -> Environment:
    """The templates with their filters."""
    made = Environment(
        loader=PackageLoader("flows.desk"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.filters |= {"day": day, "clock": clock, "number": number, "said": said, "visible": _text, "link": safe_link,
                     "plural": plural}  # fmt: skip
    made.globals |= {"strip": strip, "hours": hours, "query": query}
    return made


def day(value: date | datetime | None) -> str:
    """`3 March 2025`."""
    return f"{value:%-d %B} {value.year}" if value else "undated"


def clock(value: datetime | None) -> str:
    """`3 March 2025, 09:30`, in UTC."""
    if value is None:
        return ""
    at = value.astimezone(UTC) if value.tzinfo else value
    return f"{day(at)}, {at:%H:%M}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 article`, `12,600 articles`."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def safe_link(url: str | None) -> str | None:
    """An address that may be followed: http or https, and nothing hidden in it."""
    if not url or not url.isprintable() or any(one.isspace() for one in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def query(given: Mapping[str, str] | Sequence[tuple[str, str]]) -> str:
    """`?a=1&b=2`, or nothing."""
    told = urlencode(given)
    return f"?{told}" if told else ""


def _text(value: object) -> str:
    return "" if value is None else visible(str(value))


def _now() -> datetime:
    return datetime.now(UTC)
