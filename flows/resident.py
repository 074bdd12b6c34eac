"""`dateline up`: Prefect server, served deployments, watcher and warm pool, started and ended as one."""

import asyncio
import fcntl
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from datetime import UTC, datetime

from flows.desk.serve import DeskChild, desk_address
from flows.outcomes import problem_text, summary
from flows.server import CONSOLE_LEVEL, ServerChild, address, answers, auth_string, client_environment
from flows.stages import Batch, Workshop
from schemas.problem import Damaged, Deferred, Unavailable
from schemas.settings import Home, Settings

Say = Callable[[str], None]


@contextmanager
def only_resident(home: Home) -> Iterator[None]:
    """Be the one resident of a home; Unavailable says who is."""
    home.make()
    descriptor = os.open(home.resident_lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            try:
                who = json.loads(os.pread(descriptor, 1000, 0))
                told = f"process {who['pid']}, since {who['since']}"
            except (ValueError, KeyError):  # it has just begun, and not yet said so
                told = "another process"
            raise Unavailable(f"Dateline is up already for {home.root} ({told}).") from None
        since = datetime.now(UTC).isoformat(timespec="seconds")
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps({"pid": os.getpid(), "since": since}).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def up(settings: Settings, say: Say) -> None:
    """Run until Ctrl-C or SIGTERM."""
    home = Home(settings.home)
    with only_resident(home):
        own_server = not os.environ.get("PREFECT_API_URL")
        os.environ["DATELINE_HOME"] = str(home.root)
        if own_server:
            os.environ.update(client_environment(home, settings.port))
        else:
            _use_their_server()
        server = ServerChild(home, settings.port) if own_server else None
        desk = DeskChild(settings)
        if server:
            say("Starting the Prefect server …")
            server.start()
        stopper = _Stopper()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopper.stop())
        try:
            _run_beside(_reside(settings, home, server, desk, say, stopper))
        finally:
            desk.stop()
            if server:
                server.stop()
    sys.stdout.flush()
    os._exit(0)  # Prefect's own exit would try for minutes to reach the server that has just ended


def _use_their_server() -> None:
    os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", CONSOLE_LEVEL)
    url = os.environ["PREFECT_API_URL"]
    if not answers(url, os.environ.get("PREFECT_API_AUTH_STRING")):
        raise Unavailable(f"The Prefect server at {url} (PREFECT_API_URL) does not answer, or does not let us in.")


class _Stopper:
    """Carries a signal from the main thread to the loop in the other one."""

    def __init__(self) -> None:
        self._wish = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._event: asyncio.Event | None = None

    def stop(self) -> None:
        """Ask the loop to stop, now or as soon as it is there."""
        self._wish.set()
        if self._loop and self._event:
            self._loop.call_soon_threadsafe(self._event.set)

    def event(self) -> asyncio.Event:
        """The event of the running loop that is set when stopping is asked for."""
        self._event, self._loop = asyncio.Event(), asyncio.get_running_loop()
        if self._wish.is_set():
            self._event.set()
        return self._event


def _run_beside(residing: Coroutine[None, None, None]) -> None:
    """Run the loop in a thread of its own: in the main one, each flow run of Prefect takes SIGTERM for itself."""
    with ThreadPoolExecutor(1) as beside:
        running = beside.submit(asyncio.run, residing)
        while not running.done():
            wait([running], timeout=0.2)  # so that signals are handled in between
        running.result()


async def _reside(
    settings: Settings, home: Home, server: ServerChild | None, desk: DeskChild, say: Say, stopper: _Stopper
) -> None:
    stop = stopper.event()
    from flows.workshop import open_workshop

    async with open_workshop(settings) as shop:
        warm = asyncio.create_task(shop.pool.warm())
        from flows import serving  # imports Prefect, while the server and the workers start

        if server:
            await serving.until_ready(server, stop)
        await _or_stop(warm, stop)
        if stop.is_set():
            return
        from flows.reconcile import crash_abandoned_runs

        if crashed := await crash_abandoned_runs(home):
            say(f"{crashed} runs of a process that was killed are marked as crashed.")
        desk_trouble = await asyncio.to_thread(desk.start)
        beside = [
            asyncio.create_task(desk.keep_open(stop, say)),
            asyncio.create_task(serving.serve_deployments(home)),
            asyncio.create_task(serving.tidy_runs(home, stop)),
        ]
        if server:
            beside.append(asyncio.create_task(serving.keep_up(server, stop, say)))
        try:
            await _watch(shop, "" if server else os.environ["PREFECT_API_URL"], desk_trouble, stop, say)
        finally:
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
            await serving.send_last_words()


async def _watch(shop: Workshop, api: str, desk_trouble: str | None, stop: asyncio.Event, say: Say) -> None:
    from flows.correct import same_corrections
    from flows.inbox import unfinished_batches
    from flows.running import WithOrWithout, kept_client
    from flows.watch import Watcher
    from warehouse.publish import is_published

    ui = api.removesuffix("/api") or address(shop.settings.port)
    desk = desk_trouble or desk_address(shop.settings)
    for line in greeting(shop.home, ui, desk, own_server=not api):
        say(line)
    run = WithOrWithout(say).run
    async with kept_client():
        try:
            for batch in await asyncio.to_thread(unfinished_batches, shop):
                await run(batch, shop, False)
                say(batch_line(batch))
            await same_corrections(shop)
        except (Deferred, Damaged) as wait:
            say(f"What an earlier run left is finished later: {wait}")
        shop.unpublished = not is_published(shop.home)  # a run that was killed may have left the last copy unmade
        await Watcher(shop, run, lambda batch: say(batch_line(batch)), ui).watch(stop)


def greeting(home: Home, ui: str, desk: str, own_server: bool) -> list[str]:
    """Where everything is, as the resident says it when it is ready."""
    lines = [f"Inbox      {home.inbox}", f"Warehouse  {home.warehouse}", f"Desk       {desk}", f"Prefect    {ui}"]
    if own_server:
        lines.append(f"Sign in    {auth_string(home)}   (kept in {home.prefect_auth})")
    return [*lines, "Drop articles into the inbox. Ctrl-C ends."]


def batch_line(batch: Batch) -> str:
    """One line a batch: when, what, and the first file that needs a person."""
    told = f"{datetime.now():%H:%M:%S}  {summary(batch.outcomes)}"
    worst = next((one for one in batch.outcomes if one.outcome in ("quarantined", "deferred")), None)
    return f"{told}  ({worst.name}: {problem_text(worst)})" if worst else told


async def _or_stop(task: "asyncio.Task[None]", stop: asyncio.Event) -> None:
    """Wait for a task, or for the wish to stop."""
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({task, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if task.done():
        task.result()
