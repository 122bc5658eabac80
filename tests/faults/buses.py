"""F2 and F3: the bus dies and comes back, freezes, or is cut off; news and answers go on."""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

from tests.faults.crowd import tokens
from tests.faults.ground import Ground
from tests.faults.invariants import Verdict
from tests.faults.logs import Written
from tests.faults.processes import Worker
from tests.faults.reader import Reader, all_following
from tests.faults.settling import settled
from tests.faults.writer import Writer
from tests.patience import until

HINTED = 0.35
"""Seconds within which news comes when the bus tells of it; without it, at the next look, up to a second later."""
IN_A_ROW = 8
"""So many hinted deliveries in a row do not happen without a bus."""
READERS = 4
HEARD_AGAIN = 2
"""Seconds in which a hub hears its own heartbeat once more."""

Act = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Outage:
    delays: list[float]
    """From acknowledgement to delivery, meanwhile."""
    answers: list[float]
    back_in_use_after: float
    health: tuple[str, ...]
    """What both hubs said of themselves before, at the end of the outage, and afterwards."""
    holds: Verdict

    @property
    def slowest_delivery(self) -> float:
        return max(self.delays)

    @property
    def answer_p99(self) -> float:
        return statistics.quantiles(self.answers, n=100)[98]


async def outage(ground: Ground, begin: Act, end: Act, seconds: float) -> Outage:
    """People write at one hub and follow at the other; what is begun ends after so many seconds."""
    here, there = await ground.workers()
    writers = [Writer([here.origin], token, [*ground.threads.values()]) for token in await tokens(ground, 3)]
    readers = [Reader([there.origin], token, ground.network.public_id) for token in await tokens(ground, READERS)]
    async with all_following(readers):
        await until(lambda: all(reader.is_live for reader in readers), "that all follow")
        async with AsyncExitStack() as writing:
            logs = [await writing.enter_async_context(writer.writing(0.05)) for writer in writers]
            await _come_hinted(readers, logs, 20)
            health = [await _health(here)]
            await begin()
            begun = time.monotonic()
            await asyncio.sleep(seconds)
            health.append(await _health(here))
            await end()
            over = time.monotonic()
            back = await _come_hinted(readers, logs, 30)
            await asyncio.sleep(HEARD_AGAIN)
            health.append(await _health(here))
        holds = await settled(ground, logs, readers)
    delays = [delay for _, delay in _timed(readers, logs, begun, over)]
    return Outage(delays, _answers(logs, begun, over), back - over, tuple(health), holds)


async def _health(hub: Worker) -> str:
    return await asyncio.to_thread(hub.health)


async def _come_hinted(readers: Sequence[Reader], logs: Sequence[Written], seconds: float) -> float:
    """When the first of a row of hinted deliveries came, from now on."""
    began = time.monotonic()
    async with asyncio.timeout(seconds):
        while True:
            row = _timed(readers, logs, began, time.monotonic())[-IN_A_ROW:]
            if len(row) == IN_A_ROW and all(delay < HINTED for _, delay in row):
                return row[0][0]
            await asyncio.sleep(0.05)


def _timed(readers: Sequence[Reader], logs: Sequence[Written], since: float, until: float) -> list[tuple[float, float]]:
    """When each post acknowledged in that time came to a reader, and how long after its acknowledgement."""
    told = {post: log.acknowledged_at[key] for log in logs for key, post in [*log.acknowledged.items()]}
    came = [
        (at, max(at - told[line.subject], 0))
        for reader in readers
        for run in reader.runs
        for line, at in zip(run.applied, run.applied_at, strict=True)
        if line.subject in told and since <= told[line.subject] < until
    ]
    return sorted(came)


def _answers(logs: Sequence[Written], since: float, until: float) -> list[float]:
    return [
        seconds
        for log in logs
        for at, seconds in zip(log.acknowledged_at.values(), log.seconds, strict=True)
        if since <= at < until
    ]
