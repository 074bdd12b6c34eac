"""Prefect automations that come with Dateline: made where there is none of the name, and never changed afterwards.

Somebody may turn one off, add an action or another threshold: what is there is theirs.
"""

from datetime import timedelta
from uuid import UUID

from prefect.automations import Automation, DoNothing, EventTrigger, Posture, RunDeployment
from prefect.client.orchestration import PrefectClient, get_client

from schemas.requests import ReportRequest

REFUSED = 20  # files within the hour
WITHIN = timedelta(hours=1)
#: What the two run: a report, since that is what a person looks at first; notifications need a channel of their own.
REFUSED_REPORT = ReportRequest(name="quarantine")
SILENT_REPORT = ReportRequest(name="freshness")


def automations(report_id: UUID) -> list[Automation]:
    """Every automation; `report_id` is the deployment `report`."""
    return [
        Automation(
            name="dateline: quarantine grows",
            description=f"{REFUSED} files were refused within an hour: the report says why.",
            trigger=EventTrigger(expect={"dateline.file.quarantined"}, threshold=REFUSED, within=WITHIN),
            actions=[_report(report_id, REFUSED_REPORT)],
        ),
        Automation(
            name="dateline: nothing arrived for an hour",
            description="No batch loaded an article for an hour: the report says which source is late.",
            trigger=EventTrigger(
                posture=Posture.Proactive, expect={"dateline.article.loaded"}, threshold=1, within=WITHIN
            ),
            actions=[_report(report_id, SILENT_REPORT)],
        ),
        Automation(
            name="dateline: a watch fired",
            description="Turned off: add an action of your own, and turn it on.",
            enabled=False,
            trigger=EventTrigger(expect={"dateline.alert.*"}),
            actions=[DoNothing()],
        ),
    ]


async def make_automations() -> list[str]:
    """Make those that the server does not have; their names."""
    async with get_client() as client:
        report = await client.read_deployment_by_name("report/report")
        missing = [one for one in automations(report.id) if not await _is_there(client, one.name)]
    for one in missing:
        await one.acreate()
    return [one.name for one in missing]


def _report(report_id: UUID, request: ReportRequest) -> RunDeployment:
    return RunDeployment(source="selected", deployment_id=report_id, parameters={"request": request.model_dump()})


async def _is_there(client: PrefectClient, name: str) -> bool:
    return bool(await client.read_automations_by_name(name))
