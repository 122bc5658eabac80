"""Sessions: a browser somebody is signed in with, by cookie."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select, update

from hub import clock, events, ids, permissions
from hub.database import Viewer, Work, transaction
from hub.errors import NotFound
from hub.models import Person, Session
from hub.people import accounts, devices
from hub.people.secrets import keyed_hash, new_secret

SESSION_LASTS = timedelta(days=30)
"""From its last use."""
_USE_NOTED_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session just opened, and the secret that the browser keeps."""

    viewer: Viewer
    secret: str


async def sign_in_to_demo(viewer: Viewer, email: str) -> SignedIn:
    """Without a password; the caller has made sure that this is the demo, on this machine."""
    async with viewer.database.reading(viewer) as work:
        person = await accounts.admitted(work, email)
    if person is None:
        raise NotFound()
    return await open_session(viewer, person.id)


async def own_sessions(work: Work) -> Sequence[Session]:
    """The viewer's that are open, the one used last first. Raises NotAllowed for a program."""
    mine = _open(work).where(Session.person_id == permissions.in_person(work))
    return await work.rows(mine.order_by(Session.last_used_at.desc(), Session.id))


@transaction
async def sign_out(work: Work) -> None:
    """Ends the viewer's session, and what follows with it."""
    if session_id := work.viewer.session_id:
        await _end(work, permissions.signed_in(work), Session.id == session_id)


@transaction
async def end_session(work: Work, id: str) -> None:
    """Signs the viewer out elsewhere: what is open there closes within a second."""
    person_id = permissions.in_person(work)
    match ids.decode(id):
        case (Session.prefix, uuid):
            found = await work.row(_open(work).where(Session.id == uuid, Session.person_id == person_id))
        case _:
            found = None
    if found is None:
        raise NotFound()
    await _end(work, person_id, Session.id == found.id)


@transaction
async def end_other_sessions(work: Work) -> None:
    """Signs the viewer out everywhere but here."""
    await end_sessions(work, permissions.in_person(work))


@transaction
async def end_sessions(work: Work, person_id: UUID) -> None:
    """Ends that person's sessions, but not the one in which it is done."""
    await _end(work, person_id, Session.id.is_distinct_from(work.viewer.session_id))


async def by_session(stranger: Viewer, secret: str) -> Viewer:
    """Who holds that session, or the stranger again. Notes its use, at most once an hour."""
    async with stranger.database.reading(stranger) as work:
        session = await work.row(
            _open(work)
            .join(Person, Person.id == Session.person_id)
            .where(Session.token_hash == keyed_hash(stranger.database, secret), permissions.may_sign_in())
        )
    if session is None:
        return stranger
    viewer = replace(stranger, who=session.person_id, session_id=session.id)
    if session.last_used_at < clock.now() - _USE_NOTED_EVERY:
        await _note_use(viewer, session.id)
    return viewer


@transaction
async def open_session(work: Work, person_id: UUID) -> SignedIn:
    secret = new_secret()
    session = await work.add(
        Session(
            person_id=person_id,
            token_hash=keyed_hash(work.viewer.database, secret),
            device=devices.short(work.viewer.device),
            created_at=work.at,
            last_used_at=work.at,
        )
    )
    await accounts.note_seen(work, person_id)
    return SignedIn(replace(work.viewer, who=person_id, session_id=session.id), secret)


def _open(work: Work) -> Select[Session]:
    return select(Session).where(Session.ended_at.is_(None), Session.last_used_at > work.at - SESSION_LASTS)


async def _end(work: Work, person_id: UUID, which: ColumnElement[bool]) -> None:
    of_theirs = update(Session).where(Session.person_id == person_id, Session.ended_at.is_(None), which)
    await work.execute(of_theirs.values(ended_at=work.at))
    await events.reauthorise(work, person_id)


@transaction
async def _note_use(work: Work, session_id: UUID) -> None:
    await work.execute(update(Session).where(Session.id == session_id).values(last_used_at=work.at))
    await accounts.note_seen(work, permissions.signed_in(work))
