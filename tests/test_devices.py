"""Unread is right under fire: whatever happens at once, every device ends with what a fresh query says."""

import pytest

from tests.cast import Hub
from tests.devices import end_alike


@pytest.mark.parametrize("seed", ["jeden", "dwa"])
async def test_every_device_ends_with_what_a_fresh_query_says(hub: Hub, seed: str) -> None:
    assert await end_alike(hub.database, seed, rounds=15) == []
