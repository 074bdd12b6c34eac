"""What every request passes before a page: the address, the login, the way back to the same site; and the headers.

The world it defends against: a page elsewhere in the same browser that sends forms here or names this address as its
own (DNS rebinding), another user of the machine, and an article that tries to be markup.
"""

import hmac
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Callable, Iterable
from hashlib import sha256
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: For files that stand alone: their own style, nothing else, and no origin to act in.
ALONE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; sandbox allow-popups"

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
CSRF_FIELD = "token"


class Guard:
    """ASGI middleware: answers what may not pass, and puts the headers on all that does."""

    def __init__(self, app: ASGIApp, names: Iterable[str], login: str | None) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in names)
        self._login = login

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass an HTTP request on, or refuse it; nothing else is spoken here."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", POLICY)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope["method"], Headers(scope=scope))
        await (refusal or self._app)(scope, receive, send_guarded)

    def _refusal(self, method: str, headers: Headers) -> Response | None:
        host = headers.get("host", "")
        if host_name(host) not in self._names:
            return PlainTextResponse("This is not an address of the desk (setting desk_names).\n", 421)
        if self._login is not None and not _signed_in(headers.get("authorization", ""), self._login):
            asked = {"WWW-Authenticate": 'Basic realm="Dateline", charset="UTF-8"'}
            return PlainTextResponse("Sign in: `dateline desk` prints the line.\n", 401, asked)
        if method not in ("GET", "HEAD") and not _from_here(headers, host):
            return PlainTextResponse("A form of another site may not be sent here.\n", 403)
        return None


def host_name(host: str) -> str:
    """The name in a Host header, without its port: `[::1]:4201` is `::1`."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def form_token(login: str) -> str:
    """What each form of the desk carries: who cannot read its pages cannot know it. The same after a restart."""
    return hmac.new(login.encode(), b"forms of the desk", sha256).hexdigest()


def same_token(given: str, token: str) -> bool:
    """Whether a form carries the token."""
    return hmac.compare_digest(given.encode(), token.encode())


def refuse_open(host: str, login: bool, refuse: Callable[[str], Exception]) -> None:
    """Raise what `refuse` makes of a sentence where the desk would be open to others without a login."""
    if not login and host not in ("127.0.0.1", "::1", "localhost"):
        raise refuse(f"The desk at {host} is reached by others: it does not start there without its login.")


def _signed_in(authorization: str, login: str) -> bool:
    kind, _, told = authorization.partition(" ")
    try:
        given = b64decode(told, validate=True)
    except (NotBase64, ValueError):
        return False
    return kind.lower() == "basic" and hmac.compare_digest(given, login.encode())


def _from_here(headers: Headers, host: str) -> bool:
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == host.lower()
