"""The servers side by side. Each is a process of its own, one for each size of crowd and started when first asked for,
so that every figure is of a server that has done nothing else before.
"""

import asyncio
from contextlib import AbstractAsyncContextManager, AsyncExitStack, ExitStack
from typing import Self, TypeVar

from tests.bench import machine, starting
from tests.bench.side import BARE, HUB, NCHAN, STOCK, Arrival, Side
from tests.bench.town import Town, town

_PEERS = {STOCK: starting.stock, BARE: starting.bare, NCHAN: starting.nchan}
T = TypeVar("T")
_SETTLE = 0.3
TOGETHER = 500
"""So many come before it is looked what they weigh."""


class Sides:
    """All that runs; on exit it is gone."""

    def __init__(self, rounds: int) -> None:
        self.rounds = rounds
        self._town: Town | None = None
        self._stack = AsyncExitStack()
        self._running: dict[tuple[str, int], tuple[Side, ExitStack]] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for name, size in list(self._running):
            await self.end(name, size)
        await self._stack.aclose()

    async def keep(self, what: AbstractAsyncContextManager[T]) -> T:
        """Enters it; it is left when all is measured."""
        return await self._stack.enter_async_context(what)

    async def town(self) -> Town:
        if self._town is None:
            self._town = await self._stack.enter_async_context(town())
        return self._town

    async def followed(self, name: str, size: int) -> Side:
        """That server with so many who follow, all of whom have heard something already."""
        side = await self.alone(name, size)
        if not side.crowd.sample:
            await _gather(side, size)
            await asyncio.sleep(1)  # a peer does not say when a subscription stands
            await side.tell(times=3)
        return side

    async def alone(self, name: str, size: int) -> Side:
        """That server as it runs, whoever follows it; nobody, if it has only been started."""
        if (name, size) not in self._running:
            town, text = await self.town(), b"" if name == HUB else (await self.followed(HUB, size)).crowd.sample
            with ExitStack() as stack:
                if name == HUB:
                    side = await asyncio.to_thread(starting.hub, stack, town, size)
                else:
                    side = await asyncio.to_thread(_PEERS[name], stack, text)
                self._running[name, size] = side, stack.pop_all()
        return self._running[name, size][0]

    async def end(self, name: str, size: int) -> None:
        if (name, size) in self._running:
            side, stack = self._running.pop((name, size))
            side.crowd.leave()
            await asyncio.to_thread(stack.close)


async def _gather(side: Side, size: int) -> None:
    """Lets the crowd come, some at a time, and notes how long they took and what they weigh."""
    weight = machine.memory(side.pid)
    while len(side.crowd) < size:
        coming = min(size - len(side.crowd), TOGETHER)
        seconds = await side.crowd.grow(len(side.crowd) + coming)
        await asyncio.sleep(_SETTLE)
        before, weight = weight, machine.memory(side.pid)
        side.arrivals.append(Arrival(seconds * 1e3 / coming, (weight - before) / coming))
