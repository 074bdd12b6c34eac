"""What every request passes before the Prefect server: the name it was sent to; and the headers on every answer.

The world it defends against: a page elsewhere in the same browser whose own name was pointed at 127.0.0.1 (DNS
rebinding), which the browser would then let read every answer, and a page that frames the UI.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flows.desk.guard import host_name

NAMES = frozenset({"127.0.0.1", "localhost", "::1"})

#: The UI's page asks an analytics host of its own whatever the settings say; this lets it connect to its server alone.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; worker-src 'self' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; "
    "base-uri 'self'; connect-src 'self' ws://127.0.0.1:* http://127.0.0.1:*; frame-ancestors 'none'"
)


class ServerGuard:
    """ASGI middleware: refuses names that are not this machine's, for requests and for sockets."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = POLICY
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "same-origin")
            await send(message)

        if host_name(Headers(scope=scope).get("host", "")) in NAMES:
            await self._app(scope, receive, send_guarded)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            refusal = PlainTextResponse("This is not an address of the Prefect server: open it as 127.0.0.1.\n", 421)
            await refusal(scope, receive, send_guarded)
