"""F14: a hub that stood still does nothing twice."""

from tests.faults.ground import Ground
from tests.faults.stalls import stall
from tests.postbox import postbox


async def test_a_hub_that_stood_still_while_it_sent_does_nothing_twice(ground: Ground) -> None:
    with postbox() as box:
        stalled = await stall(ground, box)
    assert stalled.fences == [1, 2, 2], "who went on did not take the lease back"
    assert len(stalled.copies) == stalled.posted
    assert set(stalled.copies.values()) == {1}
    assert stalled.waiting == 0
