"""Who opens polls, who votes in them, and who sees how the vote goes."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from hub import ids
from hub.database import Work
from hub.errors import HubError, Invalid, NotAllowed
from hub.models import (
    Ballot,
    Elector,
    NetworkState,
    Poll,
    PollState,
    ResultsFrom,
    Seat,
    SeatKind,
    StandingKind,
    StreamKind,
)
from hub.permissions.acting import why_not
from hub.permissions.seeing import standings, stream_kind
from hub.permissions.table import MAY, STATES, Right, Thing

_VOTE = {
    SeatKind.MEMBER: (Thing.MEMBERS_POLL, Right.DECIDE),
    SeatKind.OBSERVER: (Thing.OBSERVERS_POLL, Right.OPINE),
}
"""A member city's vote decides, an observer city's is an opinion: they are never added up."""


async def why_not_hold_polls(work: Work, network_id: UUID) -> HubError | None:
    """What keeps the viewer from opening polls there, and from extending and closing them, or None."""
    refusal = NotAllowed("Only those who moderate this network may do that.")
    return await why_not(work, network_id, Thing.MEMBERS_POLL, Right.MODERATE, refusal)


async def why_not_withdraw_poll(work: Work, poll: Poll) -> HubError | None:
    if poll.state is not PollState.DRAFT:
        return NotAllowed("This vote has been opened; it can be closed early, but not withdrawn.")
    return await why_not_hold_polls(work, poll.network_id)


async def why_not_end_poll(work: Work, poll: Poll, at: datetime | None = None) -> HubError | None:
    """What keeps the viewer from extending or closing it, or None; `at` as for `why_not_cast`."""
    return _not_open(poll, at) or await why_not_hold_polls(work, poll.network_id)


async def why_not_state_outcome(work: Work, poll: Poll) -> HubError | None:
    if poll.state is not PollState.CLOSED:
        return NotAllowed("An outcome is stated once the vote has ended.")
    return await why_not_hold_polls(work, poll.network_id)


async def why_not_write_back(work: Work, poll: Poll) -> HubError | None:
    """What keeps the viewer from putting the topics of a board in the order of the vote, or None."""
    if poll.board_id is None:
        return NotAllowed("This vote is not on the topics of a board.")
    if poll.state is not PollState.CLOSED:
        return NotAllowed("The order is there once the vote has ended.")
    return await why_not_hold_polls(work, poll.network_id)


async def why_not_cast(
    work: Work, poll: Poll, electors: Sequence[Elector], at: datetime | None = None
) -> HubError | None:
    """What keeps the viewer from voting, who stands for these electors of it, or None.

    Whether it is too late is decided by the database when the ballot is stored; `at` is to tell beforehand.
    """
    if not electors:
        return NotAllowed("Those who vote here were written down when the vote opened; you are not among them.")
    if over := _not_open(poll, at):
        return over
    if not any(_leaves_vote(work.state_of(poll.network_id), elector.kind) for elector in electors):
        return NotAllowed("This network is closed. It can be read, but not written to.")
    return None


async def why_not_prepare(work: Work, poll: Poll, electors: Sequence[Elector], at: datetime) -> HubError | None:
    """What keeps the viewer from writing down a ballot for a colleague to cast, or None."""
    if poll.is_secret:
        return NotAllowed("Nothing is prepared of a secret ballot: nobody but its voter knows it.")
    return await why_not_cast(work, poll, electors, at)


async def why_not_enter(work: Work, poll: Poll, at: datetime | None = None) -> HubError | None:
    """What keeps the viewer from entering what cities have handed in on paper, or None."""
    if poll.is_secret or poll.is_by_person:
        return NotAllowed("Paper ballots are entered where cities vote by name.")
    return await why_not_end_poll(work, poll, at)


def may_vote(kind: SeatKind) -> bool:
    """Whether who sits so has a vote, as the table has it; which poll asks them is its own affair."""
    return StandingKind(kind.value) in MAY[_VOTE[kind]]


async def own_electors(work: Work, polls: Collection[UUID]) -> Sequence[Elector]:
    """Those of the electors of these polls for whom the viewer votes: their cities', or themselves."""
    if not any(standing.seat_id for standing in await standings(work)):
        return []
    mine = select(Elector).join(Poll, Poll.id == Elector.poll_id).where(Elector.poll_id.in_(polls))
    return await work.rows(mine.where(await is_own_elector(work)).order_by(Elector.id))


async def is_own_elector(work: Work) -> ColumnElement[bool]:
    """Of electors joined with their poll: those for whom the viewer votes."""
    seats = {standing.seat_id for standing in await standings(work)} - {None}
    city_is_theirs = (
        select(Seat.id)
        .where(Seat.id.in_(seats), Seat.network_id == Poll.network_id, Seat.city_id == Elector.city_id)
        .exists()
    )
    return and_(city_is_theirs, or_(Elector.person_id.is_(None), Elector.person_id == work.viewer.person_id))


def acting_elector(electors: Sequence[Elector], seat_id: str | None) -> Elector:
    """The one the viewer votes for: the only one, or the chosen one. Raises Invalid when that is not clear."""
    if seat_id is not None:
        chosen = ids.decode(seat_id)
        for elector in electors:
            if chosen == (Seat.prefix, elector.seat_id):
                return elector
        raise Invalid("seatId", "You do not represent that city here.")
    if len(electors) != 1:
        raise Invalid("seatId", "Choose the city you vote for.")
    return electors[0]


async def sees_results(work: Work, poll: Poll) -> bool:
    """Whether the viewer sees how the vote goes, or went; moderators see no more than others."""
    if poll.state is not PollState.OPEN:
        return poll.state is PollState.CLOSED
    is_member = await stream_kind(work, poll.network_id) is StreamKind.MEMBERS
    match poll.members_see if is_member else poll.observers_see:
        case ResultsFrom.OPENING:
            return True
        case ResultsFrom.OWN_VOTE:
            mine = [elector.id for elector in await own_electors(work, [poll.id])]
            return bool(mine and await work.row(select(Ballot.id).where(Ballot.elector_id.in_(mine))))
    return False


async def sees_ballots(work: Work, poll: Poll) -> bool:
    """Whether the viewer sees who voted how: nobody in a secret poll, and never a program of its own."""
    held = [standing for standing in await standings(work) if standing.network_id == poll.network_id]
    is_service = any(standing.kind is StandingKind.SERVICE for standing in held)
    return not poll.is_secret and not is_service and await sees_results(work, poll)


def _not_open(poll: Poll, at: datetime | None) -> HubError | None:
    if poll.state is PollState.DRAFT:
        return NotAllowed("This vote has not been opened yet.")
    if poll.state is PollState.CLOSED or (at and poll.closes_at <= at):
        return NotAllowed("This vote ended on {date}.", date=poll.closed_at or poll.closes_at)
    return None


def _leaves_vote(state: NetworkState, kind: SeatKind) -> bool:
    return _VOTE[kind][1] in STATES[state][StandingKind(kind.value)]
