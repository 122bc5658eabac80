"""Threads that are about a topic."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, func

from hub import events, permissions
from hub.database import Work, transaction
from hub.errors import Invalid
from hub.models import Audience, Board, EventKind, Thread, Topic
from hub.topics.holding import held


@transaction
async def attach(work: Work, thread_id: str, topic_id: str) -> Topic:
    """The thread is about that topic of its network from now on, and about no other."""
    topic, board = await held(work, topic_id)
    thread = await permissions.find(work, Thread, thread_id)
    if thread.network_id != topic.network_id:
        raise Invalid("threadId", "Choose a conversation of the same network.")
    permissions.require(await permissions.why_not_attach(work, thread, topic, board))
    if thread.topic_id != topic.id:
        await _tell_that_it_leaves(work, thread)
        thread.topic_id = topic.id
        events.record(work, EventKind.TOPIC_CHANGED, topic, _narrower(board, thread))
    return topic


async def thread_counts(work: Work, topic_ids: Sequence[UUID]) -> Select[UUID | None, int]:
    """How many threads of each of these topics the viewer may see."""
    seen = (await permissions.visible(work, Thread)).where(Thread.topic_id.in_(topic_ids))
    return seen.with_only_columns(Thread.topic_id, func.count()).group_by(Thread.topic_id)


async def _tell_that_it_leaves(work: Work, thread: Thread) -> None:
    earlier = await work.get(Topic, thread.topic_id) if thread.topic_id else None
    board = await work.get(Board, earlier.board_id) if earlier else None
    if earlier and board:
        events.record(work, EventKind.TOPIC_CHANGED, earlier, _narrower(board, thread))


def _narrower(board: Board, thread: Thread) -> Board | Thread:
    """Whoever sees only one of the two notices nothing."""
    return board if board.audience is Audience.MEMBERS else thread
