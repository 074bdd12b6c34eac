"""How a file's way through can end: exactly one of these."""

from typing import Literal

#: The terms of the equation: dropped = loaded + duplicate + quarantined + ignored + deferred + in flight.
Outcome = Literal["loaded", "duplicate", "quarantined", "ignored", "deferred", "in_flight"]
