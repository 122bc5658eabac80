"""What a subscriber costs by being there: milliseconds to come, and memory while nothing happens."""

from tests.bench import machine
from tests.bench.goals import Figure, Measure, ratio
from tests.bench.side import BARE, HUB, Arrival
from tests.bench.sides import TOGETHER, Sides


def time(size: int) -> Measure:
    """Of some who came together: handshake, token, subscription and the first message."""

    async def measure(sides: Sides) -> Figure:
        return Figure([arrival.milliseconds for arrival in await _arrivals(sides, HUB, size)])

    return measure


def memory(size: int) -> Measure:
    """Growth of the process, a socket, in parts of a bare Starlette socket's."""

    async def measure(sides: Sides) -> Figure:
        hub = [arrival.kilobytes for arrival in await _arrivals(sides, HUB, size)]
        bare = [arrival.kilobytes for arrival in await _arrivals(sides, BARE, size)]
        await sides.end(BARE, size)
        return ratio(hub, bare, "kB a socket")

    return measure


async def _arrivals(sides: Sides, name: str, size: int) -> list[Arrival]:
    """Without the first thousand, with whom the process gets what it needs but once."""
    machine.require_descriptors(2 * size + 1_000)
    return (await sides.followed(name, size)).arrivals[1_000 // TOGETHER :]
