"""Networks: making one, seating a city in it, counting who takes part."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from hub import acts, events, permissions
from hub.database import Work, transaction
from hub.errors import Conflict
from hub.models import ActKind, City, Network, NetworkState, Seat, SeatKind, Standing, StandingKind, Stream, StreamKind


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


@transaction
async def change_seat(work: Work, seat_id: str, kind: SeatKind) -> Seat:
    """Makes an observer city a member, or the reverse: its seat ends and a new one begins, with the same people."""
    permissions.signed_in(work)
    before = await permissions.find(work, Seat, seat_id)
    permissions.require(await permissions.why_not_coordinate(work, before.network_id))
    if before.until is not None or before.kind is kind:
        raise Conflict("This city sits here in that way already, or no longer.")
    before.until = work.at
    await work.session.flush()
    seat = await work.add(Seat(network_id=before.network_id, city_id=before.city_id, kind=kind, since=work.at))
    held = select(Standing).where(Standing.seat_id == before.id, Standing.until.is_(None))
    for standing in await work.rows(held.with_for_update()):
        standing.until = work.at
        await work.add(
            Standing(
                person_id=standing.person_id,
                network_id=seat.network_id,
                kind=StandingKind(kind.value),
                seat_id=seat.id,
                function=standing.function,
                since=work.at,
            )
        )
        events.record_standing(work, standing)
    await acts.note(work, ActKind.SEAT_CHANGED, seat.network_id, seat)
    return seat


async def city_counts(work: Work, network_ids: Sequence[UUID]) -> dict[tuple[UUID, SeatKind], int]:
    """How many cities sit in each of these networks, by kind; absent means none."""
    rows = await work.execute(
        select(Seat.network_id, Seat.kind, func.count())
        .where(Seat.network_id.in_(network_ids), Seat.until.is_(None))
        .group_by(Seat.network_id, Seat.kind)
    )
    return {(network_id, kind): count for network_id, kind, count in rows}
