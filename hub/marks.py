"""Keeps it countable how far people have read: each mark knows what lies beyond it and is not new to its person.

Who writes, takes away or begins to see threads says so here, in the transaction of the change. Who gives posts another
author calls `recount`; who brings in old threads, `old`.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, insert, literal, or_, select, update

from hub.database import Work
from hub.models import NO_PERSON, Post, ReadMark, Standing, Thread


async def written(work: Work, thread: Thread, post: Post) -> None:
    """One's own post is read, and when nothing before it was new the mark moves with it. The thread is held."""
    mark = await _held(work, post.author_id, thread.id)
    is_open = post.open_position is not None
    if mark is None:
        taken, open_taken = thread.last_position - thread.post_count, thread.last_open_position - thread.open_post_count
        mark = ReadMark(person_id=post.author_id, thread_id=thread.id, position=0, passed=taken, open_passed=open_taken)
        work.session.add(mark)
    mark.passed, mark.open_passed, mark.at = mark.passed + 1, mark.open_passed + is_open, work.at
    if mark.position + mark.passed == thread.last_position:
        _move(mark, thread.last_position, thread.last_open_position)
    await work.session.flush()


async def taken_away(work: Work, thread: Thread, post: Post) -> None:
    """It is new to nobody any more. The thread is held."""
    before, is_open = (
        (ReadMark.thread_id == thread.id, ReadMark.position < post.position),
        int(post.open_position is not None),
    )
    counts = {"passed": ReadMark.passed + 1, "open_passed": ReadMark.open_passed + is_open}
    others = update(ReadMark).where(*before, ReadMark.person_id != post.author_id)
    await work.execute(others.values(counts).execution_options(**_UNLOADED))


async def place(work: Work, person_id: UUID, thread: Thread, position: int) -> None:
    """They have read up to there. The thread is held, so that nothing is written or taken away meanwhile."""
    mark = await _held(work, person_id, thread.id)
    if mark is None:
        mark = ReadMark(person_id=person_id, thread_id=thread.id, position=position)
        work.session.add(mark)
    up_to: Any = select(Post.open_position).where(Post.thread_id == thread.id, Post.position <= position)
    of_open = up_to.where(Post.open_position.is_not(None)).order_by(Post.position.desc()).limit(1)
    _move(mark, position, await work.row(of_open) or 0)
    mark.at = work.at
    if position < thread.last_position:
        mark.passed, mark.open_passed = await _passed(work, mark)
    await work.session.flush()


async def all_read(work: Work, person_id: UUID, threads: Collection[UUID]) -> None:
    """They have read those threads to the end. The threads are held."""
    await _read(work, person_id, Thread.id.in_(threads))


async def begin(work: Work, standing: Standing) -> None:
    """What was written before one came counts as read; who is something else there already has come before."""
    others = select(Standing.id).where(
        Standing.person_id == standing.person_id,
        Standing.network_id == standing.network_id,
        Standing.until.is_(None),
        Standing.id != standing.id,
    )
    if await work.row(others.limit(1)) is None:
        await _read(work, standing.person_id, Thread.network_id == standing.network_id)


async def old(work: Work, threads: Collection[UUID]) -> None:
    """What those threads hold is news to nobody who is here."""
    await _to_the_end(work, ReadMark.thread_id.in_(threads))
    here = (Standing.until.is_(None), Standing.kind.not_in(NO_PERSON))
    readers = select(Standing.person_id, *_END).join(Thread, Thread.network_id == Standing.network_id).distinct()
    await _add(work, readers.where(Thread.id.in_(threads), *here), Standing.person_id)


async def recount(work: Work, person_id: UUID) -> None:
    """Counts afresh what lies beyond somebody's marks: they have become the author of posts."""
    theirs = select(literal(person_id), Thread.id, literal(0), literal(0), Thread.last_post_at).where(
        Thread.id.in_(select(Post.thread_id).where(Post.author_id == person_id))
    )
    await _add(work, theirs, literal(person_id))
    beyond = (Post.thread_id == ReadMark.thread_id, Post.position > ReadMark.position)
    not_new = or_(Post.author_id == person_id, Post.removed_at.is_not(None))
    counts = {
        "passed": select(func.count(Post.id)).where(*beyond, not_new).scalar_subquery(),
        "open_passed": select(func.count(Post.open_position)).where(*beyond, not_new).scalar_subquery(),
    }
    changed = update(ReadMark).where(ReadMark.person_id == person_id).values(counts)
    await work.execute(changed.execution_options(**_UNLOADED))


_END: tuple[Any, ...] = (Thread.id, Thread.last_position, Thread.last_open_position, Thread.last_post_at)
_COLUMNS = ("person_id", "thread_id", "position", "open_position", "at", "passed", "open_passed")
_UNLOADED: dict[str, Any] = {"synchronize_session": False}
"""Marks are read afresh whenever they are changed, so none that is loaded need be kept in step."""


async def _held(work: Work, person_id: UUID, thread_id: UUID) -> ReadMark | None:
    mark = select(ReadMark).where(ReadMark.person_id == person_id, ReadMark.thread_id == thread_id)
    return await work.row(mark.with_for_update().execution_options(populate_existing=True))


def _move(mark: ReadMark, position: int, open_position: int) -> None:
    mark.position, mark.open_position, mark.passed, mark.open_passed = position, open_position, 0, 0


async def _passed(work: Work, mark: ReadMark) -> tuple[int, int]:
    """How many beyond it are not new to its person, and how many of these observers count. Each part has its index."""
    counted = select(func.count(), func.count(Post.open_position)).select_from(Post)
    beyond = counted.where(Post.thread_id == mark.thread_id, Post.position > mark.position)
    ((own, open_own),) = await work.execute(beyond.where(Post.author_id == mark.person_id))
    gone = beyond.where(Post.author_id != mark.person_id, Post.removed_at.is_not(None))
    ((taken, open_taken),) = await work.execute(gone)
    return own + taken, open_own + open_taken


async def _read(work: Work, person_id: UUID, which: ColumnElement[bool]) -> None:
    theirs = ReadMark.thread_id.in_(select(Thread.id).where(which))
    await _to_the_end(work, ReadMark.person_id == person_id, theirs)
    await _add(work, select(literal(person_id), *_END).where(which), literal(person_id))


async def _to_the_end(work: Work, *which: ColumnElement[bool]) -> None:
    def last(column: Any) -> Any:
        return select(column).where(Thread.id == ReadMark.thread_id).scalar_subquery()

    ends = {"position": last(Thread.last_position), "open_position": last(Thread.last_open_position), "at": work.at}
    moved = update(ReadMark).where(*which).values({**ends, "passed": 0, "open_passed": 0})
    await work.execute(moved.execution_options(**_UNLOADED))


async def _add(work: Work, marks: Any, whose: Any) -> None:
    """Marks for those who have none in these threads."""
    known = select(ReadMark.thread_id).where(ReadMark.thread_id == Thread.id, ReadMark.person_id == whose)
    rows = marks.where(~known.exists()).add_columns(literal(0), literal(0))
    await work.execute(insert(ReadMark).from_select(_COLUMNS, rows).execution_options(**_UNLOADED))
