"""Remove what the folders hold of a content: its originals, its copies in quarantine, its names in the journal."""

import os
from hashlib import sha256

from schemas.failpoint import failpoint
from schemas.settings import Home
from tasks import journal
from tasks.clear import problem_file
from tasks.quarantine import refusals

FORGOTTEN = "(forgotten)"  # the name of an arrival that was

#: What stands in the journal's lines afterwards, by what they tell.
BLANK: dict[str, journal.Line] = {
    "dropped": {"sha256": "", "vault_path": "", "name": FORGOTTEN, "source": None, "path": b"/".hex()},
    "finished": {"outcome": "ignored", "reason": "forgotten on request"},
}


def forget_files(home: Home, hashes: list[str]) -> None:
    """Blank the arrivals in the journal first, so that nothing derives them again; then delete every copy."""
    _blank_journal(home, set(hashes))
    failpoint("mid_forget")
    for file_sha256 in hashes:
        for original in (home.vault / file_sha256[:2]).glob(f"{file_sha256}*"):
            original.unlink()
    for refusal in refusals(home):
        if sha256(refusal.place.read_bytes()).hexdigest() in hashes:
            refusal.place.unlink()
            problem_file(refusal.place).unlink(missing_ok=True)
    for aside in home.state.glob("*.set-aside.duckdb*"):  # warehouses from before a rebuild
        aside.unlink()
    failpoint("before_forget_commit")


def _blank_journal(home: Home, hashes: set[str]) -> None:
    """Write the journal anew, under its lock, so that no line that is being added is lost."""
    with journal.held(home.journal):
        lines = list(journal.read(home.journal))
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
