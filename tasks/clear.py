"""After the commit: clear the inbox of what was loaded, and set aside what was refused, beside its reasons."""

import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from schemas.dropped import Taken
from schemas.failpoint import failpoint
from schemas.problem import Problem
from schemas.settings import Home
from tasks.scan import stat_of
from tasks.vault import Vault

PROBLEM_SUFFIX = ".problem.json"
NAME_BYTES = 255  # of one name, on every common file system


def clear(taken: Taken, home: Home) -> bool:
    """Unlink a loaded file from the inbox, if it still is the one that was read; True when it is gone.

    A file outside the inbox is its owner's, and stays.
    """
    if not taken.path.is_relative_to(home.inbox):
        return True
    if _is_still(taken):
        failpoint("before_unlink")
        taken.path.unlink(missing_ok=True)
        failpoint("after_unlink")
        return True
    return not taken.path.exists()


def set_aside(taken: Taken, problems: tuple[Problem, ...], home: Home, vault: Vault) -> Path:
    """Move a refused file into the quarantine with `NAME.problem.json` beside it; the place where it is now.

    A file outside the inbox stays, and its copy is set aside.
    """
    relative = Path(taken.path.name)
    if taken.path.is_relative_to(home.inbox):
        relative = taken.path.relative_to(home.inbox)
    place = _free_place(home.quarantine / relative, taken)
    place.parent.mkdir(parents=True, exist_ok=True)
    _write_problems(place, taken, problems)
    failpoint("mid_set_aside")
    try:
        if taken.path.is_relative_to(home.inbox) and _is_still(taken):
            shutil.move(taken.path, place)  # the inbox may be on another file system
        elif taken.vault_path and not _is_whole(place, taken):
            place.write_bytes(vault.read(taken.vault_path))
    except OSError:
        problem_file(place).unlink(missing_ok=True)
        raise
    return place


def _is_still(taken: Taken) -> bool:
    try:
        return stat_of(taken.path.lstat()) == taken.stat
    except (FileNotFoundError, NotADirectoryError):
        return False


def _free_place(wanted: Path, taken: Taken) -> Path:
    """The wanted place, or the next one numbered; short enough for the name of its problem file.

    The place that a run began to use for the same arrival, and was killed or outrun by another, is used again.
    """
    stem, suffix = os.fsencode(wanted.stem), os.fsencode(wanted.suffix)
    number = 1
    while True:
        ending = (b"" if number == 1 else f"~{number}".encode()) + suffix
        room = NAME_BYTES - len(ending) - len(PROBLEM_SUFFIX)
        place = wanted.with_name(os.fsdecode(stem[:room] + ending))
        is_free = not os.path.lexists(place) and not os.path.lexists(problem_file(place))
        if is_free or _reasons_of(place).get("drop_id") == taken.drop_id:
            return place
        number += 1


def _reasons_of(place: Path) -> dict[str, Any]:
    try:
        told = json.loads(problem_file(place).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _is_whole(place: Path, taken: Taken) -> bool:
    return place.is_file() and place.stat().st_size == taken.byte_size


def problem_file(place: Path) -> Path:
    """Where the reasons for a file in quarantine stand."""
    return place.with_name(place.name + PROBLEM_SUFFIX)


def _write_problems(place: Path, taken: Taken, problems: tuple[Problem, ...]) -> None:
    told = {
        "file": taken.name,
        "source": taken.source,
        "sha256": taken.sha256 or None,
        "drop_id": taken.drop_id,
        "refused_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "problems": [problem.told() for problem in problems],
        "retry": "Mend the file and drop it again, or let it in as it is with `dateline retry`.",
    }
    text = json.dumps(told, ensure_ascii=False, indent=2)
    problem_file(place).write_text(text + "\n", encoding="utf-8", errors="backslashreplace")
