"""The Prefect server as a child process: bound to loopback, signed in to, asking nobody outside.

Run as `python -m flows.server PORT` by the resident: it ends when its standard input closes, so it never outlives it.
"""

import json
import os
import secrets
import socket
import sys
import time
from base64 import b64encode
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from flows.child import Child, end_with_parent
from schemas.problem import Unavailable
from schemas.settings import Home

HOST = "127.0.0.1"
CONSOLE_LEVEL = "CRITICAL"  # the terminal has our own line a batch; the UI has all of it
PORT_SECONDS = 3.0
LEAST_PASSWORD = 8  # characters, for who writes a login of their own
VACUUM_SECONDS = 60
#: Events that only repeat what stands elsewhere, and how long they are kept (seconds; others for a week). Of an
#: artifact they hold all that it shows, words of articles too, and outlive it; those of runs that went well make up
#: most of the database.
KEPT_SHORT = {f"prefect.artifact-collection.{what}": 60 for what in ("created", "updated", "deleted")} | {
    f"prefect.{kind}.{state}": 300 for kind in ("task-run", "flow-run") for state in ("Pending", "Running", "Completed")
}
START_SECONDS = 90.0  # 7 to 14 s on a quiet machine; the first start makes the database


def address(port: int) -> str:
    """Where people open the UI."""
    return f"http://{HOST}:{port}"


def api_url(port: int) -> str:
    """Where programs ask."""
    return f"{address(port)}/api"


def auth_string(home: Home) -> str:
    """`user:password` for the server, made once, in a file for its owner alone; Unavailable where that holds none."""
    try:
        return _kept_auth(home.prefect_auth)
    except FileNotFoundError:
        home.make_state()
        arriving = home.state / f".prefect-auth.{os.getpid()}.{secrets.token_hex(4)}"
        descriptor = os.open(arriving, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "w") as out:
                out.write(f"dateline:{secrets.token_urlsafe(18)}\n")
            with suppress(FileExistsError):  # another process was faster: its one counts
                home.prefect_auth.hardlink_to(arriving)
        finally:
            arriving.unlink()
        return _kept_auth(home.prefect_auth)


def _kept_auth(place: Path) -> str:
    with place.open() as kept:
        found = os.fstat(kept.fileno())
        if found.st_uid not in (0, os.geteuid()):
            raise Unavailable(f"{place} belongs to another user. Delete it, and a new one is made.")
        if found.st_uid == os.geteuid() and found.st_mode & 0o077:
            os.fchmod(kept.fileno(), 0o600)
        auth = kept.read(1000).strip()
    user, _, password = auth.partition(":")
    if not user or len(password) < LEAST_PASSWORD or not auth.isprintable():
        raise Unavailable(
            f"{place} holds no `user:password` with {LEAST_PASSWORD} characters or more. "
            "Delete it, and a new one is made."
        )
    return auth


def client_environment(home: Home, port: int) -> dict[str, str]:
    """What a process needs in its environment to use the server."""
    return {
        "PREFECT_API_URL": api_url(port),
        "PREFECT_API_AUTH_STRING": auth_string(home),
        "PREFECT_HOME": str(home.prefect),
        "PREFECT_LOGGING_LEVEL": "INFO",
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": CONSOLE_LEVEL,
        "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
        "DO_NOT_TRACK": "1",
    }


def server_environment(home: Home, port: int) -> dict[str, str]:
    """The server's own settings: safe by default."""
    return client_environment(home, port) | {
        "PREFECT_SERVER_API_HOST": HOST,
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_API_AUTH_STRING": auth_string(home),
        "PREFECT_SERVER_CSRF_PROTECTION_ENABLED": "true",
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": f"{address(port)},http://localhost:{port}",
        "PREFECT_SERVER_UI_API_URL": api_url(port),
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",  # else its database only grows
        "PREFECT_SERVER_SERVICES_DB_VACUUM_LOOP_SECONDS": str(VACUUM_SECONDS),
        "PREFECT_SERVER_SERVICES_DB_VACUUM_EVENT_RETENTION_OVERRIDES": json.dumps(KEPT_SHORT),
        "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
        "PREFECT__SERVER_FINAL": "1",
    }


class ServerChild(Child):
    """The server's process."""

    def __init__(self, home: Home, port: int) -> None:
        super().__init__(home.state / "prefect-server.log")
        self.port = port
        self._home = home

    def start(self) -> None:
        """Start it; Unavailable where the port is taken."""
        refuse_taken_port(self.port)
        self.run("flows.server", str(self.port), environment=server_environment(self._home, self.port))

    def answers(self) -> bool:
        """Whether it takes requests."""
        return answers(api_url(self.port), auth_string(self._home))


def answers(url: str, auth: str | None = None, seconds: float = 1.0) -> bool:
    """Whether a Prefect API answers at this address, and lets us in."""
    headers = {"Authorization": "Basic " + b64encode(auth.encode()).decode()} if auth else {}
    try:
        with urlopen(Request(f"{url}/health", headers=headers), timeout=seconds) as reply:
            return bool(reply.status == 200)
    except (HTTPError, URLError, OSError, ValueError):
        return False


def refuse_taken_port(port: int) -> None:
    """Unavailable where something else listens on the port, and goes on to: a server of ours that lost its resident
    just now is about to end."""
    deadline = time.monotonic() + PORT_SECONDS
    while not _is_free(port):
        if time.monotonic() > deadline:
            raise Unavailable(f"Port {port} is taken. Choose another: DATELINE_PORT={port + 1} dateline up")
        time.sleep(0.1)


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def main(port: int) -> None:
    """Serve the API and the UI until the parent ends."""
    end_with_parent()
    import uvicorn
    from prefect.server.api.server import create_app

    from flows.server_guard import ServerGuard

    uvicorn.run(
        ServerGuard(create_app(final=True)), host=HOST, port=port, log_level="warning", timeout_graceful_shutdown=1,
        proxy_headers=False, server_header=False,
    )  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]))
