"""Authors of what was written elsewhere: known by the name they were given there, until somebody says who they are."""

import hashlib
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select, update

from hub import events, marks, people
from hub.database import Work, transaction
from hub.errors import Invalid, NotFound
from hub.models import Network, Person, Post, Standing, StandingKind, Thread

_NOBODY = "Nobody with this address is in this network."
Authors = dict[str, Work]
"""By name, the work in that author's name."""


async def writing_as(work: Work, network: Network, name: str, authors: Authors) -> Work:
    """The same work in an author's name; the author keeps what they are from one import to the next."""
    if name not in authors:
        author = await _named(work, network, name)
        if author is None:
            author = await work.add(Person(name=name, import_key=_key(network, name), created_at=work.at))
            await people.add_standing(work, author, network, StandingKind.IMPORTED)
        authors[name] = work.aside(replace(work.viewer, who=author.id), work.at)
    return authors[name]


@transaction
async def give_posts(work: Work, network_slug: str, name: str, email: str) -> int:
    """Gives what was brought in under that name to somebody of the network, for the city they sit for, if only one.

    Raises Invalid (field email) when they are nothing in the network. Gives how many posts.
    """
    network, author = await _author(work, network_slug, name)
    person = await people.with_email(work, email)
    if person is None:
        raise Invalid("email", _NOBODY)
    return await give(work, network.id, author, person)


async def give(work: Work, network_id: UUID, author: Person, person: Person) -> int:
    """Likewise, to that person; gives how many posts."""
    held = await _standings(work, network_id, person)
    if not held:
        raise Invalid("email", _NOBODY)
    seats = {standing.seat_id for standing in held}
    seat_id = seats.pop() if len(seats) == 1 else None
    for model in (Thread, Post):
        theirs = update(model).where(model.author_id == author.id)
        moved = await work.execute(theirs.values(author_id=person.id, seat_id=seat_id))
    await marks.recount(work, person.id)
    events.record_person(work, held, is_for_observers=True)
    return int(moved.rowcount)


@transaction
async def forget_name(work: Work, network_slug: str, name: str) -> None:
    """Takes a name away; what was written under it stays, and another import does not bring it back."""
    network, author = await _author(work, network_slug, name)
    author.name, author.import_key, author.erased_at = "", _digest(network, name), work.at
    held = await work.rows(select(Standing).where(Standing.person_id == author.id))
    events.record_person(work, list(held), is_for_observers=True)


async def _author(work: Work, network_slug: str, name: str) -> tuple[Network, Person]:
    network = await work.row(select(Network).where(Network.slug == network_slug))
    author = await _named(work, network, name) if network else None
    if not network or not author:
        raise NotFound()
    return network, author


async def _named(work: Work, network: Network, name: str) -> Person | None:
    keys = (_key(network, name), _digest(network, name))
    return await work.row(select(Person).where(Person.import_key.in_(keys)))


async def _standings(work: Work, network_id: UUID, person: Person) -> list[Standing]:
    held = select(Standing).where(
        Standing.person_id == person.id, Standing.network_id == network_id, Standing.until.is_(None)
    )
    return list(await work.rows(held))


def _key(network: Network, name: str) -> str:
    return f"{network.slug}/{name}"


def _digest(network: Network, name: str) -> str:
    """What is kept of a name that was taken away: enough to know it again, not to read it."""
    return f"{network.slug}#{hashlib.sha256(name.encode()).hexdigest()}"
