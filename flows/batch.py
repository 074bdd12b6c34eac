"""A micro-batch as one Prefect flow run, with one task run a stage: for the graph, the timings and the retries.

Not a run or a task a file: a task run costs 30 ms of CPU and a flow run 150 ms, against 40 to 60 ms to enrich an
article. The batch itself reaches the flow through a context variable: parameters are stored by the server, and shown in
the UI.
"""

import logging
from contextvars import ContextVar
from typing import Any

from prefect import flow, get_run_logger, tags, task
from prefect.artifacts import acreate_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.objects import State
from prefect.context import FlowRunContext, TagsContext
from prefect.events import emit_event
from prefect.states import Completed

from flows import outcomes, stages
from flows.alert_events import announce_alerts
from flows.desk.serve import desk_address
from flows.runs import TAG, home_tag, running_here
from flows.stages import Batch, Workshop
from tasks.take import shown

NAMES_SHOWN = 20  # of a batch's files in the run's parameters; the artifact has them all

LoggerLike = logging.Logger | logging.LoggerAdapter[logging.Logger]

_at_work: ContextVar[tuple[Batch, Workshop]] = ContextVar("batch")

_stage = task(persist_result=False, cache_policy=NO_CACHE)
take = _stage(stages.take_stage).with_options(name="take")
enrich = _stage(stages.enrich_stage).with_options(name="enrich")
load = _stage(stages.load_stage).with_options(name="load")
settle = _stage(stages.settle_stage).with_options(name="settle")
publish = _stage(stages.show_stage).with_options(name="publish")


async def run_batch(batch: Batch, shop: Workshop, at_once: bool) -> None:
    """Run a batch as a flow run; `at_once` publishes whatever the share of time says."""
    token = _at_work.set((batch, shop))
    names = [shown(seen.path, shop.home.inbox) for seen in batch.files] or [one.name for one in batch.taken]
    more = [f"and {len(names) - NAMES_SHOWN} more"] if len(names) > NAMES_SHOWN else []
    try:
        with tags(TAG, home_tag(shop.home)):
            await ingest_batch(files=names[:NAMES_SHOWN] + more, at_once=at_once)
    finally:
        _at_work.reset(token)


def _started_as() -> str:
    batch, _ = _at_work.get()
    count = len(batch.files) or len(batch.taken)
    return "1 file" if count == 1 else f"{count} files"


@flow(name="ingest-batch", flow_run_name=_started_as, persist_result=False, validate_parameters=False)
async def ingest_batch(files: list[str], at_once: bool) -> State[Any]:  # noqa: ARG001  (shown in the UI)
    """Take, enrich, load, publish and clear the files of one micro-batch."""
    batch, shop = _at_work.get()
    context = FlowRunContext.get()
    run = context.flow_run if context else None
    batch.flow_run_id = str(run.id) if run else None
    batch.begun.set()
    with running_here(shop.home, batch.flow_run_id), TagsContext():  # with tags, each task would ask for its limits
        await take(batch, shop)
        await enrich(batch, shop)
        await load(batch, shop)
        await publish(batch, shop, at_once)
        await settle(batch, shop)
        await tell(batch, shop)
        told = outcomes.summary(batch.outcomes)
        if context and run and isinstance(context.client, PrefectClient):
            await context.client.update_flow_run(run.id, name=told)
    return Completed(message=told)


async def tell(batch: Batch, shop: Workshop) -> None:
    """Log what happened, leave the table, announce the events."""
    log_outcomes(get_run_logger(), batch)
    await acreate_table_artifact(
        outcomes.table(batch.outcomes, desk_address(shop.settings)),
        key="ingest-batch",
        description=outcomes.summary(batch.outcomes),
    )
    announce(batch, shop)


def log_outcomes(logger: LoggerLike, batch: Batch) -> None:
    """Names, counts and codes; never an article's words."""
    logger.info(outcomes.summary(batch.outcomes))
    for outcome in batch.outcomes:
        if outcome.outcome in ("quarantined", "deferred"):
            logger.warning("%s %s: %s", outcome.name, outcome.outcome, outcomes.problem_text(outcome))
    for sentence in batch.left_behind:
        logger.warning(sentence)


def announce(batch: Batch, shop: Workshop) -> None:
    """Emit the events that automations hang on; failing to announce is never failing to load (Prefect logs it)."""
    loaded = [outcome for outcome in batch.outcomes if outcome.outcome == "loaded"]
    if loaded:
        emit_event(
            "dateline.article.loaded",
            resource={"prefect.resource.id": f"dateline.load.{batch.load_id}", "dateline.home": str(shop.home.root)},
            payload={
                "article_ids": [article_id for outcome in loaded for article_id in outcome.article_ids],
                "entities": sum(outcome.entities for outcome in loaded),
                "dates": sum(outcome.dates for outcome in loaded),
                "figures": sum(outcome.figures for outcome in loaded),
            },
        )
    for outcome in batch.outcomes:
        if outcome.outcome == "quarantined":
            emit_event(
                "dateline.file.quarantined",
                resource={
                    "prefect.resource.id": f"dateline.drop.{outcome.drop_id}",
                    "prefect.resource.name": outcome.name,
                },
                payload={"file": outcome.name, "codes": [problem.code for problem in outcome.problems]},
            )
    announce_alerts(shop.home, batch.fired)
    if batch.deferred:
        emit_event(
            "dateline.inbox.deferred",
            resource={"prefect.resource.id": "dateline.inbox", "dateline.home": str(shop.home.root)},
            payload={"files": len(batch.deferred), "reason": batch.deferred[0].reason},
        )
