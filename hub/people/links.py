"""Mailed links that sign in, or let set a new password, once."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, update

from hub import limits, outbox, text
from hub.database import Viewer, Work, transaction
from hub.errors import Invalid
from hub.models import LetterKind, LinkPurpose, PasskeyChallenge, Person, SignInLink
from hub.people import accounts, sessions
from hub.people.secrets import new_secret, secret_hash
from hub.people.sessions import SignedIn

LINK_LASTS = timedelta(hours=1)
INVITATION_LASTS = timedelta(days=7)


async def request_link(viewer: Viewer, email: str) -> None:
    """Mails a link that signs in once; says nothing about whether the address is known.

    Nor does it take another time: whose address it is, is looked up when the letter is sent.
    """
    address = text.email("email", email)
    await viewer.tries(limits.MAIL, address)
    await post_link(viewer, LetterKind.SIGN_IN_LINK, address)


@transaction
async def post_link(work: Work, kind: LetterKind, address: str) -> None:
    """The same work for every address: whether somebody has it is only asked when the letter is sent."""
    await outbox.post(work, kind, address=address, language=work.viewer.language)


async def redeem_link(viewer: Viewer, secret: str) -> SignedIn:
    """Raises Invalid when the link was used, is too old, or never was."""
    await viewer.tries(limits.REDEEM)
    return await _redeem_link(viewer, secret)


@transaction
async def _redeem_link(work: Work, secret: str) -> SignedIn:
    return await sessions.open_session(work, (await redeemed(work, secret, LinkPurpose.SIGN_IN)).id)


async def redeemed(work: Work, secret: str, purpose: LinkPurpose) -> Person:
    """Uses up the link. Raises Invalid when it was used, is too old, never was, or its person may not enter."""
    used = await work.execute(
        update(SignInLink)
        .where(
            SignInLink.secret_hash == secret_hash(secret),
            SignInLink.purpose == purpose,
            SignInLink.redeemed_at.is_(None),
            SignInLink.expires_at > work.at,
        )
        .values(redeemed_at=work.at)
        .returning(SignInLink.person_id)
    )
    person_id = used.scalar_one_or_none()
    person = await accounts.admitted_person(work, person_id) if person_id else None
    if person is None:
        raise Invalid("secret", "This link has been used or is too old. Please ask for a new one.")
    return person


@transaction
async def make_link(work: Work, email: str, lasts: timedelta, purpose: LinkPurpose = LinkPurpose.SIGN_IN) -> str | None:
    """The secret of a new link; None when nobody who may enter has that address."""
    person = await accounts.admitted(work, email)
    if person is None:
        return None
    secret = new_secret()
    await work.add(
        SignInLink(
            person_id=person.id,
            secret_hash=secret_hash(secret),
            purpose=purpose,
            created_at=work.at,
            expires_at=work.at + lasts,
        )
    )
    return secret


@transaction
async def forget_links(work: Work) -> None:
    """Links and challenges that open nothing any more."""
    await work.execute(delete(SignInLink).where(SignInLink.expires_at < work.at))
    await work.execute(delete(PasskeyChallenge).where(PasskeyChallenge.expires_at < work.at))


async def end_links(work: Work, person_id: UUID) -> None:
    """No link that was mailed to that person opens anything any more."""
    unused = update(SignInLink).where(SignInLink.person_id == person_id, SignInLink.redeemed_at.is_(None))
    await work.execute(unused.values(redeemed_at=work.at))
