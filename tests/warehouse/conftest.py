"""A newsroom that is loaded once for all tests that only ask."""

import pytest

from tests.conftest import Desk
from tests.warehouse.newsroom import open_newsroom


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return open_newsroom(tmp_path_factory.mktemp("newsroom") / "home")
