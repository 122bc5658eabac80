"""F2 and F3: news and answers do not wait for a bus that is gone or frozen. How long it delays them, soak says."""

import pytest

from tests.faults.buses import outage
from tests.faults.ground import Ground

pytestmark = pytest.mark.parametrize("url", ["postgresql"], indirect=True)  # memory cannot go down by itself


async def test_a_bus_that_was_gone_is_used_again(ground: Ground) -> None:
    assert ground.bus
    seen = await outage(ground, ground.bus.kill, ground.bus.start, seconds=2)
    assert seen.holds


async def test_a_frozen_bus_holds_up_neither_news_nor_answers(ground: Ground) -> None:
    assert ground.bus
    seen = await outage(ground, ground.bus.freeze, ground.bus.thaw, seconds=6)
    assert seen.slowest_delivery < 6
    assert max(seen.answers) < 6
    assert seen.health == ("ok", "degraded", "ok")
    assert seen.holds
