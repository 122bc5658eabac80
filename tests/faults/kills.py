"""F1: kill -9 while people write."""

import asyncio
import random
from collections.abc import Sequence
from contextlib import AsyncExitStack

from tests.faults.crowd import tokens
from tests.faults.ground import Ground
from tests.faults.invariants import Verdict, what_is_stored_is_whole
from tests.faults.logs import Written
from tests.faults.writer import Writer
from tests.patience import until

WRITERS = 8


async def rounds_of_killing(ground: Ground, rounds: int) -> tuple[int, Verdict]:
    """How many posts were acknowledged, and whether all held in the end.

    Each round kills every hub at a moment between two answers or within one; the writers try again with the same key.
    """
    hubs = await ground.workers()
    origins = [hub.origin for hub in hubs]
    writers = [Writer(origins, token, [*ground.threads.values()]) for token in await tokens(ground, WRITERS)]
    async with AsyncExitStack() as stack:
        logs = [await stack.enter_async_context(writer.writing()) for writer in writers]
        for _ in range(rounds):
            before = _acknowledged(logs) + random.randrange(3 * WRITERS)
            await until(lambda before=before: _acknowledged(logs) > before, "an acknowledged post")  # type: ignore[misc]
            await asyncio.sleep(random.uniform(0.02, 0.15))
            await asyncio.gather(*(hub.kill() for hub in hubs))
            await asyncio.gather(*(hub.start() for hub in hubs))
    acknowledged = {key: post for log in logs for key, post in log.acknowledged.items()}
    return len(acknowledged), what_is_stored_is_whole(acknowledged, await ground.stored())


def _acknowledged(logs: Sequence[Written]) -> int:
    return sum(len(log.acknowledged) for log in logs)
