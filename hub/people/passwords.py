"""Passwords, hashed with Argon2id (RFC 9106) in a thread of their own."""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from hub.database import Viewer, Work, transaction
from hub.errors import Invalid
from hub.models import Person
from hub.people import accounts, sessions
from hub.people.secrets import new_secret
from hub.people.sessions import SignedIn

PASSWORD_LENGTH = (10, 200)

_hasher = PasswordHasher()
_NOBODYS_HASH = _hasher.hash(new_secret())
"""Checked when there is no account, so that a known and an unknown address take the same time."""


async def sign_in(viewer: Viewer, email: str, password: str) -> SignedIn:
    """Raises Invalid (field password) alike for a wrong password and for an unknown address."""
    async with viewer.database.reading(viewer) as work:
        person = await accounts.with_email(work, email)
    known = person.password_hash if person and person.password_hash else None
    if not await asyncio.to_thread(_fits, password, known or _NOBODYS_HASH) or person is None or known is None:
        raise Invalid("password", "This e-mail address and this password do not fit together.")
    return await sessions.open_session(viewer, person.id)


@transaction
async def set_password(work: Work, new: str, current: str | None = None) -> Person:
    """Raises Invalid when the current password is wrong or the new one too short."""
    person = await accounts.own(work)
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


def _fits(password: str, hashed: str) -> bool:
    try:
        return _hasher.verify(hashed, password)
    except VerificationError:
        return False
