"""Invitations by e-mail to one person: made, sent again, withdrawn. The outbox makes the secret when it sends one."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import update

from hub import acts, cities, outbox, permissions, text
from hub.database import Work, transaction
from hub.errors import Conflict, Invalid
from hub.joining.present import Guest, present
from hub.models import (
    NO_PERSON,
    REPRESENTING,
    ActKind,
    Invitation,
    InvitationForm,
    InvitationState,
    LetterKind,
    Network,
    StandingKind,
)

LASTS = {InvitationForm.PERSON: timedelta(days=14), InvitationForm.OFFICE: timedelta(days=30)}
SHORT = 200
"""How long a name or a function may be."""


@transaction
async def invite(
    work: Work,
    network_id: str,
    email: str,
    kind: StandingKind,
    city: str = "",
    name: str = "",
    function: str = "",
    programme: str = "",
) -> Invitation:
    """A single-use link for that address. `city` is a name or an id; moderators and coordinators have none."""
    network = await permissions.find(work, Network, network_id)
    permissions.require(await permissions.why_not_invite_as(work, network.id, kind))
    guest = await _guest(work, email, kind, city, name, function, programme)
    now = await present(work, network)
    permissions.require(now.why_not(guest))
    if guest.place in now.invited:
        raise Conflict("There is an invitation for this address already. It can be sent again.")
    return await make(work, network, guest)


async def _guest(
    work: Work, email: str, kind: StandingKind, city: str, name: str, function: str, programme: str
) -> Guest:
    if kind in NO_PERSON:
        raise Invalid("kind", "Nobody can be invited as that.")
    return Guest(
        email=text.email("email", email),
        kind=kind,
        city=await cities.find(work, "city", city) if kind in REPRESENTING else None,
        name=text.optional("name", name),
        function=text.optional("function", function),
        programme=text.optional("programme", programme),
    )


async def make(
    work: Work,
    network: Network,
    guest: Guest,
    form: InvitationForm = InvitationForm.PERSON,
    replaces_id: UUID | None = None,
    by: UUID | None = None,
) -> Invitation:
    """The row and its letter; in the viewer's name, unless it is said in whose."""
    invitation = await work.add(
        Invitation(
            network_id=network.id,
            form=form,
            kind=guest.kind,
            city_id=guest.city.id if guest.city else None,
            email=guest.email,
            name=guest.name,
            function=guest.function,
            programme=guest.programme,
            replaces_id=replaces_id,
            created_by_id=by or permissions.signed_in(work),
            created_at=work.at,
            expires_at=work.at + LASTS[form],
        )
    )
    await acts.note(work, ActKind.PERSON_INVITED, network.id, invitation)
    await _post(work, invitation)
    return invitation


async def _post(work: Work, invitation: Invitation) -> None:
    kind = LetterKind.OFFICE_INVITATION if invitation.form is InvitationForm.OFFICE else LetterKind.INVITATION
    await outbox.post(work, kind, address=invitation.email, about=invitation.id)


@transaction
async def resend(work: Work, invitation_id: str) -> Invitation:
    """Mails it again with a new secret; the old one opens nothing any more, and its time begins anew."""
    invitation = await _open(work, invitation_id)
    if invitation.form is InvitationForm.LINK:
        raise Conflict("A link is shown once and not sent. Please make a new one.")
    invitation.secret_hash = None
    invitation.sent_at = invitation.bounced_at = None
    invitation.bounce = ""
    invitation.expires_at = work.at + LASTS[invitation.form]
    await _post(work, invitation)
    return invitation


@transaction
async def withdraw(work: Work, invitation_id: str) -> Invitation:
    """From now on it opens nothing."""
    invitation = await _open(work, invitation_id)
    invitation.withdrawn_at = work.at
    await acts.note(work, ActKind.INVITATION_WITHDRAWN, invitation.network_id, invitation)
    return invitation


async def withdraw_where(work: Work, *which: object) -> None:
    """Those that were not used yet."""
    await work.execute(
        update(Invitation)
        .where(Invitation.withdrawn_at.is_(None), Invitation.accepted_at.is_(None), *which)  # type: ignore[arg-type]
        .values(withdrawn_at=work.at)
    )


async def _open(work: Work, invitation_id: str) -> Invitation:
    """One that the viewer manages and that was neither used nor withdrawn, locked."""
    permissions.signed_in(work)
    seen = await permissions.find(work, Invitation, invitation_id)
    permissions.require(await permissions.why_not_withdraw(work, seen))
    invitation = await work.held(Invitation, seen.id)
    assert invitation, "invitations are not removed"
    if invitation.state in (InvitationState.JOINED, InvitationState.ANSWERED, InvitationState.WITHDRAWN):
        raise Conflict("This invitation has been used or withdrawn.")
    return invitation
