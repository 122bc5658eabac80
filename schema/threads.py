"""Threads and their posts."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

from hub import markdown, models, permissions, threads, unread
from hub.database import Work
from schema.boards import Board
from schema.connections import Connection, Order
from schema.context import Info
from schema.inputs import INPUT, Keyed, once
from schema.networks import NEWEST_POLLS, Network, Seat
from schema.people import Person
from schema.permissions import Permission, permission
from schema.relations import ForViewer, Node, belongs_to, count, counted, has_many, row_loader

if TYPE_CHECKING:
    from schema.polls.polls import Poll

BY_POSITION = Order("posts", (models.Post.position,))
BY_OPEN_POSITION = Order("posts", (models.Post.open_position,))


async def _as_counted(work: Work, thread_ids: Sequence[UUID]) -> dict[UUID, Order]:
    """By the positions the viewer counts: in their transcript nothing tells of what was not written for them."""
    inside = await permissions.inside(work, thread_ids)
    return {id: BY_POSITION if id in inside else BY_OPEN_POSITION for id in thread_ids}


@strawberry.type(description="What the viewer may do with a post.")
class PostPermissions:
    edit: Permission = strawberry.field(description="Change its text.")
    remove: Permission = strawberry.field(description="Take it away for good, as its author.")
    hide: Permission = strawberry.field(description="Take it away for good, as a moderator, with a reason.")


@strawberry.type(description="What the viewer may do in a thread.")
class ThreadPermissions:
    reply: Permission = strawberry.field(description="Write a post.")
    set_audience: Permission = strawberry.field(description="Open it to observers, or close it to them.")
    moderate: Permission = strawberry.field(description="Pin, unpin, close, reopen and move it.")


@strawberry.type(description="What somebody wrote in a thread. A removed post keeps its place, without its text.")
class Post(Node):
    row = models.Post
    thread: "Thread" = belongs_to(models.Thread, "thread_id", byline=True, description="Where it stands.")
    author: Person = belongs_to(models.Person, "author_id", byline=True, description="Who wrote it.")
    seat: Seat | None = belongs_to(
        models.Seat,
        "seat_id",
        byline=True,
        description="The seat it was written for; none when its author has none, as a moderator.",
    )
    reply_to: "Post | None" = belongs_to(models.Post, "reply_to_id", description="The post it answers, if one.")
    body: str | None = strawberry.field(description="Markdown as it was written; null when removed.")
    created_at: datetime = strawberry.field(description="When it was written.")
    edited_at: datetime | None = strawberry.field(description="When it was last changed.")
    removed_at: datetime | None = strawberry.field(description="When it was removed.")
    removed_by: Person | None = belongs_to(models.Person, "removed_by_id", byline=True, description="Who removed it.")
    removal_reason: str | None = strawberry.field(description="Why, if they said.")

    @strawberry.field(
        description="Its place in the thread, from 1; never used again. Observers count what was written for them."
    )
    async def position(root: models.Post, info: Info) -> int:
        if root.open_position in (None, root.position):
            return root.position
        order = await info.context.loader(_as_counted, _each_as_counted).load(root.thread_id)
        return int(order.values(root)[0])

    @strawberry.field(description="The body as HTML that is safe to show; null when removed.")
    def html(root: models.Post) -> str | None:
        return None if root.body is None else markdown.render(root.body)

    @strawberry.field(description="What the viewer may do with it.", directives=[ForViewer()])
    async def viewer_can(root: models.Post, info: Info) -> PostPermissions:
        work = await info.context.reading()
        thread = await row_loader(info, models.Thread, byline=True).load(root.thread_id)
        change = permission(info, await permissions.why_not_change(work, root, thread))
        hide = permission(info, await permissions.why_not_hide(work, root, thread))
        return PostPermissions(edit=change, remove=change, hide=hide)


@strawberry.type(description="A discussion.")
class Thread(Node):
    row = models.Thread
    title: str = strawberry.field(description="What it is about.")
    audience: models.Audience = strawberry.field(description="Who reads and writes in it.")
    board: Board | None = belongs_to(models.Board, "board_id", description="Where it is kept, if the viewer sees that.")
    network: Network = belongs_to(models.Network, "network_id", byline=True, description="Whose thread it is.")
    author: Person = belongs_to(models.Person, "author_id", byline=True, description="Who started it.")
    seat: Seat | None = belongs_to(
        models.Seat, "seat_id", byline=True, description="The seat it was started for, if one."
    )
    created_at: datetime = strawberry.field(description="When it was started.")
    last_post_at: datetime = strawberry.field(
        description="When its newest post was written, or when it was opened to observers, if that was later."
    )
    is_pinned: bool = strawberry.field(description="Whether it stands first on its board.")
    closed_at: datetime | None = strawberry.field(
        description="When a moderator closed it, so that it can be read, but not replied to; null while it is open."
    )
    posts: Connection[Post] = has_many(
        models.Post,
        "thread_id",
        BY_POSITION,
        backwards=True,
        ordering=_as_counted,
        description="Its posts by position, removed ones among them.",
    )
    polls: Connection[Annotated["Poll", strawberry.lazy("schema.polls.polls")]] = has_many(
        models.Poll, "thread_id", NEWEST_POLLS, per_viewer=True, description="Polls about it, the newest first."
    )
    unread_count: int = counted(
        unread.in_threads, per_viewer=True, description="Others' readable posts that the viewer has not read."
    )
    read_position: int = counted(
        unread.positions,
        per_viewer=True,
        description="The position up to which the viewer has read; 0 for none.",
    )

    @strawberry.field(description="Posts that can be read; removed ones are not counted.")
    async def post_count(root: models.Thread, info: Info) -> int:
        is_for_members = root.audience is models.Audience.MEMBERS
        if is_for_members or root.last_open_position == root.last_position:
            return root.post_count
        return await count(info, threads.post_counts, root.id)

    @strawberry.field(description="What the viewer may do in it.", directives=[ForViewer()])
    async def viewer_can(root: models.Thread, info: Info) -> ThreadPermissions:
        work = await info.context.reading()
        moderate = permission(info, await permissions.why_not_moderate(work, root))
        reply = permission(info, await permissions.why_not_post(work, root))
        return ThreadPermissions(reply=reply, set_audience=moderate, moderate=moderate)


async def _each_as_counted(work: Work, thread_ids: list[UUID]) -> list[Order]:
    orders = await _as_counted(work, thread_ids)
    return [orders[id] for id in thread_ids]


SEAT = "The seat one writes for; needed only by who has several in the network."
WHY = "Why, for the log; at most 500 characters."
BODY = "Markdown, 1 to 50,000 characters."


@strawberry.input(description="A new thread with its first post.")
class StartThreadInput(Keyed):
    board_id: strawberry.ID = strawberry.field(description="Where it is to be kept; it takes that board's audience.")
    title: str = strawberry.field(description="What it is about, 1 to 200 characters.")
    body: str = strawberry.field(description=BODY)
    seat_id: strawberry.ID | None = strawberry.field(default=None, description=SEAT)


@strawberry.input(description="A new post in a thread.")
class ReplyInput(Keyed):
    thread_id: strawberry.ID = strawberry.field(description="Where it is to stand.")
    body: str = strawberry.field(description=BODY)
    reply_to_id: strawberry.ID | None = strawberry.field(
        default=None, description="The post of that thread it answers, if one."
    )
    seat_id: strawberry.ID | None = strawberry.field(default=None, description=SEAT)


@strawberry.input(description="A new text for one's own post.")
class EditPostInput(Keyed):
    post_id: strawberry.ID = strawberry.field(description="Which post.")
    body: str = strawberry.field(description=BODY)


@strawberry.input(description="To take away one's own post.")
class RemovePostInput(Keyed):
    post_id: strawberry.ID = strawberry.field(description="Which post.")
    reason: str | None = strawberry.field(default=None, description="Why, shown in its place; at most 500 characters.")


@strawberry.input(description="To take away somebody's post, as a moderator.")
class HidePostInput(Keyed):
    post_id: strawberry.ID = strawberry.field(description="Which post.")
    reason: str = strawberry.field(description="Why, shown in its place; 1 to 500 characters.")


@strawberry.input(description="Who is to read and write in a thread.")
class SetThreadAudienceInput(Keyed):
    thread_id: strawberry.ID = strawberry.field(description="Which thread.")
    audience: models.Audience = strawberry.field(description="Who reads and writes from now on.")
    reason: str | None = strawberry.field(default=None, description=WHY)


@strawberry.input(description="Something a moderator does to a thread.")
class ModerateThreadInput(Keyed):
    thread_id: strawberry.ID = strawberry.field(description="Which thread.")
    reason: str | None = strawberry.field(default=None, description=WHY)


@strawberry.input(description="Where a thread is to stand.")
class MoveThreadInput(Keyed):
    thread_id: strawberry.ID = strawberry.field(description="Which thread.")
    board_id: strawberry.ID = strawberry.field(description="A board of the same network; it takes that one's audience.")
    reason: str | None = strawberry.field(default=None, description=WHY)


@strawberry.input(description="How far the viewer has read.")
class MarkReadInput(Keyed):
    thread_id: strawberry.ID = strawberry.field(description="Which thread.")
    position: int = strawberry.field(description="The last position read; it may also go back (mark as unread).")


@strawberry.type(description="The thread as it is now.")
class ThreadPayload:
    thread: models.Thread = strawberry.field(graphql_type=Thread, description="The thread.")


@strawberry.type(description="The post as it is now.")
class PostPayload:
    post: models.Post = strawberry.field(graphql_type=Post, description="The post.")


@strawberry.type
class ThreadMutation:
    @strawberry.mutation(description="Starts a thread. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (title, body, seatId).")
    async def start_thread(self, info: Info, input: Annotated[StartThreadInput, INPUT]) -> ThreadPayload:
        said = (input.board_id, input.title, input.body, input.seat_id)
        return ThreadPayload(thread=await once(info, input, lambda who: threads.start(who, *said)))

    @strawberry.mutation(
        description="Writes a post. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (body, replyToId, seatId)."
    )
    async def reply(self, info: Info, input: Annotated[ReplyInput, INPUT]) -> PostPayload:
        said = (input.thread_id, input.body, input.reply_to_id, input.seat_id)
        return PostPayload(post=await once(info, input, lambda who: threads.reply(who, *said)))

    @strawberry.mutation(description="Changes one's own post. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (body).")
    async def edit_post(self, info: Info, input: Annotated[EditPostInput, INPUT]) -> PostPayload:
        said = (input.post_id, input.body)
        return PostPayload(post=await once(info, input, lambda who: threads.edit_post(who, *said)))

    @strawberry.mutation(description="Removes one's own post. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (reason).")
    async def remove_post(self, info: Info, input: Annotated[RemovePostInput, INPUT]) -> PostPayload:
        said = (input.post_id, input.reason)
        return PostPayload(post=await once(info, input, lambda who: threads.remove_post(who, *said)))

    @strawberry.mutation(description="Hides somebody's post. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (reason).")
    async def hide_post(self, info: Info, input: Annotated[HidePostInput, INPUT]) -> PostPayload:
        said = (input.post_id, input.reason)
        return PostPayload(post=await once(info, input, lambda who: threads.hide_post(who, *said)))

    @strawberry.mutation(
        description="Opens a thread to observers or closes it to them. What was written before it was opened "
        "stays with those it was written for. Errors: NOT_FOUND, NOT_ALLOWED."
    )
    async def set_thread_audience(self, info: Info, input: Annotated[SetThreadAudienceInput, INPUT]) -> ThreadPayload:
        said = (input.thread_id, input.audience, input.reason)
        return ThreadPayload(thread=await once(info, input, lambda who: threads.set_audience(who, *said)))

    @strawberry.mutation(description="Puts a thread first on its board. Errors: NOT_FOUND, NOT_ALLOWED.")
    async def pin_thread(self, info: Info, input: Annotated[ModerateThreadInput, INPUT]) -> ThreadPayload:
        said = (input.thread_id, input.reason)
        return ThreadPayload(thread=await once(info, input, lambda who: threads.pin(who, *said)))

    @strawberry.mutation(description="Puts it back among the others. Errors: NOT_FOUND, NOT_ALLOWED.")
    async def unpin_thread(self, info: Info, input: Annotated[ModerateThreadInput, INPUT]) -> ThreadPayload:
        said = (input.thread_id, input.reason)
        return ThreadPayload(thread=await once(info, input, lambda who: threads.unpin(who, *said)))

    @strawberry.mutation(description="Ends a thread: it is read, not replied to. Errors: NOT_FOUND, NOT_ALLOWED.")
    async def close_thread(self, info: Info, input: Annotated[ModerateThreadInput, INPUT]) -> ThreadPayload:
        said = (input.thread_id, input.reason)
        return ThreadPayload(thread=await once(info, input, lambda who: threads.close(who, *said)))

    @strawberry.mutation(description="Lets people reply again. Errors: NOT_FOUND, NOT_ALLOWED.")
    async def reopen_thread(self, info: Info, input: Annotated[ModerateThreadInput, INPUT]) -> ThreadPayload:
        said = (input.thread_id, input.reason)
        return ThreadPayload(thread=await once(info, input, lambda who: threads.reopen(who, *said)))

    @strawberry.mutation(
        description="Puts a thread on another board, whose audience it takes; what was not written for that audience "
        "stays with those it was written for. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (boardId)."
    )
    async def move_thread(self, info: Info, input: Annotated[MoveThreadInput, INPUT]) -> ThreadPayload:
        said = (input.thread_id, input.board_id, input.reason)
        return ThreadPayload(thread=await once(info, input, lambda who: threads.move(who, *said)))

    @strawberry.mutation(description="Notes how far the viewer has read. Errors: NOT_FOUND, INVALID (position).")
    async def mark_read(self, info: Info, input: Annotated[MarkReadInput, INPUT]) -> ThreadPayload:
        said = (input.thread_id, input.position)
        return ThreadPayload(thread=await once(info, input, lambda who: unread.mark_read(who, *said)))
