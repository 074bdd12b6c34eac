"""Serve the desk: by `dateline desk`, and as a child of the resident that ends with it.

Run as `python -m flows.desk.serve` by the resident: it ends when its standard input closes.
"""

import asyncio
import os
import socket
from collections.abc import Callable
from threading import Thread

from flows.child import Child, end_with_parent
from flows.server import auth_string
from flows.settings import read_settings
from schemas.problem import Unavailable, UsageError
from schemas.settings import Home, Settings

LOOK_SECONDS = 5.0  # between two looks at the process beside a resident
KEPT_ALIVE_SECONDS = 20
COURTESY = 15  # steps of niceness: where the processors do not suffice, loading goes before reading
KEPT_OPEN_SECONDS = 10.0  # of the warehouse, after a page; what was forgotten is on the disk no longer than that


def desk_address(settings: Settings) -> str:
    """Where people open the desk."""
    host = "127.0.0.1" if settings.desk_host in ("0.0.0.0", "::") else settings.desk_host
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.desk_port}"


def desk(settings: Settings, say: Callable[[str], None]) -> None:
    """Serve until Ctrl-C; Unavailable where the port is taken, UsageError where it would be open to others."""
    from flows.desk.guard import refuse_open

    refuse_open(settings.desk_host, settings.desk_login, UsageError)
    with _listening(settings) as listener:
        home = Home(settings.home)
        say(f"Desk       {desk_address(settings)}")
        if settings.desk_login:
            say(f"Sign in    {auth_string(home)}   (kept in {home.prefect_auth})")
        say("Ctrl-C ends.")
        _serve(settings, listener)


def _listening(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.desk_host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.desk_host, settings.desk_port))
    except OSError as fault:
        listener.close()
        port = settings.desk_port
        raise Unavailable(
            f"The desk cannot listen on {settings.desk_host} port {port}: {fault.strerror}. "
            f"Choose another port: DATELINE_DESK_PORT={port + 1} dateline desk"
        ) from fault
    return listener


def _serve(settings: Settings, listener: socket.socket) -> None:
    import uvicorn

    from flows.desk.app import create_app
    from warehouse.readers import keep_open

    Thread(target=_warm, daemon=True).start()
    os.nice(COURTESY)
    keep_open(KEPT_OPEN_SECONDS)
    theirs = os.environ.get("PREFECT_API_URL", "")
    config = uvicorn.Config(
        create_app(settings, theirs.removesuffix("/api")), log_level="warning", server_header=False, lifespan="on",
        timeout_graceful_shutdown=1, timeout_keep_alive=KEPT_ALIVE_SECONDS, proxy_headers=False,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listener])


def _warm() -> None:
    """Load what draws charts, so that the first report does not wait for it."""
    from schemas.report import Chart, Table
    from tasks.charts import as_svg

    as_svg(Chart("bars", {"x": "a", "y": "b"}), Table(("a", "b"), (("a", 1),)))


class DeskChild(Child):
    """The desk's process beside a resident."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(Home(settings.home).state / "desk.log")
        self._settings = settings

    def start(self) -> str | None:
        """Start it; where its port is taken, the sentence that says so: files are loaded without it."""
        try:
            _listening(self._settings).close()
        except Unavailable as fault:
            return str(fault)
        home = str(Home(self._settings.home).root)
        self.run("flows.desk.serve", environment={"DATELINE_HOME": home})
        return None

    async def keep_open(self, stop: asyncio.Event, say: Callable[[str], None]) -> None:
        """Start it again whenever it ends by itself."""
        while not stop.is_set():
            await asyncio.sleep(LOOK_SECONDS)
            if self.ended:
                say(f"The desk ended (its log: {self.log}); starting it again.")
                await asyncio.to_thread(self.start)


def main() -> None:
    """Serve beside a resident until it ends."""
    end_with_parent()
    desk(read_settings(), lambda _: None)


if __name__ == "__main__":
    main()
