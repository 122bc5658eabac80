"""F1: what was acknowledged survives kill -9."""

from tests.faults.ground import Ground
from tests.faults.kills import rounds_of_killing


async def test_what_was_acknowledged_survives_kill_9(ground: Ground) -> None:
    acknowledged, holds = await rounds_of_killing(ground, rounds=2)
    assert acknowledged > 20
    assert holds
