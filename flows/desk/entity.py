"""An entity's page, and the forms that correct it."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from flows.desk.forms import Fields, see
from flows.desk.room import desk_of
from flows.desk.view import page
from schemas.problem import UsageError
from warehouse import desk as questions


def entity(request: Request) -> Response:
    """The page of one entity."""
    with questions.asking(desk_of(request).home) as connection:
        found = questions.entity_page(connection, request.path_params["entity_id"])
    return page(request, "entity.html", found=found, said=found.said)


def merge(request: Request, fields: Fields) -> Response:
    """Make the entity another one."""
    from flows.correct import merge as correct  # loads the pool of workers

    into = fields.get("into", "").strip()
    if not into:
        raise UsageError("Name the entity that it is.")
    done, _ = correct(desk_of(request).settings, request.path_params["entity_id"], into)
    return see(f"/entities/{quote(done.target.entity_id)}")


def rename(request: Request, fields: Fields) -> Response:
    """Give the entity another name."""
    from flows.correct import rename as correct

    done, _ = correct(desk_of(request).settings, request.path_params["entity_id"], fields.get("name", ""))
    return see(f"/entities/{quote(done.target.entity_id)}")
