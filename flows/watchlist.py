"""The watch list: what is watched for, put down and taken back by the command line and by the desk.

The journal is written first, so that a warehouse that is built again knows what people watch for.
"""

from datetime import UTC, datetime
from uuid import uuid4

from flows.alerts import send
from schemas.problem import Deferred, UsageError
from schemas.settings import Home, Settings
from schemas.watch import ChannelName, Watch, Wish
from tasks import journal
from warehouse.open import writing
from warehouse.publish import publish
from warehouse.watches import drop_watch, keep_watch, watches


def add(settings: Settings, wish: Wish) -> Watch:
    """Watch from now on; the one that watches for the same already, where there is one."""
    home = Home(settings.home)
    home.make()
    with writing(home, settings.lock_seconds, "watch") as connection:
        for known in watches(connection):
            if known.wish == wish and known.removed_at is None:
                return known
        made = Watch(uuid4().hex[:12], datetime.now(UTC), wish)
        journal.append(home.journal, [journal.watched_line(made)])
        keep_watch(connection, made)
    publish(home, settings.lock_seconds)
    return made


def remove(settings: Settings, watch_id: str) -> Watch:
    """Take a watch back; what it fired stays. UsageError where there is none of this id."""
    home = Home(settings.home)
    home.make()
    with writing(home, settings.lock_seconds, "watch") as connection:
        found = [one for one in watches(connection) if one.watch_id == watch_id and one.removed_at is None]
        if not found:
            raise UsageError(f"There is no watch {watch_id!r}. `dateline watch list` lists them.")
        now = datetime.now(UTC)
        journal.append(home.journal, [journal.unwatched_line(watch_id, now)])
        drop_watch(connection, watch_id, now)
    publish(home, settings.lock_seconds)
    return found[0]


def try_channels(settings: Settings) -> dict[ChannelName, str | None]:
    """Send a line to each channel that is configured: channel -> why it was not taken. UsageError without one."""
    if not settings.channels:
        raise UsageError(
            "No channel is configured: set `alert_file`, `alert_webhook` or `alert_mail_to` (docs/alerts.md)."
        )
    now = datetime.now(UTC)
    told = {"text": "Dateline tries this channel.", "watch": "a try", "kind": "try", "alert_id": uuid4().hex[:16]}
    found: dict[ChannelName, str | None] = {}
    for channel in settings.channels:
        try:
            send(channel, Home(settings.home), settings, [told | {"fired_at": now.isoformat()}])
            found[channel] = None
        except Deferred as wait:
            found[channel] = wait.reason
    return found
