"""Up to where digests have covered a network's news, for each person.

All count by the members' stream, which tells of every post: what a digest shows is what its reader may see.
"""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from sqlalchemy import Select, select

from hub import permissions
from hub.database import Work
from hub.models import Mailing, NetworkNotices, Stream, StreamKind

Span = tuple[int, int]
"""Events after a number, up to another."""


def as_person(work: Work, person_id: UUID) -> Work:
    """The same transaction, seeing what they see."""
    return work.aside(replace(work.viewer, who=person_id), work.at)


async def begin(work: Work, person_id: UUID, anew: bool = False) -> None:
    """From now on: in the networks where nothing was covered yet, or anew in all."""
    for mark, head in await _marks(work, person_id):
        if mark.number is None or anew:
            mark.number = head


async def advance(work: Work, person_id: UUID) -> dict[UUID, Span]:
    """What no digest has covered yet, by network; from now on it counts as covered."""
    found: dict[UUID, Span] = {}
    for mark, head in await _marks(work, person_id):
        if mark.number is not None and mark.number < head:
            found[mark.network_id] = (mark.number, head)
        mark.number = head
    return found


async def _marks(work: Work, person_id: UUID) -> list[tuple[NetworkNotices, int]]:
    """Each network of theirs, with where its stream stands."""
    held = await permissions.standings(as_person(work, person_id))
    heads = await work.pairs(_heads({standing.network_id for standing in held}))
    return [(await mark_of(work, person_id, network_id), head) for network_id, head in heads.items()]


async def mark_of(work: Work, person_id: UUID, network_id: UUID) -> NetworkNotices:
    found = await work.get(NetworkNotices, (person_id, network_id))
    return await work.add(NetworkNotices(person_id=person_id, network_id=network_id)) if found is None else found


async def mailing_row(work: Work, person_id: UUID) -> Mailing:
    found = await work.get(Mailing, person_id)
    return await work.add(Mailing(person_id=person_id)) if found is None else found


def _heads(networks: Collection[UUID]) -> Select[UUID, int]:
    return select(Stream.about_id, Stream.head).where(Stream.kind == StreamKind.MEMBERS, Stream.about_id.in_(networks))
