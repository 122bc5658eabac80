"""Reminders: of the end to those who have not voted, and of the review to those who look after the network."""

from uuid import UUID

from sqlalchemy import or_, select

from hub import notices, permissions
from hub.database import Work, transaction
from hub.models import Ballot, Elector, NoticeKind, Poll
from hub.polls.opening import voters


@transaction
async def remind(work: Work) -> None:
    """What is due of both; each poll once."""
    ending = select(Poll).where(Poll.remind_at <= work.at).with_for_update()
    for poll in await work.rows(ending):
        poll.remind_at = None
        if poll.opened_at and not poll.closed_at and poll.closes_at > work.at:
            waited_for = [person.id for person in await voters(work, await _silent(work, poll))]
            await _tell(work, poll, dict.fromkeys(waited_for, NoticeKind.POLL_ENDING))
    for poll in await work.rows(select(Poll).where(Poll.review_due_at <= work.at).with_for_update()):
        poll.review_due_at = None
        moderating = await permissions.who_moderates(work, poll.network_id)
        await _tell(work, poll, dict.fromkeys(moderating, NoticeKind.REVIEW_DUE))


async def _silent(work: Work, poll: Poll) -> list[Elector]:
    has_voted = or_(Elector.took_part, select(Ballot.id).where(Ballot.elector_id == Elector.id).exists())
    return list(await work.rows(select(Elector).where(Elector.poll_id == poll.id, ~has_voted)))


async def _tell(work: Work, poll: Poll, kinds: dict[UUID, NoticeKind]) -> None:
    await notices.tell_again(work, kinds, poll.network_id, poll.thread_id, poll.id)
