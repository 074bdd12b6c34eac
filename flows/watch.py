"""Watch the inbox: events are hints, scans are the truth.

Watching defends against: events that never come (a burst of nested folders, folders moved in, network shares), a
watcher that dies of one file name, files that are still being written, renamed in with an old date, replaced or removed
while they wait, an inbox that is removed and made again, a hundred thousand files at once. So every scan looks at
everything, a scan follows every hint and every minute but takes a small share of the time, and the source of hints is
built again whenever it fails.
"""

import asyncio
import json
import logging
import os
import time
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime

from prefect.events import emit_event
from watchfiles import awatch

from flows import stages
from flows.alarm import Alarm
from flows.inbox import AT_ONCE, RunBatch, is_booked
from flows.runs import process_start
from flows.stages import Batch, Workshop
from schemas.problem import Unavailable
from schemas.settings import Home
from tasks import journal
from tasks.scan import Seen, scan
from tasks.settle import Tracker
from tasks.take import name_only, shown
from warehouse.search import refresh

SCAN_GAP_SECONDS = 0.1  # under a storm of events, one scan answers many
SCAN_REST = 4  # times as long as a scan took, until the next: files that lie and wait are not counted all the time
HINT_STEP_MS = 50
FIRST_FILES = 8  # of a burst, so that its first rows are soon there; each batch after it takes twice as many
FOLLOW_UP_SECONDS = 0.5  # a folder that has just come is watched a little later than files come into it
EVENT_SECONDS = 1.0  # after a scan saw a file: by then its event has come
POLL_SECONDS = 2.0  # between two scans where no events come
REBUILD_SECONDS = 1.0  # between two tries to watch again
HEALTH_SECONDS = 5.0
FINISH_SECONDS = 1.5  # for batches under way when a person ends the resident

logger = logging.getLogger("dateline")


@dataclass(slots=True)
class Health:
    """What `dateline status` shows of the resident; written to `state/resident.json`."""

    pid: int
    started: float  # of the process, seconds since the epoch
    since: str
    ui: str
    inbox: str
    watcher: str = "events"
    trouble: str | None = None
    waiting: int = 0
    deferred: dict[str, str] = field(default_factory=dict)
    last_scan: str | None = None


class Watcher:
    """Finds what has come to rest, gathers it into micro-batches and runs them, two at a time at the most."""

    def __init__(self, shop: Workshop, run: RunBatch, tell: Callable[[Batch], None], ui: str) -> None:
        self._shop = shop
        self._run = run
        self._tell = tell
        self._tracker = Tracker(shop.settings.settle_seconds)
        self._queue: deque[Seen] = deque()
        self._oldest = 0.0
        self._size = FIRST_FILES
        self._booked = set(journal.finished(shop.home.journal))
        self._under_way: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()  # a hint came, or a batch ended
        self._is_hinted = True
        self._scanned_at, self._scan_seconds = float("-inf"), 0.0  # when the last scan ended, and how long it took
        self._told = True  # since the last scan an event came, or was not to be expected
        self._untold: float | None = None  # when a scan saw what no event had told of
        self._follow_up: float | None = None  # when to scan once more after a hint
        self._indexed_at = float("-inf")  # monotonic, of the publication that the search knows
        self._indexing: asyncio.Future[None] | None = None
        self._alarm = Alarm(shop)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self.health = Health(os.getpid(), process_start(), now, ui, str(shop.home.inbox))

    async def watch(self, stop: asyncio.Event) -> None:
        """Run until `stop`; batches under way get a moment to finish, and are finished by the next start otherwise."""
        hints = asyncio.create_task(self._hints(stop))
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                self._wake.clear()
                if self._scan_in(time.monotonic()) <= 0:
                    await self._scan()
                self._look_for_events()
                self.health.waiting = self._tracker.waiting + len(self._queue)
                self._dispatch()
                await self._publish()
                self._alarm.look()
                self._write_health()
                await self._rest(stopping)
        finally:
            hints.cancel()
            stopping.cancel()
            await self._finish()
            await self._alarm.finish()
            await stages.publish_stage(self._shop, at_once=True)
            self._shop.home.resident_health.unlink(missing_ok=True)

    async def _finish(self) -> None:
        under_way = set(self._under_way)
        if under_way:
            _, late = await asyncio.wait(under_way, timeout=FINISH_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)

    async def _hints(self, stop: asyncio.Event) -> None:
        inbox = self._shop.home.inbox
        if self._shop.settings.watch == "polling":
            self.health.watcher = "scans"
            return
        while not stop.is_set():
            self._expect()  # for what came while nobody watched
            try:
                async for _ in awatch(
                    inbox, watch_filter=None, step=HINT_STEP_MS, stop_event=stop, ignore_permission_denied=True
                ):
                    self._expect()
                    self._recovered()
                if not stop.is_set():
                    self._degraded("the watcher ended by itself")
            except (OSError, RuntimeError, ValueError) as fault:  # all that it raises
                self._degraded(f"the watcher failed: {fault}")
            await asyncio.sleep(REBUILD_SECONDS)

    def _expect(self) -> None:
        self._told, self._untold = True, None
        self._is_hinted = True
        self._wake.set()

    def _after_hint(self) -> None:
        now = time.monotonic()
        if self._is_hinted:
            self._is_hinted = False
            self._follow_up = now + FOLLOW_UP_SECONDS
        elif self._follow_up is not None and now >= self._follow_up:
            self._follow_up = None

    def _degraded(self, trouble: str) -> None:
        if self.health.trouble != trouble:
            self.health.trouble, self.health.watcher = trouble, "scans"
            logger.warning("%s; scanning every %g s meanwhile", trouble, self._pause())
            emit_event(
                "dateline.watcher.degraded",
                resource={"prefect.resource.id": "dateline.inbox", "dateline.home": str(self._shop.home.root)},
                payload={"trouble": trouble},
            )

    def _recovered(self) -> None:
        self.health.trouble, self.health.watcher = None, "events"

    def _scan_in(self, now: float) -> float:
        """Seconds until the next scan is due."""
        wanted = [0.0 if self._is_hinted else self._scanned_at + min(self._pause(), HEALTH_SECONDS) - now]
        if self._follow_up is not None:
            wanted.append(self._follow_up - now)
        if (rest := self._tracker.next_rest(now)) is not None:
            wanted.append(rest)
        return max(0.0, min(wanted), self._scanned_at + SCAN_REST * self._scan_seconds - now)

    async def _scan(self) -> None:
        self._after_hint()
        began = time.monotonic()
        await self._look_at_all()
        self._scanned_at = time.monotonic()
        self._scan_seconds = self._scanned_at - began

    async def _look_at_all(self) -> None:
        try:
            seen = await asyncio.to_thread(scan, self._shop.home.inbox)
        except FileNotFoundError:
            self._degraded("the inbox was removed; it is made again")
            self._shop.home.make()
            return
        except OSError as fault:
            self._degraded(f"the inbox cannot be listed: {fault.strerror}")
            return
        resting = [one for one in self._tracker.observe(seen, time.monotonic()) if not is_booked(one, self._booked)]
        if self._tracker.fresh and not self._told and self._untold is None:
            self._untold = time.monotonic()
        self._told = False
        self._forget_removed(seen)
        if resting and not self._queue:
            self._oldest = time.monotonic()
        self._queue.extend(resting)
        self.health.last_scan = datetime.now(UTC).isoformat(timespec="seconds")

    def _look_for_events(self) -> None:
        """Where files come and no event follows them, as on network shares, look more often."""
        late = self._untold is not None and time.monotonic() - self._untold > EVENT_SECONDS
        if late and self.health.watcher == "events":
            self._degraded("files come without events")

    def _forget_removed(self, seen: list[Seen]) -> None:
        """A deferred file that somebody took away is nobody's trouble any more."""
        if self.health.deferred:
            there = {shown(one.path, self._shop.home.inbox) for one in seen}
            self.health.deferred = {name: why for name, why in self.health.deferred.items() if name in there}

    def _dispatch(self) -> None:
        most = self._shop.settings.batch_files
        while self._queue and len(self._under_way) < AT_ONCE:
            if len(self._queue) < most and time.monotonic() - self._oldest < self._gather():
                return
            files = [self._queue.popleft() for _ in range(min(most, self._size, len(self._queue)))]
            self._size = 2 * self._size if self._queue else FIRST_FILES
            task = asyncio.create_task(self._work(Batch(files)))
            self._under_way.add(task)
            task.add_done_callback(self._finished)

    def _gather(self) -> float:
        """A lone file is worth waiting for company only where another comes to rest meanwhile."""
        gather = self._shop.settings.gather_seconds
        return gather if self._tracker.rests_within(gather, time.monotonic()) else 0.0

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self._wake.set()
        if not task.cancelled() and (fault := task.exception()) is not None:
            logger.error("a batch failed and is tried again: %s", fault, exc_info=fault)

    async def _work(self, batch: Batch) -> None:
        try:
            await self._run(batch, self._shop, False)
        except BaseException:
            self._let_go(batch.files, self._shop.settings.retry_seconds)
            raise
        waiting = {outcome.drop_id: outcome for outcome in batch.deferred}
        again = [seen for seen in batch.files if name_only(seen, self._shop.home, 0).drop_id in waiting]
        self._let_go(again, self._shop.settings.retry_seconds)
        self._let_go(batch.too_soon, 0.0)
        for outcome in batch.outcomes:
            self.health.deferred.pop(outcome.name, None)
            if outcome.outcome == "ignored":
                self._booked.add(outcome.drop_id)
        self.health.deferred |= {outcome.name: outcome.reason or "" for outcome in waiting.values()}
        if batch.outcomes:
            self._tell(batch)

    def _let_go(self, files: list[Seen], seconds: float) -> None:
        for seen in files:
            self._tracker.let_go(seen.path, time.monotonic() + seconds)

    async def _publish(self) -> None:
        """At once when idle, else when it is due; batches publish for themselves when it is due after them."""
        if not self._under_way and not self._queue:
            await stages.publish_stage(self._shop, at_once=True)
            self._index()

    def _index(self) -> None:
        """Put what was published into the search, beside all else, so that nobody who searches waits for it."""
        published_at = self._shop.publisher.published_at
        if published_at > self._indexed_at and (self._indexing is None or self._indexing.done()):
            self._indexed_at = published_at
            self._indexing = asyncio.ensure_future(asyncio.to_thread(_refresh_search, self._shop.home))

    async def _rest(self, stopping: "asyncio.Task[bool]") -> None:
        """Sleep until the next thing to do: a scan, a batch to send off, one that ended, the health to be written."""
        now = time.monotonic()
        due = [self._scan_in(now), HEALTH_SECONDS]
        if self._queue and len(self._under_way) < AT_ONCE:
            due.append(self._oldest + self._gather() - now)
        waking = asyncio.create_task(self._wake.wait())
        await asyncio.sleep(SCAN_GAP_SECONDS)
        await asyncio.wait(
            {waking, stopping}, timeout=max(0.0, min(due) - SCAN_GAP_SECONDS), return_when=asyncio.FIRST_COMPLETED
        )
        waking.cancel()

    def _pause(self) -> float:
        """Seconds between two scans without a hint."""
        rescan = self._shop.settings.rescan_seconds
        return rescan if self.health.watcher == "events" else min(POLL_SECONDS, rescan)

    def _write_health(self) -> None:
        place = self._shop.home.resident_health
        arriving = place.with_suffix(".arriving")
        try:
            arriving.write_text(json.dumps(asdict(self.health)), encoding="utf-8", errors="backslashreplace")
            arriving.replace(place)
        except OSError as fault:  # a full disk: files wait for room, and so does this note
            logger.debug("the health note cannot be written: %s", fault)


def _refresh_search(home: Home) -> None:
    try:
        refresh(home)
    except (Unavailable, OSError) as fault:  # the next search makes up for it
        logger.warning("The search is behind: %s", fault)
