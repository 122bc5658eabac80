"""F5: what slow readers cost the hub and the others."""

import asyncio
import statistics
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

from tests.faults.crowd import sockets, tokens
from tests.faults.ground import Ground
from tests.faults.logs import Written
from tests.faults.processes import Worker
from tests.faults.reader import Reader, all_following, news
from tests.faults.slow_readers import SlowReader, not_reading
from tests.faults.writer import Writer
from tests.patience import until

POST = 8_000


@dataclass(frozen=True, slots=True)
class Crowded:
    slowest_drop: float
    """Seconds from the first byte a slow reader did not take to its end."""
    most_in_kernel: int
    """Bytes held for one of them in the hub's send queue."""
    memory_each: float
    """Bytes by which the hub had grown at most, for each."""
    p99_without: float
    p99_with: float
    """Of the others' news, from acknowledgement to delivery."""


async def crowd_out(ground: Ground, slow: int, good: int, alone: float, pause: float, patience: float = 20) -> Crowded:
    """News comes to the good readers alone for some seconds, then beside slow ones until these are dropped."""
    hub = await ground.worker()
    document, network = news("id body"), ground.network.public_id
    good_ones = [
        Reader([hub.origin], token, network, document=document, address=address)
        for token, address in await sockets(ground, good)
    ]
    slow_ones = [SlowReader(hub.origin, token, network, document) for token, _ in await sockets(ground, slow)]
    writer = Writer([hub.origin], (await tokens(ground, 1))[0], [*ground.threads.values()], size=POST)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(all_following(good_ones))
        await until(lambda: all(reader.is_live for reader in good_ones), "that all follow")
        written = await stack.enter_async_context(writer.writing(pause))
        await until(lambda: bool(written.acknowledged), "the first post, which loads what search needs")
        began = time.monotonic()
        await asyncio.sleep(alone)
        crowded, before = time.monotonic(), hub.memory()
        await stack.enter_async_context(not_reading(slow_ones))
        most = await _until_dropped(hub, slow_ones, patience)
        over = time.monotonic()
    return Crowded(
        max(reader.stuck_for for reader in slow_ones),
        max(held for reader in slow_ones for held in reader.held),
        (most - before) / slow,
        _p99(good_ones, written, began, crowded),
        _p99(good_ones, written, crowded, over),
    )


async def _until_dropped(hub: Worker, slow: Sequence[SlowReader], patience: float) -> int:
    """The most memory the hub held meanwhile; gives up after that time."""
    deadline, most = time.monotonic() + patience, 0
    while time.monotonic() < deadline and not all(reader.dropped_at for reader in slow):
        most = max(most, hub.memory())
        await asyncio.sleep(0.1)
    return most


def _p99(readers: Sequence[Reader], written: Written, since: float, until: float) -> float:
    told = {post: written.acknowledged_at[key] for key, post in written.acknowledged.items()}
    delays = [
        max(at - told[line.subject], 0)
        for reader in readers
        for line, at in zip(reader.run.applied, reader.run.applied_at, strict=True)
        if line.subject in told and since <= at < until
    ]
    return statistics.quantiles(delays, n=100)[98]
