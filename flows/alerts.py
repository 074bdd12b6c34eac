"""Alerts: fired in the transaction that loads what fires them, sent by a pass of their own.

A channel that fails never fails a load: what it did not take is tried again for a day, and `dateline status` says so.
"""

import fcntl
import json
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any, assert_never

from flows.desk.serve import desk_address
from schemas.failpoint import failpoint
from schemas.problem import Deferred, Unavailable
from schemas.settings import Home, Settings
from schemas.watch import ChannelName, Fired
from tasks import journal
from tasks.alert import told_alert
from warehouse import watches as kept
from warehouse.open import reading, writing

TRIED_FOR = timedelta(days=1)  # after that nobody wants to be told any more
AT_ONCE = 50  # alerts in one mail, or in one post

Trouble = dict[str, dict[str, Any]]

logger = logging.getLogger("dateline")


def book(home: Home, fired: Sequence[Fired]) -> None:
    """Write what fired into the journal, once it is committed; what is cut short here is mended by `same_watches`."""
    try:
        journal.append(home.journal, [journal.alert_line(one.alert) for one in fired])
    except OSError as fault:
        logger.warning("alerts are not in the journal yet: %s", fault.strerror)


def same_watches(home: Home, settings: Settings) -> None:
    """Make the warehouse's watches and alerts those of the journal, and the other way round for alerts: a run that was
    killed may have written one and not the other."""
    told, fired = journal.watches(home.journal), journal.alerts(home.journal)
    if not told and not fired:
        return  # nobody ever watched for anything
    with writing(home, settings.lock_seconds, "watches") as connection:
        kept.restore(connection, told, fired)
        there = kept.alerts(connection)
    known = {one.alert_id: one for one in fired}
    journal.append(home.journal, [journal.alert_line(one) for one in there if one.alert_id not in known])
    for alert in there:
        for channel in set(alert.sent) - set(known.get(alert.alert_id, alert).sent):
            journal.append(home.journal, [journal.sent_line([alert.alert_id], channel)])


def fire_silences(home: Home, settings: Settings) -> list[Fired]:
    """Fire the watches for which nothing has arrived for too long; the live warehouse is opened only where one would.

    Deferred where the warehouse cannot be written now.
    """
    now = datetime.now(UTC)
    try:
        with reading(home) as connection:
            if not kept.is_silent(connection, now):
                return []
    except Unavailable:
        return []
    with writing(home, settings.lock_seconds, "silence") as connection:
        fired = kept.fire_silence(connection, now, settings.channels)
    book(home, fired)
    return fired


def send_alerts(home: Home, settings: Settings) -> tuple[int, bool]:
    """Send what was not sent yet, to each channel that is configured; how much was, and whether some is left.

    One process at a time does this. Deferred where the warehouse cannot be written now.
    """
    if not settings.channels:
        home.alert_trouble.unlink(missing_ok=True)  # of one that is not set up any more
        return 0, False
    with _alone(home) as is_ours:
        if not is_ours:
            return 0, True
        sent, troubled = 0, Trouble()
        while rows := _unsent(home, settings, troubled):
            for channel in settings.channels:
                wanted = [row for row in rows if channel in row["channels"] and channel not in row["sent"]]
                if wanted and channel not in troubled:
                    sent += _send(home, settings, channel, wanted, troubled)
        _tell_trouble(home, troubled)
    return sent, bool(troubled)


def trouble(home: Home) -> Trouble:
    """Channel -> `trouble`, the sentence that says why it takes nothing, and `since`."""
    try:
        return dict(json.loads(home.alert_trouble.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def send(channel: ChannelName, home: Home, settings: Settings, told: Sequence[dict[str, Any]]) -> None:
    """Send alerts by one channel; Deferred says why it does not take them."""
    from tasks import channels  # its library takes 0.2 s to load

    match channel:
        case "file":
            channels.write_lines(home.alerts, told)
        case "webhook":
            channels.post(str(settings.alert_webhook), told)
        case "mail":
            channels.mail(settings, told)
        case _:
            assert_never(channel)


def _unsent(home: Home, settings: Settings, troubled: Trouble) -> list[kept.Row]:
    """What a channel that is there, and not in trouble, has not taken: the oldest first."""
    since = datetime.now(UTC) - TRIED_FOR
    ready = [one for one in settings.channels if one not in troubled]
    with writing(home, settings.lock_seconds, "alerts") as connection:
        return kept.unsent_alerts(connection, since, ready, AT_ONCE) if ready else []


def _send(home: Home, settings: Settings, channel: ChannelName, rows: Sequence[kept.Row], troubled: Trouble) -> int:
    told = [told_alert(row, desk_address(settings)) for row in rows]
    try:
        send(channel, home, settings, told)
    except Deferred as wait:
        troubled[channel] = {"trouble": wait.reason}
        logger.warning("alerts wait: %s: %s", channel, wait.reason)
        return 0
    failpoint("before_alert_mark")
    alert_ids = [row["alert_id"] for row in rows]
    with writing(home, settings.lock_seconds, "alerts") as connection:
        kept.mark_sent(connection, alert_ids, channel)
    with suppress(OSError):  # a full disk: the warehouse knows
        journal.append(home.journal, [journal.sent_line(alert_ids, channel)])
    return len(rows)


def _tell_trouble(home: Home, troubled: Trouble) -> None:
    before = trouble(home)
    if not troubled:
        home.alert_trouble.unlink(missing_ok=True)
        return
    now = datetime.now(UTC).isoformat(timespec="seconds")
    told = {name: one | {"since": before.get(name, {}).get("since", now)} for name, one in troubled.items()}
    with suppress(OSError):
        home.alert_trouble.write_text(json.dumps(told), encoding="utf-8")


@contextmanager
def _alone(home: Home) -> Iterator[bool]:
    """Whether this process is the one that sends."""
    home.state.mkdir(mode=0o700, parents=True, exist_ok=True)
    with home.alert_lock.open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
