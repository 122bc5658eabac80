"""What operators do beside the contract: they found networks and boards, and let people in and out."""

from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import select

from hub import boards, networks, people, polls
from hub.database import Work, transaction
from hub.models import Audience, City, Network, NetworkState, Person, SeatKind, Standing, StandingKind

Made = dict[str, str]
"""Public ids of what was made, by name."""


@transaction
async def found_network(work: Work, slug: str, title: str, coordinator: str) -> Made:
    """A network with a board and somebody who coordinates it."""
    network = await networks.create(work, slug, title, title, title, title, NetworkState.WORKING, 200, 99)
    board = await boards.create(work, network, title, Audience.OPEN)
    person = await _person(work, coordinator)
    standing = await people.add_standing(work, person, network, StandingKind.COORDINATOR)
    return {"network": network.public_id, "board": board.public_id, "standing": standing.public_id}


@transaction
async def add_board(work: Work, slug: str, title: str, audience: str) -> Made:
    board = await boards.create(work, await _network(work, slug), title, Audience(audience))
    return {"board": board.public_id}


@transaction
async def let_in(work: Work, slug: str, email: str, kind: str, teryt: str) -> Made:
    """Somebody new, for a city that may be new there too."""
    network = await _network(work, slug)
    person = await work.row(select(Person).where(Person.email == email)) or await people.add(work, email, email)
    city = await work.row(select(City).where(City.teryt == teryt))
    assert city
    seat = await networks.seat_city(work, network, city, SeatKind(kind))
    standing = await people.add_standing(work, person, network, StandingKind(seat.kind.value), seat.id, "referent")
    return {"person": person.public_id, "seat": seat.public_id, "standing": standing.public_id}


@transaction
async def let_go(work: Work, slug: str, email: str) -> Made:
    """Ends everything that person is there."""
    person, network = await _person(work, email), await _network(work, slug)
    held = select(Standing).where(
        Standing.person_id == person.id, Standing.network_id == network.id, Standing.until.is_(None)
    )
    for standing in await work.rows(held):
        await people.end_standing(work, standing.id)
    return {}


@transaction
async def tell_turnout(work: Work) -> Made:
    """What a job does each minute."""
    await polls.tell_turnout(work)
    return {}


async def _network(work: Work, slug: str) -> Network:
    network = await work.row(select(Network).where(Network.slug == slug))
    assert network, slug
    return network


async def _person(work: Work, email: str) -> Person:
    person = await work.row(select(Person).where(Person.email == email))
    assert person, email
    return person


VERBS: dict[str, Callable[..., Awaitable[Any]]] = {
    verb.__name__: verb for verb in (found_network, add_board, let_in, let_go, tell_turnout)
}
