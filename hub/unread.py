"""What a person has not read yet.

What one has read is a position in a thread; what is older than one's standing counts as read.
"""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from hub import permissions
from hub.database import Work, transaction
from hub.errors import Invalid
from hub.models import Post, ReadMark, Thread


@transaction
async def mark_read(work: Work, thread_id: str, position: int) -> Thread:
    """The viewer has read up to that position; the latest said wins, also when it goes back."""
    reader = permissions.signed_in(work)
    thread = await permissions.find(work, Thread, thread_id)
    position = await _among_all(work, thread, position)
    mark = await work.get(ReadMark, (reader, thread.id))
    if mark is None:
        await work.add(ReadMark(person_id=reader, thread_id=thread.id, position=position, at=work.at))
    else:
        mark.position, mark.at = position, work.at
    return thread


async def positions(work: Work, thread_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How far the viewer has read in each thread; absent means from before its first post."""
    inside = await permissions.inside(work, thread_ids)
    outside = set(thread_ids) - inside
    return await _read(work, inside, Post.position) | await _read(work, outside, Post.open_position)


async def in_threads(work: Work, thread_ids: Sequence[UUID]) -> dict[UUID, int]:
    """Others' readable posts beyond that position, by thread; absent means none."""
    return await _count(
        work,
        select(Post.thread_id, func.count()).where(Post.thread_id.in_(thread_ids)).group_by(Post.thread_id),
    )


async def in_networks(work: Work, network_ids: Sequence[UUID]) -> dict[UUID, int]:
    """The same, over all threads that the viewer may see, by network."""
    seen = (await permissions.visible(work, Thread)).where(Thread.network_id.in_(network_ids)).subquery()
    return await _count(
        work,
        select(Thread.network_id, func.count()).where(Thread.id.in_(select(seen.c.id))).group_by(Thread.network_id),
    )


async def _among_all(work: Work, thread: Thread, position: int) -> int:
    """The place among all posts of the thread that the viewer counts as that position."""
    is_inside = await permissions.inside(work, [thread.id])
    if not 0 <= position <= (thread.last_position if is_inside else thread.last_open_position):
        raise Invalid("position", "This thread has no such place.")
    if is_inside or position == 0:
        return position
    return await work.row(select(Post.position).where(Post.thread_id == thread.id, Post.open_position == position)) or 0


async def _read(work: Work, thread_ids: Collection[UUID], number: InstrumentedAttribute[Any]) -> dict[UUID, int]:
    """How far, in those threads, as that column counts."""
    if not thread_ids:
        return {}
    marked = and_(ReadMark.thread_id == Thread.id, ReadMark.person_id == work.viewer.person_id)
    is_read = or_(Post.position <= ReadMark.position, ~await _since_one_is_here(work))
    return await work.pairs(
        select(Post.thread_id, func.max(number))
        .join(Thread, Thread.id == Post.thread_id)
        .outerjoin(ReadMark, marked)
        .where(Post.thread_id.in_(thread_ids), number.is_not(None), is_read)
        .group_by(Post.thread_id)
    )


async def _count(work: Work, counted: Select[UUID, int]) -> dict[UUID, int]:
    reader = work.viewer.person_id
    statement = (
        counted.select_from(Post)
        .join(Thread, Thread.id == Post.thread_id)
        .outerjoin(ReadMark, and_(ReadMark.thread_id == Thread.id, ReadMark.person_id == reader))
        .where(
            Post.author_id != reader,
            Post.removed_at.is_(None),
            await permissions.written_for(work),
            Post.position > func.coalesce(ReadMark.position, 0),
            await _since_one_is_here(work),
        )
    )
    return await work.pairs(statement)


async def _since_one_is_here(work: Work) -> ColumnElement[bool]:
    """Whether a post (joined with its thread) was written since the viewer's first standing in its network."""
    return or_(
        Post.id.is_(None),
        *(
            and_(Thread.network_id == standing.network_id, Post.created_at >= standing.since)
            for standing in await permissions.standings(work)
        ),
    )
