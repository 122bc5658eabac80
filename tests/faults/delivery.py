"""F2, F5 and F17 together: everything is delivered, in order, while bus and hubs go down and slow readers hang on."""

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from itertools import cycle

from hub.models import StandingKind
from tests.faults.crowd import sockets, tokens
from tests.faults.ground import Ground
from tests.faults.invariants import Verdict
from tests.faults.logs import Written
from tests.faults.processes import Worker
from tests.faults.reader import Reader, all_following, news
from tests.faults.settling import settled
from tests.faults.slow_readers import SlowReader, not_reading
from tests.faults.writer import Writer
from tests.patience import until


@dataclass(frozen=True, slots=True)
class Delivered:
    deliveries: int
    reconnects: int
    holds: Verdict


async def under_faults(ground: Ground, readers: int, deliveries: int, seconds: float = 600) -> Delivered:
    """Half of the readers observe; every round of trouble strikes each thing once."""
    hubs = await ground.workers()
    origins = [hub.origin for hub in hubs]
    members = await _readers(ground, origins, readers - readers // 2, StandingKind.MODERATOR)
    observers = await _readers(ground, origins, readers // 2, StandingKind.OBSERVER)
    everybody = [*members, *observers]
    async with all_following(everybody):
        await until(lambda: all(reader.is_live for reader in everybody), "that all follow")
        async with _writing(ground, origins) as logs, _trouble(ground, hubs, everybody):
            await until(lambda: _sum(everybody) >= deliveries, f"{deliveries} deliveries", seconds=seconds)
        holds = await settled(ground, logs, members, observers)
    lost = sum(len(reader.losses) for reader in everybody)
    return Delivered(_sum(everybody), lost, holds)


async def _readers(ground: Ground, origins: Sequence[str], count: int, kind: StandingKind) -> list[Reader]:
    held = await sockets(ground, count, kind)
    return [Reader(origins, token, ground.network.public_id, address=address) for token, address in held]


@asynccontextmanager
async def _writing(ground: Ground, origins: Sequence[str]) -> AsyncIterator[list[Written]]:
    writers = [Writer(origins, token, [*ground.threads.values()], size=2000) for token in await tokens(ground, 3)]
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(writer.writing(pause=0.02)) for writer in writers]


@asynccontextmanager
async def _trouble(ground: Ground, hubs: Sequence[Worker], readers: Sequence[Reader]) -> AsyncIterator[None]:
    """Meanwhile one thing after another goes down and comes back; the last one comes back before the end."""
    over = asyncio.Event()
    task = asyncio.create_task(_strike(ground, hubs, readers, over))
    try:
        yield
    finally:
        over.set()
        await task


async def _strike(ground: Ground, hubs: Sequence[Worker], readers: Sequence[Reader], over: asyncio.Event) -> None:
    """A round lasts until somebody was told something, however slow the machine is."""
    token = (await tokens(ground, 1))[0]
    for hub, how in zip(cycle(hubs), cycle(["stop", "kill", "kill"]), strict=False):
        told = _sum(readers)
        slow = [SlowReader(hub.origin, token, ground.network.public_id, news("id body")) for _ in range(2)]
        async with not_reading(slow):
            await asyncio.sleep(random.uniform(0.1, 0.4))
            if ground.bus:
                await ground.bus.kill()
            await asyncio.sleep(random.uniform(0.1, 0.4))
            await (hub.stop() if how == "stop" else hub.kill())
            await hub.start()
        if ground.bus:
            await ground.bus.start()
        if over.is_set():
            return
        await asyncio.sleep(random.uniform(0.5, 2))
        await until(partial(_goes_on, readers, told, over), "that something is delivered")


def _goes_on(readers: Sequence[Reader], told: int, over: asyncio.Event) -> bool:
    return over.is_set() or _sum(readers) > told


def _sum(readers: Sequence[Reader]) -> int:
    return sum(len(run.delivered) for reader in readers for run in reader.runs)
