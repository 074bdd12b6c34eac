"""Artifacts that show an article which was forgotten: deleted as soon as the Prefect server answers."""

import asyncio

import httpx
from prefect import get_client
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterKey,
    FlowRunFilter,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import Artifact
from prefect.client.schemas.sorting import ArtifactSort
from prefect.exceptions import ObjectNotFound, PrefectHTTPStatusError

from flows.runs import TAG
from schemas.settings import Home
from tasks.forget import remembered

SHOW_ROWS = ("report", "report-chart", "report-page", "reprocess")  # what was made since the article came may show it
NAME_FILES = ("ingest", "ingest-batch")  # show the file, beside the id of its article
PAGE = 200  # the API's own limit


async def forget_artifacts(home: Home) -> int:
    """Delete what the note in the state names, and the note; how many artifacts went."""
    note = remembered(home)
    if not note["ids"]:
        return 0
    async with get_client() as client:
        found = await _artifacts(client)
        gone = [one for one in found if _shows(one, note["ids"], note["since"])]
        for one in gone:
            try:
                await client.delete_artifact(one.id)
            except ObjectNotFound:  # somebody else was faster
                continue
    home.forgetting_artifacts.unlink(missing_ok=True)
    return len(gone)


def forget_now(home: Home) -> str:
    """The same for a command: what came of it, in a sentence."""
    try:
        return f"{asyncio.run(forget_artifacts(home))} artifacts that may show it are deleted from Prefect."
    except (httpx.HTTPError, PrefectHTTPStatusError):
        return "Prefect's artifacts that show it cannot be deleted now: `dateline up` does it when it starts next."


def _shows(artifact: Artifact, ids: list[str], since: float) -> bool:
    if artifact.key in SHOW_ROWS:
        return artifact.created is None or artifact.created.timestamp() >= since
    return any(one in str(artifact.data) for one in ids)


async def _artifacts(client: PrefectClient) -> list[Artifact]:
    ours = FlowRunFilter(tags=FlowRunFilterTags(all_=[TAG]))
    keys = ArtifactFilter(key=ArtifactFilterKey(any_=[*SHOW_ROWS, *NAME_FILES]))
    found: list[Artifact] = []
    while True:
        page = await client.read_artifacts(
            artifact_filter=keys, flow_run_filter=ours, limit=PAGE, offset=len(found), sort=ArtifactSort.ID_DESC
        )
        found += page
        if len(page) < PAGE:
            return found
