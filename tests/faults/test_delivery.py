"""Everything is delivered once and in order, whatever goes down meanwhile."""

from tests.faults.delivery import under_faults
from tests.faults.ground import Ground


async def test_everything_is_delivered_while_bus_and_hubs_go_down(ground: Ground) -> None:
    seen = await under_faults(ground, readers=12, deliveries=300)
    assert seen.reconnects
    assert seen.holds
