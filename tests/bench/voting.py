"""Votes: a tally of many rankings against reading them, a live tally at few and at many ballots, and casting them.

In this process and on SQLite: verbs and the page's own fields, with nothing between them and the database.
"""

import random
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from uuid import UUID

from sqlalchemy import insert, select

from hub import clock, ids, migrating, people, polls, reference
from hub.consequences import open_database
from hub.counting import Method
from hub.database import Viewer, Work, transaction
from hub.models import (
    Ballot,
    City,
    Elector,
    Network,
    Person,
    Poll,
    PollKind,
    ResultsFrom,
    Seat,
    SeatKind,
    StandingKind,
    Voters,
)
from hub.networks import seat_city
from hub.polls import piles
from hub.polls.choices import Said
from hub.polls.choices import said as said_of
from hub.settings import Settings
from tests.bench.goals import Figure, Measure, ratio
from tests.bench.sides import Sides

RANKINGS, OPTIONS, FEW, MANY, VOTES = 100_000, 20, 10, 10_000, 60
_WRITER = "teller@bench.example"


@dataclass(frozen=True)
class Booth:
    """A database with one city that votes, and the people and the seat for it."""

    viewer: Viewer
    network: str
    seat: Seat
    person: UUID

    async def opened(self, kind: PollKind, options: int = 0) -> Poll:
        asked = polls.Proposal(
            "Ile to kosztuje?",
            kind,
            Voters.MEMBERS,
            options=[polls.Option(f"Opcja {number}") for number in range(options)],
            method=Method.SCHULZE,
            members_see=ResultsFrom.OPENING,
            closes_at=clock.now() + timedelta(days=30),
        )
        return await polls.open_(self.viewer, self.network, asked)

    async def tallied(self, poll: Poll) -> list[str]:
        """All that a page shows of it: counts, rounds, pairs."""
        async with self.viewer.database.reading(self.viewer) as work:
            (column,) = await polls.columns(work, poll)
            assert column.counts
            assert polls.disagree(column.counts) is not None
            return [*column.winners, *map(str, column.pairs)]


async def tally(sides: Sides) -> Figure:
    """Of rankings that are all different, so that no two share a pile."""
    booth = await _booth(sides)
    poll, chance = await booth.opened(PollKind.RANKING, OPTIONS), random.Random(1)
    said = [{"ranks": [[key] for key in chance.sample(poll.keys, OPTIONS)]} for _ in range(RANKINGS)]
    await _put(booth.viewer, poll, [(one, 1) for one in said])
    took: list[float] = []
    read: list[float] = []
    for _ in range(min(sides.rounds, 5)):
        began = perf_counter()
        async with booth.viewer.database.reading(booth.viewer) as work:
            assert len((await piles.of(work, poll))[SeatKind.MEMBER]) == RANKINGS
        read.append(perf_counter() - began)
        began = perf_counter()
        await booth.tallied(poll)
        took.append(perf_counter() - began)
    return ratio(took, read, "s")


def live(kind: PollKind) -> Measure:
    """A vote and the tally after it, at many ballots and at few; of a ranking of four there are 24 orders."""

    async def measured(sides: Sides) -> Figure:
        booth = await _booth(sides)
        few, many = [await _running(booth, kind, count) for count in (FEW, MANY)]
        took: dict[UUID, list[float]] = {few.id: [], many.id: []}
        for number in range(3 * sides.rounds):
            for poll in (few, many):
                began = perf_counter()
                await polls.cast(booth.viewer, poll.public_id, _choice(poll, number))
                await booth.tallied(poll)
                took[poll.id].append((perf_counter() - began) * 1e3)
        return ratio(took[many.id], took[few.id], "ms")

    return measured


async def casting(sides: Sides) -> Figure:
    """A vote with receipt, news and history, against a row of the same table in a transaction of its own."""
    booth = await _booth(sides)
    poll, took, bare = await booth.opened(PollKind.CONSENT), list[float](), list[float]()
    for _ in range(sides.rounds):
        began = perf_counter()
        for number in range(VOTES):
            await polls.cast(booth.viewer, poll.public_id, _choice(poll, number))
        took.append((perf_counter() - began) / VOTES * 1e3)
        rows = await _electors(booth, VOTES)
        began = perf_counter()
        for row in rows:
            async with booth.viewer.database.engine.begin() as connection:
                await connection.execute(insert(Ballot).values(row))
        bare.append((perf_counter() - began) / VOTES * 1e3)
    figure = ratio(took, bare, "ms")
    return Figure(figure.samples, f"{figure.note}; {1e3 / min(took):.0f} votes a second")


async def _running(booth: Booth, kind: PollKind, ballots: int) -> Poll:
    poll = await booth.opened(kind, 4 if kind is PollKind.RANKING else 0)
    said = [(said_of(poll, _choice(poll, number)), 1) for number in range(ballots)]
    await _put(booth.viewer, poll, said)
    return poll


def _choice(poll: Poll, number: int) -> polls.Choice:
    if poll.kind is PollKind.RANKING:
        return polls.Choice(ranks=[[key] for key in random.Random(number % 24).sample(poll.keys, 4)])
    return polls.Choice({("for", "abstain")[number % 2]: 1})


@transaction
async def _put(work: Work, poll: Poll, said: list[tuple[Said, int]]) -> None:
    await piles.put(work, poll, SeatKind.MEMBER, said)


async def _electors(booth: Booth, count: int) -> list[dict[str, object]]:
    """Of a poll of their own, a row of a ballot for each."""
    poll = await booth.opened(PollKind.CONSENT)
    given = {"poll_id": poll.id, "kind": SeatKind.MEMBER, "seat_id": booth.seat.id, "city_id": booth.seat.city_id}
    electors = [{"id": ids.new(), "voter_id": ids.new(), "took_part": False} | given for _ in range(count)]
    async with booth.viewer.database.engine.begin() as connection:
        await connection.execute(insert(Elector), electors)
    facts = {"said": {"marks": {"for": 1}}, "remark": "", "cast_by_id": booth.person, "cast_at": clock.now()}
    return [
        {"id": ids.new(), "poll_id": poll.id, "elector_id": one["id"], "replaced": 0, "is_paper": False} | facts
        for one in electors
    ]


_booths: list[Booth] = []


async def _booth(sides: Sides) -> Booth:
    if not _booths:
        _booths.append(await sides.keep(_set_up()))
    return _booths[0]


@asynccontextmanager
async def _set_up() -> AsyncIterator[Booth]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'hub.sqlite3'}"
        settings = Settings.model_validate({"database_url": url, "secret": "a benchmark's"})
        await migrating.migrate(settings.database_url)
        opened = open_database(settings)
        try:
            await reference.load(Viewer(opened))
            await people.invite_coordinator(Viewer(opened), _WRITER)
            yield await _seated(Viewer(opened))
        finally:
            await opened.close()


@transaction
async def _seated(work: Work) -> Booth:
    """The coordinator sits for a city too."""
    network = await work.row(select(Network).where(Network.slug == "obywateli"))
    person = await work.row(select(Person).where(Person.email == _WRITER))
    city = await work.row(select(City).order_by(City.teryt))
    assert network
    assert person
    assert city
    seat = await seat_city(work, network, city, SeatKind.MEMBER)
    await people.add_standing(work, person, network, StandingKind.MEMBER, seat.id, "referent")
    return Booth(Viewer(work.viewer.database, who=person.id), network.public_id, seat, person.id)
