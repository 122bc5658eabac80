"""A ballot that waits: written down by one who represents the city, cast by another, with a note of who approved it."""

from uuid import UUID

from sqlalchemy import delete

from hub import notices, permissions, text
from hub.database import Work, transaction
from hub.models import NoticeKind, Poll, PreparedBallot
from hub.polls.choices import Choice, Said, remark, said
from hub.polls.opening import voters


@transaction
async def prepare(work: Work, poll_id: str, choice: Choice, approved_by: str = "", seat_id: str | None = None) -> Poll:
    """Writes down the ballot of the viewer's city, in place of one prepared before; colleagues are told."""
    person = permissions.signed_in(work)
    poll = await permissions.find(work, Poll, poll_id)
    electors = await permissions.own_electors(work, [poll.id])
    permissions.require(await permissions.why_not_prepare(work, poll, electors, work.at))
    elector = permissions.acting_elector(electors, seat_id)
    approved = text.line("approvedBy", approved_by) if approved_by.strip() else ""
    ballot = PreparedBallot(
        elector_id=elector.id,
        said=said(poll, choice),
        remark=remark(poll, choice),
        approved_by=approved,
        person_id=person,
        at=work.at,
    )
    await take(work, elector.id)
    await work.add(ballot)
    colleagues = {one.id: NoticeKind.BALLOT_PREPARED for one in await voters(work, [elector]) if one.id != person}
    await notices.tell_again(work, colleagues, poll.network_id, poll.thread_id, poll.id)
    return poll


@transaction
async def discard(work: Work, poll_id: str, seat_id: str | None = None) -> Poll:
    """Throws away what was prepared for the viewer's city."""
    permissions.signed_in(work)
    poll = await permissions.find(work, Poll, poll_id)
    electors = await permissions.own_electors(work, [poll.id])
    permissions.require(await permissions.why_not_prepare(work, poll, electors, work.at))
    await take(work, permissions.acting_elector(electors, seat_id).id)
    return poll


async def take(work: Work, elector_id: UUID, what: Said | None = None, why: str = "") -> PreparedBallot | None:
    """What was prepared, and is not any more, if it says just this."""
    prepared = await work.get(PreparedBallot, elector_id)
    await work.execute(delete(PreparedBallot).where(PreparedBallot.elector_id == elector_id))
    return prepared if prepared and (prepared.said, prepared.remark) == (what, why) else None
