"""Remove what the folders hold of a file: its original, its copies in quarantine, its names in the journal."""

import os
from hashlib import sha256

from schemas.settings import Home
from tasks import journal
from tasks.clear import problem_file
from tasks.quarantine import refusals

#: What stands in the journal's lines afterwards, by what they tell.
BLANK: dict[str, journal.Line] = {
    "dropped": {"sha256": "", "vault_path": "", "name": "(forgotten)", "source": None, "path": b"/".hex()},
    "finished": {"outcome": "ignored", "reason": "forgotten on request"},
}


def forget_file(home: Home, file_sha256: str, vault_path: str) -> None:
    """Delete the original and every copy in quarantine, and blank the names of its arrivals in the journal."""
    (home.vault / vault_path).unlink(missing_ok=True)
    for refusal in refusals(home):
        if sha256(refusal.place.read_bytes()).hexdigest() == file_sha256:
            refusal.place.unlink()
            problem_file(refusal.place).unlink(missing_ok=True)
    _blank_journal(home, file_sha256)


def _blank_journal(home: Home, file_sha256: str) -> None:
    """Write the journal anew, under its lock, so that no line that is being added is lost."""
    with journal.held(home.journal):
        lines = list(journal.read(home.journal))
        gone = {line["drop_id"] for line in lines if line.get("sha256") == file_sha256}
        arriving = home.journal.with_suffix(".arriving")
        with arriving.open("w", encoding="ascii") as out:
            for line in lines:
                out.write(journal.as_text(line | BLANK[line["what"]] if line.get("drop_id") in gone else line))
            out.flush()
            os.fsync(out.fileno())
        arriving.chmod(0o600)
        arriving.replace(home.journal)
