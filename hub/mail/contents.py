"""What each kind of letter tells, who gets it, and whether they still may: asked when it is sent, not when posted.

Secrets are made here, stored hashed and given to nobody but the letter.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from babel.dates import format_date
from sqlalchemy import select

from hub import people, permissions, words
from hub.database import Work
from hub.mail import links
from hub.mail.material import (
    Contents,
    Dropped,
    about,
    address_of,
    city_parts,
    moment,
    network_parts,
    person_of,
    settings_of,
)
from hub.mail.notifying import digest, notice, returned
from hub.mail.remarks import remark_answered
from hub.mail.voting import ballot_cast, poll_told
from hub.models import (
    Invitation,
    JoinRequest,
    Letter,
    LetterKind,
    LinkPurpose,
    Person,
    Seat,
    Standing,
    StandingKind,
    Webhook,
)
from hub.people.secrets import new_secret, secret_hash

_TELLING_MORE = (LetterKind.NOTICE, LetterKind.DIGEST, LetterKind.RETURNED)
"""A newer one says something else."""


async def contents(work: Work, letter: Letter) -> Contents:
    """Raises Dropped."""
    if letter.kind not in _TELLING_MORE:
        await _is_the_newest(work, letter)
    found = await _CONTENTS[letter.kind](work, letter)
    return replace(found, parts={"origin": settings_of(work).origin} | found.parts)


async def _is_the_newest(work: Work, letter: Letter) -> None:
    """Or it would come after another that says the same, and make that one's link worthless."""
    same_row = Letter.about_id == letter.about_id if letter.about_id else Letter.address == letter.address
    same = (Letter.kind == letter.kind, Letter.to_id == letter.to_id, same_row)
    if await work.row(select(Letter.id).where(*same, Letter.created_at > letter.created_at)):
        raise Dropped("A newer letter says the same.")


# Letters to whoever asked for them at an address


async def _sign_in_link(work: Work, letter: Letter) -> Contents:
    address = await _who_asked(work, letter)
    secret = await people.make_link(work, address, people.LINK_LASTS)
    return Contents(address, {"link": links.sign_in_link(settings_of(work), secret or "")})


async def _password_reset(work: Work, letter: Letter) -> Contents:
    address = await _who_asked(work, letter)
    secret = await people.make_link(work, address, people.LINK_LASTS, LinkPurpose.RESET)
    return Contents(address, {"link": links.reset_link(settings_of(work), secret or "")})


async def _who_asked(work: Work, letter: Letter) -> str:
    """The address, when somebody can sign in with it and asked a moment ago."""
    if letter.created_at < work.at - people.LINK_LASTS:
        raise Dropped("It was asked for too long ago.")
    person = await people.with_email(work, letter.address or "")
    return address_of(person)


# Letters to people


async def _to_person(work: Work, letter: Letter) -> Contents:
    person = await person_of(work, letter)
    link = f"{settings_of(work).origin}/logowanie"
    return Contents(address_of(person), {"at": moment(letter.created_at, person), "link": link})


async def _request_received(work: Work, letter: Letter) -> Contents:
    """To those who may answer it, while nobody has."""
    person, request = await person_of(work, letter), await about(work, JoinRequest, letter)
    if request.answered_at:
        raise Dropped("It was answered meanwhile.")
    if person.id not in {one.id for one in await permissions.who_answers(work, request.network_id)}:
        raise Dropped("They may not answer it any more.")
    asks = await work.get(Person, request.person_id) if request.person_id else None
    network = await network_parts(work, request.network_id, letter.language)
    parts = network | await city_parts(work, request.city_id) | {"name": asks.name if asks else request.name}
    return Contents(address_of(person), parts | {"link": f"{network['link']}/prosby"})


async def _request_answered(work: Work, letter: Letter) -> Contents:
    request = await about(work, JoinRequest, letter)
    if request.is_accepted is None:
        raise Dropped("It is not answered any more.")
    address = address_of(await person_of(work, letter)) if letter.to_id else letter.address or request.email
    if not address:
        raise Dropped("There is no address.")
    network = await network_parts(work, request.network_id, letter.language)
    answer = {"is_accepted": "yes" if request.is_accepted else "", "reason": request.reason}
    return Contents(address, network | await city_parts(work, request.city_id) | answer)


async def _standing_ended(work: Work, letter: Letter) -> Contents:
    person, standing = await person_of(work, letter), await about(work, Standing, letter)
    if standing.until is None:
        raise Dropped("It has not ended.")
    network = await network_parts(work, standing.network_id, letter.language)
    seat = await work.get(Seat, standing.seat_id) if standing.seat_id else None
    city = await city_parts(work, seat.city_id if seat else None)
    return Contents(address_of(person), network | city | {"at": moment(standing.until, person)})


async def _webhook_paused(work: Work, letter: Letter) -> Contents:
    """While it is."""
    person, webhook = await person_of(work, letter), await about(work, Webhook, letter)
    if webhook.paused_at is None:
        raise Dropped("It goes on.")
    parts = {"url": webhook.url, "reason": words.say(webhook.pause_reason, letter.language)}
    since = moment(webhook.failing_since or webhook.paused_at, person)
    return Contents(address_of(person), parts | {"since": since, "link": links.webhooks_link(settings_of(work))})


# Letters to those who have no account yet


async def _invitation(work: Work, letter: Letter) -> Contents:
    invitation = await _open_invitation(work, letter)
    secret = new_secret()
    invitation.secret_hash = secret_hash(secret)
    link = links.invitation_link(settings_of(work), secret)
    return Contents(letter.address or invitation.email or "", await _invited(work, invitation, letter, link))


async def _office_invitation(work: Work, letter: Letter) -> Contents:
    invitation = await _open_invitation(work, letter)
    secret = new_secret()
    invitation.secret_hash = secret_hash(secret)
    link = links.office_link(settings_of(work), secret)
    return Contents(letter.address or invitation.email or "", await _invited(work, invitation, letter, link))


async def _open_invitation(work: Work, letter: Letter) -> Invitation:
    invitation = await about(work, Invitation, letter)
    if invitation.withdrawn_at:
        raise Dropped("The invitation was withdrawn.")
    if invitation.expires_at <= work.at:
        raise Dropped("The invitation has ended.")
    if invitation.accepted_at or invitation.uses >= invitation.most_uses:
        raise Dropped("The invitation was accepted.")
    return invitation


async def _invited(work: Work, invitation: Invitation, letter: Letter, link: str) -> dict[str, str]:
    inviter = await work.get(Person, invitation.created_by_id)
    network = await network_parts(work, invitation.network_id, letter.language)
    is_observer = invitation.kind is StandingKind.OBSERVER
    return {
        **network,
        **await city_parts(work, invitation.city_id),
        "inviter": inviter.name if inviter else "",
        "name": invitation.name,
        "is_observer": "yes" if is_observer else "",
        "until": format_date(invitation.expires_at, "d MMMM y", letter.language.value),
        "link": link,
    }


_CONTENTS: dict[LetterKind, Callable[[Work, Letter], Awaitable[Contents]]] = {
    LetterKind.SIGN_IN_LINK: _sign_in_link,
    LetterKind.PASSWORD_RESET: _password_reset,
    LetterKind.PASSWORD_CHANGED: _to_person,
    LetterKind.PASSKEY_ADDED: _to_person,
    LetterKind.INVITATION: _invitation,
    LetterKind.OFFICE_INVITATION: _office_invitation,
    LetterKind.REQUEST_RECEIVED: _request_received,
    LetterKind.REQUEST_ANSWERED: _request_answered,
    LetterKind.STANDING_ENDED: _standing_ended,
    LetterKind.STILL_HERE: _to_person,
    LetterKind.POLL_OPENED: poll_told,
    LetterKind.POLL_ENDING: poll_told,
    LetterKind.BALLOT_PREPARED: poll_told,
    LetterKind.REVIEW_DUE: poll_told,
    LetterKind.BALLOT_CAST: ballot_cast,
    LetterKind.REMARK_ANSWERED: remark_answered,
    LetterKind.NOTICE: notice,
    LetterKind.DIGEST: digest,
    LetterKind.RETURNED: returned,
    LetterKind.WEBHOOK_PAUSED: _webhook_paused,
}
