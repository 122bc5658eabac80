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
from tests.faults.reader import Reader, news
from tests.faults.slow_readers import asking_for_news, frame, handshake
from tests.faults.writer import Writer
from tests.patience import until

AT_ONCE = 15
_PRESENCE = "subscription ($thread: ID!) { presence(thread: $thread) { people { isTyping } } }"


@dataclass(frozen=True, slots=True)
class Inside:
    """What a hub in this process is busy with."""

    tasks: int
    followers: int
    watchers: int
    """Of who is at a thread."""
    connections: int
    """Of the database, in use."""


def inside(hub: Hub) -> Inside:
    live = hub.database.live
    followers = sum(len(followers) for followers in live._followers.values())
    watchers = sum(len(watchers) for watchers in live.attendance._watched.values())
    return Inside(len(asyncio.all_tasks()), followers, watchers, hub.database.engine.pool.checkedout())  # type: ignore[attr-defined]


async def cycles(origin: str, ground: Ground, tokens: Sequence[str], count: int) -> None:
    """So many connect, ask for news and for who is there, and are reset at some byte, before or after an answer."""
    left = iter(range(count))

    async def one_after_another(token: str) -> None:
        for number in left:
            await _cut_off(origin, handshake(origin) + _asking(token, ground), address(number))

    await asyncio.gather(*(one_after_another(token) for token in tokens[:AT_ONCE]))


def _asking(token: str, ground: Ground) -> bytes:
    presence = {"query": _PRESENCE, "variables": {"thread": next(iter(ground.threads.values()))}}
    for_presence = frame({"id": "2", "type": "subscribe", "payload": presence})
    return asking_for_news(token, ground.network.public_id, news()) + for_presence


async def _cut_off(origin: str, said: bytes, address: str) -> None:
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
        await until(lambda: reader.is_live, "that one follows")
        async with writer.writing(0.05) as written:
            await until(lambda: len(written.acknowledged) > 5, "that one writes")
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
                await until(lambda: later.is_live, "that another one can follow")
        head = (await ground.stored()).heads["members"]
        await until(lambda: reader.number >= head, "that news came")
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
