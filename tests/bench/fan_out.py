"""From publication to the last delivery: microseconds a subscriber, and the hub's part of what others take.

Published is what the hub has committed, and what a peer is about to be posted. A round is several messages one after
the other: Python's collector rests for some and then takes half a second of a large process, which is part of the cost.
"""

from tests.bench import machine
from tests.bench.goals import Figure, Measure, ratio
from tests.bench.side import HUB, Side
from tests.bench.sides import Sides

MESSAGES = 5
"""A round."""


def alone(size: int) -> Measure:
    async def measure(sides: Sides) -> Figure:
        machine.require_descriptors(size + 1_000)
        (hub,) = await _in_turn(sides, (HUB, size))
        side = await sides.followed(HUB, size)
        return Figure(hub, f"frames of {len(side.crowd.sample)} bytes, client busy {side.load:.0%}")

    return measure


def against(peer: str, size: int) -> Measure:
    async def measure(sides: Sides) -> Figure:
        machine.require_descriptors(2 * size + 2_000)
        hub, other = await _in_turn(sides, (HUB, size), (peer, size))
        await sides.end(peer, size)
        return ratio(hub, other, "µs a subscriber")

    return measure


def growth(fewer: int, more: int) -> Measure:
    """The cost of one among many, in parts of the cost of one among fewer."""

    async def measure(sides: Sides) -> Figure:
        machine.require_descriptors(more + fewer + 1_000)
        few, many = await _in_turn(sides, (HUB, fewer), (HUB, more))
        return ratio(many, few, "µs a subscriber")

    return measure


async def _in_turn(sides: Sides, *wanted: tuple[str, int]) -> list[list[float]]:
    running: list[Side] = [await sides.followed(name, size) for name, size in wanted]
    rounds = [[await side.tell(MESSAGES) for side in running] for _ in range(sides.rounds)]
    return [list(samples) for samples in zip(*rounds, strict=True)]
