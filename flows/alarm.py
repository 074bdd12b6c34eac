"""When the resident sends alerts, and when it looks whether nothing has arrived for too long."""

import asyncio
import logging
import time

from flows.alert_events import announce_alerts
from flows.alerts import fire_silences, send_alerts
from flows.stages import Workshop
from schemas.problem import Damaged, Deferred

SILENCE_SECONDS = 30.0  # between two looks: silence is counted in minutes
FINISH_SECONDS = 1.0
FIRST_RETRY_SECONDS, LONGEST_RETRY_SECONDS = 30.0, 900.0

logger = logging.getLogger("dateline")


class Alarm:
    """Asked in every turn of the watcher's loop; the work is done in a thread beside it, one at a time."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop
        self._working: asyncio.Future[None] | None = None
        self._silence_at = time.monotonic() + SILENCE_SECONDS  # what lies in the inbox at the start comes first
        self._retry_at: float | None = None
        self._wait = FIRST_RETRY_SECONDS

    def look(self) -> None:
        """Begin what is due: readers have to see an article before somebody is told of it."""
        now = time.monotonic()
        is_new = self._shop.fired and not self._shop.unpublished
        is_due = is_new or now >= self._silence_at or (self._retry_at is not None and now >= self._retry_at)
        if is_due and (self._working is None or self._working.done()):
            self._working = asyncio.ensure_future(asyncio.to_thread(self._work))

    async def finish(self) -> None:
        """Give what is under way a moment; what is not booked as sent is sent by the next start."""
        if self._working is not None:
            await asyncio.wait({self._working}, timeout=FINISH_SECONDS)

    def _work(self) -> None:
        shop = self._shop
        is_left = True
        try:
            if time.monotonic() >= self._silence_at:
                self._silence_at = time.monotonic() + SILENCE_SECONDS
                if silent := fire_silences(shop.home, shop.settings):
                    shop.unpublished = shop.fired = True
                    announce_alerts(shop.home, silent)
            is_left = False
            if shop.fired or self._retry_at is not None:
                shop.fired, is_left = False, True
                sent, is_left = send_alerts(shop.home, shop.settings)
                shop.unpublished = shop.unpublished or bool(sent)
        except (Deferred, Damaged) as wait:  # of the warehouse
            logger.warning("alerts wait: %s", wait)
        self._retry_at = time.monotonic() + self._wait if is_left else None
        self._wait = min(2 * self._wait, LONGEST_RETRY_SECONDS) if is_left else FIRST_RETRY_SECONDS
