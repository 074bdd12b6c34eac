"""The journal: every arrival and every outcome as a line of JSON, outside the database and synced before it counts.

The equation's left side is counted here and its right side in the ledger, so that neither can hide a loss of the other.
"""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from schemas.correction import Correction, Thing
from schemas.dropped import Stat, Taken
from schemas.outcome import Outcome
from schemas.watch import Alert, ChannelName, Watch, Wish

Line = dict[str, Any]

#: How `dropped_line` and `finished_line` are written; an arrival that ends so is whole.
DROPPED = b'"what":"dropped"'
ARRIVAL_BEGINS, ARRIVAL_ENDS = b'{"drop_id":"', DROPPED + b"}\n"
OUTCOME_BEGINS = b'{"what":"finished","'


def append(journal: Path, lines: Iterable[Line]) -> None:
    """Write lines at the end and sync them; whole lines, whoever else writes."""
    text = "".join(as_text(line) for line in lines)
    if not text:
        return
    with held(journal) as descriptor:
        size = os.fstat(descriptor).st_size
        if size and os.pread(descriptor, 1, size - 1) != b"\n":  # a write was cut short by a full disk or a kill
            text = "\n" + text
        data = text.encode()
        while data:
            data = data[os.write(descriptor, data) :]
        os.fsync(descriptor)


def as_text(line: Line) -> str:
    """A line as it is written."""
    return json.dumps(line, ensure_ascii=True, separators=(",", ":")) + "\n"


@contextmanager
def held(journal: Path) -> Iterator[int]:
    """The journal's descriptor, locked; opened again where it was replaced while the lock was waited for."""
    while True:
        descriptor = os.open(journal, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if journal.exists() and os.path.samestat(os.fstat(descriptor), journal.stat()):
                yield descriptor
                return
        finally:
            os.close(descriptor)


def read(journal: Path, *what: str) -> Iterator[Line]:
    """Every whole line (of these kinds alone, where some are named), in order; one cut short is passed over."""
    marks = [f'"what":"{one}"'.encode() for one in what]
    for raw in _written(journal):
        if marks and not any(mark in raw for mark in marks):  # to parse a line takes ten times as long
            continue
        line = _parsed(raw)
        if line is not None and (not what or line.get("what") in what):
            yield line


def _written(journal: Path) -> Iterator[bytes]:
    """The lines as they stand there; none where there is no journal."""
    with suppress(FileNotFoundError), journal.open("rb") as handle:
        yield from handle


def _parsed(raw: bytes) -> Line | None:
    try:
        line = json.loads(raw)
    except ValueError:
        return None
    return line if isinstance(line, dict) else None


def dropped_line(taken: Taken) -> Line:
    """The line for an arrival: all that it takes to finish it from the vault, should its file be gone."""
    return asdict(taken) | {"what": "dropped", "path": os.fsencode(taken.path).hex()}


def finished_line(drop_id: str, outcome: Outcome, reason: str | None, committed: str) -> Line:
    """The line for an outcome that is committed; `committed` is when, in ISO 8601."""
    return {"what": "finished", "drop_id": drop_id, "outcome": outcome, "reason": reason, "committed": committed}


def finished(journal: Path) -> dict[str, Line]:
    """The last outcome of every arrival that has one, by its id; in the order in which they were committed."""
    found: dict[str, Line] = {}
    for line in read(journal, "finished"):
        before = found.get(line["drop_id"])
        if before is None or before["outcome"] != line["outcome"]:  # else told again by a run after a kill
            found[line["drop_id"]] = line
    return dict(sorted(found.items(), key=lambda item: str(item[1].get("committed", ""))))


def correction_line(correction: Correction) -> Line:
    """The line for something that a person corrected."""
    return asdict(correction) | {"what": "corrected", "made_at": correction.made_at.isoformat()}


def withdrawn_line(correction_id: str) -> Line:
    """The line for a correction that was taken back."""
    return {"what": "withdrawn", "correction_id": correction_id}


def corrections(journal: Path) -> list[Correction]:
    """Every correction that was not taken back, in order."""
    found: dict[str, Correction] = {}
    for line in read(journal, "corrected", "withdrawn"):
        if line.pop("what") == "corrected":
            line["made_at"] = datetime.fromisoformat(line["made_at"])
            line["target"] = Thing(**line["target"])
            line["article_ids"] = None if line["article_ids"] is None else tuple(line["article_ids"])
            found[line["correction_id"]] = Correction(**line)
        else:
            found.pop(line["correction_id"], None)
    return list(found.values())


def watched_line(watch: Watch) -> Line:
    """The line for something that somebody wants to be told of."""
    told = {"what": "watched", "watch_id": watch.watch_id, "made_at": watch.made_at.isoformat()}
    return told | {"wish": asdict(watch.wish)}


def unwatched_line(watch_id: str, at: datetime) -> Line:
    """The line for a watch that was taken back."""
    return {"what": "unwatched", "watch_id": watch_id, "at": at.isoformat()}


def alert_line(alert: Alert) -> Line:
    """The line for a watch that fired; no word of the article stands in it."""
    return asdict(alert) | {"what": "alerted", "fired_at": alert.fired_at.isoformat()}


def sent_line(alert_ids: Sequence[str], channel: ChannelName) -> Line:
    """The line for alerts that a channel took."""
    return {"what": "sent", "alert_ids": list(alert_ids), "channel": channel}


def watches(journal: Path) -> list[Watch]:
    """Every watch, in order; those taken back say when."""
    found: dict[str, Watch] = {}
    for line in read(journal, "watched", "unwatched"):
        watch_id = line["watch_id"]
        if line["what"] == "watched":
            found[watch_id] = Watch(watch_id, datetime.fromisoformat(line["made_at"]), Wish(**line["wish"]))
        elif watch_id in found:
            found[watch_id] = replace(found[watch_id], removed_at=datetime.fromisoformat(line["at"]))
    return list(found.values())


def alerts(journal: Path) -> list[Alert]:
    """Every alert with the channels that took it, in order."""
    found: dict[str, Alert] = {}
    for line in read(journal, "alerted", "sent"):
        if line.pop("what") == "alerted":
            line["fired_at"] = datetime.fromisoformat(line["fired_at"])
            line["channels"], line["sent"] = tuple(line["channels"]), tuple(line["sent"])
            found.setdefault(line["alert_id"], Alert(**line))
            continue
        for alert_id in line["alert_ids"]:
            if alert_id in found and line["channel"] not in found[alert_id].sent:
                found[alert_id] = replace(found[alert_id], sent=(*found[alert_id].sent, line["channel"]))
    return list(found.values())


def arrived(journal: Path) -> set[str]:
    """The ids of every arrival there was: what `arrivals` gives, in a tenth of the time."""
    found: set[bytes] = set()
    begin = len(ARRIVAL_BEGINS)
    for raw in _written(journal):
        if raw.startswith(ARRIVAL_BEGINS) and raw.endswith(ARRIVAL_ENDS):
            found.add(raw[begin : raw.index(b'"', begin)])
        elif not raw.startswith(OUTCOME_BEGINS) and DROPPED in raw:
            line = _parsed(raw)
            if line is not None and line["what"] == "dropped":
                found.add(line["drop_id"].encode())
    return {drop_id.decode() for drop_id in found}


def arrivals(journal: Path) -> dict[str, Taken]:
    """Every arrival there was, by its id."""
    found: dict[str, Taken] = {}
    for line in read(journal, "dropped"):
        del line["what"]
        line["path"] = Path(os.fsdecode(bytes.fromhex(line["path"])))
        line["stat"] = Stat(**line["stat"])
        found[line["drop_id"]] = Taken(**line)
    return found
