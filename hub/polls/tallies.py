"""What the ballots come to, in a column for member cities and one for observers that are never added up."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from hub import counting, permissions
from hub.counting import Count, Election, Method, Threshold
from hub.database import Work
from hub.models import Ballot, Elector, EventKind, Pile, Poll, PollState, SeatKind, SecretBallot, SecretRemark, Ties
from hub.polls import piles
from hub.polls.choices import Said
from hub.polls.closing import took_part
from hub.polls.proposing import RANKINGS

FEWEST = 5
"""Ballots in a column of a secret poll; with fewer its result is not told."""


@dataclass(frozen=True)
class Column:
    poll: Poll
    kind: SeatKind
    electors: int
    turnout: int | None
    """How many voted; none while that is not told."""
    election: Election | None
    """None while its result is not told, or never is."""
    is_too_small: bool

    @property
    def counted(self) -> Election:
        assert self.election, "it is told"
        return self.election

    @cached_property
    def counts(self) -> list[Count]:
        """By the poll's own method; of rankings also by the others."""
        own = self.poll.method
        others = [method for method in RANKINGS if own in RANKINGS and method is not own]
        return [_counted(self.counted, method) for method in (own, *others)]

    @cached_property
    def pairs(self) -> Mapping[tuple[str, str], int]:
        """Of a ranking."""
        return counting.pairwise(self.counted) if self.poll.method in RANKINGS and self.counted.cast else {}

    @property
    def winners(self) -> list[str]:
        return winners(self.poll, self.counts[0])


async def columns(work: Work, poll: Poll) -> list[Column]:
    """A column for each kind of seat that votes, with what the viewer may know of it by now."""
    electors = await _electors(work, poll.id)
    if not await permissions.sees_results(work, poll):
        told = await _told(work, poll)
        return [
            Column(poll, kind, electors.get(kind, 0), told.get(kind.value), None, False) for kind in poll.voters.kinds
        ]
    said = await _secretly_said(work, poll) if poll.is_secret else await piles.of(work, poll)
    took = await took_part(work, poll.id) if poll.is_secret else {}
    return [_column(poll, kind, electors.get(kind, 0), said[kind], took.get(kind, 0)) for kind in poll.voters.kinds]


async def _told(work: Work, poll: Poll) -> dict[str, int]:
    """How many have voted, as far as that is known to who does not know how."""
    if not poll.shows_turnout:
        return poll.turnout
    cast = select(Pile.kind, func.sum(Pile.count)).where(Pile.poll_id == poll.id).group_by(Pile.kind)
    counted = await work.pairs(cast)
    return {kind.value: counted.get(kind, 0) for kind in poll.voters.kinds}


async def decide(work: Work) -> None:
    """What follows from the end of a poll: whether the member cities' vote passed."""
    for poll_id in {news.subject_id for news in work.news if news.kind is EventKind.POLL_CLOSED}:
        poll = await work.get(Poll, poll_id)
        if poll and poll.majority and SeatKind.MEMBER in poll.voters.kinds:
            column = (await columns(work, poll))[0]
            poll.passed = column.counts[0].passed if column.election else None


def _column(poll: Poll, kind: SeatKind, electors: int, ballots: Sequence[tuple[Said, int]], took: int) -> Column:
    """What the ballots of a column say, and how many say so; of a secret poll, how many took part."""
    if poll.is_secret and took < FEWEST:
        return Column(poll, kind, electors, took, None, is_too_small=True)
    cast = sum(count for _, count in ballots)
    if poll.imported_from is not None:
        electors = poll.eligible or cast
    return Column(poll, kind, electors, cast, election(poll, kind, ballots, electors), False)


async def _secretly_said(work: Work, poll: Poll) -> dict[SeatKind, list[tuple[Said, int]]]:
    found: dict[SeatKind, list[tuple[Said, int]]] = {kind: [] for kind in SeatKind}
    in_box = select(SecretBallot.kind, SecretBallot.said).where(SecretBallot.poll_id == poll.id)
    for kind, said in await work.execute(in_box.order_by(SecretBallot.id)):
        found[kind].append((said, 1))
    return found


async def secret_remarks(work: Work, poll: Poll) -> list[str]:
    """Of a secret poll that is over, in an order that tells nothing; none where the voters are too few to hide in."""
    if poll.state is not PollState.CLOSED or sum((await took_part(work, poll.id)).values()) < FEWEST:
        return []
    in_box = await work.rows(select(SecretRemark.body).where(SecretRemark.poll_id == poll.id))
    return sorted(in_box, key=lambda body: hashlib.sha256(body.encode()).digest())


def election(poll: Poll, kind: SeatKind, ballots: Sequence[tuple[Said, int]], electors: int) -> Election:
    """The ballots of a column. What it takes to pass is asked of member cities only."""
    decides = poll.majority and kind is SeatKind.MEMBER
    return Election(
        options=tuple(poll.keys),
        ballots=[_ballot(said, count) for said, count in ballots],
        method=poll.method,
        title=poll.question,
        equal_rank=poll.equal_rank,
        unranked=poll.unranked,
        threshold=Threshold(poll.majority, poll.counts_abstentions, electors, poll.quorum, poll.needed)
        if decides and poll.majority
        else None,
        costs={option["key"]: option["cost"] for option in poll.options if "cost" in option},
        budget=poll.budget,
    )


def winners(poll: Poll, count: Count) -> list[str]:
    """Who won, once ties ended as the poll says."""
    is_won_by_one = count.method is not Method.CONSENT
    if len(count.winners) < 2 or not is_won_by_one or poll.ties is Ties.STAND or not count.ballots:
        return count.winners
    order = poll.lot if poll.ties is Ties.BY_LOT and poll.lot else poll.keys
    return [min(count.winners, key=order.index)]


async def awaited(work: Work, polls: Sequence[UUID]) -> Select[UUID, int]:
    """In how many places of theirs the viewer has not voted yet in these polls, while they are open."""
    is_open = Poll.opened_at.is_not(None), Poll.closed_at.is_(None), Poll.closes_at > func.hub_now()
    has_voted = or_(Elector.took_part, select(Ballot.id).where(Ballot.elector_id == Elector.id).exists())
    mine = select(Elector.poll_id, func.count()).join(Poll, Poll.id == Elector.poll_id).where(Poll.id.in_(polls))
    return mine.where(*is_open, ~has_voted, await permissions.is_own_elector(work)).group_by(Elector.poll_id)


async def _electors(work: Work, poll_id: UUID) -> dict[SeatKind, int]:
    counted = select(Elector.kind, func.count()).where(Elector.poll_id == poll_id)
    return await work.pairs(counted.group_by(Elector.kind))


def _ballot(said: Said, count: int) -> counting.Ballot:
    ranks = tuple(tuple(rank) for rank in said.get("ranks", ()))
    return counting.Ballot(ranks, said.get("marks", {}), count)


def _counted(election: Election, method: Method) -> Count:
    """Of no ballots nothing is counted: all options are tied."""
    if election.cast or election.method is Method.CONSENT:
        counted = counting.count(election, method)
        decides = election.threshold is not None
        return counted if decides else _undecided(counted)
    nothing = dict.fromkeys(election.options, 0.0)
    return Count(method, 0, nothing, [list(election.options)], [])


def _undecided(count: Count) -> Count:
    """What was asked without a majority to reach has neither passed nor failed."""
    return Count(count.method, count.ballots, count.totals, count.ranking, count.winners, count.rounds)


def disagree(counts: Sequence[Count]) -> bool:
    """Whether methods give different winners to the same ballots."""
    return len({tuple(sorted(count.winners)) for count in counts}) > 1
