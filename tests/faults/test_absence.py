"""F12: after an absence, what one holds equals what is there."""

from tests.faults.absence import away_for
from tests.faults.ground import Ground


async def test_what_is_caught_up_equals_what_is_there(ground: Ground) -> None:
    seen = await away_for(ground, events=400)
    assert seen.differences == []
