"""One server and the crowd that follows it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count
from time import process_time

from tests.bench.crowd import Crowd
from tests.bench.goals import Missed, NotMeasured

HUB, STOCK, BARE, NCHAN = "hub", "stock Strawberry", "bare Starlette", "Nchan"

Publish = Callable[[bytes], Awaitable[float]]
"""Tells the crowd something that contains the marker; gives the moment from which on they may hear of it."""

_PAUSE = 0.05
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What one more subscriber cost, among those who came together."""

    milliseconds: float
    kilobytes: float


@dataclass
class Side:
    name: str
    port: int
    pid: int
    crowd: Crowd
    publish: Publish
    arrivals: list[Arrival] = field(default_factory=list)
    load: float = 0.0
    """Which part of the last telling the load client was at work: near 1 it measures itself."""

    async def tell(self, times: int = 1) -> float:
        """Microseconds a subscriber, from publication to the last delivery; of several, their mean."""
        return sum([await self._tell() for _ in range(times)]) / times

    async def _tell(self) -> float:
        await asyncio.sleep(_PAUSE)
        marker = b"round-%06d" % next(_numbers)
        delivery = asyncio.create_task(self.crowd.delivery(marker))
        try:
            published, worked = await self.publish(marker), process_time()
            seconds = await delivery - published
        except Missed as error:
            raise error if self.name == HUB else NotMeasured(f"{self.name}: {error}") from error
        finally:
            delivery.cancel()
        self.load = (process_time() - worked) / seconds
        self.crowd.require_all()
        return seconds * 1e6 / len(self.crowd)
