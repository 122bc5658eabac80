"""Devices of readers, each holding what it counts as unread, while others write, remove, move and the readers read.

A device asks anew only when it has heard of something, as the page does; now and then it is cut off for a while.
"""

import asyncio
from dataclasses import dataclass, field, replace
from random import Random
from uuid import UUID

from sqlalchemy import func, select

from hub import events, permissions, threads, unread
from hub.database import Database, Viewer, Work
from hub.errors import HubError
from hub.models import Audience, Board, Network, Person, Post, ReadMark, Stream, Thread
from tests.cast import ADDRESSES

READERS = {"member": 3, "observer": 2, "moderator": 1}
"""Who reads, on so many devices each."""
Counts = dict[UUID, int]


@dataclass
class Device:
    viewer: Viewer
    network: Network
    heard: dict[UUID, int] = field(default_factory=dict)
    held: Counts = field(default_factory=dict)

    async def catch_up(self) -> None:
        """Reads on where it stopped, and counts anew if anything came."""
        async with self.viewer.database.reading(self.viewer) as work:
            streams = [await events.network_stream(work, self.network), await events.personal_stream(work)]
            if sum(self._has_moved(stream) for stream in streams):
                self.held = await fresh(work, self.network)

    def _has_moved(self, stream: Stream) -> bool:
        before, self.heard[stream.id] = self.heard.get(stream.id, -1), stream.head
        return stream.head > before


async def fresh(work: Work, network: Network) -> Counts:
    """What the hub counts, with the whole network's number."""
    seen = await work.rows((await permissions.visible(work, Thread)).where(Thread.network_id == network.id))
    counted = await unread.in_threads(work, [thread.id for thread in seen])
    total = (await unread.in_networks(work, [network.id])).get(network.id, 0)
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


async def end_alike(database: Database, seed: str, rounds: int) -> list[str]:
    """What differs in the end: between a device and a fresh query, or that and the count by hand."""
    random = Random(seed)
    async with database.reading(Viewer(database)) as work:
        people = await work.pairs(select(Person.email, Person.id).where(Person.email.in_(ADDRESSES.values())))
        network = await work.row(select(Network).where(Network.slug == "obywateli"))
    assert network
    viewers = {name: Viewer(database, who=people[address]) for name, address in ADDRESSES.items()}
    devices = [Device(replace(viewers[name]), network) for name, many in READERS.items() for _ in range(many)]
    for _ in range(rounds):
        acts = [_act(random, viewers, network) for _ in range(4)]
        reached = random.sample(devices, k=random.randint(0, len(devices)))
        await asyncio.gather(*acts, *(device.catch_up() for device in reached))
    found = []
    for device in devices:
        await device.catch_up()
        async with database.reading(device.viewer) as work:
            now, counted = await fresh(work, network), await by_hand(work, network)
        if not device.held == now == counted:
            found.append(f"{seed}: {device.held} on a device, {now} afresh, {counted} by hand")
    return found


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
