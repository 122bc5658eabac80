"""What a person has not read yet.

What one has read is a position in a thread; what is older than one's standing counts as read. `marks` keeps it
countable, so nothing here ever looks at posts to count them.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, select

from hub import events, marks, permissions
from hub.database import Work, transaction
from hub.errors import Invalid
from hub.models import Board, EventKind, Network, Post, ReadMark, Thread

_AT_ONCE = 1_000
"""A statement takes so many parameters, and not many times more."""


@transaction
async def mark_read(work: Work, thread_id: str, position: int) -> Thread:
    """The viewer has read up to that position; the latest said wins, also when it goes back."""
    reader = permissions.signed_in(work)
    seen = await permissions.find(work, Thread, thread_id)
    (thread,) = await _held(work, select(Thread).where(Thread.id == seen.id))
    await marks.place(work, reader, thread, await _among_all(work, thread, position))
    events.record_own(work, EventKind.THREAD_READ, thread)
    return thread


@transaction
async def mark_board_read(work: Work, board_id: str) -> Board:
    """The viewer has read all that is on the board."""
    board = await permissions.find(work, Board, board_id)
    await _mark_all_read(work, Thread.board_id == board.id, board.network_id)
    return board


@transaction
async def mark_network_read(work: Work, network_id: str) -> Network:
    """The viewer has read all that is in the network."""
    network = await permissions.find(work, Network, network_id)
    await _mark_all_read(work, Thread.network_id == network.id, network.id)
    return network


async def positions(work: Work, thread_ids: Sequence[UUID]) -> Select[UUID, int]:
    """How far the viewer has read in each thread they have begun."""
    place = case((await _is_inside(work), ReadMark.position), else_=ReadMark.open_position)
    marked = select(Thread.id, place).join(*marks_of(work))
    return marked.where(Thread.id.in_(thread_ids))


async def in_threads(work: Work, thread_ids: Sequence[UUID]) -> Select[UUID, int]:
    """Others' readable posts beyond that position, by thread."""
    counted = await with_count(work, select(Thread.id))
    return counted.where(Thread.id.in_(thread_ids))


async def in_networks(work: Work, network_ids: Sequence[UUID]) -> Select[UUID, int]:
    """The same, over all threads that the viewer may see, by network."""
    seen = (await permissions.visible(work, Thread)).where(Thread.network_id.in_(network_ids))
    counted = (await with_count(work, seen.with_only_columns(Thread.network_id))).subquery()
    network, unread = counted.c
    return select(network, func.sum(unread)).group_by(network)


async def with_count(work: Work, threads: Select[Any]) -> Select[Any]:
    """A statement about threads, with the number of unread posts as one more column."""
    return threads.add_columns(await number(work)).outerjoin(*marks_of(work))


async def number(work: Work) -> ColumnElement[int]:
    """Of unread posts, for threads joined with the viewer's marks: arithmetic, as `ReadMark` says."""
    unmarked = ReadMark.thread_id.is_(None)
    of_all = case((unmarked, Thread.post_count), else_=Thread.last_position - ReadMark.position - ReadMark.passed)
    of_open = case(
        (unmarked, Thread.open_post_count),
        else_=Thread.last_open_position - ReadMark.open_position - ReadMark.open_passed,
    )
    return case((await _is_inside(work), of_all), else_=of_open)


def marks_of(work: Work) -> tuple[type[ReadMark], ColumnElement[bool]]:
    """What to join threads with, and how."""
    return ReadMark, and_(ReadMark.thread_id == Thread.id, ReadMark.person_id == work.viewer.person_id)


async def _is_inside(work: Work) -> ColumnElement[bool]:
    """Whether the viewer counts all posts of a thread, not only those open to observers."""
    return Thread.network_id.in_(await permissions.networks_inside(work))


async def _held(work: Work, threads: Select[Thread]) -> Sequence[Thread]:
    """Threads in which nothing is written or taken away until the commit; others may hold them so, too."""
    held = threads.order_by(Thread.id).with_for_update(read=True, of=Thread)
    return await work.rows(held.execution_options(populate_existing=True))


async def _mark_all_read(work: Work, which: ColumnElement[bool], network_id: UUID) -> None:
    reader = permissions.signed_in(work)
    seen = (await permissions.visible(work, Thread)).where(which)
    unread = seen.outerjoin(*marks_of(work)).where(await number(work) > 0)
    held = [thread.id for thread in await _held(work, unread)]
    for some in range(0, len(held), _AT_ONCE):
        await marks.all_read(work, reader, held[some : some + _AT_ONCE])
    network = await work.get(Network, network_id)
    assert network, "networks are not removed"
    events.record_own(work, EventKind.THREADS_READ, network)


async def _among_all(work: Work, thread: Thread, position: int) -> int:
    """The place among all posts of the thread that the viewer counts as that position."""
    is_inside = thread.network_id in await permissions.networks_inside(work)
    if not 0 <= position <= (thread.last_position if is_inside else thread.last_open_position):
        raise Invalid("position", "This thread has no such place.")
    if is_inside or position == 0:
        return position
    return await work.row(select(Post.position).where(Post.thread_id == thread.id, Post.open_position == position)) or 0
