"""Devices of readers, each holding what it counts as unread, while others write, remove, move and the readers read.

A device follows on sockets of its own and asks anew only when it has heard of something, as the page does. Its
connections are cut without a word, stay away for a while, and go on from their cursors.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from random import Random
from typing import Self
from uuid import UUID

import websockets
from sqlalchemy import func, select

from hub import events, permissions, threads, unread
from hub.database import Viewer, Work
from hub.errors import HubError
from hub.models import Audience, Board, Network, Person, Post, ReadMark, Thread
from tests import cast
from tests.cast import ADDRESSES, Hub
from tests.patience import until

READERS = {"member": 3, "observer": 2, "moderator": 1}
"""Who reads, on so many devices each."""
Counts = dict[UUID, int]
_STREAM = "cursor control { __typename } events { number } } }"
_OF_NETWORK = (
    f"subscription ($network: ID!, $after: String) {{ networkEvents(network: $network, after: $after) {{ {_STREAM}"
)
_OF_PERSON = f"subscription ($after: String) {{ networkEvents: personalEvents(after: $after) {{ {_STREAM}"


@dataclass(eq=False)
class Device:
    person: cast.Person
    viewer: Viewer
    network: Network
    held: Counts = field(default_factory=dict)
    _online: asyncio.Event = field(default_factory=asyncio.Event)
    _heard: asyncio.Event = field(default_factory=asyncio.Event)
    _sockets: set[websockets.ClientConnection] = field(default_factory=set)

    @asynccontextmanager
    async def following(self) -> AsyncIterator[Self]:
        """From a snapshot on."""
        async with self.viewer.database.reading(self.viewer) as work:
            self.held = await fresh(work, self.network)
            streams = [await events.of_network(work, self.network.id), events.of_viewer(work)]
            of_network, of_person = await events.heads(work, streams)
        async with asyncio.TaskGroup() as tasks:
            running = [
                tasks.create_task(self._hear(_OF_NETWORK, of_network, network=self.network.public_id)),
                tasks.create_task(self._hear(_OF_PERSON, of_person)),
                tasks.create_task(self._count()),
            ]
            yield self
            for task in running:
                task.cancel()

    def connect(self) -> None:
        self._online.set()

    def cut(self) -> None:
        """As when a tunnel swallows the train."""
        self._online.clear()
        for socket in self._sockets:
            socket.transport.abort()

    async def _hear(self, document: str, cursor: str, **variables: str) -> None:
        while await self._online.wait():
            with suppress(websockets.ConnectionClosed, websockets.InvalidHandshake, OSError):
                async with self.person.following(document, after=cursor, **variables) as news:
                    self._sockets.add(news.socket)
                    try:
                        while self._online.is_set() and (batch := await news.batch(30)):
                            cursor = batch["cursor"]
                            if batch["events"]:
                                self._heard.set()
                    finally:
                        self._sockets.discard(news.socket)

    async def _count(self) -> None:
        while await self._heard.wait():
            self._heard.clear()
            async with self.viewer.database.reading(self.viewer) as work:
                self.held = await fresh(work, self.network)


async def fresh(work: Work, network: Network) -> Counts:
    """What the hub counts, with the whole network's number."""
    seen = await work.rows((await permissions.visible(work, Thread)).where(Thread.network_id == network.id))
    counted = await work.pairs(await unread.in_threads(work, [thread.id for thread in seen]))
    total = (await work.pairs(await unread.in_networks(work, [network.id]))).get(network.id, 0)
    return {id: count for id, count in counted.items() if count} | {network.id: total}


async def by_hand(work: Work, network: Network) -> Counts:
    """The same, post by post: others' visible posts beyond the mark."""
    reader = permissions.signed_in(work)
    mark = select(ReadMark.position).where(ReadMark.thread_id == Post.thread_id, ReadMark.person_id == reader)
    new = (await permissions.visible(work, Post)).where(
        Post.thread_id.in_(select(Thread.id).where(Thread.network_id == network.id)),
        Post.author_id != reader,
        Post.removed_at.is_(None),
        Post.position > func.coalesce(mark.scalar_subquery(), 0),
    )
    counted = await work.pairs(new.with_only_columns(Post.thread_id, func.count()).group_by(Post.thread_id))
    return dict(counted) | {network.id: sum(counted.values())}


async def end_alike(hub: Hub, seed: str, rounds: int) -> list[str]:
    """What differs after each round, and when all are back: a device, a fresh query, and the count by hand."""
    random = Random(seed)
    async with hub.database.reading(hub.operator) as work:
        people = await work.pairs(select(Person.email, Person.id).where(Person.email.in_(ADDRESSES.values())))
        network = await work.row(select(Network).where(Network.slug == "obywateli"))
    assert network
    viewers = {name: Viewer(hub.database, who=people[address]) for name, address in ADDRESSES.items()}
    async with AsyncExitStack() as stack:
        devices = [
            await stack.enter_async_context(Device(await hub.person(name), viewers[name], network).following())
            for name, many in READERS.items()
            for _ in range(many)
        ]
        found = []
        for _ in range(rounds):
            away = random.sample(devices, k=random.randint(1, len(devices) // 2))
            for device in devices:
                device.cut() if device in away else device.connect()
            await asyncio.gather(*(_act(random, viewers, network) for _ in range(random.randint(1, 4))))
            found += [await _difference(device) for device in devices if device not in away]
        for device in away:
            device.connect()
        found += [await _difference(device) for device in away]
    return [f"{seed}: {difference}" for difference in found if difference]


async def _difference(device: Device) -> str:
    async with device.viewer.database.reading(device.viewer) as work:
        now, counted = await fresh(work, device.network), await by_hand(work, device.network)
    with suppress(AssertionError):
        await until(lambda: device.held == now)
    return "" if device.held == now == counted else f"{device.held} on a device, {now} afresh, {counted} by hand"


async def _act(random: Random, viewers: dict[str, Viewer], network: Network) -> None:
    """Something that somebody does at random; what they may not is refused."""
    who = viewers[random.choice(("member", "colleague", "observer", "moderator"))]
    async with who.database.reading(who) as work:
        seen = (await permissions.visible(work, Thread)).where(Thread.network_id == network.id)
        among = random.choice(await work.rows(seen.order_by(Thread.id)))
        posts = await work.rows((await permissions.visible(work, Post)).where(Post.thread_id == among.id))
        boards = await work.rows((await permissions.visible(work, Board)).where(Board.network_id == network.id))
    thread, chance = among.public_id, random.random()
    post = random.choice(posts).public_id if posts else thread
    try:
        if chance < 0.3:
            await threads.reply(who, thread, "Wpis")
        elif chance < 0.6:
            await unread.mark_read(who, thread, random.randint(0, max(len(posts), 1)))
        elif chance < 0.7:
            await threads.remove_post(who, post)
        elif chance < 0.76:
            await threads.hide_post(who, post, "powód")
        elif chance < 0.82:
            await threads.edit_post(who, post, "Poprawione")
        elif chance < 0.88:
            await threads.start(who, random.choice(boards).public_id, "Nowa", "Pierwszy")
        elif chance < 0.94:
            await threads.set_audience(viewers["moderator"], thread, random.choice(list(Audience)))
        elif chance < 0.97:
            await unread.mark_board_read(who, random.choice(boards).public_id)
        else:
            await unread.mark_network_read(who, network.public_id)
    except HubError:
        pass
