"""What authors do: start, reply, edit, remove."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func

from hub import clock, events, files, marks, permissions, text
from hub.database import Work, transaction
from hub.errors import Invalid
from hub.models import Audience, Board, EventKind, FileOwner, Post, Thread, Topic
from hub.threads import mentioning, quoting
from hub.threads.history import keep_version
from hub.threads.holding import held, held_post
from hub.threads.removing import take_away

_LONGEST = timedelta(days=366)


@transaction
async def start(
    work: Work,
    board_id: str,
    title: str,
    body: str,
    seat_id: str | None = None,
    feedback_by: date | None = None,
    file_ids: Sequence[str] = (),
    topic_id: str | None = None,
) -> Thread:
    """A new thread with its first post; it keeps the board's audience of today. It may ask for remarks by a day."""
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
        feedback_by=_in_time(work, feedback_by),
        topic_id=await _topic(work, board, topic_id),
    )
    await work.add(thread)
    await _append(work, thread, text.body("body", body), thread.seat_id, file_ids)
    events.record(work, EventKind.THREAD_STARTED, thread, thread)
    return thread


@transaction
async def reply(
    work: Work,
    thread_id: str,
    body: str,
    reply_to_id: str | None = None,
    seat_id: str | None = None,
    file_ids: Sequence[str] = (),
) -> Post:
    thread = await held(work, thread_id)
    permissions.require(await permissions.why_not_post(work, thread))
    answered = await _answered(work, thread, reply_to_id)
    seat = await permissions.acting_seat(work, thread, seat_id)
    post = await _append(work, thread, text.body("body", body), seat, file_ids, answered)
    events.record(work, EventKind.POST_ADDED, post, thread)
    return post


@transaction
async def edit_post(work: Work, post_id: str, body: str, file_ids: Sequence[str] | None = None) -> Post:
    """`file_ids` are those it has from now on; None leaves them as they are."""
    post, thread = await held_post(work, post_id)
    permissions.require(await permissions.why_not_change(work, post, thread))
    said = await quoting.checked(work, thread, text.body("body", body), post.open_position is not None)
    if said != post.body:
        await keep_version(work, post)
        post.body, post.edited_at = said, work.at
        await _take_in(work, post, thread)
    if file_ids is not None:
        await files.attach(work, FileOwner.POST, post.id, thread.network_id, file_ids)
    events.record(work, EventKind.POST_EDITED, post, thread)
    return post


@transaction
async def remove_post(work: Work, post_id: str, reason: str | None = None) -> Post:
    """Takes away one's own text for good; its place in the thread stays, with who removed it, when and why."""
    post, thread = await held_post(work, post_id)
    permissions.require(await permissions.why_not_change(work, post, thread))
    return await take_away(work, post, thread, text.line("reason", reason, 500) if reason and reason.strip() else None)


@transaction
async def remove_own_posts(work: Work) -> int:
    """Takes away all that the viewer wrote and may still change; gives how many. Raises NotAllowed for a program."""
    author = permissions.in_person(work)
    mine = (await permissions.visible(work, Post)).where(Post.author_id == author, Post.removed_at.is_(None))
    removed = 0
    for seen in await work.rows(mine.order_by(Post.thread_id, Post.position)):
        post, thread = await held_post(work, seen.public_id)
        if await permissions.why_not_change(work, post, thread) is None:
            await take_away(work, post, thread, None)
            removed += 1
    return removed


async def own_post_count(work: Work) -> int:
    """Posts of the viewer's that can be read, in networks where they are still something."""
    mine = (await permissions.visible(work, Post)).where(
        Post.author_id == permissions.signed_in(work), Post.removed_at.is_(None)
    )
    return await work.row(mine.with_only_columns(func.count())) or 0


async def _append(
    work: Work,
    thread: Thread,
    body: str,
    seat_id: UUID | None,
    file_ids: Sequence[str],
    answered: Post | None = None,
) -> Post:
    """The next post of a thread that nobody else writes to meanwhile. One's own post is read."""
    author = permissions.signed_in(work)
    said = await quoting.checked(work, thread, body, thread.audience is not Audience.MEMBERS)
    thread.last_position += 1
    thread.post_count += 1
    is_open = thread.audience is not Audience.MEMBERS
    thread.last_open_position += is_open
    thread.open_post_count += is_open
    thread.renew(max(work.at, thread.last_post_at) if thread.last_position > 1 else work.at)
    post = await work.add(
        Post(
            thread_id=thread.id,
            position=thread.last_position,
            open_position=thread.last_open_position if is_open else None,
            author_id=author,
            seat_id=seat_id,
            reply_to_id=answered.id if answered else None,
            under_id=(answered.under_id or answered.id) if answered else None,
            body=said,
            created_at=work.at,
        )
    )
    await marks.written(work, thread, post)
    await _take_in(work, post, thread)
    if file_ids:
        await files.attach(work, FileOwner.POST, post.id, thread.network_id, file_ids)
    return post


async def _take_in(work: Work, post: Post, thread: Thread) -> None:
    """What follows from what a post says now."""
    await quoting.write(work, post)
    await mentioning.write(work, post, thread)


def _in_time(work: Work, day: date | None) -> date | None:
    if day and not clock.today(work.at) <= day <= clock.today(work.at) + _LONGEST:
        raise Invalid("feedbackBy", "Choose a day from today to a year ahead.")
    return day


async def _topic(work: Work, board: Board, topic_id: str | None) -> UUID | None:
    if topic_id is None:
        return None
    topic = await permissions.seek(work, Topic, topic_id)
    if topic is None or topic.network_id != board.network_id or topic.merged_into_id:
        raise Invalid("topicId", "There is no such topic in this network.")
    return topic.id


async def _answered(work: Work, thread: Thread, post_id: str | None) -> Post | None:
    if post_id is None:
        return None
    post = await permissions.seek(work, Post, post_id)
    if post is None or post.thread_id != thread.id:
        raise Invalid("replyToId", "The post you answer is not in this thread.")
    return post
