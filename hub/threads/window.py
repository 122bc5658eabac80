"""A window on a thread: the posts around a place in it, however long it is."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from hub import permissions
from hub.database import Work
from hub.errors import Invalid
from hub.models import Post, ReadMark, Thread

MOST = 100


async def window(
    work: Work, thread: Thread, around: int | None, at: datetime | None, older: int, newer: int
) -> Select[Post]:
    """A statement for so many posts before a place, and from there on so many, by position as the viewer counts.

    The place is a position, or the first post since a moment, or without either the first one the viewer has not read;
    the end where there is none. Raises Invalid for sizes that are negative or more than a page.
    """
    if older < 0 or newer < 0 or not 1 <= older + newer <= MOST:
        raise Invalid("newer", "Ask for 1 to {most} at a time.", most=MOST)
    is_inside = thread.network_id in await permissions.networks_inside(work)
    number: Any = Post.position if is_inside else Post.open_position
    posts = select(Post).where(Post.thread_id == thread.id, number.is_not(None))
    place = around if around is not None else await _place(work, thread, posts, number, at)
    last = thread.last_position if is_inside else thread.last_open_position
    begin, end = (place - older, place + newer) if place <= last else (last + 1 - older - newer, last + 1)
    return posts.where(number >= begin, number < end).order_by(number)


async def _place(work: Work, thread: Thread, posts: Select[Post], number: Any, at: datetime | None) -> int:
    if at is not None:
        sought = posts.where(Post.created_at >= at).order_by(Post.created_at, Post.position)
    else:
        reader = work.viewer.person_id
        mark = select(ReadMark.position).where(ReadMark.thread_id == thread.id, ReadMark.person_id == reader)
        read = func.coalesce(mark.scalar_subquery(), 0)
        news = (Post.position > read, Post.author_id != reader, Post.removed_at.is_(None))
        sought = posts.where(*news).order_by(Post.position)
    found = await work.row(sought.with_only_columns(number).limit(1))
    return thread.last_position + 1 if found is None else found
