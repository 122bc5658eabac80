"""Networks: making one, seating a city in it, counting who takes part."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from hub.database import Work, transaction
from hub.models import City, Network, NetworkState, Seat, SeatKind, Stream, StreamKind


@transaction
async def create(
    work: Work,
    slug: str,
    name: str,
    name_en: str,
    theme: str,
    theme_en: str,
    state: NetworkState,
    hue: int,
    place: int,
) -> Network:
    """A network and the streams of its news."""
    network = Network(
        slug=slug,
        name=name,
        name_en=name_en,
        theme=theme,
        theme_en=theme_en,
        state=state,
        hue=hue,
        place=place,
        created_at=work.at,
    )
    await work.add(network)
    for kind in (StreamKind.MEMBERS, StreamKind.EVERYONE):
        await work.add(Stream(kind=kind, about_id=network.id))
    return network


@transaction
async def seat_city(work: Work, network: Network, city: City, kind: SeatKind) -> Seat:
    """The city's seat there; the one it has when it already sits."""
    current = select(Seat).where(Seat.network_id == network.id, Seat.city_id == city.id, Seat.until.is_(None))
    if seat := await work.row(current):
        return seat
    return await work.add(Seat(network_id=network.id, city_id=city.id, kind=kind, since=work.at))


async def city_counts(work: Work, network_ids: Sequence[UUID]) -> dict[tuple[UUID, SeatKind], int]:
    """How many cities sit in each of these networks, by kind; absent means none."""
    rows = await work.execute(
        select(Seat.network_id, Seat.kind, func.count())
        .where(Seat.network_id.in_(network_ids), Seat.until.is_(None))
        .group_by(Seat.network_id, Seat.kind)
    )
    return {(network_id, kind): count for network_id, kind, count in rows}
