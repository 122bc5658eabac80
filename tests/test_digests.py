"""Digests: exactly what changed for their reader since the last one, once, at their hour, by the event log."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update

from hub import clock, notices, threads, unread
from hub.clock import UTC
from hub.consequences import open_database
from hub.database import Database, Viewer, Work
from hub.leases import Holder
from hub.models import (
    Audience,
    Board,
    Event,
    EventKind,
    Letter,
    LetterKind,
    Mailing,
    Network,
    NoticeLevel,
    Person,
    Post,
    Rhythm,
    Standing,
    Stream,
    StreamKind,
    Thread,
)
from hub.notices.hours import next_due
from tests.cast import ADDRESSES
from tests.conftest import settings_for
from tests.faults.ground import standing_on
from tests.patience import until
from tests.postbox import postbox, text_of

LEVELS = (NoticeLevel.EVERYTHING, NoticeLevel.CONCERNING, NoticeLevel.NOTHING)


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    opened = open_database(settings_for(url))
    yield opened
    await opened.close()


class Life:
    """What the moderator and the member do in a network, and how far the reader, an observer, has come."""

    def __init__(self, database: Database, seed: int) -> None:
        self.database, self.random = database, Random(seed)
        self.operator = Viewer(database)
        self.holder = Holder(self.operator, timedelta(hours=1))
        self.told: list[UUID] = []

    async def begin(self) -> None:
        assert await self.holder.hold()
        async with self.database.reading(self.operator) as work:
            by_email = {
                name: await work.row(select(Person).where(Person.email == it)) for name, it in ADDRESSES.items()
            }
            network = await work.row(select(Network).where(Network.slug == "obywateli"))
            open_boards = select(Board).where(Board.audience != Audience.MEMBERS)
            assert network
            board = await work.row(open_boards.where(Board.network_id == network.id))
        assert board
        self.network, self.board = network, board
        self.who = {name: replace(self.operator, who=it.id) for name, it in by_email.items() if it}
        self.reader = self.who["observer"]
        await notices.post_digests(self.holder)
        self.number = await self.head()
        self.threads = [await self.start() for _ in range(2)]

    async def start(self) -> Thread:
        return await threads.start(self.who["member"], self.board.public_id, f"Rozmowa {self.random.random()}", "Wpis")

    async def head(self) -> int:
        async with self.database.reading(self.operator) as work:
            stream = await work.row(self._stream())
        assert stream
        return int(stream.head)

    def _stream(self) -> Any:
        return select(Stream).where(Stream.kind == StreamKind.EVERYONE, Stream.about_id == self.network.id)

    async def happen(self) -> None:
        """One thing, by chance: most of the time somebody writes."""
        thread = self.random.choice(self.threads)
        match self.random.randrange(9):
            case 0:
                self.threads.append(await self.start())
            case 1:
                await self.hide_one(thread)
            case 2:
                audience = Audience.MEMBERS if thread.audience is not Audience.MEMBERS else Audience.OPEN
                moderator, id = self.who["moderator"], thread.public_id
                self.threads[self.threads.index(thread)] = await threads.set_audience(moderator, id, audience)
            case 3 if thread.audience is not Audience.MEMBERS:
                async with self.database.reading(self.reader) as work:
                    seen = await work.get(Thread, thread.id)
                assert seen
                await unread.mark_read(self.reader, thread.public_id, self.random.randint(0, seen.last_open_position))
            case 4:
                level = self.random.choice(LEVELS)
                await notices.set_network_level(self.reader, self.network.public_id, level)
            case _:
                await threads.reply(self.who["member"], thread.public_id, f"Wpis {self.random.random()}")

    async def hide_one(self, thread: Thread) -> None:
        async with self.database.reading(self.operator) as work:
            there = select(Post).where(Post.thread_id == thread.id, Post.removed_at.is_(None))
            posts = await work.rows(there)
        if posts:
            await threads.hide_post(self.who["moderator"], self.random.choice(posts).public_id, "dane osobowe")

    async def digest(self) -> list[UUID]:
        """The posts that the reader's next digest tells of, when it is sent."""
        owner = self.reader.person_id
        assert owner
        due = update(Mailing).where(Mailing.person_id == owner).values(due_at=clock.now())
        await self.database.transact(self.operator, lambda work: work.execute(due))
        await notices.post_digests(self.holder)
        waiting = select(Letter).where(Letter.kind == LetterKind.DIGEST, Letter.due_at.is_not(None))

        async def send(work: Work) -> list[UUID]:
            letter = await work.row(waiting.where(Letter.to_id == owner))
            if letter is None:
                return []
            letter.due_at, letter.sent_at = None, work.at
            sections = await notices.changed(work, owner, letter.details)
            return [post.id for section in sections for _, posts in section.threads for post in posts]

        told: list[UUID] = await self.database.transact(self.operator, send)
        return told

    async def expected(self) -> set[UUID]:
        """By the event log of the stream that the reader follows, and by what they see of it now."""
        async with self.database.reading(self.reader) as work:
            stream = await work.row(self._stream())
            assert stream
            news = await work.rows(
                select(Event).where(Event.stream_id == stream.id, Event.number > self.number).order_by(Event.number)
            )
            self.number = stream.head
            level = {it.id: at.level for it, at in await notices.networks_of(work)}[self.network.id]
            read = await work.pairs(await unread.positions(work, [thread.id for thread in self.threads]))
            found = [await self._post(work, event) for event in news]
            seen = {thread.id for thread in self.threads if thread.audience is not Audience.MEMBERS}
        return {
            post.id
            for post in found
            if post
            and level is NoticeLevel.EVERYTHING
            and post.thread_id in seen
            and not post.is_removed
            and (post.open_position or 0) > read.get(post.thread_id, 0)
        }

    async def _post(self, work: Work, event: Event) -> Post | None:
        match event.kind:
            case EventKind.POST_ADDED:
                return await work.get(Post, event.subject_id)
            case EventKind.THREAD_STARTED:
                return await work.row(select(Post).where(Post.thread_id == event.subject_id, Post.position == 1))
        return None


@pytest.mark.parametrize("seed", range(2))
async def test_a_digest_holds_exactly_what_changed_for_its_reader_since_the_last(database: Database, seed: int) -> None:
    life = Life(database, seed)
    await life.begin()
    await notices.set_network_level(life.reader, life.network.public_id, NoticeLevel.EVERYTHING)
    everything: list[UUID] = []
    for round in range(6):
        for _ in range(8):
            await life.happen()
        expected = await life.expected()
        told = await life.digest()
        assert sorted(told) == sorted(expected), f"round {round}"
        everything += told
    assert everything, "something was told"
    assert len(everything) == len(set(everything)), "and nothing twice"


@pytest.mark.any_database
def test_the_hour_is_the_readers_own_also_when_clocks_change() -> None:
    def due(zone: str, after: datetime, **facts: Any) -> datetime | None:
        return next_due(Mailing(person_id=UUID(int=1), **{"hour": 7} | facts), zone, after)

    at = datetime(2026, 3, 28, 12, tzinfo=UTC)
    assert due("Europe/Warsaw", at - timedelta(days=1)) == datetime(2026, 3, 28, 6, tzinfo=UTC)
    assert due("Europe/Warsaw", at) == datetime(2026, 3, 29, 5, tzinfo=UTC), "the clocks went forward in the night"
    assert due("Europe/Warsaw", at, hour=2) == datetime(2026, 3, 29, 1, tzinfo=UTC), "there is no such hour that night"
    autumn = datetime(2026, 10, 24, 12, tzinfo=UTC)
    assert due("Europe/Warsaw", autumn, hour=2) == datetime(2026, 10, 25, 0, tzinfo=UTC), "and here there are two"
    assert due("Europe/Warsaw", datetime(2026, 10, 25, 0, tzinfo=UTC), hour=2) == datetime(2026, 10, 26, 1, tzinfo=UTC)
    assert due("America/New_York", at) == datetime(2026, 3, 29, 11, tzinfo=UTC)
    weekly = {"rhythm": Rhythm.WEEKLY, "weekday": 4}
    assert due("Europe/Warsaw", at, **weekly) == datetime(2026, 4, 3, 5, tzinfo=UTC)
    assert due("Europe/Warsaw", datetime(2026, 4, 3, 5, tzinfo=UTC), **weekly) == datetime(2026, 4, 10, 5, tzinfo=UTC)
    assert due("Europe/Warsaw", at, rhythm=Rhythm.NEVER) is None


async def test_a_digest_is_sent_once_though_two_workers_run_and_one_is_killed(url: str, tmp_path: Path) -> None:
    """Each reader has one; the one that was being handed over may come twice, with the same name."""
    with postbox() as box:
        box.seconds = 0.2
        async with standing_on(url, tmp_path) as ground:
            life = Life(ground.database, 1)
            await life.begin()
            readers = await _all_want_everything(life)
            hubs = [await ground.worker(HUB_SMTP_URL=box.url) for _ in range(2)]
            theirs = Mailing.person_id.in_(select(Person.id).where(Person.email.in_(readers)))
            due = update(Mailing).where(theirs).values(due_at=clock.now())
            await ground.database.transact(ground.operator, lambda work: work.execute(due))
            await life.holder.let_go()
            await until(lambda: any("jobs_taken_over" in hub.log for hub in hubs))
            holder, other = sorted(hubs, key=lambda hub: "jobs_taken_over" not in hub.log)
            await box.wait_for(3)
            await holder.kill()
            killed_at = len(box.letters)
            await until(lambda: "jobs_taken_over" in other.log, "the lease")
            claimed = update(Letter).where(Letter.due_at.is_not(None)).values(due_at=clock.now())
            await ground.database.transact(ground.operator, lambda work: work.execute(claimed))
            await until(lambda: len({it["To"] for it in box.letters}) == len(readers), "a letter to everybody")
            await asyncio.sleep(1)
            arrived = [(letter["To"], letter["Message-ID"]) for letter in box.letters]
    assert {to for to, _ in arrived} == readers
    assert len(set(arrived)) == len(readers), "one digest for each"
    assert len(arrived) - len(readers) <= 1, killed_at
    assert "To wszystko." in text_of(box.letters[0])


async def _all_want_everything(life: Life) -> set[str]:
    """The addresses of those who will get a digest: all of the network but who wrote."""
    async with life.database.reading(life.operator) as work:
        there = await work.rows(
            select(Person)
            .join(Standing, Standing.person_id == Person.id)
            .where(Standing.network_id == life.network.id, Person.email.is_not(None))
            .distinct()
            .limit(8)
        )
    chosen = {person.email for person in there if person.id != life.who["member"].person_id and person.email}
    for person in there:
        level = NoticeLevel.EVERYTHING
        await notices.set_network_level(replace(life.operator, who=person.id), life.network.public_id, level)
    await threads.reply(life.who["member"], life.threads[0].public_id, "Ostatni wpis")
    return chosen
