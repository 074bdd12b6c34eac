"""What people watch for, and what fired: kept, and found among what a load brings, by one statement a kind."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from schemas.watch import Alert, ChannelName, Fired, Watch, Wish
from warehouse.statements import records, statement

Row = dict[str, Any]

WISH = tuple(Wish.__slots__)
MOST_SHOWN = 200


def watches(connection: DuckDBPyConnection) -> list[Watch]:
    """Every watch, those that were taken back too, in the order in which they were made."""
    return [watch_of(row) for row in records(connection, "watch/all")]


def watched(connection: DuckDBPyConnection) -> list[Row]:
    """The same as rows, each with how often it `fired`, when last (`last_fired`), and its wish as a line (`told`)."""
    return [row | {"told": wish_of(row).told()} for row in records(connection, "watch/all")]


def keep_watch(connection: DuckDBPyConnection, watch: Watch) -> None:
    """Keep a watch, inside the caller's transaction; one that is there already stays as it is."""
    row = {"watch_id": watch.watch_id, "made_at": watch.made_at, "removed_at": watch.removed_at}
    connection.execute(statement("watch/insert"), row | asdict(watch.wish))


def drop_watch(connection: DuckDBPyConnection, watch_id: str, at: datetime) -> None:
    """Take a watch back; its alerts stay."""
    connection.execute(statement("watch/remove"), {"watch_id": watch_id, "removed_at": at})


def fire(
    connection: DuckDBPyConnection,
    article_ids: Sequence[str],
    is_refused: bool,
    now: datetime,
    channels: Sequence[ChannelName],
) -> list[Fired]:
    """Keep the alerts that new articles fire (and that refused files do, where there were some), in the transaction
    that loads them: a load that is rolled back leaves none, and one that is done again fires none twice."""
    kinds = {kind for (kind,) in connection.execute(statement("watch/kinds")).fetchall()}
    told = {"fired_at": now, "channels": list(channels)}
    found: list[Fired] = []
    if article_ids and kinds & {"entity", "figure"}:
        connection.register("arriving_news", pa.table({"article_id": pa.array(article_ids, pa.string())}))
        if "entity" in kinds:
            found += _fired(connection, "entity", told)
        if "figure" in kinds and connection.execute(statement("watch/fits_figure")).fetchall()[0][0]:
            found += _fired(connection, "figure", told)
    if is_refused and "quarantine" in kinds:
        found += _fired(connection, "quarantine", told)
    return found


def fire_silence(connection: DuckDBPyConnection, now: datetime, channels: Sequence[ChannelName]) -> list[Fired]:
    """Keep the alerts of watches for which nothing has arrived for too long."""
    return _fired(connection, "silence", {"fired_at": now, "channels": list(channels)})


def is_silent(connection: DuckDBPyConnection, now: datetime) -> bool:
    """Whether one of them would fire: asked of the published copy."""
    return bool(connection.execute(statement("watch/silences"), {"now": now}).fetchall()[0][0])


def alerts(connection: DuckDBPyConnection) -> list[Alert]:
    """Every alert as it is kept."""
    return list(map(_alert, records(connection, "watch/alerts")))


def restore(connection: DuckDBPyConnection, told: Iterable[Watch], fired: Iterable[Alert]) -> None:
    """Keep what the journal knows of and the warehouse does not: watches, their ends, alerts, and where these went."""
    for watch in told:
        keep_watch(connection, watch)
        if watch.removed_at is not None:
            drop_watch(connection, watch.watch_id, watch.removed_at)
    there = {alert.alert_id: alert.sent for alert in alerts(connection)}
    for alert in fired:
        if alert.alert_id not in there:
            row = asdict(alert) | {"channels": list(alert.channels), "sent": list(alert.sent)}
            connection.execute(statement("watch/keep_alert"), row)
        for channel in set(alert.sent) - set(there.get(alert.alert_id, alert.sent)):
            mark_sent(connection, [alert.alert_id], channel)


def told_alerts(connection: DuckDBPyConnection, most: int = MOST_SHOWN) -> list[Row]:
    """The newest alerts with what a person reads of each: its wish as a line (`told`), article and sentence."""
    return _told(connection, None, most)


def unsent_alerts(
    connection: DuckDBPyConnection, since: datetime, channels: Sequence[ChannelName], most: int
) -> list[Row]:
    """The same of those fired since then that one of these channels has still to be told, the oldest first."""
    asked = {"since": since, "ready": list(channels), "most": most}
    found = [one for (one,) in connection.execute(statement("watch/unsent"), asked).fetchall()]
    return _told(connection, found, most)[::-1] if found else []


def mark_sent(connection: DuckDBPyConnection, alert_ids: Sequence[str], channel: ChannelName) -> None:
    """Book alerts as sent."""
    connection.execute(statement("watch/mark_sent"), {"alert_ids": list(alert_ids), "channel": channel})


def watch_of(row: Mapping[str, Any]) -> Watch:
    """A watch from its row."""
    return Watch(row["watch_id"], row["made_at"], wish_of(row), row["removed_at"])


def wish_of(row: Mapping[str, Any]) -> Wish:
    """A wish from a row that has its columns."""
    return Wish(**{name: row[name] for name in WISH})


def _fired(connection: DuckDBPyConnection, kind: str, told: dict[str, Any]) -> list[Fired]:
    found = records(connection, f"watch/fire_{kind}", told)
    wishes = {one.watch_id: one.wish for one in watches(connection)} if found else {}
    return [Fired(_alert(row), wishes[row["watch_id"]].told()) for row in found]


def _alert(row: Mapping[str, Any]) -> Alert:
    told = {name: row[name] for name in Alert.__slots__}
    return Alert(**told | {"channels": tuple(row["channels"]), "sent": tuple(row["sent"])})


def _told(connection: DuckDBPyConnection, alert_ids: Sequence[str] | None, most: int) -> list[Row]:
    asked = {"alert_ids": alert_ids, "most": most}
    return [row | {"told": wish_of(row).told()} for row in records(connection, "watch/told", asked)]
