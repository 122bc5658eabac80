"""Passwords, hashed with Argon2id (RFC 9106) in threads of their own."""

import asyncio
from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from secrets import token_bytes
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from hub import limits, outbox, permissions, text
from hub.database import Viewer, Work, transaction
from hub.errors import Conflict, Invalid
from hub.models import LetterKind, LinkPurpose, Person
from hub.people import accounts, links, sessions
from hub.people.sessions import SignedIn

PASSWORD_LENGTH = (10, 200)

T = TypeVar("T")

_hasher = PasswordHasher()
_threads = ThreadPoolExecutor(2, "argon2")
"""Each hash takes 64 MiB: a crowd at the door waits instead of filling the memory."""


async def sign_in(viewer: Viewer, email: str, password: str) -> SignedIn:
    """Raises Invalid (field password) alike for a wrong password and for an unknown address, RateLimited for both."""
    await viewer.tries(limits.SIGN_IN, email.strip().lower())
    async with viewer.database.reading(viewer) as work:
        person = await accounts.admitted(work, email)
    known = person.password_hash if person and person.password_hash else None
    if not await _fits(password, known or _nobodys_hash()) or person is None or known is None:
        raise Invalid("password", "This e-mail address and this password do not fit together.")
    return await sessions.open_session(viewer, person.id)


async def set_password(viewer: Viewer, new: str, current: str | None = None) -> Person:
    """Ends all other sessions. Raises Invalid when the current password is wrong or the new one too short."""
    async with viewer.database.reading(viewer) as work:
        permissions.in_person(work)
        before = (await permissions.viewer(work)).password_hash
    if before:
        await viewer.tries(limits.CONFIRM, str(viewer.person_id))
        if not await _fits(current or "", before):
            raise Invalid("currentPassword", "This is not your current password.")
    return await change_password(viewer, before, await hashed(new))


async def request_reset(viewer: Viewer, email: str) -> None:
    """Mails a link that lets set a new password; says nothing about whether the address is known."""
    address = text.email("email", email)
    await viewer.tries(limits.MAIL, address)
    await links.post_link(viewer, LetterKind.PASSWORD_RESET, address)


async def reset_password(viewer: Viewer, secret: str, new: str) -> SignedIn:
    """Sets a new password by a mailed link, signs in and ends all other sessions. Raises Invalid."""
    await viewer.tries(limits.REDEEM)
    return await _reset(viewer, secret, await hashed(new))


async def hashed(new: str) -> str:
    """Of a new password. Raises Invalid when it is too short or too long."""
    shortest, longest = PASSWORD_LENGTH
    if not shortest <= len(new) <= longest:
        raise Invalid(
            "newPassword",
            "A password has {shortest} to {longest} characters.",
            shortest=shortest,
            longest=longest,
        )
    return await _apart(lambda: _hasher.hash(new))


@transaction
async def change_password(work: Work, before: str | None, new_hash: str) -> Person:
    """Gives the viewer a new password in place of the one they had when they asked."""
    person = await permissions.viewer(work)
    if person.password_hash != before:
        raise Conflict("Your password has just been changed. Please begin again.")
    await _renew(work, person, new_hash)
    return person


@transaction
async def _reset(work: Work, secret: str, new_hash: str) -> SignedIn:
    person = await links.redeemed(work, secret, LinkPurpose.RESET)
    await _renew(work, person, new_hash)
    return await sessions.open_session(work, person.id)


async def _renew(work: Work, person: Person, new_hash: str) -> None:
    """Whoever else may know the old one, or hold a link, is out; the owner learns of it by mail."""
    person.password_hash = new_hash
    await sessions.end_sessions(work, person.id)
    await links.end_links(work, person.id)
    await outbox.post(work, LetterKind.PASSWORD_CHANGED, to=person)


def _nobodys_hash() -> str:
    """Checked when there is no account, so that a known and an unknown address take the same time. Nothing fits it."""
    cost = f"m={_hasher.memory_cost},t={_hasher.time_cost},p={_hasher.parallelism}"
    salt, hash = (b64encode(token_bytes(size)).decode().rstrip("=") for size in (_hasher.salt_len, _hasher.hash_len))
    return f"$argon2id$v=19${cost}${salt}${hash}"


async def _fits(password: str, known: str) -> bool:
    def verified() -> bool:
        try:
            return _hasher.verify(known, password)
        except VerificationError:
            return False

    return await _apart(verified)


async def _apart(work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(_threads, work)
