"""Worlds for the tests: a home in a temporary folder, an inbox to drop into, and a pool without processes."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from flows.inbox import drain, run_plainly
from flows.stages import Workshop
from flows.worker import process
from schemas.dropped import Taken
from schemas.enriched import FileOutcome, Postponed, Processed
from schemas.settings import Home, Settings
from tasks.vault import Vault
from warehouse.ask import ask

STORY = """Harbour traffic falls

By Nora Feld

LISBON, 3 March 2025 (Open Wire) - Cargo traffic fell by 4.5 percent last year, the port said on Monday.

The port handled 12 million tonnes in 2024, down from 12.6 million tonnes in 2023. Its director, Ines Prado, said
that 300 dockers would be hired in April.
"""


class PoolWithoutProcesses:
    """Does the workers' work in a thread of the test's own process."""

    async def warm(self) -> None:
        """There is nothing to start."""

    async def process(self, files: Sequence[Taken], vault: Vault) -> list[Processed | Postponed]:
        return await asyncio.to_thread(process, files, vault)


class Desk:
    """A person with a home: drops files, loads them, asks."""

    def __init__(self, root: Path) -> None:
        self.settings = Settings(home=root, settle_seconds=0.02, retry_seconds=0.1, workers=1, gather_seconds=0.05)
        self.home = Home(root)
        self.home.make()
        self.shop = Workshop(self.settings, self.home, PoolWithoutProcesses())

    def drop(self, name: str, content: str | bytes = STORY) -> Path:
        place = self.home.inbox / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)
        return place

    def ingest(self, *paths: Path) -> dict[str, FileOutcome]:
        done = asyncio.run(drain(self.shop, paths, run_plainly, lambda _: None))
        return {outcome.name: outcome for outcome in done}

    def outcomes(self, *paths: Path) -> dict[str, str]:
        return {name: outcome.outcome for name, outcome in self.ingest(*paths).items()}

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        return list(ask(self.home, sql).rows)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "home")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "home")
    made.make()
    return made
