"""`dateline up` as a person runs it: a process of its own, with its Prefect server, killed and started again."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import duckdb
import psutil
from prefect import get_client
from prefect.client.schemas.objects import FlowRun
from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings

from flows.server import api_url, auth_string
from schemas.settings import Home, Settings
from tests.conftest import STORY

START_SECONDS = 180.0
LOAD_SECONDS = 180.0
LOOK_SECONDS = 0.1


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(holds: Callable[[], bool], seconds: float) -> bool:
    """Whether it came to hold in time."""
    deadline = time.monotonic() + seconds
    while not (held := holds()) and time.monotonic() < deadline:
        time.sleep(LOOK_SECONDS)
    return held


class Resident:
    """A home, and the resident of it."""

    def __init__(self, root: Path) -> None:
        self.home = Home(root)
        self.port, self.desk_port = free_port(), free_port()
        self.settings = Settings(
            home=root, port=self.port, desk_port=self.desk_port, settle_seconds=0.3, retry_seconds=1.0, workers=1
        )
        self.log = root.parent / f"{root.name}.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.environment = {
            key: value for key, value in os.environ.items() if not key.startswith(("PREFECT_", "DATELINE_"))
        } | {
            "DATELINE_HOME": str(root),
            "DATELINE_PORT": str(self.port),
            "DATELINE_DESK_PORT": str(self.desk_port),
            "DATELINE_SETTLE_SECONDS": "0.3",
            "DATELINE_RETRY_SECONDS": "1",
            "DATELINE_WORKERS": "1",
        }

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "flows.cli", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def begin(self) -> psutil.Process:
        """Start it, in a process group of its own, and do not wait for it."""
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "flows.cli", "up"],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                process_group=0,
            )
        return psutil.Process(self.process.pid)

    def start(self) -> str:
        """Start it; what it said until it was ready."""
        began = self.begin()
        until(lambda: "Ctrl-C ends" in self.said() or not began.is_running(), START_SECONDS)
        assert "Ctrl-C ends" in self.said(), self.said()
        return self.said()

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def end(self, number: int = signal.SIGINT) -> float:
        """Seconds that it took."""
        assert self.process
        began = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(timeout=30)
        return time.monotonic() - began

    def family(self) -> list[psutil.Process]:
        """Its process, and all that it started."""
        with suppress(psutil.NoSuchProcess):
            assert self.process
            parent = psutil.Process(self.process.pid)
            return [parent, *parent.children(recursive=True)]
        return []

    def kill_group(self) -> list[psutil.Process]:
        """End it as a machine out of memory ends a whole group: no process of it is asked; who was of its family."""
        assert self.process
        family = self.family()
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=30)
        return family

    def close(self) -> None:
        if self.process and self.process.poll() is None:
            self.end()

    def drop(self, name: str, text: str = STORY) -> None:
        arriving = self.home.root / f".{name}"
        arriving.write_text(text)
        arriving.rename(self.home.inbox / name)

    def count(self, sql: str = "select count(*) from articles") -> int:
        try:
            with duckdb.connect(":memory:") as connection:
                connection.execute(f"attach '{self.home.warehouse}' as w (read_only)")
                connection.execute("use w")
                return connection.execute(sql).fetchall()[0][0]  # type: ignore[no-any-return]  (rows of DuckDB have no types)
        except duckdb.IOException:
            return 0

    def wait_for(self, articles: int) -> None:
        until(lambda: self.count() >= articles, LOAD_SECONDS)
        assert self.count() == articles, self.said()

    def wait_for_empty_inbox(self) -> None:
        """Readers see rows before the originals leave the inbox: a count does not say that all is done."""
        until(lambda: not list(self.home.inbox.iterdir()), LOAD_SECONDS)
        assert list(self.home.inbox.iterdir()) == []

    def prefect(self) -> AbstractContextManager[object]:
        return temporary_settings(
            {PREFECT_API_URL: api_url(self.port), PREFECT_API_AUTH_STRING: auth_string(self.home)}
        )


def variant(number: int) -> str:
    """A story that no other number has."""
    return STORY.replace("4.5 percent", f"{number / 10 + 5} percent")


async def deployment_run(name: str, **parameters: object) -> FlowRun:
    """Run a deployment as from its form, to its end; with the settings of `Resident.prefect`."""
    async with get_client() as client:
        for _ in range(600):  # the resident has only just come up
            if there := [one for one in await client.read_deployments() if one.name == name]:
                break
            await asyncio.sleep(0.1)
        deployment = there[0]
        run = await client.create_flow_run_from_deployment(deployment.id, parameters=parameters)
        for _ in range(1800):
            run = await client.read_flow_run(run.id)
            if run.state and run.state.is_final():
                return run
            await asyncio.sleep(0.1)
        return run
