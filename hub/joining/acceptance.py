"""Accepting an invitation. One conditional UPDATE decides who may: 50 at once make one member."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select, update

from hub import networks, people, text
from hub.database import Work, transaction
from hub.errors import Invalid
from hub.joining import handing_over, requests, seats
from hub.models import (
    Invitation,
    InvitationForm,
    JoinRequest,
    Network,
    NetworkState,
    Person,
    RequestOrigin,
    Standing,
)
from hub.people import SignedIn, secret_hash


@dataclass(frozen=True, slots=True)
class Accepted:
    """Who came in: at once, or with a request that a coordinator answers."""

    signed_in: SignedIn
    standing: Standing | None
    request: JoinRequest | None


async def offered(work: Work, secret: str) -> Invitation | None:
    """What that secret opens now; nothing alike for one that was used, ended, withdrawn or never was."""
    return await work.row(
        select(Invitation)
        .join(Network, Network.id == Invitation.network_id)
        .where(_opens(work, secret), Network.state != NetworkState.CLOSED)
    )


@transaction
async def accept(work: Work, secret: str, name: str = "") -> Accepted:
    """The mailed link proves the address: its person signs in, with a new account if there is none, and sits down."""
    invitation = await redeem(work, secret, InvitationForm.PERSON)
    network = await networks.of_id(work, invitation.network_id)
    person = await _person(work, invitation, text.optional("name", name))
    signed_in = await people.open_session(work, person.id)
    work.viewer, work.standings = signed_in.viewer, None  # from here on it is theirs
    invitation.accepted_at, invitation.accepted_by_id = work.at, person.id
    if network.admits_heads_only and invitation.city_id:
        invitation.is_confirmed = False
        request = await requests.add(
            work,
            RequestOrigin.HEAD,
            network,
            invitation.kind,
            person=person,
            city_id=invitation.city_id,
            function=invitation.function,
            invitation=invitation,
        )
        return Accepted(signed_in, None, request)
    return Accepted(signed_in, await come_in(work, network, invitation, person), None)


async def come_in(work: Work, network: Network, invitation: Invitation, person: Person) -> Standing:
    """The standing that was promised; who is replaced leaves in the same transaction."""
    standing = await seats.admit(
        work, network, person, invitation.kind, invitation.city_id, invitation.function, invitation.programme
    )
    if invitation.replaces_id:
        await handing_over.replace_standing(work, invitation.replaces_id)
    return standing


async def redeem(work: Work, secret: str, form: InvitationForm) -> Invitation:
    """Uses it once. Raises Invalid in the same words whatever is wrong with it."""
    used = await work.execute(
        update(Invitation)
        .where(Invitation.form == form, _opens(work, secret))
        .values(uses=Invitation.uses + 1)
        .returning(Invitation.id)
    )
    id = used.scalar_one_or_none()
    invitation = await work.get(Invitation, id) if id else None
    if invitation is None:
        raise Invalid(
            "secret", "This invitation has been used or is too old. Please ask for a new one, or sign in if it was you."
        )
    return invitation


def _opens(work: Work, secret: str) -> ColumnElement[bool]:
    return and_(
        Invitation.secret_hash == secret_hash(secret),
        Invitation.uses < Invitation.most_uses,
        Invitation.expires_at > work.at,
        Invitation.withdrawn_at.is_(None),
        or_(Invitation.form == InvitationForm.LINK, Invitation.accepted_at.is_(None)),
    )


async def _person(work: Work, invitation: Invitation, name: str) -> Person:
    """Who has that address; an account that is there keeps its name."""
    assert invitation.email, "a person is invited by e-mail"
    known = await people.with_email(work, invitation.email)
    if known:
        known.deactivated_at = None  # whoever left and accepts comes back
        return known
    called = name or invitation.name
    if not called:
        raise Invalid("name", "Please give your name: the others see who they talk to.")
    return await people.add(work, called, invitation.email, work.viewer.language)
