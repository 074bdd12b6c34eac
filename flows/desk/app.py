"""The application: which address is which page, and what is said where a page cannot be."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from importlib.resources import files

import anyio.to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from flows.desk import article, entity, quarantine, reports, search, times, today, watches
from flows.desk.forms import posted
from flows.desk.guard import Guard, form_token
from flows.desk.room import Desk
from flows.desk.view import page
from flows.server import address, auth_string
from schemas.problem import Deferred, NotThere, Unavailable, UsageError
from schemas.settings import Home, Settings
from tasks.page.write import file_text

AT_ONCE = 4  # pages made at the same time; further readers wait a moment, and loading keeps the processors

_STATIC = {"desk.css": "text/css", "desk.js": "text/javascript", "mark.svg": "image/svg+xml"}

logger = logging.getLogger("dateline.desk")

ROUTES = [
    Route("/", today.today),
    Route("/today/equation", today.equation),
    Route("/search", search.search),
    Route("/search/hits", search.hits),
    Route("/articles/{article_id}", article.article),
    Route("/articles/{article_id}/original", article.original),
    Route("/entities/{entity_id}", entity.entity),
    Route("/entities/{entity_id}/merge", posted(entity.merge), methods=["POST"]),
    Route("/entities/{entity_id}/rename", posted(entity.rename), methods=["POST"]),
    Route("/timeline", times.timeline),
    Route("/disagreements", reports.disagreements),
    Route("/reports", reports.reports_list),
    Route("/reports/{name}", reports.report),
    Route("/reports/{name}/result", reports.result),
    Route("/reports/{name}/as/{format}", reports.as_file),
    Route("/written/{file}", reports.written),
    Route("/quarantine", quarantine.quarantine),
    Route("/quarantine/retry", posted(quarantine.retry), methods=["POST"]),
    Route("/watches", watches.watches),
    Route("/watches/add", posted(watches.add), methods=["POST"]),
    Route("/watches/remove", posted(watches.remove), methods=["POST"]),
]


def create_app(settings: Settings, prefect: str = "") -> Starlette:
    """The desk of a home; `prefect` is where its Prefect UI is, if anywhere."""
    home = Home(settings.home)
    login = auth_string(home)
    names = {"127.0.0.1", "localhost", "::1", settings.desk_host, *settings.desk_names}
    app = Starlette(
        routes=[*ROUTES, Route("/static/{name}", static)],
        middleware=[Middleware(Guard, names=names, login=login if settings.desk_login else None)],
        exception_handlers={
            NotThere: not_found,
            UsageError: not_so,
            Unavailable: not_now,
            Deferred: not_now,
            HTTPException: not_there,
            500: failed,
        },
        lifespan=_few_at_once,
    )
    app.state.desk = Desk(settings, home, form_token(login), prefect or address(settings.port))
    return app


@asynccontextmanager
async def _few_at_once(_: Starlette) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = AT_ONCE
    yield


def static(request: Request) -> Response:
    """The desk's own style, script and mark."""
    name = request.path_params["name"]
    if name == "page.css":
        return Response(file_text(name), media_type="text/css", headers={"Cache-Control": "max-age=60"})
    if name not in _STATIC:
        raise HTTPException(404)
    content = (files("flows.desk") / "static" / name).read_bytes()
    return Response(content, media_type=_STATIC[name], headers={"Cache-Control": "max-age=60"})


def not_found(request: Request, fault: Exception) -> Response:
    """What the address names is not in the warehouse: in a sentence."""
    return _trouble(request, HTTPStatus.NOT_FOUND, "Not here", str(fault))


def not_so(request: Request, fault: Exception) -> Response:
    """What was asked cannot be done: in a sentence."""
    return _trouble(request, HTTPStatus.BAD_REQUEST, "That cannot be done", str(fault))


def not_now(request: Request, fault: Exception) -> Response:
    """The surroundings do not allow it now."""
    return _trouble(request, HTTPStatus.SERVICE_UNAVAILABLE, "Not now", str(fault))


def not_there(request: Request, fault: Exception) -> Response:
    """No such page, or not this way."""
    status = HTTPStatus(fault.status_code) if isinstance(fault, HTTPException) else HTTPStatus.NOT_FOUND
    told = fault.detail if isinstance(fault, HTTPException) and fault.detail != status.phrase else ""
    return _trouble(request, status, status.phrase.capitalize(), told or "There is no such page on the desk.")


def failed(request: Request, fault: Exception) -> Response:
    """A bug of ours: into the log, and said."""
    logger.error("%s failed", request.url.path, exc_info=fault)
    told = "The desk failed on this page: a bug of ours. Its log says where."
    return _trouble(request, HTTPStatus.INTERNAL_SERVER_ERROR, "A bug", told)


def _trouble(request: Request, status: HTTPStatus, title: str, sentence: str) -> Response:
    if request.headers.get("x-part"):
        return page(request, "trouble_part.html", status, sentence=sentence)
    return page(request, "trouble.html", status, title=title, sentence=sentence)
