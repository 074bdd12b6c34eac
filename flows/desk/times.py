"""The timeline: what the texts say happened, or is to come, by the dates in them."""

from datetime import UTC, datetime, timedelta
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from flows.desk.forms import day, whole
from flows.desk.room import desk_of
from flows.desk.view import page
from warehouse import desk as questions

BEFORE, AFTER = timedelta(days=7), timedelta(days=60)  # round the newest day of publication: what a desk plans by
ROWS, MOST_ROWS = 120, 1000


def timeline(request: Request) -> Response:
    """Dates in the texts from one day to another."""
    asked = request.query_params
    ahead, most = asked.get("ahead") == "yes", whole(asked, "most", ROWS, MOST_ROWS)
    with questions.asking(desk_of(request).home) as connection:
        newest = questions.state(connection)["newest_day"] or datetime.now(UTC).date()
        since = day(asked, "since", newest - BEFORE)
        until = day(asked, "until", newest + AFTER)
        found = questions.timeline(connection, since, until, ahead, most)
    days = [(begin, list(rows)) for begin, rows in groupby(found, lambda row: row["begin_date"])]
    return page(
        request, "timeline.html", days=days, since=since, until=until, ahead=ahead, most=most, full=len(found) >= most
    )
