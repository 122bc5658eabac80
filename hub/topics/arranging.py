"""What moderators do: put a topic into a column and a place, and merge what is double. The log tells it."""

from collections.abc import Sequence

from sqlalchemy import Select, delete, func, select, update

from hub import acts, events, permissions
from hub.database import Work, transaction
from hub.errors import Invalid
from hub.models import ActKind, Board, EventKind, Support, Thread, Topic, TopicColumn
from hub.topics import places
from hub.topics.holding import held, held_board


@transaction
async def move(work: Work, topic_id: str, column: TopicColumn, after_id: str | None = None) -> Topic:
    """Puts it after that topic of the column, or first there."""
    topic, board = await held(work, topic_id)
    permissions.require(await permissions.why_not_arrange(work, topic, board))
    topic.place = await _place(work, topic, column, after_id)
    if topic.column is not column:
        topic.column = column
        await acts.note(work, ActKind.TOPIC_MOVED, topic.network_id, topic)
    events.record(work, EventKind.TOPIC_CHANGED, topic, board)
    return topic


@transaction
async def lead(work: Work, board_id: str, topic_ids: Sequence[str]) -> Board:
    """Puts these before all others of the board, in this order; each stays in its column, and a merged one away."""
    board = await held_board(work, board_id)
    permissions.require(await permissions.why_not_moderate(work, board))
    found = [await permissions.seek(work, Topic, id) for id in topic_ids]
    leading = [topic for topic in found if topic and topic.board_id == board.id and not topic.merged_into_id]
    first = await work.row(select(func.min(Topic.place)).where(Topic.board_id == board.id))
    for topic, place in zip(leading, places.spread("", first, len(leading)), strict=True):
        topic.place = place
        events.record(work, EventKind.TOPIC_CHANGED, topic, board)
    return board


@transaction
async def merge(work: Work, topic_id: str, into_id: str) -> Topic:
    """Its supports and threads go over to the other of its board, and it points there."""
    topic, board = await held(work, topic_id)
    permissions.require(await permissions.why_not_arrange(work, topic, board))
    into = await _other(work, topic, "intoId", into_id)
    await _hand_over(work, topic, into)
    topic.merged_into_id, topic.merged_at, topic.support_count = into.id, work.at, 0
    await acts.note(work, ActKind.TOPIC_MERGED, topic.network_id, topic)
    for changed in (topic, into):
        events.record(work, EventKind.TOPIC_CHANGED, changed, board)
    return topic


async def _hand_over(work: Work, topic: Topic, into: Topic) -> None:
    """A city that supports both does so once."""
    there = select(Support.seat_id).where(Support.topic_id == into.id)
    await work.execute(delete(Support).where(Support.topic_id == topic.id, Support.seat_id.in_(there)))
    await work.execute(update(Support).where(Support.topic_id == topic.id).values(topic_id=into.id))
    await work.execute(update(Thread).where(Thread.topic_id == topic.id).values(topic_id=into.id))
    await work.execute(update(Topic).where(Topic.merged_into_id == topic.id).values(merged_into_id=into.id))
    count = select(func.count()).select_from(Support).where(Support.topic_id == into.id)
    into.support_count = await work.row(count) or 0


async def _place(work: Work, topic: Topic, column: TopicColumn, after_id: str | None) -> str:
    """Beside its neighbour in the column, among all topics of the board; where it is when the column is empty."""
    others = _others(topic)
    if after_id is not None:
        before = await _other(work, topic, "afterId", after_id)
        if before.column is not column:
            raise Invalid("afterId", "That topic is not in this column any more. Please look where it is now.")
        after = await work.row(others.with_only_columns(func.min(Topic.place)).where(Topic.place > before.place))
        return places.between(before.place, after)
    in_column = others.where(Topic.column == column, Topic.merged_into_id.is_(None))
    first = await work.row(in_column.with_only_columns(func.min(Topic.place)))
    if first is None:
        return topic.place
    low = await work.row(others.with_only_columns(func.max(Topic.place)).where(Topic.place < first))
    return places.between(low or "", first)


async def _other(work: Work, topic: Topic, field: str, id: str) -> Topic:
    """Another topic of the same board that is not merged into a third."""
    other = await permissions.seek(work, Topic, id)
    if other is None or other.id == topic.id or other.board_id != topic.board_id or other.merged_into_id:
        raise Invalid(field, "Choose another topic of the same board.")
    return other


def _others(topic: Topic) -> Select[Topic]:
    return select(Topic).where(Topic.board_id == topic.board_id, Topic.id != topic.id)
