"""What fired, as Prefect events to hang automations on; failing to announce is never failing to load."""

from collections.abc import Sequence

from prefect.events import emit_event

from schemas.settings import Home
from schemas.watch import Fired


def announce_alerts(home: Home, fired: Sequence[Fired]) -> None:
    """One `dateline.alert.KIND` for each; the watch's words are its owner's, and none are of the article."""
    for one in fired:
        alert = one.alert
        emit_event(
            f"dateline.alert.{alert.kind}",
            resource={
                "prefect.resource.id": f"dateline.watch.{alert.watch_id}",
                "prefect.resource.name": one.told,
                "dateline.home": str(home.root),
            },
            payload={
                "alert_id": alert.alert_id,
                "watch": one.told,
                "article_id": alert.article_id,
                "mention_no": alert.mention_no,
                "figure_no": alert.figure_no,
                "value": alert.value,
                "before": alert.before,
            },
        )
