"""What became of everything that was dropped, and how the resident is."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from flows.alerts import trouble
from flows.runs import is_process_alive
from schemas.problem import Deferred
from schemas.settings import Home, Settings
from tasks import journal
from tasks.quarantine import count_refusals
from tasks.scan import scan
from tasks.take import drop_id
from warehouse import ledger
from warehouse.open import is_shared, is_there, reading, writing

LOCK_SECONDS = 1.0  # a person waits; the published copy is almost as new


@dataclass(frozen=True, slots=True)
class Status:
    """The terms of the equation, each counted for itself: `dropped` in the journal, the others in the ledger."""

    dropped: int
    loaded: int
    duplicate: int
    quarantined: int
    ignored: int
    deferred: int
    in_flight: int
    arriving: int  # in the inbox, and not come to rest
    in_quarantine: int  # files there now
    totals: dict[str, int]
    last_loads: list[dict[str, Any]]
    resident: dict[str, Any] | None
    alerts: dict[str, Any]  # channel -> why it does not take what is sent to it, and since when

    @property
    def adds_up(self) -> bool:
        """Whether the equation holds."""
        terms = (self.loaded, self.duplicate, self.quarantined, self.ignored, self.deferred, self.in_flight)
        return self.dropped == sum(terms)

    def equation(self) -> str:
        """`12 dropped = 9 loaded + 1 duplicate + …`."""
        names = ("loaded", "duplicate", "quarantined", "ignored", "deferred", "in_flight")
        told = " + ".join(f"{getattr(self, name)} {name.replace('_', ' ')}" for name in names)
        return f"{self.dropped} dropped {'=' if self.adds_up else '≠'} {told}"


def status(settings: Settings) -> Status:
    """Count everything, now."""
    home = Home(settings.home)
    outcomes, totals, loads = _ledger(home)  # before the journal, which may only have more
    arrived = journal.arrived(home.journal)
    if is_shared(home):
        outcomes = {outcome: list(arrived.intersection(drop_ids)) for outcome, drop_ids in outcomes.items()}
    seen = scan(home.inbox) if home.inbox.is_dir() else []
    return Status(
        dropped=len(arrived),
        in_flight=len(arrived.difference(*outcomes.values())),
        arriving=sum(drop_id(one) not in arrived for one in seen),
        in_quarantine=count_refusals(home),
        totals=totals,
        last_loads=loads,
        resident=resident(home),
        alerts=trouble(home),
        **{name: len(outcomes.get(name, ())) for name in ("loaded", "duplicate", "quarantined", "ignored", "deferred")},
    )


def _ledger(home: Home) -> tuple[dict[str, list[str]], dict[str, int], list[dict[str, Any]]]:
    if not is_there(home):
        return {}, {}, []
    try:
        with writing(home, LOCK_SECONDS, "status") as connection:
            return ledger.drops_by_outcome(connection), ledger.totals(connection), ledger.last_loads(connection, 5)
    except Deferred:
        with reading(home) as connection:
            return ledger.drops_by_outcome(connection), ledger.totals(connection), ledger.last_loads(connection, 5)


def resident(home: Home) -> dict[str, Any] | None:
    """The resident's health as it wrote it; None where none is up."""
    try:
        told = json.loads(home.resident_health.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return told if is_process_alive(told["pid"], told["started"]) else None


def as_json(found: Status) -> dict[str, Any]:
    """For programs."""
    return asdict(found) | {"adds_up": found.adds_up, "equation": found.equation()}
