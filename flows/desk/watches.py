"""The watch list: what to be told of, with a form for each kind, and what fired."""

from starlette.requests import Request
from starlette.responses import Response

from flows import watchlist
from flows.alerts import trouble
from flows.desk.forms import Fields, see
from flows.desk.room import desk_of
from flows.desk.view import page
from schemas.problem import UsageError
from schemas.watch import make_wish
from warehouse import desk as questions

MARKS = {"file": "a file", "webhook": "a webhook", "mail": "mail"}


def watches(request: Request) -> Response:
    """What is watched for, what fired, and where it goes."""
    desk = desk_of(request)
    with questions.asking(desk.home) as connection:
        now, fired = questions.watch_list(connection)
    return page(
        request,
        "watches.html",
        watches=now,
        alerts=fired,
        channels=[MARKS[name] for name in desk.settings.channels],
        trouble=trouble(desk.home),
        entity=request.query_params.get("entity", ""),
    )


def add(request: Request, fields: Fields) -> Response:
    """Watch for what a form says."""
    given = {name: value.strip() for name, value in fields.items() if value.strip()}
    wish = make_wish(
        given.get("entity", ""),
        given.get("about", ""),
        given.get("unit", ""),
        given.get("figure_kind", ""),
        _number(given, "amount") if given.get("how") == "moves" else None,
        _number(given, "amount") if given.get("how") == "crosses" else None,
        _whole(given, "files"),
        _whole(given, "minutes"),
    )
    watchlist.add(desk_of(request).settings, wish)
    return see("/watches")


def remove(request: Request, fields: Fields) -> Response:
    """Take a watch back."""
    watchlist.remove(desk_of(request).settings, fields.get("watch_id", ""))
    return see("/watches")


def _number(given: Fields, name: str) -> float | None:
    try:
        return float(given[name].replace("\u2212", "-")) if name in given else None
    except ValueError as fault:
        raise UsageError(f"{given[name]!r} is no number: write it as 12 or 12.5.") from fault


def _whole(given: Fields, name: str) -> int | None:
    if name not in given:
        return None
    if not given[name].isdecimal() or len(given[name]) > 9:
        raise UsageError(f"{given[name]!r} is no number of {name}.")
    return int(given[name])
