"""The deployments: `ingest`, `reprocess`, `rebuild`, `report` and `upkeep`, each complete by itself.

Triggered from the Prefect UI (the form is made from the request's model), on a schedule, or by an event. They need the
same folders and settings as the resident, and no resident: two at once share the work without harm.
"""

import asyncio
from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec
from urllib.parse import quote, urlencode

from prefect import flow, get_run_logger
from prefect.artifacts import acreate_image_artifact, acreate_markdown_artifact, acreate_table_artifact
from prefect.client.schemas.objects import State
from prefect.context import FlowRunContext
from prefect.deployments.runner import RunnerDeployment
from prefect.events import DeploymentEventTrigger
from prefect.states import Completed, Failed
from prefect.types.entrypoint import EntrypointType

from flows import again, inbox, outcomes
from flows.alert_events import announce_alerts
from flows.alerts import fire_silences, send_alerts
from flows.batch import log_outcomes, run_batch
from flows.desk.serve import desk_address
from flows.doctor import examine
from flows.doctor import rebuild as derive_again
from flows.progress import progress_shown
from flows.reporting import make_report, write_report
from flows.runs import TAG, home_tag, running_here
from flows.workshop import open_workshop
from schemas.problem import Deferred, Unavailable, UsageError
from schemas.report import Report
from schemas.requests import IngestRequest, ReportRequest, ReprocessRequest, UpkeepRequest
from schemas.settings import Home, Settings
from tasks.render import in_markdown, render
from warehouse.facts import KINDS

ROWS_SHOWN = 200  # of a report's table in its artifact; the file has them all
Parameters = ParamSpec("Parameters")
UPKEEP_EVERY = timedelta(hours=1)
ARRIVED = "dateline.inbox.arrived"  # an event that any program can emit to start `ingest`


Work = Callable[Parameters, Awaitable[State[Any]]]


def in_a_sentence(work: Work[Parameters]) -> Work[Parameters]:
    """A run that cannot be done fails with the sentence that says why, without a traceback."""

    @wraps(work)
    async def told(*given: Parameters.args, **named: Parameters.kwargs) -> State[Any]:
        try:
            return await work(*given, **named)
        except (UsageError, Unavailable, Deferred) as fault:
            get_run_logger().error(str(fault))
            return Failed(message=str(fault))

    return told


def _run_id() -> str | None:
    context = FlowRunContext.get()
    return str(context.flow_run.id) if context and context.flow_run else None


@flow(name="ingest", persist_result=False)
@in_a_sentence
async def ingest(request: IngestRequest = IngestRequest()) -> State[Any]:  # noqa: B008  (the form's defaults)
    """Load what rests in the inbox, or given files and folders, once."""
    paths = [Path(path).absolute() for path in request.paths]
    inbox.refuse_missing(paths)
    logger = get_run_logger()
    async with open_workshop() as shop:
        with running_here(shop.home, _run_id()):
            done = await inbox.drain(shop, paths, run_batch, lambda batch: log_outcomes(logger, batch))
    told = outcomes.summary(done)
    logger.info(told)
    await acreate_table_artifact(outcomes.table(done, desk_address(shop.settings)), key="ingest", description=told)
    waiting = any(one.outcome == "deferred" for one in done)
    return Completed(message=told, name="Deferred" if waiting else "Completed")


@flow(name="reprocess", persist_result=False)
@in_a_sentence
async def reprocess(request: ReprocessRequest = ReprocessRequest()) -> State[Any]:  # noqa: B008
    """Enrich again what an older enricher made, and swap its rows."""
    logger = get_run_logger()
    async with open_workshop() as shop:
        with running_here(shop.home, _run_id()):
            async with progress_shown("reprocess-progress", "Files enriched again") as count:
                done = await again.reprocess(
                    shop, request.every, False, lambda these: logger.info("%d files compared", len(these)), None, count
                )
    rows = [
        {
            "file": in_markdown(one.name),
            **{f"{kind} added": one.added[kind] for kind in KINDS},
            **{f"{kind} removed": one.removed[kind] for kind in KINDS},
            "problem": in_markdown(one.problem or ""),
        }
        for one in done
        if not one.empty
    ]
    told = f"{len(done)} files enriched again, {len(rows)} changed"
    await acreate_table_artifact(rows, key="reprocess", description=told)
    return Completed(message=told)


@flow(name="rebuild", persist_result=False)
@in_a_sentence
async def rebuild() -> State[Any]:
    """Derive the warehouse again from the originals in the vault; readers keep the old one until it is whole."""
    async with open_workshop() as shop:
        with running_here(shop.home, _run_id()):
            async with progress_shown("rebuild-progress", "Files loaded again") as count:
                counts = await derive_again(shop, count)
    told = ", ".join(f"{number} {outcome}" for outcome, number in counts.items()) or "nothing to load"
    get_run_logger().info(told)
    return Completed(message=told)


@flow(name="report", persist_result=False)
@in_a_sentence
async def report(request: ReportRequest = ReportRequest()) -> State[Any]:  # noqa: B008
    """Run one SQL report over the published warehouse; its file lands in reports/."""
    settings = Settings()
    home = Home(settings.home)
    with running_here(home, _run_id()):
        asked, table = make_report(settings, request.name, request.parameters)
        place = write_report(home, asked, table, request.format, given=request.parameters)
        pictured = asked.chart is not None and bool(table.rows)
        picture = await asyncio.to_thread(render, asked, table, "png", datetime.now(UTC)) if pictured else None
    rows = [
        {column: in_markdown(value) for column, value in zip(table.columns, row, strict=True)}
        for row in table.rows[:ROWS_SHOWN]
    ]
    told = f"{asked.title}: {len(table.rows)} rows in {place}"
    get_run_logger().info(told)
    await acreate_markdown_artifact(links(settings, asked, place, request.parameters), key="report-page")
    await acreate_table_artifact(rows, key="report", description=in_markdown(told))
    if picture is not None:
        image = f"data:image/png;base64,{b64encode(picture).decode()}"
        await acreate_image_artifact(image, key="report-chart", description=in_markdown(asked.title))
    return Completed(message=told)


def links(settings: Settings, asked: Report, place: Path, parameters: Mapping[str, str]) -> str:
    """Where the report is on the desk, in Markdown: the page that was written, and the report to ask again."""
    desk = desk_address(settings)
    again = f"{desk}/reports/{quote(asked.name)}" + (f"?{urlencode(parameters)}" if parameters else "")
    title = in_markdown(asked.title)  # a user's own report may be called anything
    written = f"[{in_markdown(place.name)}]({desk}/written/{quote(place.name)})"
    return f"## {title}\n\nWritten: {written}\n\nAsked again on the desk: [{title}]({again})\n"


@flow(name="upkeep", persist_result=False)
@in_a_sentence
async def upkeep(request: UpkeepRequest = UpkeepRequest()) -> State[Any]:  # noqa: B008
    """Scan the inbox, try deferred files again, publish; then check the warehouse's invariants."""
    async with open_workshop() as shop:
        with running_here(shop.home, _run_id()):
            logger = get_run_logger()
            done = await inbox.drain(shop, (), run_batch, lambda batch: log_outcomes(logger, batch))
            if silent := await asyncio.to_thread(fire_silences, shop.home, shop.settings):
                announce_alerts(shop.home, silent)
                await asyncio.to_thread(send_alerts, shop.home, shop.settings)
            findings = examine(shop.home, shop.settings) if request.doctor else []
    bad = [finding for finding in findings if finding.state == "broken"]
    lines = [f"* {one.state}: {one.invariant} {one.sentence}" for one in findings]
    warned = [in_markdown(row) for one in findings if one.state == "warning" for row in one.rows]
    lines += [f"    * {row}" for row in warned]
    told = f"{outcomes.summary(done)}; {len(findings)} invariants checked, {len(bad)} broken"
    for row in warned:
        logger.warning("alerts wait: %s", row)
    await acreate_markdown_artifact("\n".join([told, "", *lines]), key="upkeep", description=told)
    return Failed(message=told) if bad else Completed(message=told)


async def deployments(home: Home) -> list[RunnerDeployment]:
    """Every deployment as the resident of a home serves it."""
    on_event = DeploymentEventTrigger(
        name="dateline: something arrived", expect={ARRIVED}, parameters={"request": IngestRequest().model_dump()}
    )
    module = EntrypointType.MODULE_PATH
    tags = [TAG, home_tag(home)]
    return [
        await ingest.ato_deployment("ingest", triggers=[on_event], tags=tags, entrypoint_type=module),
        await reprocess.ato_deployment("reprocess", tags=tags, entrypoint_type=module),
        await rebuild.ato_deployment("rebuild", tags=tags, entrypoint_type=module),
        await report.ato_deployment("report", tags=tags, entrypoint_type=module),
        await upkeep.ato_deployment("upkeep", interval=UPKEEP_EVERY, tags=tags, entrypoint_type=module),
    ]
