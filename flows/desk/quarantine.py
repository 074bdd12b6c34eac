"""The quarantine: every refused file with its reasons, and the way back into the inbox."""

from starlette.requests import Request
from starlette.responses import Response

from flows.desk.forms import Fields, see
from flows.desk.room import desk_of
from flows.desk.view import page
from schemas.problem import UsageError
from tasks.quarantine import let_in, refusals

SHOWN = 300  # files on the page; `dateline quarantine` lists all


def quarantine(request: Request) -> Response:
    """What is refused now, and why."""
    found = refusals(desk_of(request).home)
    codes: dict[str, int] = {}
    for one in found:
        for code in one.codes:
            codes[code] = codes.get(code, 0) + 1
    wanted = request.query_params.get("code", "")
    shown = [one for one in found if not wanted or wanted in one.codes]
    back = request.query_params.get("back", "")
    return page(
        request,
        "quarantine.html",
        refused=shown[:SHOWN],
        left_out=max(0, len(shown) - SHOWN),
        total=len(found),
        codes=sorted(codes.items(), key=lambda one: (-one[1], one[0])),
        wanted=wanted,
        back=int(back) if back.isdecimal() and len(back) < 7 else 0,
    )


def retry(request: Request, fields: Fields) -> Response:
    """Let one file, or all of one reason, into the inbox again."""
    desk = desk_of(request)
    name, code = fields.get("name"), fields.get("code")
    chosen = [one for one in refusals(desk.home) if one.name == name or code in one.codes]
    if not chosen:
        raise UsageError("That file is not in the quarantine any more.")
    for one in chosen:
        let_in(one, desk.home)
    return see(f"/quarantine?back={len(chosen)}")
