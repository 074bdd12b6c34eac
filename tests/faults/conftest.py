"""How the faults are told: each test says which row of the matrix it is, and counts what it tried."""

import os
from collections.abc import Iterator

import pytest

from flows import worker
from tasks import enrich

ENGINES = enrich.find_entities_in_batch, worker.enrich
FULL = os.environ.get("DATELINE_FAULTS") == "full"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "fault(kind, told): the row of the matrix that a test belongs to")
    config.addinivalue_line("markers", "full: takes long, and runs in `make faults` alone")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not FULL:
        long = [item for item in items if item.get_closest_marker("full")]
        items[:] = [item for item in items if item not in long]
        config.hook.pytest_deselected(items=long)


@pytest.fixture(autouse=True)
def engines_come_back() -> Iterator[None]:
    """What `without_models` puts in their place is gone after each test: other tests share this process."""
    yield
    enrich.find_entities_in_batch, worker.enrich = ENGINES


class Cases:
    """How many faults a test made."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, number: int = 1) -> None:
        self.count += number


@pytest.fixture
def cases(record_property) -> Iterator[Cases]:
    counted = Cases()
    yield counted
    record_property("cases", counted.count)
