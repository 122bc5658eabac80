"""Who has answered a thread that asks for remarks."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from hub import permissions
from hub.database import Work
from hub.models import Post, Seat, Thread


async def answering_seats(work: Work, thread_ids: Sequence[UUID]) -> dict[UUID, list[Seat]]:
    """The seats for which others have written in each of these threads, in the order they did."""
    asking = aliased(Thread)
    answers = (
        (await permissions.visible(work, Post))
        .join(asking, asking.id == Post.thread_id)
        .where(
            Post.thread_id.in_(thread_ids),
            Post.removed_at.is_(None),
            Post.author_id != asking.author_id,
            Post.seat_id.is_not(None),
        )
        .with_only_columns(Post.thread_id, Post.seat_id, func.min(Post.position).label("first"))
        .group_by(Post.thread_id, Post.seat_id)
        .subquery()
    )
    found = await work.execute(
        select(answers.c.thread_id, Seat).join(Seat, Seat.id == answers.c.seat_id).order_by(answers.c.first)
    )
    seats: dict[UUID, list[Seat]] = {id: [] for id in thread_ids}
    for thread_id, seat in found:
        seats[thread_id].append(seat)
    return seats
