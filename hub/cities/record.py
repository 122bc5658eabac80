"""What one's cities have said where they sit: by name in votes that are over, and in remarks on results.

Of a network that keeps its name from the viewer none is told: a question would give it away.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from hub import permissions
from hub.cities.own import OwnSeat
from hub.database import Work
from hub.models import Ballot, Elector, Poll, Remark, ResultVersion

MOST = 100


@dataclass(frozen=True, slots=True)
class OwnVote:
    poll: Poll
    elector: Elector
    ballot: Ballot

    @property
    def remark(self) -> str:
        """What stands among the remarks on a result is not said twice."""
        return "" if self.poll.version_id else self.ballot.remark


@dataclass(frozen=True, slots=True)
class OwnRemark:
    remark: Remark
    version: ResultVersion


@dataclass(frozen=True, slots=True)
class OwnRecord:
    votes: list[OwnVote]
    remarks: list[OwnRemark]


async def own_record(work: Work, seats: Sequence[OwnSeat]) -> list[OwnRecord]:
    """Of each seat, the newest first."""
    of_seat = {
        seat.id: own.seat.id
        for own in seats
        for seat in own.ever
        if own.network and permissions.knows_record(work, own.seat, seat)
    }
    votes, remarks = await _votes(work, of_seat), await _remarks(work, of_seat)
    return [OwnRecord(votes[own.seat.id], remarks[own.seat.id]) for own in seats]


async def _votes(work: Work, of_seat: dict[UUID, UUID]) -> dict[UUID, list[OwnVote]]:
    """None of a secret poll, and none that a person cast for themselves."""
    found = await work.execute(
        select(Poll, Elector, Ballot)
        .join(Elector, Elector.poll_id == Poll.id)
        .join(Ballot, Ballot.elector_id == Elector.id)
        .where(Elector.seat_id.in_(of_seat), Elector.person_id.is_(None), Poll.closed_at.is_not(None))
        .order_by(Poll.closed_at.desc(), Poll.id)
        .limit(MOST)
    )
    votes: dict[UUID, list[OwnVote]] = defaultdict(list)
    for poll, elector, ballot in found:
        votes[of_seat[elector.seat_id]].append(OwnVote(poll, elector, ballot))
    return votes


async def _remarks(work: Work, of_seat: dict[UUID, UUID]) -> dict[UUID, list[OwnRemark]]:
    found = await work.execute(
        select(Remark, ResultVersion)
        .join(ResultVersion, ResultVersion.id == Remark.version_id)
        .where(Remark.seat_id.in_(of_seat))
        .order_by(Remark.created_at.desc(), Remark.id)
        .limit(MOST)
    )
    remarks: dict[UUID, list[OwnRemark]] = defaultdict(list)
    for remark, version in found:
        remarks[of_seat[remark.seat_id]].append(OwnRemark(remark, version))
    return remarks
