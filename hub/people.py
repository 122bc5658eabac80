"""People and how the hub knows them: passwords, mailed links, sessions, access tokens.

Secrets are random and stored hashed; a session's hash is keyed with HUB_SECRET, so changing that signs everybody out.
"""

import asyncio
import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import select, update

from hub import clock, events, mail, permissions, text
from hub.database import Database, Viewer, Work, transaction
from hub.errors import Invalid, NotFound, NotSignedIn
from hub.models import (
    AccessToken,
    Language,
    Network,
    Person,
    Session,
    SignInLink,
    Standing,
    StandingKind,
    Stream,
    StreamKind,
)

SESSION_LASTS = timedelta(days=30)
"""From its last use."""
LINK_LASTS = timedelta(hours=1)
INVITATION_LASTS = timedelta(days=7)
PASSWORD_LENGTH = (10, 200)

_USE_NOTED_EVERY = timedelta(hours=1)
_hasher = PasswordHasher()
_NOBODYS_HASH = _hasher.hash(secrets.token_urlsafe(16))
"""Checked when there is no account, so that a known and an unknown address take the same time."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session just opened, and the secret that the browser keeps."""

    viewer: Viewer
    secret: str


# Signing in and out


async def sign_in(viewer: Viewer, email: str, password: str) -> SignedIn:
    """Raises Invalid (field password) alike for a wrong password and for an unknown address."""
    async with viewer.database.reading(viewer) as work:
        person = await _with_email(work, email)
    known = person.password_hash if person and person.password_hash else None
    if not await asyncio.to_thread(_fits, password, known or _NOBODYS_HASH) or person is None or known is None:
        raise Invalid("password", "This e-mail address and this password do not fit together.")
    return await _open_session(viewer, person.id)


async def request_link(viewer: Viewer, email: str) -> None:
    """Mails a link that signs in once; says nothing about whether the address is known."""
    address = text.email("email", email)
    if secret := await _make_link(viewer, address, LINK_LASTS):
        await mail.send_sign_in_link(viewer.database.settings, address, secret, viewer.language)


async def redeem_link(viewer: Viewer, secret: str) -> SignedIn:
    """Raises Invalid when the link was used, is too old, or never was."""
    return await _redeem(viewer, secret)


async def sign_in_to_demo(viewer: Viewer, email: str) -> SignedIn:
    """Without a password; the caller has made sure that this is the demo, on this machine."""
    async with viewer.database.reading(viewer) as work:
        person = await _with_email(work, email)
    if person is None:
        raise NotFound()
    return await _open_session(viewer, person.id)


async def sign_out(viewer: Viewer) -> None:
    if viewer.session_id:
        await _end_session(viewer, viewer.session_id)


@transaction
async def _redeem(work: Work, secret: str) -> SignedIn:
    redeemed = await work.execute(
        update(SignInLink)
        .where(
            SignInLink.secret_hash == _hash(secret),
            SignInLink.redeemed_at.is_(None),
            SignInLink.expires_at > work.at,
        )
        .values(redeemed_at=work.at)
        .returning(SignInLink.person_id)
    )
    person_id = redeemed.scalar_one_or_none()
    if person_id is None:
        raise Invalid("secret", "This link has been used or is too old. Please ask for a new one.")
    return await _open_session(work, person_id)


@transaction
async def _make_link(work: Work, email: str, lasts: timedelta) -> str | None:
    person = await _with_email(work, email)
    if person is None:
        return None
    secret = secrets.token_urlsafe(32)
    await work.add(
        SignInLink(person_id=person.id, secret_hash=_hash(secret), created_at=work.at, expires_at=work.at + lasts)
    )
    return secret


@transaction
async def _open_session(work: Work, person_id: UUID) -> SignedIn:
    secret = secrets.token_urlsafe(32)
    hashed = _keyed_hash(work.viewer.database, secret)
    session = await work.add(Session(person_id=person_id, token_hash=hashed, created_at=work.at, last_used_at=work.at))
    return SignedIn(replace(work.viewer, is_person=person_id, session_id=session.id), secret)


@transaction
async def _end_session(work: Work, session_id: UUID) -> None:
    await work.execute(update(Session).where(Session.id == session_id).values(ended_at=work.at))
    await events.reauthorise(work, permissions.signed_in(work))


# Who is asking


async def by_session(stranger: Viewer, secret: str) -> Viewer:
    """Who holds that session, or the stranger again. Notes its use, at most once an hour."""
    async with stranger.database.reading(stranger) as work:
        session = await work.row(
            select(Session).where(
                Session.token_hash == _keyed_hash(stranger.database, secret),
                Session.ended_at.is_(None),
                Session.last_used_at > work.at - SESSION_LASTS,
            )
        )
    if session is None:
        return stranger
    viewer = replace(stranger, is_person=session.person_id, session_id=session.id)
    if session.last_used_at < clock.now() - _USE_NOTED_EVERY:
        await _note_use(viewer, session.id)
    return viewer


async def by_token(stranger: Viewer, secret: str) -> Viewer:
    """Whose access token it is. Raises NotSignedIn when it is nobody's (any more)."""
    async with stranger.database.reading(stranger) as work:
        token = await work.row(
            select(AccessToken).where(AccessToken.token_hash == _hash(secret), AccessToken.ended_at.is_(None))
        )
    if token is None:
        raise NotSignedIn()
    return replace(stranger, is_person=token.person_id, token_id=token.id, may_write=token.may_write)


@transaction
async def _note_use(work: Work, session_id: UUID) -> None:
    await work.execute(update(Session).where(Session.id == session_id).values(last_used_at=work.at))


# One's own account


@transaction
async def set_password(work: Work, new: str, current: str | None = None) -> Person:
    """Raises Invalid when the current password is wrong or the new one too short."""
    person = await _self(work)
    if person.password_hash and not await asyncio.to_thread(_fits, current or "", person.password_hash):
        raise Invalid("currentPassword", "This is not your current password.")
    shortest, longest = PASSWORD_LENGTH
    if not shortest <= len(new) <= longest:
        raise Invalid(
            "newPassword",
            "A password has {shortest} to {longest} characters.",
            shortest=shortest,
            longest=longest,
        )
    person.password_hash = await asyncio.to_thread(_hasher.hash, new)
    return person


@transaction
async def set_language(work: Work, language: Language) -> Person:
    person = await _self(work)
    person.language = language
    return person


# For the operator of an installation


@transaction
async def invite_coordinator(work: Work, email: str) -> str:
    """Makes that person a coordinator of every network and gives the secret of a link that signs them in."""
    address = text.email("email", email)
    person = await _with_email(work, address)
    if person is None:
        person = await add(work, address.partition("@")[0], address)
    held = await work.rows(
        select(Standing.network_id).where(
            Standing.person_id == person.id,
            Standing.kind == StandingKind.COORDINATOR,
            Standing.until.is_(None),
        )
    )
    for network in await work.rows(select(Network)):
        if network.id not in held:
            await add_standing(work, person, network, StandingKind.COORDINATOR)
    secret = await _make_link(work, address, INVITATION_LASTS)
    if secret is None:
        raise NotFound()
    return secret


@transaction
async def make_token(work: Work, email: str, name: str, may_write: bool) -> str:
    """An access token in that person's name. Raises NotFound when nobody has that address."""
    person = await _with_email(work, email)
    if person is None:
        raise NotFound()
    secret = f"hub_{secrets.token_urlsafe(32)}"
    await work.add(
        AccessToken(
            person_id=person.id,
            name=text.line("name", name, 100),
            token_hash=_hash(secret),
            may_write=may_write,
            created_at=work.at,
        )
    )
    return secret


@transaction
async def end_token(work: Work, token_id: UUID) -> None:
    """Ends an access token, and what follows with it."""
    token = await work.get(AccessToken, token_id)
    if token is None:
        raise NotFound()
    token.ended_at = work.at
    await events.reauthorise(work, token.person_id)


@transaction
async def add(work: Work, name: str, email: str, language: Language = Language.PL) -> Person:
    """A person who can sign in, and the stream of what is addressed to them."""
    person = await work.add(Person(name=name, email=email, language=language, created_at=work.at))
    await work.add(Stream(kind=StreamKind.PERSON, about_id=person.id))
    return person


@transaction
async def add_standing(
    work: Work, person: Person, network: Network, kind: StandingKind, seat_id: UUID | None = None, function: str = ""
) -> Standing:
    standing = await work.add(
        Standing(
            person_id=person.id,
            network_id=network.id,
            kind=kind,
            seat_id=seat_id,
            function=function,
            since=work.at,
        )
    )
    if person.email:
        events.record_standing(work, standing)
    return standing


@transaction
async def end_standing(work: Work, standing_id: UUID) -> Standing:
    """What the person was there they are no longer; their open pages learn it within a second."""
    standing = await work.get(Standing, standing_id)
    if standing is None or standing.until is not None:
        raise NotFound()
    standing.until = work.at
    events.record_standing(work, standing)
    return standing


async def _with_email(work: Work, email: str) -> Person | None:
    return await work.row(select(Person).where(Person.email == email.strip().lower()))


async def _self(work: Work) -> Person:
    person = await work.get(Person, permissions.signed_in(work))
    if person is None:
        raise NotSignedIn()
    return person


def _fits(password: str, hashed: str) -> bool:
    try:
        return _hasher.verify(hashed, password)
    except VerificationError:
        return False


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _keyed_hash(database: Database, secret: str) -> bytes:
    return hmac.digest(database.settings.secret_key, secret.encode(), "sha256")
