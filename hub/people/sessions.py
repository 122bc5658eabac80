"""Sessions: a browser somebody is signed in with, by cookie."""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, update

from hub import clock, events, permissions
from hub.database import Viewer, Work, transaction
from hub.errors import NotFound
from hub.models import Session
from hub.people import accounts
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
        person = await accounts.with_email(work, email)
    if person is None:
        raise NotFound()
    return await open_session(viewer, person.id)


@transaction
async def sign_out(work: Work) -> None:
    """Ends the viewer's session, and what follows with it."""
    if session_id := work.viewer.session_id:
        await work.execute(update(Session).where(Session.id == session_id).values(ended_at=work.at))
        await events.reauthorise(work, permissions.signed_in(work))


async def by_session(stranger: Viewer, secret: str) -> Viewer:
    """Who holds that session, or the stranger again. Notes its use, at most once an hour."""
    async with stranger.database.reading(stranger) as work:
        session = await work.row(
            select(Session).where(
                Session.token_hash == keyed_hash(stranger.database, secret),
                Session.ended_at.is_(None),
                Session.last_used_at > work.at - SESSION_LASTS,
            )
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
    hashed = keyed_hash(work.viewer.database, secret)
    session = await work.add(Session(person_id=person_id, token_hash=hashed, created_at=work.at, last_used_at=work.at))
    return SignedIn(replace(work.viewer, who=person_id, session_id=session.id), secret)


@transaction
async def _note_use(work: Work, session_id: UUID) -> None:
    await work.execute(update(Session).where(Session.id == session_id).values(last_used_at=work.at))
