"""Named ballots, for those who see how the vote goes; and one's own, which one always sees."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from hub import permissions
from hub.database import Work
from hub.models import Ballot, Casting, Elector, Poll, PreparedBallot


@dataclass(frozen=True, slots=True)
class Named:
    """A ballot, whose it is, and everybody who cast or replaced it."""

    poll: Poll
    elector: Elector
    ballot: Ballot
    history: Sequence[Casting]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A ballot that waits to be cast, and whose it is."""

    poll: Poll
    elector: Elector
    ballot: PreparedBallot

    @property
    def person_id(self) -> UUID:
        return self.ballot.person_id


@dataclass(frozen=True, slots=True)
class Vote:
    """A place where the viewer votes."""

    poll: Poll
    elector: Elector
    named: Named | None
    prepared: Prepared | None = None

    @property
    def is_cast(self) -> bool:
        return self.elector.took_part or self.named is not None


async def ballots(work: Work, poll: Poll) -> list[Named]:
    """None of a secret poll, and none while the viewer may not know."""
    if not await permissions.sees_ballots(work, poll):
        return []
    return await _named(work, poll, await electorate(work, poll))


async def own(work: Work, poll: Poll, electors: Sequence[Elector]) -> list[Vote]:
    """Of the electors for whom the viewer votes."""
    if not electors:
        return []
    named = {one.elector.id: one for one in await _named(work, poll, electors)}
    waiting = select(PreparedBallot).where(PreparedBallot.elector_id.in_([one.id for one in electors]))
    prepared = {one.elector_id: one for one in await work.rows(waiting)}
    return [
        Vote(poll, one, named.get(one.id), Prepared(poll, one, prepared[one.id]) if one.id in prepared else None)
        for one in electors
    ]


async def electorate(work: Work, poll: Poll) -> Sequence[Elector]:
    """Who may vote, by city as they sit; nobody before it opens."""
    return await work.rows(select(Elector).where(Elector.poll_id == poll.id).order_by(Elector.id))


async def _named(work: Work, poll: Poll, electors: Sequence[Elector]) -> list[Named]:
    cast: dict[UUID, Ballot] = {}
    history: dict[UUID, list[Casting]] = defaultdict(list)
    of_these = select(Ballot, Casting).outerjoin(Casting, Casting.ballot_id == Ballot.id)
    of_these = of_these.where(Ballot.elector_id.in_([one.id for one in electors]))
    for ballot, casting in await work.execute(of_these.order_by(Casting.ballot_id, Casting.number)):
        cast[ballot.elector_id] = ballot
        history[ballot.elector_id] += [casting] if casting else []
    return [Named(poll, elector, cast[elector.id], history[elector.id]) for elector in electors if elector.id in cast]
