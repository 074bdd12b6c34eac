"""Whether a Prefect server answers, for commands that run once: they use it, and start none."""

import os

from flows.server import answers, client_environment
from flows.status import resident
from schemas.settings import Home, Settings


def server_in_reach(settings: Settings) -> str | None:
    """The address of the API that answers, with this process set up to use it; None where none does.

    A server named in PREFECT_API_URL comes first, then the resident's. To be asked before Prefect is imported.
    """
    url = os.environ.get("PREFECT_API_URL")
    if url:
        return url if answers(url, os.environ.get("PREFECT_API_AUTH_STRING")) else None
    home = Home(settings.home)
    if (up := resident(home)) is None:
        return None
    url = f"{up['ui']}/api"
    environment = client_environment(home, settings.port) | {"PREFECT_API_URL": url}
    if not answers(url, environment["PREFECT_API_AUTH_STRING"]):
        return None
    os.environ.update(environment)
    return url
