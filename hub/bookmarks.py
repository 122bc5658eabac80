"""Bookmarks: threads and posts that somebody wants to find again, each with a note if they like. Nobody else knows."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from hub import events, ids, permissions, text
from hub.database import Work, transaction
from hub.models import Bookmark, EventKind, Post, Thread

NOTE_LIMIT = 500


@transaction
async def put(work: Work, subject_id: str, note: str = "") -> Bookmark:
    """Marks a thread or a post, or gives its mark another note."""
    owner = permissions.signed_in(work)
    thread, post = await _found(work, subject_id)
    said = text.body("note", note, NOTE_LIMIT) if note.strip() else ""
    bookmark = await _mine(work, owner, (post or thread).id)
    if bookmark:
        bookmark.note = said
    else:
        bookmark = _new(owner, thread, post)
        bookmark.note, bookmark.created_at = said, work.at
        await work.add(bookmark)
    events.record_own(work, EventKind.BOOKMARK_CHANGED, thread)
    return bookmark


@transaction
async def remove(work: Work, subject_id: str) -> Thread:
    """Takes the mark away, if there is one."""
    owner = permissions.signed_in(work)
    thread, post = await _found(work, subject_id)
    if bookmark := await _mine(work, owner, (post or thread).id):
        await work.session.delete(bookmark)
        events.record_own(work, EventKind.BOOKMARK_CHANGED, thread)
    return thread


async def of(work: Work, subject_ids: Sequence[UUID]) -> dict[UUID, Bookmark]:
    """The viewer's, by what is marked."""
    mine = select(Bookmark).where(
        Bookmark.person_id == permissions.signed_in(work), Bookmark.subject_id.in_(subject_ids)
    )
    return {bookmark.subject_id: bookmark for bookmark in await work.rows(mine)}


def _new(owner: UUID, thread: Thread, post: Post | None) -> Bookmark:
    subject_id = post.id if post else thread.id
    return Bookmark(person_id=owner, thread_id=thread.id, post_id=post.id if post else None, subject_id=subject_id)


async def _found(work: Work, subject_id: str) -> tuple[Thread, Post | None]:
    if (ids.decode(subject_id) or ("",))[0] != Post.prefix:
        return await permissions.find(work, Thread, subject_id), None
    post = await permissions.find(work, Post, subject_id)
    thread = await work.get(Thread, post.thread_id)
    assert thread, "a post stands in a thread"
    return thread, post


async def _mine(work: Work, owner: UUID, subject_id: UUID) -> Bookmark | None:
    mine = select(Bookmark).where(Bookmark.person_id == owner, Bookmark.subject_id == subject_id)
    return await work.row(mine.with_for_update())
