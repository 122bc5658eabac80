"""Runs programs in two worlds under one clock, and makes one whose worlds differ as small as it goes."""

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from hub import clock
from tests.postbox import Postbox
from tests.worlds.comparing import Difference, compared
from tests.worlds.stage import Stage
from tests.worlds.steps import Step
from tests.worlds.world import World, opened

Program = Sequence[Step]
MOST_TRIES = 80
_LAST_WORDS = 0.05
"""Seconds for what no number announces, and should not be said."""


@dataclass
class Runner:
    """Runs program after program on one stage; what has ended is cleared away meanwhile."""

    stage: Stage
    postboxes: Sequence[Postbox]
    written: list[bool] = field(default_factory=list)
    """Whether each change succeeded that nobody blind tried."""
    _clearing: set[asyncio.Task[None]] = field(default_factory=set)

    async def run(self, program: Program, blind: Collection[str]) -> Difference | None:
        """The first difference that one of the blind can tell, if there is one."""
        stack = AsyncExitStack()
        try:
            with clock.told_by(lambda: self._now):
                self._now = self.stage.begins_at
                worlds = await asyncio.gather(
                    *(stack.enter_async_context(self._world(blind, box)) for box in self.postboxes)
                )
                for step in program:
                    self._now = self.stage.begins_at + step.at
                    for world, deed in zip(worlds, step.deeds, strict=True):
                        await world.turn(self._now)
                        if deed:
                            await world.do(step, deed)
                        await world.settle(step.number, deed)
                await asyncio.sleep(_LAST_WORDS)
                for world in worlds:
                    await world.end(program[-1].number if program else 0)
                    self.written += world.written
            found = (compared(worlds, who) for who in blind)
            return next((difference for difference in found if difference), None)
        finally:
            self._clear(stack)

    async def shrunk(self, program: Program, blind: Collection[str]) -> tuple[Program, Difference | None]:
        """The program without the steps that its difference does not need."""
        difference, left, size = await self.run(program, blind), MOST_TRIES, max(1, len(program) // 2)
        while size and left:
            place = 0
            while place < len(program) and left:
                left -= 1
                fewer = without(program, program[place : place + size])
                if found := await self.run(fewer, blind):
                    program, difference = fewer, found
                else:
                    place += size
            size //= 2
        return program, difference

    async def close(self) -> None:
        await asyncio.gather(*self._clearing)

    @asynccontextmanager
    async def _world(self, blind: Collection[str], postbox: Postbox) -> AsyncIterator[World]:
        with self.stage.fork() as url:
            async with opened(url, self.stage.tokens, blind, postbox) as world:
                yield world

    def _clear(self, stack: AsyncExitStack) -> None:
        task = asyncio.create_task(stack.aclose())
        self._clearing.add(task)
        task.add_done_callback(self._clearing.discard)


def without(program: Program, taken: Program) -> Program:
    """The program without these steps, and without those that mean something else without them."""
    gone = {step.number for step in taken}
    for step in program:
        if step.needs & gone:
            gone.add(step.number)
    return [step for step in program if step.number not in gone]
