"""Links that are shown once and shared, in a room perhaps, and end: whoever opens one asks to join, or comes in."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from hub import acts, cities, networks, permissions, text
from hub.database import Work, transaction
from hub.errors import Invalid
from hub.joining import acceptance, invitations, requests, seats
from hub.joining.present import Guest, Present, present
from hub.models import (
    ActKind,
    City,
    Invitation,
    InvitationForm,
    JoinRequest,
    Network,
    Person,
    RequestOrigin,
    SeatKind,
    StandingKind,
)
from hub.people import new_secret, secret_hash

MOST_USES, MOST_HOURS = 500, 24 * 30


class LinkUse(StrEnum):
    """What became of it."""

    JOINED = "joined"
    ASKED = "asked"
    MAILED = "mailed"
    """They come in by a link in the mail that proves their address."""


@dataclass(frozen=True, slots=True)
class NewLink:
    invitation: Invitation
    secret: str


@transaction
async def make_link(
    work: Work, network_id: str, kind: SeatKind, city: str, most_uses: int, hours: int, admits: bool
) -> NewLink:
    """A link for one city, or for any; `admits` lets in at once and is for coordinators to say."""
    network = await permissions.find(work, Network, network_id)
    as_what = StandingKind(kind.value)
    permissions.require(await permissions.why_not_invite_as(work, network.id, as_what))
    if admits:
        permissions.require(await permissions.why_not_admit_by_link(work, network))
    town = await cities.find(work, "city", city) if city.strip() else None
    if town:
        permissions.require((await present(work, network)).why_not_city(as_what, town))
    secret = new_secret()
    invitation = await work.add(
        Invitation(
            network_id=network.id,
            form=InvitationForm.LINK,
            kind=as_what,
            city_id=town.id if town else None,
            secret_hash=secret_hash(secret),
            most_uses=_within("mostUses", most_uses, MOST_USES),
            admits=admits,
            created_by_id=permissions.signed_in(work),
            created_at=work.at,
            expires_at=work.at + timedelta(hours=_within("hours", hours, MOST_HOURS)),
        )
    )
    await acts.note(work, ActKind.PERSON_INVITED, network.id, invitation)
    return NewLink(invitation, secret)


def _within(field: str, number: int, most: int) -> int:
    if not 1 <= number <= most:
        raise Invalid(field, "From 1 to {most}, please.", most=most)
    return number


@transaction
async def use_link(
    work: Work, secret: str, city: str = "", name: str = "", email: str = "", function: str = "", words: str = ""
) -> LinkUse:
    """Who is signed in asks or comes in as they are; a stranger gives a name and an address.

    What a stranger is told does not depend on whether that address is known here.
    """
    invitation = await acceptance.redeem(work, secret, InvitationForm.LINK)
    network = await networks.of_id(work, invitation.network_id)
    person = await permissions.viewer(work) if work.viewer.person_id else None
    town = await _town(work, invitation, city)
    guest = Guest(
        email=person.email or "" if person else text.email("email", email),
        kind=invitation.kind,
        city=town,
        name=person.name if person else text.line("name", name, invitations.SHORT),
        function=text.optional("function", function),
    )
    now = await present(work, network, may_seat=True)
    permissions.require(now.why_not(guest) if person else now.why_not_city(guest.kind, town))
    if invitation.admits and not network.admits_heads_only:
        return await _let_in(work, now, invitation, guest, person)
    await _ask(work, network, invitation, guest, person, text.optional_body("words", words, requests.WORDS))
    return LinkUse.ASKED


async def _town(work: Work, invitation: Invitation, city: str) -> City:
    town = await work.get(City, invitation.city_id) if invitation.city_id else None
    return town or await cities.find(work, "city", city)


async def _let_in(work: Work, now: Present, invitation: Invitation, guest: Guest, person: Person | None) -> LinkUse:
    assert guest.city, "whoever uses a link represents a city"
    if person:
        await seats.admit(work, now.network, person, guest.kind, guest.city.id, guest.function)
        return LinkUse.JOINED
    if guest.place not in now.invited:
        await invitations.make(work, now.network, guest, by=invitation.created_by_id)
    return LinkUse.MAILED


async def _ask(
    work: Work, network: Network, invitation: Invitation, guest: Guest, person: Person | None, words: str
) -> None:
    theirs = JoinRequest.person_id == person.id if person else JoinRequest.email == guest.email
    if await requests.waiting(work, network.id, theirs):
        return
    assert guest.city, "whoever uses a link represents a city"
    await requests.add(
        work,
        RequestOrigin.LINK,
        network,
        guest.kind,
        person=person,
        name=guest.name,
        email=None if person else guest.email,
        city_id=guest.city.id,
        function=guest.function,
        words=words,
        invitation=invitation,
    )
