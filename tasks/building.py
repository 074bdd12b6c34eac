"""One builds the warehouse again at a time; what one that was killed left is cleared by whoever comes next."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from schemas.problem import Deferred
from schemas.settings import Home


@contextmanager
def building_alone(home: Home) -> Iterator[None]:
    """Be the only one who builds again, with nothing half built left; Deferred where somebody does."""
    with (home.state / "rebuild.lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Deferred("the warehouse is being built again by another process") from None
        for left in home.state.glob("rebuilt.*"):
            left.unlink(missing_ok=True)
        yield
