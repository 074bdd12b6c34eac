"""Forget an article everywhere; what is cut short is finished by the next pass.

What Prefect's artifacts show of it is remembered, for flows/artifacts.py to delete once the server answers.

The journal is blanked first: whoever derives the warehouse again does not find it. A mark in the state stands until the
live file is written anew and published, since deleted rows leave their bytes behind.
"""

from schemas.problem import UsageError
from schemas.settings import Home, Settings
from tasks import journal
from tasks.forget import FORGOTTEN, forget_files, remember
from tasks.vault import vault_of
from warehouse.forget import contents_of, forget_content, left_over
from warehouse.open import compact, is_shared, locked, writing
from warehouse.publish import publish
from warehouse.search import is_indexed, refresh


def forget_article(settings: Settings, article_id: str, whole_file: bool) -> tuple[list[str], int]:
    """Forget an article, with its file's others where `whole_file` says so; what went, and how many originals."""
    home = Home(settings.home)
    home.make()
    with writing(home, settings.lock_seconds, "forget") as connection:
        article_ids, hashes = contents_of(connection, article_id, whole_file)
        _refuse_others(home, hashes)
        home.forgetting.touch()
        remember(home, vault_of(settings), hashes)
        for file_sha256 in hashes:
            forget_content(connection, file_sha256)
        forget_files(home, vault_of(settings), hashes)
    _remove_bytes(home, settings)
    return article_ids, len(hashes)


def finish_forgetting(home: Home, settings: Settings) -> None:
    """Finish what was cut short."""
    if not home.forgetting.exists():
        return
    forgotten = [one.drop_id for one in journal.arrivals(home.journal).values() if one.name == FORGOTTEN]
    with writing(home, settings.lock_seconds, "forget") as connection:
        hashes = left_over(connection, forgotten)
        for file_sha256 in hashes:
            forget_content(connection, file_sha256)
        forget_files(home, vault_of(settings), hashes)
    _remove_bytes(home, settings)


def _refuse_others(home: Home, hashes: list[str]) -> None:
    """UsageError where the originals are in another home's vault: to forget is to forget every copy."""
    if is_shared(home) and not set(hashes) <= {one.sha256 for one in journal.arrivals(home.journal).values()}:
        raise UsageError("Another home that loads into this lake has its original: forget it there.")


def _remove_bytes(home: Home, settings: Settings) -> None:
    with locked(home, settings.lock_seconds, "forget"):
        compact(home)
    publish(home, settings.lock_seconds)
    if is_indexed(home):
        refresh(home)
    home.forgetting.unlink(missing_ok=True)
