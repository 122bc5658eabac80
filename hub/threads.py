"""Threads and their posts: start, reply, edit, remove."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from hub import acts, events, permissions, text
from hub.database import Work, transaction
from hub.errors import Invalid, NotFound
from hub.models import ActKind, Audience, Board, EventKind, Post, Thread


@transaction
async def start(work: Work, board_id: str, title: str, body: str, seat_id: str | None = None) -> Thread:
    """A new thread with its first post; it keeps the board's audience of today."""
    author = permissions.signed_in(work)
    board = await permissions.find(work, Board, board_id)
    permissions.require(await permissions.why_not_post(work, board))
    thread = Thread(
        network_id=board.network_id,
        board_id=board.id,
        title=text.line("title", title),
        audience=board.audience,
        author_id=author,
        seat_id=await permissions.acting_seat(work, board, seat_id),
        created_at=work.at,
    )
    await work.add(thread)
    await _append(work, thread, text.body("body", body), thread.seat_id)
    events.record(work, EventKind.THREAD_STARTED, thread, thread)
    return thread


@transaction
async def reply(
    work: Work, thread_id: str, body: str, reply_to_id: str | None = None, seat_id: str | None = None
) -> Post:
    permissions.signed_in(work)
    thread = await _held(work, (await permissions.find(work, Thread, thread_id)).id)
    permissions.require(await permissions.why_not_post(work, thread))
    answered = await _answered(work, thread, reply_to_id)
    seat = await permissions.acting_seat(work, thread, seat_id)
    post = await _append(work, thread, text.body("body", body), seat, answered)
    events.record(work, EventKind.POST_ADDED, post, thread)
    return post


@transaction
async def edit_post(work: Work, post_id: str, body: str) -> Post:
    post, thread = await _held_post(work, post_id)
    permissions.require(await permissions.why_not_change(work, post, thread))
    post.body = text.body("body", body)
    post.edited_at = work.at
    events.record(work, EventKind.POST_EDITED, post, thread)
    return post


@transaction
async def remove_post(work: Work, post_id: str, reason: str | None = None) -> Post:
    """Takes away one's own text for good; its place in the thread stays, with who removed it, when and why."""
    post, thread = await _held_post(work, post_id)
    permissions.require(await permissions.why_not_change(work, post, thread))
    return _remove(work, post, thread, text.line("reason", reason, 500) if reason and reason.strip() else None)


@transaction
async def hide_post(work: Work, post_id: str, reason: str) -> Post:
    """A moderator takes away somebody's text for good, and says why."""
    post, thread = await _held_post(work, post_id)
    permissions.require(await permissions.why_not_hide(work, post, thread))
    why = text.line("reason", reason, 500)
    await acts.note(work, ActKind.POST_HIDDEN, thread.network_id, post, why)
    return _remove(work, post, thread, why)


@transaction
async def set_audience(work: Work, thread_id: str, audience: Audience) -> Thread:
    """Opens a thread to observers, or closes it to them.

    What was written before it was opened stays with those it was written for.
    """
    permissions.signed_in(work)
    thread = await _held(work, (await permissions.find(work, Thread, thread_id)).id)
    permissions.require(await permissions.why_not_moderate(work, thread))
    was_open, is_open = thread.audience is not Audience.MEMBERS, audience is not Audience.MEMBERS
    if is_open and not was_open:
        thread.opened_after = thread.last_position
    before, thread.audience = thread.audience, audience
    if before is not audience:
        events.record_audience(work, thread, was_open=was_open, is_open=is_open)
        await acts.note(work, ActKind.THREAD_AUDIENCE_CHANGED, thread.network_id, thread)
    return thread


async def post_counts(work: Work, thread_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many posts the viewer may read in each of these threads; absent means none."""
    seen = (await permissions.visible(work, Post)).where(Post.thread_id.in_(thread_ids), Post.removed_at.is_(None))
    return await work.pairs(seen.with_only_columns(Post.thread_id, func.count()).group_by(Post.thread_id))


async def _append(work: Work, thread: Thread, body: str, seat_id: UUID | None, reply_to_id: UUID | None = None) -> Post:
    """The next post of a thread that nobody else writes to meanwhile. One's own post is read."""
    author = permissions.signed_in(work)
    thread.last_position += 1
    thread.post_count += 1
    thread.last_post_at = max(work.at, thread.last_post_at) if thread.last_position > 1 else work.at
    return await work.add(
        Post(
            thread_id=thread.id,
            position=thread.last_position,
            author_id=author,
            seat_id=seat_id,
            reply_to_id=reply_to_id,
            body=body,
            created_at=work.at,
        )
    )


async def _held(work: Work, id: UUID) -> Thread:
    """The thread, locked until the commit: whoever holds it gives out its positions."""
    locked = select(Thread).where(Thread.id == id).with_for_update(key_share=True)
    thread = await work.row(locked.execution_options(populate_existing=True))
    if thread is None:
        raise NotFound()
    return thread


async def _held_post(work: Work, post_id: str) -> tuple[Post, Thread]:
    permissions.signed_in(work)
    seen = await permissions.find(work, Post, post_id)
    thread = await _held(work, seen.thread_id)
    post = await work.row(select(Post).where(Post.id == seen.id).execution_options(populate_existing=True))
    if post is None:
        raise NotFound()
    return post, thread


def _remove(work: Work, post: Post, thread: Thread, reason: str | None) -> Post:
    post.body = None
    post.removed_at = work.at
    post.removed_by_id = permissions.signed_in(work)
    post.removal_reason = reason
    thread.post_count -= 1
    events.record(work, EventKind.POST_REMOVED, post, thread)
    return post


async def _answered(work: Work, thread: Thread, post_id: str | None) -> UUID | None:
    if post_id is None:
        return None
    post = await permissions.seek(work, Post, post_id)
    if post is None or post.thread_id != thread.id:
        raise Invalid("replyToId", "The post you answer is not in this thread.")
    return post.id
