"""Votes that meet: of one city at the same moment, at the close, and at the deadline by clocks that disagree."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Iterable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice

from sqlalchemy import func, select, update

from hub import clock, polls
from hub.consequences import open_database
from hub.database import Database, Viewer
from hub.errors import HubError
from hub.models import Ballot, Casting, Event, EventKind, Person, Pile, Poll, ResultsFrom
from tests.cast import ADDRESSES
from tests.faults.ground import Ground
from tests.servers import tell_postgres

_AHEAD: ContextVar[timedelta] = ContextVar("how far a worker's clock is ahead", default=timedelta())
SKEW = timedelta(seconds=300)
VOTERS = ("member", "colleague", "observer")
"""Two of them for the same city."""
_SAID = ("for", "abstain")


@dataclass(frozen=True)
class Deadline:
    accepted: int
    refused: int
    late: int


async def at_once(ground: Ground, votes: int) -> list[str]:
    """So many votes of one city at the same moment, at two workers: what is wrong with what is stored."""
    async with _workers(ground) as workers:
        poll = await opened(ground)
        await _all(
            _cast(worker, "member" if number % 2 else "colleague", poll, number, timedelta())
            for number, worker in enumerate(islice(cycle(workers), votes))
        )
        stored = await _stored(ground, poll)
    wrong = [] if stored.ballots == stored.piled == 1 else [f"{stored.ballots} ballots, {stored.piled} on piles"]
    return wrong + ([] if stored.castings == stored.replaced + 1 else [f"{stored.castings} in its history"])


async def closed_by_many(ground: Ground, closers: int) -> list[str]:
    """So many close it at the same moment, with votes on their way: what is wrong with what is stored."""
    async with _workers(ground) as workers:
        poll = await opened(ground)
        casts = [_cast(worker, who, poll, 0, timedelta()) for worker, who in zip(cycle(workers), VOTERS, strict=False)]
        ends = [_close(worker, poll) for worker in islice(cycle(workers), closers)]
        done = await _all([*casts[:2], *ends, *casts[2:]])
        stored = await _stored(ground, poll)
    wrong = [
        f"{what}: {there}, not {wanted}"
        for what, there, wanted in (
            ("who could close it", sum(done[2:-1]), 1),
            ("told on two streams", stored.closings, 2),
            ("cast after the close", stored.late, 0),
            ("on piles", stored.piled, stored.ballots),
        )
        if there != wanted
    ]
    return wrong


async def at_the_deadline(ground: Ground, votes: int) -> Deadline:
    """Votes around it at two workers whose clocks are 300 s ahead and behind; on SQLite all live by its one clock."""
    skews = (timedelta(), timedelta()) if ground.is_sqlite else (SKEW, -SKEW)
    async with _workers(ground) as workers:
        poll = await opened(ground)
        stop = asyncio.Event()
        closing = [asyncio.create_task(_due(worker, skew, stop)) for worker, skew in zip(workers, skews, strict=True)]
        done: list[bool] = []
        while len(done) < votes or all(done[-20:]):
            pairs = islice(cycle(zip(workers, skews, strict=True)), 20)
            done += await _all(
                _cast(worker, VOTERS[number % 3], poll, len(done) // 20, skew)
                for number, (worker, skew) in enumerate(pairs)
            )
            if len(done) == 20:  # by now all have their connections
                await _ends_in(ground, poll, timedelta(seconds=1))
        stop.set()
        await asyncio.gather(*closing)
        stored = await _stored(ground, poll)
    return Deadline(sum(done), len(done) - sum(done), stored.late)


async def is_in_time(ground: Ground, poll: Poll, ahead: str) -> bool:
    """Whether a vote is stored when PostgreSQL is told that it is so much later."""
    await tell_postgres(ground.database.engine, f"clock_timestamp() + interval '{ahead}'")
    return await _cast(ground.database, "member", poll, len(ahead), timedelta())


@dataclass(frozen=True)
class Stored:
    ballots: int
    piled: int
    castings: int
    replaced: int
    closings: int
    late: int
    """Cast or replaced when it was over."""


async def _stored(ground: Ground, poll: Poll) -> Stored:
    ours, history = Ballot.poll_id == poll.id, select(Ballot.id).where(Ballot.poll_id == poll.id)
    async with ground.database.reading(ground.operator) as work:
        now = await work.get(Poll, poll.id)
        assert now
        over = min(now.closes_at, now.closed_at or now.closes_at)
        told = Event.kind == EventKind.POLL_CLOSED, Event.subject_id == poll.id
        numbers = [
            select(func.count()).where(ours),
            select(func.coalesce(func.sum(Pile.count), 0)).where(Pile.poll_id == poll.id),
            select(func.count()).where(Casting.ballot_id.in_(history)),
            select(func.coalesce(func.sum(Ballot.replaced), 0)).where(ours),
            select(func.count()).where(*told),
            select(func.count()).where(Casting.ballot_id.in_(history), Casting.at > over),
        ]
        return Stored(*[int(await work.row(number) or 0) for number in numbers])


@asynccontextmanager
async def _workers(ground: Ground) -> AsyncIterator[list[Database]]:
    """Two, each with connections of its own and a clock of its own."""
    workers = [open_database(ground.database.settings) for _ in range(2)]
    try:
        with clock.told_by(lambda: datetime.now(UTC) + _AHEAD.get()):
            yield workers
    finally:
        for worker in workers:
            await worker.close()


async def opened(ground: Ground) -> Poll:
    moderator = await ground.speaker(ADDRESSES["moderator"])
    asked = polls.Proposal("Kto pierwszy?", members_see=ResultsFrom.CLOSE, observers_see=ResultsFrom.CLOSE)
    return await polls.open_(moderator, ground.network.public_id, asked)


async def _ends_in(ground: Ground, poll: Poll, time: timedelta) -> None:
    async with ground.database.engine.begin() as connection:
        now = (await connection.execute(select(func.hub_now()))).scalar_one()
        ends = (datetime.fromisoformat(now).replace(tzinfo=UTC) if isinstance(now, str) else now) + time
        await connection.execute(update(Poll).where(Poll.id == poll.id).values(closes_at=ends))


async def _cast(worker: Database, who: str, poll: Poll, number: int, ahead: timedelta) -> bool:
    """Whether it was stored."""
    _AHEAD.set(ahead)
    choice = polls.Choice({_SAID[number % 2]: 1})
    return await _is_done(polls.cast(await _viewer(worker, who), poll.public_id, choice))


async def _close(worker: Database, poll: Poll) -> bool:
    return await _is_done(polls.close(await _viewer(worker, "moderator"), poll.public_id))


async def _due(worker: Database, ahead: timedelta, stop: asyncio.Event) -> None:
    """The job that closes what is over, again and again."""
    _AHEAD.set(ahead)
    while not stop.is_set():
        await _is_done(polls.do_due(Viewer(worker)))
        await asyncio.sleep(0.05)


async def _viewer(worker: Database, who: str) -> Viewer:
    async with worker.reading(Viewer(worker)) as work:
        return Viewer(worker, await work.row(select(Person.id).where(Person.email == ADDRESSES[who])))


async def _is_done(doing: Awaitable[object]) -> bool:
    try:
        await doing
    except HubError:
        return False
    return True


async def _all(doing: Iterable[Awaitable[bool]]) -> list[bool]:
    return list(await asyncio.gather(*(asyncio.ensure_future(one) for one in doing)))
