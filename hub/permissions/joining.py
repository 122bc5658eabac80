"""Who may bring people into a network, answer those who ask, hand over a seat, and see out whom."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from hub import ids
from hub.database import Work
from hub.errors import HubError, NotAllowed, NotFound
from hub.models import (
    NO_PERSON,
    REPRESENTING,
    Invitation,
    JoinRequest,
    Network,
    NetworkState,
    Person,
    RequestOrigin,
    Standing,
    StandingKind,
)
from hub.permissions.acting import why_not, why_not_coordinate
from hub.permissions.held import having
from hub.permissions.seeing import signed_in, standings
from hub.permissions.table import MAY, Right, Thing

_INVITING = MAY[Thing.PEOPLE, Right.MODERATE]
_COORDINATING = MAY[Thing.NETWORK, Right.COORDINATE]
_CONFIRMED = (RequestOrigin.OFFICE, RequestOrigin.HEAD)
"""What only those who coordinate may accept."""


async def why_not_invite(work: Work, network_id: UUID) -> HubError | None:
    refusal = NotAllowed("Those who moderate or coordinate a network invite people.")
    return await why_not(work, network_id, Thing.PEOPLE, Right.MODERATE, refusal)


async def why_not_invite_as(work: Work, network_id: UUID, kind: StandingKind) -> HubError | None:
    """Cities' people are invited by those who moderate, too; moderators and coordinators by coordinators only."""
    if kind not in REPRESENTING and (refusal := await why_not_coordinate(work, network_id)):
        return refusal
    return await why_not_invite(work, network_id)


async def why_not_admit_by_link(work: Work, network: Network) -> HubError | None:
    """Letting in at once whoever has the link."""
    if network.admits_heads_only:
        return NotAllowed("In this network a coordinator confirms everybody.")
    return await why_not_coordinate(work, network.id)


async def why_not_withdraw(work: Work, invitation: Invitation) -> HubError | None:
    """Also for sending it again. Who hands over a seat sees to that invitation themselves."""
    if invitation.replaces_id and invitation.created_by_id == work.viewer.person_id:
        return None
    return await why_not_invite_as(work, invitation.network_id, invitation.kind)


async def why_not_answer(work: Work, request: JoinRequest, network: Network) -> HubError | None:
    if request.origin in _CONFIRMED or network.admits_heads_only:
        return await why_not_coordinate(work, network.id)
    return await why_not_invite(work, network.id)


def why_not_take_back(person_id: UUID, request: JoinRequest) -> HubError | None:
    return None if request.person_id == person_id else NotAllowed("Only whoever asked can take a request back.")


async def why_not_hand_over(work: Work, standing: Standing) -> HubError | None:
    """Who leaves, a colleague on the same seat, or who coordinates."""
    if standing.seat_id is None:
        return NotAllowed("Only a city's seat can be handed over.")
    if standing.until is not None:
        return NotAllowed("This has ended already.")
    if standing.seat_id not in {held.seat_id for held in await standings(work)}:
        return await why_not_coordinate(work, standing.network_id)
    if work.state_of(standing.network_id) is NetworkState.CLOSED:
        return NotAllowed("This network is closed. It can be read, but not written to.")
    return None


async def why_not_end(work: Work, standing: Standing) -> HubError | None:
    if standing.until is not None:
        return NotAllowed("This has ended already.")
    return await why_not_coordinate(work, standing.network_id)


async def find_listed(work: Work, network_id: str) -> Network:
    """A network that the viewer may know of: one that is listed, or theirs."""
    signed_in(work)
    mine = {standing.network_id for standing in having(await standings(work), Thing.NETWORK, Right.SEE)}
    match ids.decode(network_id):
        case (Network.prefix, uuid):
            network = await work.row(
                select(Network).where(
                    Network.id == uuid,
                    or_(Network.is_listed, Network.id.in_(mine)),
                    Network.state != NetworkState.CLOSED,
                )
            )
            if network:
                return network
    raise NotFound()


async def answers_in(work: Work, network_ids: Collection[UUID]) -> set[UUID]:
    """Those of the networks in which the viewer answers who asks to join."""
    held = having(await standings(work), Thing.PEOPLE, Right.MODERATE)
    return {standing.network_id for standing in held} & set(network_ids)


async def who_answers(work: Work, network_id: UUID) -> list[Person]:
    """Those who answer who asks to join there."""
    return list(
        await work.rows(
            select(Person)
            .where(
                Person.id.in_(select(Standing.person_id).where(_current(network_id), Standing.kind.in_(_INVITING))),
                Person.email.is_not(None),
                Person.deactivated_at.is_(None),
            )
            .order_by(Person.id)
        )
    )


async def may_invite(work: Work, network_id: UUID, person_id: UUID) -> bool:
    """Whether that person still may."""
    held = select(Standing.id).where(
        _current(network_id), Standing.person_id == person_id, Standing.kind.in_(_INVITING)
    )
    return await work.row(held) is not None


async def is_in(work: Work, network_id: UUID, person_id: UUID) -> bool:
    held = select(Standing.id).where(
        _current(network_id), Standing.person_id == person_id, Standing.kind.not_in(NO_PERSON)
    )
    return await work.row(held) is not None


async def is_last_coordinator(work: Work, network_id: UUID, person_id: UUID) -> bool:
    """Whether nobody but that person coordinates there."""
    coordinating = await work.rows(
        select(Standing.person_id).where(_current(network_id), Standing.kind.in_(_COORDINATING)).with_for_update()
    )
    return set(coordinating) == {person_id}


def _current(network_id: UUID) -> ColumnElement[bool]:
    return and_(Standing.network_id == network_id, Standing.until.is_(None))
