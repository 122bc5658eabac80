"""What each kind of letter tells, who gets it, and whether they still may: asked when it is sent, not when posted.

Secrets are made here, stored hashed and given to nobody but the letter.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from babel.dates import format_date, format_datetime, get_timezone
from sqlalchemy import select

from hub import people, permissions, polls
from hub.database import Work
from hub.mail import links
from hub.models import (
    Ballot,
    City,
    Elector,
    Invitation,
    JoinRequest,
    Language,
    Letter,
    LetterKind,
    LinkPurpose,
    Network,
    Person,
    Poll,
    PollState,
    Row,
    Seat,
    Standing,
    StandingKind,
)
from hub.people.secrets import new_secret, secret_hash
from hub.settings import Settings

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Contents:
    address: str
    parts: dict[str, str]
    """What the template is filled in with."""


class Dropped(Exception):
    """Nobody should get this letter any more, for the reason said."""


async def contents(work: Work, letter: Letter) -> Contents:
    """Raises Dropped."""
    await _is_the_newest(work, letter)
    found = await _CONTENTS[letter.kind](work, letter)
    return replace(found, parts={"origin": _settings(work).origin} | found.parts)


async def _is_the_newest(work: Work, letter: Letter) -> None:
    """Or it would come after another that says the same, and make that one's link worthless."""
    about = Letter.about_id == letter.about_id if letter.about_id else Letter.address == letter.address
    same = (Letter.kind == letter.kind, Letter.to_id == letter.to_id, about)
    if await work.row(select(Letter.id).where(*same, Letter.created_at > letter.created_at)):
        raise Dropped("A newer letter says the same.")


# Letters to whoever asked for them at an address


async def _sign_in_link(work: Work, letter: Letter) -> Contents:
    address = await _who_asked(work, letter)
    secret = await people.make_link(work, address, people.LINK_LASTS)
    return Contents(address, {"link": links.sign_in_link(_settings(work), secret or "")})


async def _password_reset(work: Work, letter: Letter) -> Contents:
    address = await _who_asked(work, letter)
    secret = await people.make_link(work, address, people.LINK_LASTS, LinkPurpose.RESET)
    return Contents(address, {"link": links.reset_link(_settings(work), secret or "")})


async def _who_asked(work: Work, letter: Letter) -> str:
    """The address, when somebody can sign in with it and asked a moment ago."""
    if letter.created_at < work.at - people.LINK_LASTS:
        raise Dropped("It was asked for too long ago.")
    person = await people.with_email(work, letter.address or "")
    return _address(person)


# Letters to people


async def _to_person(work: Work, letter: Letter) -> Contents:
    person = await _person(work, letter)
    link = f"{_settings(work).origin}/logowanie"
    return Contents(_address(person), {"at": _moment(letter.created_at, person), "link": link})


async def _request_received(work: Work, letter: Letter) -> Contents:
    """To those who may answer it, while nobody has."""
    person, request = await _person(work, letter), await _about(work, JoinRequest, letter)
    if request.answered_at:
        raise Dropped("It was answered meanwhile.")
    if person.id not in {one.id for one in await permissions.who_answers(work, request.network_id)}:
        raise Dropped("They may not answer it any more.")
    asks = await work.get(Person, request.person_id) if request.person_id else None
    network = await _network(work, request.network_id, letter.language)
    parts = network | await _city(work, request.city_id) | {"name": asks.name if asks else request.name}
    return Contents(_address(person), parts | {"link": f"{network['link']}/prosby"})


async def _request_answered(work: Work, letter: Letter) -> Contents:
    request = await _about(work, JoinRequest, letter)
    if request.is_accepted is None:
        raise Dropped("It is not answered any more.")
    address = _address(await _person(work, letter)) if letter.to_id else letter.address or request.email
    if not address:
        raise Dropped("There is no address.")
    network = await _network(work, request.network_id, letter.language)
    answer = {"is_accepted": "yes" if request.is_accepted else "", "reason": request.reason}
    return Contents(address, network | await _city(work, request.city_id) | answer)


async def _standing_ended(work: Work, letter: Letter) -> Contents:
    person, standing = await _person(work, letter), await _about(work, Standing, letter)
    if standing.until is None:
        raise Dropped("It has not ended.")
    network = await _network(work, standing.network_id, letter.language)
    seat = await work.get(Seat, standing.seat_id) if standing.seat_id else None
    city = await _city(work, seat.city_id if seat else None)
    return Contents(_address(person), network | city | {"at": _moment(standing.until, person)})


async def _poll_opened(work: Work, letter: Letter) -> Contents:
    """To those who vote in it, while it is open."""
    person, poll = await _person(work, letter), await _about(work, Poll, letter)
    if poll.state is not PollState.OPEN:
        raise Dropped("It has ended.")
    told = {"description": poll.description, "is_secret": "yes" if poll.is_secret else ""}
    return Contents(_address(person), await _poll(work, poll, person) | told)


async def _ballot_cast(work: Work, letter: Letter) -> Contents:
    """The receipt. Of a secret ballot it knows no more than that it was cast."""
    person, elector = await _person(work, letter), await _about(work, Elector, letter)
    poll = await work.get(Poll, elector.poll_id)
    assert poll, "an elector is one of a poll"
    told = await _poll(work, poll, person) | await _city(work, elector.city_id)
    ballot = await work.row(select(Ballot).where(Ballot.elector_id == elector.id))
    if ballot is None:
        return Contents(_address(person), told | dict.fromkeys(("at", "choice", "remark", "name", "is_replaced"), ""))
    caster = await work.get(Person, ballot.cast_by_id)
    assert caster, "people stay"
    said = {
        "at": _moment(ballot.cast_at, person),
        "choice": polls.worded(poll, elector.kind, ballot.said, person.language),
        "remark": ballot.remark,
        "name": caster.name,
        "is_replaced": "yes" if ballot.replaced else "",
    }
    return Contents(_address(person), told | said)


# Letters to those who have no account yet


async def _invitation(work: Work, letter: Letter) -> Contents:
    invitation = await _open_invitation(work, letter)
    secret = new_secret()
    invitation.secret_hash = secret_hash(secret)
    link = links.invitation_link(_settings(work), secret)
    return Contents(letter.address or invitation.email or "", await _invited(work, invitation, letter, link))


async def _office_invitation(work: Work, letter: Letter) -> Contents:
    invitation = await _open_invitation(work, letter)
    secret = new_secret()
    invitation.secret_hash = secret_hash(secret)
    link = links.office_link(_settings(work), secret)
    return Contents(letter.address or invitation.email or "", await _invited(work, invitation, letter, link))


async def _open_invitation(work: Work, letter: Letter) -> Invitation:
    invitation = await _about(work, Invitation, letter)
    if invitation.withdrawn_at:
        raise Dropped("The invitation was withdrawn.")
    if invitation.expires_at <= work.at:
        raise Dropped("The invitation has ended.")
    if invitation.accepted_at or invitation.uses >= invitation.most_uses:
        raise Dropped("The invitation was accepted.")
    return invitation


async def _invited(work: Work, invitation: Invitation, letter: Letter, link: str) -> dict[str, str]:
    inviter = await work.get(Person, invitation.created_by_id)
    network = await _network(work, invitation.network_id, letter.language)
    is_observer = invitation.kind is StandingKind.OBSERVER
    return {
        **network,
        **await _city(work, invitation.city_id),
        "inviter": inviter.name if inviter else "",
        "name": invitation.name,
        "is_observer": "yes" if is_observer else "",
        "until": format_date(invitation.expires_at, "d MMMM y", letter.language.value),
        "link": link,
    }


# What they are made of


async def _about(work: Work, model: type[R], letter: Letter) -> R:
    row = await work.get(model, letter.about_id)
    if row is None:
        raise Dropped("What it was about is gone.")
    return row


async def _person(work: Work, letter: Letter) -> Person:
    person = await work.get(Person, letter.to_id) if letter.to_id else None
    if person is None:
        raise Dropped("The person is gone.")
    return person


def _address(person: Person | None) -> str:
    if person is None or not person.email:
        raise Dropped("Nobody has this address.")
    if person.deactivated_at or person.erased_at:
        raise Dropped("The person has left.")
    return person.email


async def _network(work: Work, id: UUID, language: Language) -> dict[str, str]:
    network = await work.get(Network, id)
    assert network, "the row it belongs to is there"
    is_polish = language is Language.PL
    return {
        "network": network.name if is_polish else network.name_en,
        "theme": network.theme if is_polish else network.theme_en,
        "link": f"{_settings(work).origin}/sieci/{network.slug}",
    }


async def _city(work: Work, id: UUID | None) -> dict[str, str]:
    city = await work.get(City, id) if id else None
    return {"city": city.name if city else ""}


async def _poll(work: Work, poll: Poll, person: Person) -> dict[str, str]:
    network = await _network(work, poll.network_id, person.language)
    link = f"{network['link']}/glosowania/{poll.public_id}"
    return network | {"question": poll.question, "until": _moment(poll.closes_at, person), "link": link}


def _moment(at: datetime, person: Person) -> str:
    zone = get_timezone(person.time_zone)
    return format_datetime(at, "d MMMM y, HH:mm", tzinfo=zone, locale=person.language.value)


def _settings(work: Work) -> Settings:
    return work.viewer.database.settings


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
    LetterKind.POLL_OPENED: _poll_opened,
    LetterKind.BALLOT_CAST: _ballot_cast,
}
