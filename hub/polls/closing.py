"""How a poll ends: when its time is over, or early; never twice, and it is not opened again."""

import random
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select, update

from hub import acts, events, permissions, text
from hub.database import Work, transaction
from hub.errors import Invalid, NotAllowed
from hub.models import ActKind, Elector, EventKind, Poll, PollState, SeatKind, Ties
from hub.polls import days
from hub.polls.opening import begin, held

_STEP = 5
"""Of a secret poll turnout is told in steps of so many, and no column with fewer ballots."""
_PAUSE = timedelta(seconds=60)
"""Between two such steps, whichever process tells them."""


@transaction
async def close(work: Work, poll_id: str, reason: str | None = None) -> Poll:
    """Ends a poll early."""
    closer = permissions.signed_in(work)
    poll = await permissions.find(work, Poll, poll_id)
    permissions.require(await permissions.why_not_end_poll(work, poll))
    if not await _end(work, poll, Poll.opened_at.is_not(None), closed_by_id=closer):
        raise NotAllowed("This vote ended on {date}.", date=poll.closed_at or poll.closes_at)
    why = text.line("reason", reason, 500) if reason and reason.strip() else ""
    await acts.note(work, ActKind.POLL_CLOSED, poll.network_id, poll, why)
    return poll


@transaction
async def extend(work: Work, poll_id: str, closes_at: datetime, reason: str | None = None) -> Poll:
    """Lets it run longer, while it runs."""
    permissions.signed_in(work)
    poll = await held(work, poll_id)
    permissions.require(await permissions.why_not_end_poll(work, poll))
    if closes_at <= poll.closes_at:
        raise Invalid("closesAt", "Choose a later time than now; to end a vote early, close it.")
    runs = update(Poll).where(Poll.id == poll.id, Poll.closed_at.is_(None), func.hub_now() < Poll.closes_at)
    remind_at = poll.remind_at and days.reminder(work.at, closes_at)
    if (await work.execute(runs.values(closes_at=closes_at, remind_at=remind_at))).rowcount != 1:
        raise NotAllowed("This vote ended on {date}.", date=poll.closes_at)
    await work.session.refresh(poll)
    events.record(work, EventKind.POLL_CHANGED, poll, poll)
    why = text.line("reason", reason, 500) if reason and reason.strip() else ""
    await acts.note(work, ActKind.POLL_EXTENDED, poll.network_id, poll, why)
    return poll


@transaction
async def state_outcome(work: Work, poll_id: str, outcome: str, review_at: datetime | None = None) -> Poll:
    """Says what follows from it, and when that is looked at again."""
    permissions.signed_in(work)
    poll = await held(work, poll_id)
    permissions.require(await permissions.why_not_state_outcome(work, poll))
    poll.outcome, poll.review_at = text.body("outcome", outcome, 5_000), review_at
    poll.review_due_at = review_at if review_at and review_at > work.at else None
    events.record(work, EventKind.POLL_CHANGED, poll, poll)
    return poll


@transaction
async def do_due(work: Work) -> None:
    """Opens and closes what it is time for. Each poll is closed once, whoever comes first."""
    waiting = Poll.opened_at.is_(None) & (Poll.opens_at <= work.at)
    for poll in await work.rows(select(Poll).where(waiting).with_for_update()):
        await begin(work, poll)
    over = Poll.opened_at.is_not(None) & Poll.closed_at.is_(None) & (Poll.closes_at <= func.hub_now())
    for poll in await work.rows(select(Poll).where(over).order_by(Poll.id)):
        await _end(work, poll, over)


@transaction
async def tell_turnout(work: Work) -> None:
    """Of open secret polls: how many took part, in steps, so that no single vote is seen to arrive."""
    open_secret = select(Poll).where(Poll.is_secret, Poll.opened_at.is_not(None), Poll.closed_at.is_(None))
    not_lately = or_(Poll.turnout_at.is_(None), Poll.turnout_at <= work.at - _PAUSE)
    for poll in await work.rows(open_secret.where(not_lately)):
        counts = (await took_part(work, poll.id)).items()
        told = {kind.value: count - count % _STEP for kind, count in counts if count >= _STEP}
        if told != poll.turnout:
            poll.turnout, poll.turnout_at = told, work.at
            events.record(work, EventKind.POLL_CHANGED, poll, poll)


async def took_part(work: Work, poll_id: UUID) -> dict[SeatKind, int]:
    """Of a secret poll, by kind of seat."""
    counted = select(Elector.kind, func.count()).where(Elector.poll_id == poll_id, Elector.took_part)
    return await work.pairs(counted.group_by(Elector.kind))


async def _end(work: Work, poll: Poll, condition: Any, **by: Any) -> bool:
    """Closes it unless somebody else has; waits for the ballots that are being stored."""
    await work.held(Poll, poll.id)  # the moment of the close is one after the last of these ballots
    ending = update(Poll).where(Poll.id == poll.id, Poll.closed_at.is_(None), condition)
    closed = await work.execute(ending.values(closed_at=func.hub_now(), **by))
    await work.session.refresh(poll)
    if closed.rowcount != 1:
        return False
    assert poll.state is PollState.CLOSED
    if poll.ties is Ties.BY_LOT:
        poll.lot = random.SystemRandom().sample(poll.keys, len(poll.keys))
    events.record(work, EventKind.POLL_CLOSED, poll, poll)
    return True
