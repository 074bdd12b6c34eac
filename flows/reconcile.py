"""Flow runs whose process is gone: Prefect would show them as Running for ever."""

from prefect import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterState, FlowRunFilterStateType, FlowRunFilterTags
from prefect.client.schemas.objects import StateType
from prefect.states import Crashed

from flows.runs import TAG, is_run_alive
from schemas.settings import Home

PAGE = 200  # the API's own limit


async def crash_abandoned_runs(home: Home) -> int:
    """Mark as crashed every run of Dateline that no living process runs; their number."""
    abandoned = FlowRunFilter(
        state=FlowRunFilterState(
            type=FlowRunFilterStateType(any_=[StateType.RUNNING, StateType.PENDING, StateType.CANCELLING])
        ),
        tags=FlowRunFilterTags(all_=[TAG]),
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
