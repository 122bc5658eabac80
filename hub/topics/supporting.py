"""What cities do: support a topic, one support a seat, and take it back."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, func, select

from hub import events, permissions
from hub.database import Work, transaction
from hub.models import Board, EventKind, Support, Topic
from hub.topics.holding import held


@transaction
async def support(work: Work, topic_id: str, seat_id: str | None = None) -> Topic:
    """The viewer's city supports it; once, whoever of them says so."""
    topic, board, seat = await _supported(work, topic_id, seat_id)
    if await _given(work, topic, seat) is None:
        await give(work, topic, seat)
        events.record(work, EventKind.TOPIC_SUPPORTED, topic, board)
    return topic


@transaction
async def withdraw(work: Work, topic_id: str, seat_id: str | None = None) -> Topic:
    """The city does not support it any more, whoever of them has said that it does."""
    topic, board, seat = await _supported(work, topic_id, seat_id)
    given = await _given(work, topic, seat)
    if given is not None:
        await work.session.delete(given)
        topic.support_count -= 1
        events.record(work, EventKind.TOPIC_SUPPORTED, topic, board)
    return topic


async def own_supports(work: Work, topic_ids: Sequence[UUID]) -> Select[UUID, int]:
    """How many of the viewer's cities support each of these topics."""
    seats = {standing.seat_id for standing in await permissions.standings(work) if standing.is_representative}
    own = select(Support.topic_id, func.count()).where(Support.topic_id.in_(topic_ids), Support.seat_id.in_(seats))
    return own.group_by(Support.topic_id)


async def give(work: Work, topic: Topic, seat_id: UUID) -> Support:
    """To a topic whose board is held, and which that seat does not support yet."""
    topic.support_count += 1
    by = permissions.signed_in(work)
    return await work.add(Support(topic_id=topic.id, seat_id=seat_id, given_by_id=by, at=work.at))


async def _supported(work: Work, topic_id: str, seat_id: str | None) -> tuple[Topic, Board, UUID]:
    topic, board = await held(work, topic_id)
    permissions.require(await permissions.why_not_support_topic(work, topic, board))
    seat = await permissions.acting_seat(work, board, seat_id)
    assert seat, "who may support represents a city"
    return topic, board, seat


async def _given(work: Work, topic: Topic, seat_id: UUID) -> Support | None:
    return await work.row(select(Support).where(Support.topic_id == topic.id, Support.seat_id == seat_id))
