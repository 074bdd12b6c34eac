"""What a page was asked: the fields of its address and forms, each checked, with a sentence where one does not fit."""

from collections.abc import Awaitable, Callable
from datetime import date
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from flows.desk.guard import CSRF_FIELD, same_token
from flows.desk.room import desk_of
from schemas.problem import UsageError

FORM_BYTES = 64 * 1024  # the longest form has a few names in it

Fields = dict[str, str]


def posted(action: Callable[[Request, Fields], Response]) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint for a form: its body read and its token checked, then the action in a thread."""

    async def endpoint(request: Request) -> Response:
        body = b""
        async for piece in request.stream():
            body += piece
            if len(body) > FORM_BYTES:
                raise HTTPException(413, "The form is too long.")
        fields = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
        if not same_token(fields.pop(CSRF_FIELD, ""), desk_of(request).token):
            raise HTTPException(403, "The form is not of this desk, or an old one: load its page again.")
        return await run_in_threadpool(action, request, fields)

    return endpoint


def see(place: str) -> RedirectResponse:
    """Go on to a page after a form."""
    return RedirectResponse(place, 303)


def day(query: QueryParams, name: str, otherwise: date) -> date:
    """A day of the address."""
    given = query.get(name)
    if not given:
        return otherwise
    try:
        return date.fromisoformat(given)
    except ValueError as fault:
        raise UsageError(f"Write {name} as 2026-11-24, not {given!r}.") from fault


def whole(query: QueryParams, name: str, otherwise: int, most: int) -> int:
    """A number of the address, from 1 to `most`."""
    given = query.get(name)
    if not given:
        return otherwise
    if not given.isdecimal() or not 1 <= int(given[:9]) <= most:
        raise UsageError(f"{name} is a number from 1 to {most}, not {given!r}.")
    return int(given)
