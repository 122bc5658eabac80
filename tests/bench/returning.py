"""A restart: everybody follows again from where they were, and hears what was written meanwhile."""

import asyncio
from contextlib import ExitStack
from time import perf_counter

from tests.bench import machine
from tests.bench.crowd import Crowd
from tests.bench.goals import Figure, Measure, Missed
from tests.bench.sides import Sides
from tests.bench.starting import cursor, following, hub
from tests.bench.town import Town

_TIMES = 2
_LONGEST = 60
_MEANWHILE = b"written meanwhile"


def measure(size: int) -> Measure:
    """Seconds from the server's being told to stop until the last of that many is up to date."""

    async def measured(sides: Sides) -> Figure:
        machine.require_descriptors(2 * size + 1_000)
        town = await sides.town()
        return Figure([await _restart(town, size) for _ in range(_TIMES)])

    return measured


async def _restart(town: Town, size: int) -> float:
    with ExitStack() as before, ExitStack() as after:
        old = await asyncio.to_thread(hub, before, town, size)
        await old.crowd.grow(size)
        await old.tell()
        since = cursor(old.crowd.sample)
        began = perf_counter()
        await asyncio.to_thread(before.close)  # the crowd is here to hear that it ends
        old.crowd.leave()
        await town.post(size, _MEANWHILE.decode())
        new = await asyncio.to_thread(hub, after, town, size)
        crowd = Crowd(new.port, lambda number: following(town, size, number, since))
        after.callback(crowd.leave)
        heard = asyncio.create_task(crowd.delivery(_MEANWHILE, _LONGEST, of=size))
        try:
            await crowd.grow(size, _LONGEST)
            crowd.require_all()
        except* ConnectionError as refused:
            raise Missed(f"not all came back: {refused.exceptions[0]}") from refused
        return await heard - began
