"""What one may know of people: whose profile, and what one's own city does elsewhere."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from hub.database import Work
from hub.errors import HubError, NotAllowed
from hub.models import Seat, SeatKind, Standing
from hub.permissions.held import having
from hub.permissions.seeing import standings
from hub.permissions.table import PROFILES, Right, Thing


async def known(work: Work, people: Collection[UUID]) -> set[UUID]:
    """Those of these people whose face, words and shared contacts the viewer may see.

    Their own, and of whoever is something today in a network where the viewer stands inside.
    """
    inside = {standing.network_id for standing in _to_people(await standings(work)) if standing.kind in PROFILES}
    theirs = select(Standing.person_id).where(
        Standing.person_id.in_(people), Standing.network_id.in_(inside), Standing.until.is_(None)
    )
    return {id for id in people if id == work.viewer.person_id} | set(await work.rows(theirs))


async def why_not_vouch(work: Work, theirs: Sequence[Standing]) -> HubError | None:
    """What keeps the viewer from answering for a person who is this in networks: coordinating none of them."""
    coordinated = {s.network_id for s in having(await standings(work), Thing.NETWORK, Right.COORDINATE)}
    if coordinated & {standing.network_id for standing in theirs}:
        return None
    return NotAllowed("Only those who coordinate one of their networks may do that.")


async def own_seats(work: Work) -> Select[Seat]:
    """All seats, of today and before, of the cities the viewer represents: a city's representatives may know where it
    sits and who speaks for it, also where they do not sit themselves."""
    seats = {standing.seat_id for standing in _to_people(await standings(work))} - {None}
    return select(Seat).where(Seat.city_id.in_(_cities_of(seats)))


def knows_record(work: Work, today: Seat, of: Seat) -> bool:
    """Whether the viewer may know the votes and remarks on a seat of their city, which sits there today on that one.

    Who observes now does not read what the city said as a member, and a token that opens some things only reads none.
    """
    opens_all = work.viewer.scopes is None and work.viewer.networks is None
    return opens_all and today.kind in (of.kind, SeatKind.MEMBER)


def _cities_of(seats: Collection[UUID | None]) -> Select[UUID]:
    on = aliased(Seat)
    return select(on.city_id).where(on.id.in_(seats), on.until.is_(None))


def _to_people(held: Sequence[Standing]) -> list[Standing]:
    return having(held, Thing.PEOPLE, Right.SEE)
