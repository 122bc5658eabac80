"""The cities one represents: where they sit, and who speaks for them there."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from hub import permissions
from hub.database import Work
from hub.models import City, Network, Row, Seat, Standing

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True, eq=False)
class OwnSeat:
    """A seat of one's city. Its network is told to who is in it, and where the network is listed for everybody."""

    seat: Seat
    network: Network | None
    is_inside: bool
    """Whether the viewer is in that network too."""
    standings: Sequence[Standing]
    ever: Sequence[Seat]
    """All that the city has had there."""


@dataclass(frozen=True, slots=True)
class OwnCity:
    city: City
    seats: list[OwnSeat] = field(default_factory=list)


async def own_cities(work: Work) -> list[OwnCity]:
    """By name; first the networks one is in, those that are not told last."""
    ever = await work.rows(await permissions.own_seats(work))
    seats = [seat for seat in ever if seat.until is None]
    networks = await _rows(work, Network, {seat.network_id for seat in seats})
    inside = {standing.network_id for standing in await permissions.standings(work)}
    standings = await _standings(work, seats)
    cities = {id: OwnCity(city) for id, city in (await _rows(work, City, {seat.city_id for seat in seats})).items()}
    for seat in sorted(seats, key=lambda seat: networks[seat.network_id].place):
        network, is_inside = networks[seat.network_id], seat.network_id in inside
        told = network if is_inside or network.is_listed else None
        there = [it for it in ever if (it.city_id, it.network_id) == (seat.city_id, seat.network_id)]
        cities[seat.city_id].seats.append(OwnSeat(seat, told, is_inside, standings[seat.id], there))
    for own in cities.values():
        own.seats.sort(key=lambda seat: (not seat.is_inside, seat.network is None))
    return sorted(cities.values(), key=lambda own: own.city.name)


async def _standings(work: Work, seats: Sequence[Seat]) -> dict[UUID, list[Standing]]:
    held = select(Standing).where(Standing.seat_id.in_([seat.id for seat in seats]), Standing.until.is_(None))
    found: dict[UUID, list[Standing]] = defaultdict(list)
    for standing in await work.rows(held.order_by(Standing.since, Standing.id)):
        if standing.seat_id:
            found[standing.seat_id].append(standing)
    return found


async def _rows(work: Work, model: type[R], ids: set[UUID]) -> dict[UUID, R]:
    return {row.id: row for row in await work.rows(select(model).where(model.id.in_(ids)))}
