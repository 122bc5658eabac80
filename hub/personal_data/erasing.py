"""Erasure: everything of a person goes but the record of their city, which stands in nobody's name."""

from sqlalchemy import delete, or_, select, update

from hub import events, files, people, permissions
from hub.database import Work, transaction
from hub.errors import Invalid, NotFound
from hub.models import (
    AccessToken,
    Bookmark,
    Face,
    IdempotencyKey,
    Invitation,
    JoinRequest,
    Letter,
    Mailing,
    Mention,
    NetworkNotices,
    Notice,
    Passkey,
    PasskeyChallenge,
    Person,
    Reaction,
    ReadMark,
    ReceivedMail,
    Session,
    Settled,
    SignInLink,
    Standing,
    ThreadNotices,
    Webhook,
    WebhookDelivery,
)

_OWN = (
    *(Face, Session, AccessToken, Passkey, PasskeyChallenge, SignInLink, IdempotencyKey),
    *(ReadMark, Mention, Reaction, Bookmark, Settled),
    *(Notice, NetworkNotices, ThreadNotices, Mailing, ReceivedMail),
    *(WebhookDelivery, Webhook),
)
"""Rows that are only theirs."""


@transaction
async def erase(work: Work, address: str) -> Person:
    """The viewer's own account, confirmed by its address. What they wrote for their city stays, without their name.

    Raises Invalid (field email) for another address, NotAllowed for a program.
    """
    permissions.in_person(work)
    person = await permissions.viewer(work)
    if address.strip().lower() != person.email:
        raise Invalid("email", "Type your own e-mail address, so that nothing is erased by mistake.")
    return await _erase(work, person)


@transaction
async def erase_address(work: Work, address: str) -> Person:
    """Whoever has that address, at an operator's hand. Raises NotFound."""
    person = await people.with_email(work, address)
    if person is None:
        raise NotFound()
    return await _erase(work, person)


async def _erase(work: Work, person: Person) -> Person:
    held = await work.rows(select(Standing).where(Standing.person_id == person.id).with_for_update())
    for standing in held:
        if standing.until is None:
            await people.end_standing(work, standing.id)
        standing.function = ""
    await _forget_what_others_noted(work, person)
    await files.take_back_uploads(work, person)
    await events.reauthorise(work, person.id)
    for model in _OWN:
        await work.execute(delete(model).where(model.person_id == person.id))
    _empty(person)
    person.erased_at = work.at
    events.record_person(work, held, is_for_observers=True)
    await work.session.flush()
    return person


async def _forget_what_others_noted(work: Work, person: Person) -> None:
    """Names and addresses in invitations, requests and mail; who may be another person is left alone."""
    await work.execute(delete(Letter).where(or_(Letter.to_id == person.id, Letter.address == person.email)))
    invited = or_(Invitation.accepted_by_id == person.id, Invitation.email == person.email)
    still_open = (Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None))
    await work.execute(update(Invitation).where(invited, *still_open).values(withdrawn_at=work.at))
    await work.execute(update(Invitation).where(invited).values(email=None, name="", function="", bounce=""))
    asked = or_(JoinRequest.person_id == person.id, JoinRequest.email == person.email)
    await work.execute(update(JoinRequest).where(asked).values(email=None, name="", function="", words=""))


def _empty(person: Person) -> None:
    person.name = person.did = person.seeks = person.phone = ""
    person.email = person.password_hash = person.import_key = None
    person.shares_phone = person.shares_email = person.shows_presence = False
    person.time_zone = "Europe/Warsaw"
    person.seen_at = person.asked_at = person.informed_at = person.deactivated_at = None
