"""Switching an account off, and on again: the person keeps their places meanwhile, and nobody can sign in."""

from sqlalchemy import select, update

from hub import events, people, permissions
from hub.database import Work, transaction
from hub.errors import Conflict
from hub.models import AccessToken, Person, Standing


@transaction
async def deactivate(work: Work) -> Person:
    """The viewer's account. Every session and token of theirs ends. Raises NotAllowed for a program."""
    id = permissions.in_person(work)
    person = await work.get(Person, id)
    assert person, "who is signed in is somebody"
    person.deactivated_at = work.at
    await people.end_sessions(work, id)
    await people.sign_out(work)
    ended = update(AccessToken).where(AccessToken.person_id == id, AccessToken.ended_at.is_(None))
    await work.execute(ended.values(ended_at=work.at))
    events.record_person(work, await permissions.standings(work), is_for_observers=False)
    return person


@transaction
async def reactivate(work: Work, person_id: str) -> Person:
    """A coordinator of one of their networks lets somebody sign in again."""
    person = await permissions.find(work, Person, person_id)
    held = await work.rows(select(Standing).where(Standing.person_id == person.id, Standing.until.is_(None)))
    permissions.require(await permissions.why_not_vouch(work, held))
    if person.deactivated_at is None:
        raise Conflict("This account is not switched off.")
    person.deactivated_at = None
    events.record_person(work, held, is_for_observers=False)
    return person
