"""Casting a ballot. The statement that stores it decides whether it may be: who, and until when."""

from typing import Any

from sqlalchemy import Select, exists, func, insert, literal, or_, select, true, update
from sqlalchemy.dialects import postgresql, sqlite

from hub import events, ids, outbox, permissions
from hub.database import Work, transaction
from hub.errors import NotAllowed, NotFound
from hub.models import Ballot, Casting, Elector, LetterKind, Poll, SecretBallot, SecretRemark, UtcDateTime
from hub.polls import piles, preparing
from hub.polls.choices import Choice, Said, remark, said
from hub.polls.opening import voters


@transaction
async def cast(work: Work, poll_id: str, choice: Choice, seat_id: str | None = None) -> Poll:
    """Casts or replaces the ballot of the viewer's city, or their own. All who represent the city get a receipt."""
    permissions.signed_in(work)
    poll = await shared(work, await permissions.find(work, Poll, poll_id))
    electors = await permissions.own_electors(work, [poll.id])
    permissions.require(await permissions.why_not_cast(work, poll, electors))
    elector = permissions.acting_elector(electors, seat_id)
    if await store(work, poll, elector, choice):
        await tell(work, poll, elector)
    return poll


async def store(work: Work, poll: Poll, elector: Elector, choice: Choice, is_paper: bool = False) -> bool:
    """Whether it changed anything: what is cast again as it was is the same ballot. Raises NotAllowed."""
    what, why = said(poll, choice), remark(poll, choice)
    if poll.is_secret:
        return await _secretly(work, poll, elector, what, why)
    await work.held(Elector, elector.id, key_share=True)  # one after the other: each knows what it replaces
    before = (await work.execute(select(Ballot.said, Ballot.remark).where(Ballot.elector_id == elector.id))).first()
    if before and (before.said, before.remark) == (what, why):
        return False
    await _by_name(work, poll, elector, what, why, is_paper)
    await piles.move(work, poll, elector.kind, before.said if before else None, what)
    return True


async def shared(work: Work, seen: Poll) -> Poll:
    """As it is by now; who wants to close it waits until the ballots on their way have been stored."""
    locked = select(Poll).where(Poll.id == seen.id).with_for_update(read=True)
    poll = await work.row(locked.execution_options(populate_existing=True))
    if poll is None:
        raise NotFound()
    return poll


def _is_open(at: Any) -> tuple[Any, ...]:
    """Of polls, by the clock of the database: the only one that all workers share."""
    return Poll.opened_at.is_not(None), Poll.closed_at.is_(None), at < Poll.closes_at


async def _by_name(work: Work, poll: Poll, elector: Elector, what: Said, why: str, is_paper: bool) -> None:
    dialect = postgresql if work.session.get_bind().dialect.name == "postgresql" else sqlite
    caster = permissions.signed_in(work)
    values = {"id": ids.new(), "said": what, "remark": why, "cast_by_id": caster, "replaced": 0, "is_paper": is_paper}
    new, names = _new_ballot(elector, values), ["poll_id", "elector_id", "cast_at", *values]
    may_replace = literal(poll.may_replace) & (literal(not is_paper) | Ballot.is_paper)
    storing = dialect.insert(Ballot).from_select(names, new, include_defaults=False)
    given = storing.excluded
    stored = storing.on_conflict_do_update(
        index_elements=[Ballot.elector_id],
        set_={name: given[name] for name in ("said", "remark", "cast_by_id", "cast_at", "is_paper")}
        | {"replaced": Ballot.replaced + 1},
        where=may_replace,
    ).returning(Ballot.id, Ballot.replaced, Ballot.cast_at)
    row = (await work.execute(stored)).first()
    if row is None:
        raise await _too_late(work, poll)
    casting = Casting(ballot_id=row.id, number=row.replaced, person_id=caster, at=row.cast_at, is_paper=is_paper)
    if prepared := await preparing.take(work, elector.id, what, why):
        casting.prepared_by_id, casting.approved_by = prepared.person_id, prepared.approved_by
    await work.add(casting)
    if poll.shows_turnout and not row.replaced:
        events.record_turnout(work, poll)


def _new_ballot(elector: Elector, values: dict[str, Any]) -> Select[Any]:
    columns = Ballot.__table__.c  # type: ignore[attr-defined]
    given = [literal(value, columns[name].type) for name, value in values.items()]
    # asked once: the moment that is stored is the one that was in time
    moment = select(func.hub_now(type_=UtcDateTime).label("at")).cte("moment").prefix_with("MATERIALIZED")
    return (
        select(Elector.poll_id, Elector.id, moment.c.at, *given)
        .join(Poll, Poll.id == Elector.poll_id)
        .join(moment, true())
        .where(Elector.id == elector.id, *_is_open(moment.c.at))
    )


async def _secretly(work: Work, poll: Poll, elector: Elector, what: Said, why: str) -> bool:
    """Notes that they took part, once, and apart from it what nobody has said; and a remark apart from both."""
    is_open = exists().where(Poll.id == elector.poll_id, *_is_open(func.hub_now()))
    took_part = update(Elector).where(Elector.id == elector.id, Elector.took_part.is_(False), is_open)
    if (await work.execute(took_part.values(took_part=True))).rowcount != 1:
        raise await _too_late(work, poll)
    await work.execute(insert(SecretBallot).values(poll_id=poll.id, kind=elector.kind, said=what))
    if why:
        await work.execute(insert(SecretRemark).values(poll_id=poll.id, body=why))
    return True


async def _too_late(work: Work, poll: Poll) -> NotAllowed:
    is_over = or_(Poll.closed_at.is_not(None), func.hub_now() >= Poll.closes_at)
    if await work.row(select(Poll.id).where(Poll.id == poll.id, is_over)):
        return NotAllowed("This vote ended on {date}.", date=poll.closed_at or poll.closes_at)
    if poll.may_replace:
        return NotAllowed("This city has voted; what it has cast itself stays.")
    return NotAllowed("This vote has been cast, and here a ballot is final.")


async def tell(work: Work, poll: Poll, elector: Elector) -> None:
    """A receipt to all who represent the city; news only of a named ballot."""
    people = await voters(work, [elector])
    for person in people:
        await outbox.post(work, LetterKind.BALLOT_CAST, to=person, about=elector.id)
    if not poll.is_secret:
        events.record_ballot(work, poll, [person.id for person in people])
