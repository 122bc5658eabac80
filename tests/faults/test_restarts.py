"""F6 and F17: hubs end and start again; everybody is told, comes back and has missed nothing."""

from tests.faults.ground import Ground
from tests.faults.restarts import SAID, rolling, storm


async def test_a_rolling_restart_loses_nothing(ground: Ground) -> None:
    seen = await rolling(ground, rounds=1, readers=10)
    assert seen.codes <= SAID
    assert seen.holds


async def test_all_come_back_at_once_after_a_restart(ground: Ground) -> None:
    seen = await storm(ground, readers=60, jitter=1)
    assert seen.codes <= SAID
    assert not seen.refused
    assert seen.holds
