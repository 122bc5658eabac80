"""What one may know of people: whose profile, and what one's own city does elsewhere."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Select, select

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


async def own_cities(work: Work) -> set[UUID]:
    """The cities the viewer represents today, in whatever network."""
    seats = {standing.seat_id for standing in _to_people(await standings(work))} - {None}
    return set(await work.rows(select(Seat.city_id).where(Seat.id.in_(seats), Seat.until.is_(None))))


async def own_seats(work: Work) -> Select[Seat]:
    """The seats of these cities in all networks: a city's representatives may know where it sits and who speaks for it,
    also where they do not sit themselves."""
    return select(Seat).where(Seat.city_id.in_(await own_cities(work)), Seat.until.is_(None))


async def own_record(work: Work, today: Collection[Seat]) -> dict[UUID, UUID]:
    """The seats of one's cities, of today and before, whose votes and remarks one may know; by each, that of today.

    Who observes now does not read what the city said as a member, and a token that opens some things only reads none.
    """
    if work.viewer.scopes is not None or work.viewer.networks is not None:
        return {}
    current = {(seat.city_id, seat.network_id): seat for seat in today}
    theirs = select(Seat).where(
        Seat.city_id.in_({city for city, _ in current}), Seat.network_id.in_({network for _, network in current})
    )
    pairs = ((seat, current.get((seat.city_id, seat.network_id))) for seat in await work.rows(theirs))
    return {seat.id: now.id for seat, now in pairs if now and now.kind in (seat.kind, SeatKind.MEMBER)}


def _to_people(held: Sequence[Standing]) -> list[Standing]:
    return having(held, Thing.PEOPLE, Right.SEE)
