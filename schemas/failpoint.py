"""Places where a test can end the process as a power cut would: `failpoint("after_rename")` does nothing otherwise.

`DATELINE_FAILPOINT=after_rename:3` kills the process (SIGKILL, itself) when it passes there for the third time.
"""

import os
import signal
from typing import Final

VARIABLE: Final = "DATELINE_FAILPOINT"

#: name -> what has been done when the process passes there. The matrix in docs/reliability.md lists these.
FAILPOINTS: Final[dict[str, str]] = {
    "mid_copy": "part of a file is in the vault's incoming folder",
    "after_sync": "its copy is synced, and not yet named by its hash",
    "after_rename": "its copy is in the vault, and its arrival not yet in the journal",
    "after_claim": "its arrival is in the journal",
    "mid_enrich": "the files of a batch are read, and not yet enriched",
    "before_begin": "the live warehouse is open, and nothing of the batch is written",
    "mid_transaction": "some tables have the batch's rows, and nothing is committed",
    "before_commit": "all rows are written, and nothing is committed",
    "after_commit": "the batch is committed, and nothing is published or cleared",
    "mid_publish": "the copy for readers is half written",
    "before_rename_publish": "the copy for readers is whole, and not yet in its place",
    "mid_set_aside": "the reasons for a refusal are written, and the file is still in the inbox",
    "before_unlink": "a loaded file is about to leave the inbox",
    "after_unlink": "it has left the inbox, and its outcome is not yet in the journal",
    "mid_migration": "a migration is applied, and not yet recorded",
    "mid_reprocess": "the rows of articles are swapped, and nothing is committed",
    "mid_rebuild": "some files are loaded into the new warehouse",
    "before_swap": "the new warehouse is whole, and not yet in its place",
    "mid_forget": "the journal is blanked, and the originals are still there",
    "before_forget_commit": "the originals are gone, and the rows are not yet",
    "before_compact": "the rows are gone, and their bytes are still in the live file",
    "before_alert_mark": "alerts were sent, and that is not yet booked",
    "mid_correction": "a correction is in the journal, and not yet in the warehouse",
}


def _armed() -> dict[str, int]:
    name, _, passes = os.environ.get(VARIABLE, "").partition(":")
    return {name: int(passes or 1)} if name else {}


_passes_left = _armed()


def failpoint(name: str) -> None:
    """Pass a place of FAILPOINTS."""
    if name in _passes_left:
        _passes_left[name] -= 1
        if _passes_left[name] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)


def arm(name: str, passes: int) -> None:
    """Set the place where this process ends, over what the environment says; KeyError where there is no such place."""
    if name not in FAILPOINTS:
        raise KeyError(name)
    _passes_left.clear()
    _passes_left[name] = passes
