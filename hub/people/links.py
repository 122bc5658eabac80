"""Mailed links that sign in, once."""

from datetime import timedelta

from sqlalchemy import delete, update

from hub import outbox, text
from hub.database import Viewer, Work, transaction
from hub.errors import Invalid
from hub.models import LetterKind, LinkPurpose, PasskeyChallenge, SignInLink
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
    await _post_link(viewer, LetterKind.SIGN_IN_LINK, address)


@transaction
async def _post_link(work: Work, kind: LetterKind, address: str) -> None:
    await outbox.post(work, kind, address=address, language=work.viewer.language)


@transaction
async def redeem_link(work: Work, secret: str) -> SignedIn:
    """Raises Invalid when the link was used, is too old, or never was."""
    redeemed = await work.execute(
        update(SignInLink)
        .where(
            SignInLink.secret_hash == secret_hash(secret),
            SignInLink.purpose == LinkPurpose.SIGN_IN,
            SignInLink.redeemed_at.is_(None),
            SignInLink.expires_at > work.at,
        )
        .values(redeemed_at=work.at)
        .returning(SignInLink.person_id)
    )
    person_id = redeemed.scalar_one_or_none()
    if person_id is None:
        raise Invalid("secret", "This link has been used or is too old. Please ask for a new one.")
    return await sessions.open_session(work, person_id)


@transaction
async def make_link(work: Work, email: str, lasts: timedelta, purpose: LinkPurpose = LinkPurpose.SIGN_IN) -> str | None:
    """The secret of a new link; None when nobody has that address."""
    person = await accounts.with_email(work, email)
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
