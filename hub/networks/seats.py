"""The seats of cities, as who coordinates gives and changes them. Their history is the rows that ended."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select

from hub import acts, events, marks, permissions, text
from hub.database import Work, transaction
from hub.errors import Conflict, HubError, NotAllowed
from hub.models import (
    ActKind,
    City,
    Network,
    Seat,
    SeatKind,
    Standing,
    StandingKind,
)
from hub.networks.making import of_id


@transaction
async def seat(work: Work, network_id: str, city_id: str, kind: SeatKind, programme: str = "") -> Seat:
    """Gives a city a seat. Raises Conflict when it has one there."""
    permissions.signed_in(work)
    network = await permissions.find(work, Network, network_id)
    permissions.require(await permissions.why_not_coordinate(work, network.id))
    city = await permissions.find(work, City, city_id)
    permissions.require(why_not_observe(network, kind, city))
    if await work.row(current_seat(network.id, city.id)):
        raise Conflict("{city} sits in this network already.", city=city.name)
    taken = await seat_city(work, network, city, kind, text.optional("programme", programme))
    await _tell(work, network, ActKind.CITY_SEATED, taken)
    return taken


@transaction
async def change_seat(work: Work, seat_id: str, kind: SeatKind) -> Seat:
    """Makes an observer city a member, or the reverse: its seat ends and a new one begins, with the same people."""
    before, network = await held_seat(work, seat_id)
    if before.kind is kind:
        raise Conflict("This city sits here in that way already.")
    city = await work.get(City, before.city_id)
    assert city, "towns are not removed"
    permissions.require(why_not_observe(network, kind, city))
    before.until = work.at
    await work.session.flush()
    after = await seat_city(work, network, city, kind, before.programme)
    for standing in await held_standings(work, before):
        standing.until = work.at
        changed = Standing(
            person_id=standing.person_id,
            network_id=after.network_id,
            kind=StandingKind(kind.value),
            seat_id=after.id,
            function=standing.function,
            since=work.at,
            introduced_at=standing.introduced_at,
        )
        await marks.begin(work, await work.add(changed))
        events.record_standing(work, standing)
    await _tell(work, network, ActKind.SEAT_CHANGED, after)
    return after


@transaction
async def seat_city(work: Work, network: Network, city: City, kind: SeatKind, programme: str = "") -> Seat:
    """The city's seat there; the one it has when it already sits."""
    if current := await work.row(current_seat(network.id, city.id)):
        return current
    taken = Seat(network_id=network.id, city_id=city.id, kind=kind, programme=programme, since=work.at)
    return await work.add(taken)


def why_not_observe(network: Network, kind: SeatKind | StandingKind, city: City) -> HubError | None:
    """Observers are cities of the association, and come when the network is at work."""
    if kind.value != SeatKind.OBSERVER.value:
        return None
    if not city.is_zmp_member:
        return NotAllowed(
            "Only cities of the Association of Polish Cities can observe, and {city} is not marked as one.",
            city=city.name,
        )
    if not permissions.lets_in(network.state, StandingKind.OBSERVER):
        return NotAllowed("This network is still forming. Observers can come when it is at work.")
    return None


async def held_seat(work: Work, seat_id: str) -> tuple[Seat, Network]:
    """A seat that has not ended, locked, and its network, for who coordinates it."""
    permissions.signed_in(work)
    seen = await permissions.find(work, Seat, seat_id)
    permissions.require(await permissions.why_not_coordinate(work, seen.network_id))
    current, network = await work.held(Seat, seen.id), await of_id(work, seen.network_id)
    assert current, "seats are not removed"
    if current.until is not None:
        raise Conflict("This city sits here no longer.")
    return current, network


async def held_standings(work: Work, seat: Seat) -> Sequence[Standing]:
    """What people are on it today, locked."""
    held = select(Standing).where(Standing.seat_id == seat.id, Standing.until.is_(None))
    return await work.rows(held.with_for_update())


async def _tell(work: Work, network: Network, kind: ActKind, seat: Seat) -> None:
    events.record_network(work, network)
    await acts.note(work, kind, network.id, seat)


def current_seat(network_id: UUID, city_id: UUID) -> Select[Seat]:
    """The seat the city has there today."""
    return select(Seat).where(Seat.network_id == network_id, Seat.city_id == city_id, Seat.until.is_(None))
