"""Flow runs whose process is gone: Prefect would show them as Running for ever."""

from datetime import UTC, datetime, timedelta

from prefect import get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import StateType
from prefect.states import Crashed

from flows.runs import TAG, home_tag, is_run_alive
from schemas.settings import Home

PAGE = 200  # the API's own limit
LOST_AFTER = timedelta(minutes=1)  # a process writes its note in the first moment of its run


async def crash_abandoned_runs(home: Home) -> int:
    """Mark as crashed every run of Dateline that no living process runs; their number. For a start: a run that another
    process is about to take up would be marked as well."""
    return await _crash(home, [StateType.RUNNING, StateType.PENDING, StateType.CANCELLING], None)


async def crash_lost_runs(home: Home) -> int:
    """The same while runs come and go: only those that have been Running for a while."""
    return await _crash(home, [StateType.RUNNING], datetime.now(UTC) - LOST_AFTER)


async def _crash(home: Home, states: list[StateType], started_before: datetime | None) -> int:
    abandoned = FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=states)),
        tags=FlowRunFilterTags(all_=[TAG, home_tag(home)]),
        start_time=FlowRunFilterStartTime(before_=started_before) if started_before else None,
    )
    crashed = 0
    async with get_client() as client:
        while True:
            runs = await client.read_flow_runs(flow_run_filter=abandoned, limit=PAGE)
            dead = [run for run in runs if not is_run_alive(home, str(run.id))]
            for run in dead:
                message = "The process that ran it is gone; its files are loaded by the next run."
                await client.set_flow_run_state(run.id, Crashed(message=message), force=True)
            crashed += len(dead)
            if not dead:
                return crashed
