"""Remove what the folders hold of a content: its originals, its copies in quarantine, its names in the journal."""

import json
import math
import os
import re
import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import Any

import psutil

from schemas.failpoint import failpoint
from schemas.problem import Deferred
from schemas.settings import Home
from tasks import journal
from tasks.building import building_alone
from tasks.clear import problem_file
from tasks.quarantine import refusals
from tasks.vault import Kept, Vault

ID_DIGITS = 16  # of a file's hash, with which the ids of its articles begin
FORGOTTEN = "(forgotten)"  # the name of an arrival that was

REPORT = re.compile(r".+-\d{8}-\d{6}\.\w+")  # what a report's file is called that nobody named
HALF_REPORT = re.compile(r"\..+\.(\d+)\.arriving")  # and one that a process, of this number, is writing

#: What stands in the journal's lines afterwards, by what they tell.
BLANK: dict[str, journal.Line] = {
    "dropped": {"sha256": "", "vault_path": "", "name": FORGOTTEN, "source": None, "path": b"/".hex()},
    "finished": {"outcome": "ignored", "reason": "forgotten on request"},
}


def forget_files(home: Home, vault: Vault, hashes: list[str]) -> None:
    """Blank the arrivals in the journal first, so that nothing derives them again; then delete every copy."""
    _blank_journal(home, set(hashes))
    failpoint("mid_forget")
    originals = [one for sha in hashes for one in vault.kept(sha)]
    _delete_reports(home, originals)
    _leave_out_alerts(home, hashes)
    for original in originals:
        vault.delete(original.name)
    for refusal in refusals(home):
        if sha256(refusal.place.read_bytes()).hexdigest() in hashes:
            refusal.place.unlink()
            problem_file(refusal.place).unlink(missing_ok=True)
    for aside in home.state.glob("*.set-aside.duckdb*"):  # warehouses from before a rebuild
        aside.unlink()
    with suppress(Deferred), building_alone(home):
        pass  # that has cleared what a rebuild that was killed left; one that goes on takes out what is forgotten
    for spilled in home.spill.glob("*"):  # by a question that was killed
        spilled.unlink(missing_ok=True)
    failpoint("before_forget_commit")


def remember(home: Home, vault: Vault, hashes: Sequence[str]) -> None:
    """Note what Prefect's artifacts may show of it: beginnings of ids, and since when; no word."""
    kept = remembered(home)
    since = min([kept["since"], *(one.since.timestamp() for sha in hashes for one in vault.kept(sha))])
    told = {"since": since, "ids": sorted({*kept["ids"], *(sha[:ID_DIGITS] for sha in hashes)})}
    arriving = home.forgetting_artifacts.with_suffix(".arriving")
    arriving.write_text(json.dumps(told), encoding="ascii")
    arriving.replace(home.forgetting_artifacts)


def remembered(home: Home) -> dict[str, Any]:
    """That note: `ids`, and `since` in seconds of the epoch; no ids where there is nothing to delete."""
    try:
        return dict(json.loads(home.forgetting_artifacts.read_text(encoding="ascii")))
    except FileNotFoundError:
        return {"since": time.time(), "ids": []}


def _delete_reports(home: Home, originals: Sequence[Kept]) -> None:
    """Reports that may tell of it: those with names that we give, as old as the oldest original or younger.

    They can be made again; a file that somebody named is theirs, half ones that a killed process left are nobody's.
    """
    since = min((one.since.timestamp() for one in originals), default=math.inf)
    for report in home.reports.iterdir() if home.reports.is_dir() else ():
        half = HALF_REPORT.fullmatch(report.name)
        is_left = half is not None and not psutil.pid_exists(int(half[1]))
        if is_left or (REPORT.fullmatch(report.name) and report.lstat().st_mtime >= since):
            report.unlink()


def _leave_out_alerts(home: Home, hashes: Sequence[str]) -> None:
    """The file of alerts without the lines of articles that go."""
    if not home.alerts.exists():
        return
    lines = home.alerts.read_text(encoding="utf-8").splitlines(keepends=True)
    left = [line for line in lines if not is_of(json.loads(line).get("article_id"), hashes)]
    if len(left) < len(lines):
        arriving = home.alerts.with_suffix(".arriving")
        arriving.write_text("".join(left), encoding="utf-8")
        arriving.replace(home.alerts)


def is_of(article_id: str | None, hashes: Collection[str]) -> bool:
    """Whether an article was read from one of these contents: its id begins with the hash."""
    return article_id is not None and any(sha.startswith(article_id.partition("-")[0]) for sha in hashes)


def _blank_journal(home: Home, hashes: set[str]) -> None:
    """Write the journal anew, under its lock, so that no line that is being added is lost."""
    with journal.held(home.journal):
        lines = [one for one in journal.read(home.journal) if not is_of(one.get("article_id"), hashes)]
        gone = {line["drop_id"] for line in lines if line.get("sha256") in hashes}
        arriving = home.journal.with_suffix(".arriving")
        with arriving.open("w", encoding="ascii") as out:
            for line in lines:
                out.write(journal.as_text(line | BLANK[line["what"]] if line.get("drop_id") in gone else line))
            for drop_id in sorted(gone - {line["drop_id"] for line in lines if line["what"] == "finished"}):
                out.write(journal.as_text({"what": "finished", "drop_id": drop_id} | BLANK["finished"]))
            out.flush()
            os.fsync(out.fileno())
        arriving.chmod(0o600)
        arriving.replace(home.journal)
