"""How a poll begins: proposed, and opened at once or when its time has come. Opening writes down who may vote."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select

from hub import acts, events, notices, permissions
from hub.database import Work, transaction
from hub.errors import Invalid, NotFound
from hub.models import (
    ActKind,
    Audience,
    Elector,
    EventKind,
    Network,
    NoticeKind,
    Person,
    Poll,
    Result,
    ResultVersion,
    Seat,
    SeatKind,
    Standing,
    Thread,
)
from hub.polls import days
from hub.polls.asking import board_of, with_topics
from hub.polls.proposing import Proposal, check_audience, facts


@transaction
async def open_(
    work: Work,
    network_id: str,
    proposal: Proposal,
    thread_id: str | None = None,
    board_id: str | None = None,
    version_id: str | None = None,
) -> Poll:
    """Asks a network, about one of its threads, the topics of a board or a version of a result. Opens at once unless a
    later time is said."""
    author = permissions.signed_in(work)
    network = await permissions.find(work, Network, network_id)
    permissions.require(await permissions.why_not_hold_polls(work, network.id))
    thread = await _thread(work, network, thread_id)
    board = await board_of(work, network, board_id)
    about = thread or board
    version = await _version(work, network, version_id)
    audience = about.audience if about else proposal.audience
    if version and version[1].audience is Audience.MEMBERS:
        audience = Audience.MEMBERS
    check_audience(proposal.voters, audience)
    proposal = await with_topics(work, board, proposal)
    poll = Poll(
        network_id=network.id,
        thread_id=thread.id if thread else None,
        board_id=board.id if board else None,
        version_id=version[0].id if version else None,
        author_id=author,
        audience=audience,
        created_at=work.at,
        **facts(proposal, work.at),
    )
    await work.add(poll)
    if poll.opens_at is None:
        await begin(work, poll)
        await _check_quorum(work, poll)
    return poll


@transaction
async def withdraw(work: Work, poll_id: str) -> Poll:
    """Takes back one that has not been opened; only those who hold polls there ever saw it."""
    permissions.signed_in(work)
    poll = await held(work, poll_id)
    permissions.require(await permissions.why_not_withdraw_poll(work, poll))
    await work.execute(delete(Poll).where(Poll.id == poll.id))
    return poll


async def held(work: Work, poll_id: str) -> Poll:
    """The poll, if the viewer sees it, locked until the commit."""
    poll = await work.held(Poll, (await permissions.find(work, Poll, poll_id)).id)
    if poll is None:
        raise NotFound()
    return poll


async def begin(work: Work, poll: Poll) -> None:
    """From here on its question and options are what they are, and so is who may vote."""
    poll.opened_at, poll.remind_at = work.at, days.reminder(work.at, poll.closes_at)
    await work.session.flush()
    electors = [elector for kind in poll.voters.kinds for elector in await _electors(work, poll, kind)]
    work.session.add_all(electors)
    await work.session.flush()
    events.record(work, EventKind.POLL_OPENED, poll, poll)
    await acts.note(work, ActKind.POLL_OPENED, poll.network_id, poll)
    told = dict.fromkeys([person.id for person in await voters(work, electors)], NoticeKind.POLL_OPENED)
    await notices.tell_people(work, told, poll.network_id, poll.thread_id, poll.id)


async def voters(work: Work, electors: Sequence[Elector]) -> Sequence[Person]:
    """Those who may cast a ballot of one of these electors today."""
    seats = {elector.seat_id for elector in electors if elector.person_id is None}
    people = {elector.person_id for elector in electors} - {None}
    sitting = select(Standing.person_id).where(Standing.seat_id.in_(seats), Standing.until.is_(None))
    either = Person.id.in_(people) | Person.id.in_(sitting)
    return await work.rows(select(Person).where(either, Person.deactivated_at.is_(None)).order_by(Person.id))


async def _electors(work: Work, poll: Poll, kind: SeatKind) -> list[Elector]:
    if not permissions.may_vote(kind):
        return []
    seats = select(Seat).where(Seat.network_id == poll.network_id, Seat.kind == kind, Seat.until.is_(None))
    sitting = {seat.id: seat for seat in await work.rows(seats.order_by(Seat.id))}
    if not poll.is_by_person:
        return [_elector(poll, seat) for seat in sitting.values()]
    people = select(Standing.person_id, Standing.seat_id).where(Standing.seat_id.in_(sitting), Standing.until.is_(None))
    found = dict((await work.execute(people.order_by(Standing.id))).all())
    return [_elector(poll, sitting[seat_id], person_id) for person_id, seat_id in found.items()]


def _elector(poll: Poll, seat: Seat, person_id: UUID | None = None) -> Elector:
    return Elector(
        poll_id=poll.id,
        kind=seat.kind,
        voter_id=person_id or seat.id,
        seat_id=seat.id,
        city_id=seat.city_id,
        person_id=person_id,
    )


async def _check_quorum(work: Work, poll: Poll) -> None:
    members = select(Elector.id).where(Elector.poll_id == poll.id, Elector.kind == SeatKind.MEMBER)
    if poll.quorum > (count := len(await work.rows(members))):
        raise Invalid("quorum", "Only {count} may vote here; the quorum would never be reached.", count=count)


async def _version(work: Work, network: Network, version_id: str | None) -> tuple[ResultVersion, Result] | None:
    """The one that is voted on, with its result: the newest that was issued. Only who sees it is asked."""
    if version_id is None:
        return None
    version = await permissions.find(work, ResultVersion, version_id)
    result = await work.get(Result, version.result_id)
    if result is None or result.network_id != network.id or version.number != result.number or result.withdrawn_at:
        raise Invalid("versionId", "Choose the newest version of a result of the same network.")
    return version, result


async def _thread(work: Work, network: Network, thread_id: str | None) -> Thread | None:
    if thread_id is None:
        return None
    thread = await permissions.find(work, Thread, thread_id)
    if thread.network_id != network.id:
        raise Invalid("threadId", "Choose a thread of the same network.")
    return thread
