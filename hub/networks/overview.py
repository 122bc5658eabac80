"""What is counted of networks, and the cards of those that want to be known."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select

from hub import permissions
from hub.database import Work
from hub.models import NO_PERSON, City, Network, Seat, SeatKind, Standing, Thread


async def listed(work: Work) -> Sequence[Network]:
    """The networks that everybody may know of, strangers too, in their order."""
    return await work.rows(select(Network).where(permissions.is_listed()).order_by(Network.place, Network.id))


async def seats_of_listed(work: Work, network_ids: Sequence[UUID]) -> dict[UUID, list[tuple[SeatKind, City]]]:
    """The cities that sit in each of these networks now, by name, where everybody may know; absent otherwise."""
    shown = await work.rows(select(Network.id).where(Network.id.in_(network_ids), permissions.shows_cities()))
    found: dict[UUID, list[tuple[SeatKind, City]]] = {id: [] for id in shown}
    rows = await work.execute(
        select(Seat.network_id, Seat.kind, City)
        .join(City, City.id == Seat.city_id)
        .where(Seat.network_id.in_(shown), Seat.until.is_(None))
        .order_by(City.name, City.id)
    )
    for network_id, kind, city in rows:
        found[network_id].append((kind, city))
    return found


async def city_counts(work: Work, network_ids: Sequence[UUID]) -> Select[UUID, SeatKind, int]:
    """How many cities sit in each of these networks, by kind."""
    sitting = select(Seat.network_id, Seat.kind, func.count())
    return sitting.where(Seat.network_id.in_(network_ids), Seat.until.is_(None)).group_by(Seat.network_id, Seat.kind)


async def person_counts(work: Work, network_ids: Sequence[UUID]) -> Select[UUID, int]:
    """How many people are something in each of these networks now."""
    seen = (await permissions.visible(work, Standing)).where(
        Standing.network_id.in_(network_ids), Standing.until.is_(None), Standing.kind.not_in(NO_PERSON)
    )
    people = seen.with_only_columns(Standing.network_id, func.count(Standing.person_id.distinct()))
    return people.group_by(Standing.network_id)


async def last_activity(work: Work, network_ids: Sequence[UUID]) -> dict[UUID, datetime]:
    """When the newest post that the viewer may read was written in each of these networks; absent means never."""
    seen = (await permissions.visible(work, Thread)).where(Thread.network_id.in_(network_ids))
    newest = seen.with_only_columns(Thread.network_id, func.max(Thread.last_post_at))
    return await work.pairs(newest.group_by(Thread.network_id))
