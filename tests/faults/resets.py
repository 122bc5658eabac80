"""F15 and F16: connections cut off anywhere, and more of them than there are descriptors."""

import asyncio
import random
import struct
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from socket import SO_LINGER, SOL_SOCKET, socket
from urllib.parse import urlsplit

from tests.cast import Hub
from tests.faults.crowd import address, tokens
from tests.faults.ground import Ground
from tests.faults.patience import until
from tests.faults.reader import Reader, news
from tests.faults.slow_readers import asking_for_news, handshake
from tests.faults.writer import Writer

AT_ONCE = 15


@dataclass(frozen=True, slots=True)
class Inside:
    """What a hub in this process is busy with."""

    tasks: int
    followers: int
    connections: int
    """Of the database, in use."""


def inside(hub: Hub) -> Inside:
    followers = sum(len(followers) for followers in hub.database.live._followers.values())
    return Inside(len(asyncio.all_tasks()), followers, hub.database.engine.pool.checkedout())  # type: ignore[attr-defined]


async def cycles(origin: str, network: str, tokens: Sequence[str], count: int) -> None:
    """So many connect, subscribe and are reset at some byte, before or after an answer."""
    left = iter(range(count))

    async def one_after_another(token: str) -> None:
        for number in left:
            await _cut_off(origin, token, network, address(number))

    await asyncio.gather(*(one_after_another(token) for token in tokens[:AT_ONCE]))


async def _cut_off(origin: str, token: str, network: str, address: str) -> None:
    said = handshake(origin) + asking_for_news(token, network, news())
    with socket() as link, suppress(OSError):
        link.setblocking(False)
        link.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))  # closing sends RST
        link.bind((address, 0))
        to = urlsplit(origin)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(link, (to.hostname, to.port))
        until_there = random.randrange(len(said) + 1)
        await loop.sock_sendall(link, said[:until_there])
        await asyncio.sleep(random.choice([0, 0, random.uniform(0, 0.02)]))
        await loop.sock_sendall(link, said[until_there:] if random.random() < 0.3 else b"")
        await asyncio.sleep(random.choice([0, random.uniform(0, 0.02)]))


async def more_than_there_are_descriptors(ground: Ground, limit: int, sockets: int, seconds: float) -> list[str]:
    """What went wrong: for those who were there before, meanwhile, and for those who come afterwards."""
    hub = await ground.worker()
    reader, later = [Reader([hub.origin], token, ground.network.public_id) for token in await tokens(ground, 2)]
    writer = Writer([hub.origin], (await tokens(ground, 1))[0], [*ground.threads.values()])
    wrong = []
    async with reader.following():
        await until(lambda: reader.is_live, 20, "that one follows")
        async with writer.writing(0.05) as written:
            await until(lambda: len(written.acknowledged) > 5, 10, "that one writes")
            hub.limit_descriptors(limit)
            crowd = [await _connected(hub.port) for _ in range(sockets)]
            before = len(written.acknowledged)
            await asyncio.sleep(seconds)
            unclean = [failure for failure in written.failures if failure != "UNAVAILABLE"]  # that is to be tried again
            if len(written.acknowledged) < before + 5 or unclean:
                wrong.append(f"{len(written.acknowledged) - before} posts meanwhile, {unclean[:3]}")
            for link in crowd:
                link.close()
            async with later.following():
                await until(lambda: later.is_live, 10, "that another one can follow")
        head = (await ground.stored()).heads["members"]
        await until(lambda: reader.number >= head, 10, "that news came")
    if reader.losses:
        wrong.append(f"who was there lost the connection: {reader.losses[0]}")
    return wrong


async def _connected(port: int) -> socket:
    """As far as the kernel: the hub may be unable to accept it."""
    link = socket()
    link.setblocking(False)
    with suppress(TimeoutError, OSError):
        async with asyncio.timeout(0.5):
            await asyncio.get_running_loop().sock_connect(link, ("127.0.0.1", port))
    return link
