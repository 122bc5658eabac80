"""F5: who stops reading is dropped, and is no burden meanwhile."""

import pytest

from tests.faults.crowding import crowd_out
from tests.faults.ground import Ground

pytestmark = pytest.mark.any_database


async def test_who_stops_reading_is_dropped_and_holds_little_meanwhile(ground: Ground) -> None:
    seen = await crowd_out(ground, slow=3, good=5, alone=0.5, pause=0)
    assert seen.slowest_drop < 20
    assert seen.most_in_kernel <= 512 * 1024
