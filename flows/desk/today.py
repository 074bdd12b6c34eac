"""The first page: what came in, what was refused, and the equation."""

from starlette.requests import Request
from starlette.responses import Response

from flows.desk.room import desk_of
from flows.desk.view import page
from flows.status import resident
from tasks import journal
from tasks.quarantine import count_refusals
from tasks.scan import scan
from tasks.take import drop_id
from warehouse import desk as questions

TERMS = ("loaded", "duplicate", "quarantined", "ignored", "deferred")


def today(request: Request) -> Response:
    """What came in, what was refused, who is in it."""
    desk = desk_of(request)
    with questions.asking(desk.home) as connection:
        found = questions.today(connection)
    return page(request, "today.html", found=found, resident=resident(desk.home))


def equation(request: Request) -> Response:
    """The equation, each side counted for itself: arrivals in the journal, outcomes in the published warehouse."""
    desk = desk_of(request)
    with questions.asking(desk.home) as connection:
        outcomes = questions.outcomes(connection)
    arrived = journal.arrived(desk.home.journal)
    seen = scan(desk.home.inbox) if desk.home.inbox.is_dir() else []
    terms = {name: len(outcomes.get(name, ())) for name in TERMS}
    terms["in flight"] = len(arrived.difference(*outcomes.values()))
    return page(
        request,
        "equation.html",
        dropped=len(arrived),
        terms=terms,
        adds_up=len(arrived) == sum(terms.values()),
        arriving=sum(drop_id(one) not in arrived for one in seen),
        refused=count_refusals(desk.home),
    )
