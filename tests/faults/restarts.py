"""F6 and F17: hubs are stopped as one stops them, under load, and everybody comes back."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

from tests.faults.crowd import sockets, tokens
from tests.faults.ground import Ground
from tests.faults.invariants import Verdict
from tests.faults.reader import Loss, Reader, all_following
from tests.faults.settling import settled
from tests.faults.writer import Writer
from tests.patience import until

SAID = {1001, 1012}
"""Going away, or service restart: what a hub says to its sockets when it is told to end."""


@dataclass(frozen=True, slots=True)
class Restarted:
    codes: set[int | None]
    """How the hub took leave of its sockets."""
    slowest_return: float
    """Seconds from the loss of a connection to the answer on the next."""
    all_back_after: float
    """Seconds from the moment the hub was ready again."""
    refused: list[Loss]
    """Connections that did not come about although it was."""
    holds: Verdict


async def rolling(ground: Ground, rounds: int, readers: int) -> Restarted:
    """Each hub in turn, while people write and follow wherever a hub answers."""
    hubs = await ground.workers()
    origins = [hub.origin for hub in hubs]
    following = await _readers(ground, origins, readers, jitter=0.5)
    writers = [Writer(origins, token, [*ground.threads.values()]) for token in await tokens(ground, 2)]
    async with all_following(following):
        await until(lambda: all(reader.is_live for reader in following), "that all follow")
        async with AsyncExitStack() as writing:
            logs = [await writing.enter_async_context(writer.writing(0.02)) for writer in writers]
            for hub in hubs * rounds:
                await asyncio.sleep(0.5)
                await hub.stop()
                await hub.start()
                ready = time.monotonic()
                await until(lambda: all(reader.is_live for reader in following), "that all are back")
                back = time.monotonic()
        holds = await settled(ground, logs, following)
    return _restarted(following, ready, back, holds)


async def storm(ground: Ground, readers: int, jitter: float = 5) -> Restarted:
    """One hub ends and starts again under all of its readers at once."""
    hub = await ground.worker()
    following = await _readers(ground, [hub.origin], readers, jitter)
    writer = Writer([hub.origin], (await tokens(ground, 1))[0], [*ground.threads.values()])
    async with all_following(following):
        await until(lambda: all(reader.is_live for reader in following), "that all follow", seconds=120)
        await hub.stop()
        await hub.start()
        ready = time.monotonic()
        async with writer.writing(0.1) as written:
            await until(lambda: all(reader.is_live for reader in following), "that all are back")
            back = time.monotonic()
        holds = await settled(ground, [written], following)
    return _restarted(following, ready, back, holds)


def _restarted(readers: Sequence[Reader], ready: float, back: float, holds: Verdict) -> Restarted:
    return Restarted(
        codes={loss.code for reader in readers for loss in reader.losses},
        slowest_return=max(_returns(readers)),
        all_back_after=back - ready,
        refused=[failure for reader in readers for failure in reader.failures if failure.at > ready],
        holds=holds,
    )


async def _readers(ground: Ground, origins: Sequence[str], count: int, jitter: float) -> list[Reader]:
    """From many addresses, as there is a cap on new sockets from one."""
    readers = [
        Reader(origins, token, ground.network.public_id, jitter=jitter, address=address)
        for token, address in await sockets(ground, count)
    ]
    await readers[0].refresh()
    for reader in readers[1:]:
        reader.take_over(readers[0])
    return readers


def _returns(readers: Sequence[Reader]) -> list[float]:
    """From each loss to the next answer."""
    return [
        min((at for at in reader.answered_at if at > loss.at), default=float("inf")) - loss.at
        for reader in readers
        for loss in reader.losses
    ] or [float("inf")]
