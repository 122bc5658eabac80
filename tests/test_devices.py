"""Unread is right under fire: whatever happens at once, every device ends with what a fresh query says."""

from tests.cast import Hub
from tests.devices import end_alike


async def test_every_device_ends_with_what_a_fresh_query_says(hub: Hub) -> None:
    assert await end_alike(hub, "jeden", rounds=10) == []
