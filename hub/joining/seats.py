"""Seats and the people on them: letting somebody in, and the city with them when it does not sit there yet."""

from uuid import UUID

from sqlalchemy import select

from hub import acts, cities, networks, people, permissions
from hub.database import Work, transaction
from hub.errors import Conflict, NotAllowed
from hub.models import ActKind, City, Network, NetworkState, Person, Seat, SeatKind, Standing, StandingKind


@transaction
async def seat_city(work: Work, network_id: str, city: str, kind: SeatKind, programme: str = "") -> Seat:
    """Gives a city, by its name or id, a seat that nobody sits on yet."""
    town = await cities.find(work, "city", city)
    return await networks.seat(work, network_id, town.public_id, kind, programme)


async def admit(
    work: Work,
    network: Network,
    person: Person,
    kind: StandingKind,
    city_id: UUID | None,
    function: str,
    programme: str = "",
) -> Standing:
    """The person's new standing; the city's seat is made when it has none, and says how the city takes part.

    Raises Conflict when they are there already, or the network has closed.
    """
    if network.state is NetworkState.CLOSED:
        raise Conflict("This network is closed. It can be read, but not written to.")
    await work.execute(select(Person.id).where(Person.id == person.id).with_for_update())  # one door at a time
    seat = await _seat(work, network, kind, city_id, programme) if city_id else None
    as_what = StandingKind(seat.kind.value) if seat else kind
    if await _is_here(work, network, person, as_what, seat):
        raise _already(work, person)
    standing = await people.add_standing(work, person, network, as_what, seat.id if seat else None, function)
    await acts.note(work, ActKind.STANDING_GIVEN, network.id, standing)
    return standing


def _already(work: Work, person: Person) -> Conflict:
    if person.id == work.viewer.person_id:
        return Conflict("You are in this network already. Sign in, and it is among your networks.")
    return Conflict("This person is in this network already.")


async def _is_here(work: Work, network: Network, person: Person, kind: StandingKind, seat: Seat | None) -> bool:
    held = select(Standing.id).where(
        Standing.person_id == person.id, Standing.network_id == network.id, Standing.until.is_(None)
    )
    same = Standing.seat_id == seat.id if seat else Standing.kind == kind
    return await work.row(held.where(same)) is not None


async def _seat(work: Work, network: Network, kind: StandingKind, city_id: UUID, programme: str) -> Seat:
    if seat := await current(work, network.id, city_id):
        return seat
    city = await work.get(City, city_id)
    assert city, "towns are not removed"
    permissions.require(networks.why_not_observe(network, kind, city))
    seat = await networks.seat_city(work, network, city, SeatKind(kind.value))
    seat.programme = programme
    await acts.note(work, ActKind.CITY_SEATED, network.id, seat)
    return seat


async def current(work: Work, network_id: UUID, city_id: UUID) -> Seat | None:
    """The seat the city has there today; it cannot end before the commit."""
    return await work.row(networks.current_seat(network_id, city_id).with_for_update(read=True))


async def held(work: Work, standing_id: UUID) -> Standing:
    """The standing, locked. Raises NotAllowed when it has ended."""
    standing = await work.held(Standing, standing_id)
    if standing is None or standing.until is not None:
        raise NotAllowed("This has ended already.")
    return standing
