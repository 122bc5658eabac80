"""Which cities wrote a result, and the threads and topics it came from: each seen by who sees the thing itself."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import delete, select

from hub import ids, permissions
from hub.database import Work
from hub.errors import Invalid
from hub.models import City, Result, ResultCity, ResultOrigin, Row, Seat, SeatKind, Thread, Topic

M = TypeVar("M", bound=Row)
_MOST = 30


async def set_authors(work: Work, result: Result, seat_ids: Sequence[str], own: UUID | None) -> None:
    """Leaves just these member cities as its authors, and the viewer's own. Raises Invalid (seatIds)."""
    named = _decoded("seatIds", Seat, seat_ids)
    sitting = select(Seat.id).where(
        Seat.id.in_(named), Seat.network_id == result.network_id, Seat.kind == SeatKind.MEMBER, Seat.until.is_(None)
    )
    if set(await work.rows(sitting)) != named:
        raise Invalid("seatIds", "Choose member cities of this network.")
    await work.execute(delete(ResultCity).where(ResultCity.result_id == result.id))
    work.session.add_all([ResultCity(result_id=result.id, seat_id=id) for id in named | ({own} if own else set())])


async def set_origins(work: Work, result: Result, thread_ids: Sequence[str], topic_ids: Sequence[str]) -> None:
    """Leaves just these as where it came from; what the viewer does not see stays. Raises Invalid."""
    wanted, seen = set[UUID](), set[UUID]()
    for field, model, given in (("threadIds", Thread, thread_ids), ("topicIds", Topic, topic_ids)):
        named = _decoded(field, model, given)
        visible = await permissions.visible(work, model)
        found = visible.where(model.id.in_(named), model.network_id == result.network_id)
        if {row.id for row in await work.rows(found)} != named:
            raise Invalid(field, "Choose what belongs to this network.")
        wanted |= named
        of_result = select(ResultOrigin.subject_id).where(ResultOrigin.result_id == result.id)
        seen |= {row.id for row in await work.rows(visible.where(model.id.in_(of_result)))}
    gone = (ResultOrigin.result_id == result.id, ResultOrigin.subject_id.in_(seen | wanted))
    await work.execute(delete(ResultOrigin).where(*gone))
    work.session.add_all([ResultOrigin(result_id=result.id, subject_id=id) for id in wanted])


async def authors(work: Work, result_ids: Sequence[UUID]) -> dict[UUID, list[City]]:
    """The cities that wrote each, by name."""
    found = await work.execute(
        select(ResultCity.result_id, City)
        .join(Seat, Seat.id == ResultCity.seat_id)
        .join(City, City.id == Seat.city_id)
        .where(ResultCity.result_id.in_(result_ids))
        .order_by(City.name)
    )
    cities: dict[UUID, list[City]] = defaultdict(list)
    for result_id, city in found:
        cities[result_id].append(city)
    return cities


async def threads_of(work: Work, result_ids: Sequence[UUID]) -> dict[UUID, list[Thread]]:
    return await _origins(work, Thread, result_ids)


async def topics_of(work: Work, result_ids: Sequence[UUID]) -> dict[UUID, list[Topic]]:
    return await _origins(work, Topic, result_ids)


async def _origins(work: Work, model: type[M], result_ids: Sequence[UUID]) -> dict[UUID, list[M]]:
    """Those of them that the viewer sees, in the order they came to be."""
    seen = (await permissions.visible(work, model)).join(ResultOrigin, ResultOrigin.subject_id == model.id)
    of_these = seen.where(ResultOrigin.result_id.in_(result_ids)).add_columns(ResultOrigin.result_id)
    found: dict[UUID, list[M]] = defaultdict(list)
    for row, result_id in await work.execute(of_these.order_by(model.id)):
        found[result_id].append(row)
    return found


def _decoded(field: str, model: type[Row], given: Sequence[str]) -> set[UUID]:
    if len(given) > _MOST:
        raise Invalid(field, "At most {most} fit here.", most=_MOST)
    decoded = [ids.decode(id) for id in given]
    return {found[1] if found and found[0] == model.prefix else ids.new() for found in decoded}
