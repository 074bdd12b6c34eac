"""What all pages of one desk share: settings, home and the token of its forms; no data."""

from dataclasses import dataclass

from starlette.requests import Request

from schemas.settings import Home, Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """One desk; `token` stands in each of its forms, `prefect` is where the Prefect UI is."""

    settings: Settings
    home: Home
    token: str
    prefect: str


def desk_of(request: Request) -> Desk:
    """The desk that a request came to."""
    found = request.app.state.desk
    if not isinstance(found, Desk):
        raise TypeError("the application has no desk")
    return found
