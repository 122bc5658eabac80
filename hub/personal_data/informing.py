"""That a person was told what is kept about them, and where it came from."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from hub import permissions
from hub.database import Work, transaction
from hub.models import Invitation, Network, Person


@dataclass(frozen=True, slots=True)
class Origin:
    """Who gave us a person's name and address before they came, when, and for which network."""

    by_id: UUID
    at: datetime
    network: Network


@transaction
async def confirm_informed(work: Work) -> Person:
    """The viewer has been shown what is kept about them; the first time counts."""
    person = await permissions.viewer(work)
    person.informed_at = person.informed_at or work.at
    return person


async def origin(work: Work, person: Person) -> Origin | None:
    """The first invitation that person came by, if one."""
    theirs = or_(Invitation.accepted_by_id == person.id, Invitation.email == person.email)
    found = await work.execute(
        select(Invitation, Network)
        .join(Network, Network.id == Invitation.network_id)
        .where(theirs)
        .order_by(Invitation.created_at, Invitation.id)
        .limit(1)
    )
    for invitation, network in found:
        return Origin(invitation.created_by_id, invitation.created_at, network)
    return None
