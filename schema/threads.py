"""Threads and their posts."""

from datetime import datetime
from typing import Annotated

import strawberry

from hub import markdown, models, permissions, threads, unread
from schema.boards import Board
from schema.connections import Connection, Order
from schema.context import Info
from schema.inputs import INPUT, Keyed, once
from schema.networks import Network, Seat
from schema.people import Person
from schema.permissions import Permission, permission
from schema.relations import ForViewer, Node, belongs_to, count, counted, has_many, row_loader

BY_POSITION = Order("posts", (models.Post.position,))


@strawberry.type(description="What the viewer may do with a post.")
class PostPermissions:
    edit: Permission = strawberry.field(description="Change its text.")
    remove: Permission = strawberry.field(description="Take it away for good, as its author.")
    hide: Permission = strawberry.field(description="Take it away for good, as a moderator, with a reason.")


@strawberry.type(description="What the viewer may do in a thread.")
class ThreadPermissions:
    reply: Permission = strawberry.field(description="Write a post.")
    set_audience: Permission = strawberry.field(description="Open it to observers, or close it to them.")


@strawberry.type(description="What somebody wrote in a thread. A removed post keeps its place, without its text.")
class Post(Node):
    row = models.Post
    position: int = strawberry.field(description="Its place in the thread, from 1; never used again.")
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
    last_post_at: datetime = strawberry.field(description="When its newest post was written.")
    posts: Connection[Post] = has_many(
        models.Post,
        "thread_id",
        BY_POSITION,
        backwards=True,
        description="Its posts by position, removed ones among them.",
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
        return root.post_count if root.opened_after == 0 else await count(info, threads.post_counts, root.id)

    @strawberry.field(description="What the viewer may do in it.", directives=[ForViewer()])
    async def viewer_can(root: models.Thread, info: Info) -> ThreadPermissions:
        work = await info.context.reading()
        return ThreadPermissions(
            reply=permission(info, await permissions.why_not_post(work, root)),
            set_audience=permission(info, await permissions.why_not_moderate(work, root)),
        )


SEAT = "The seat one writes for; needed only by who has several in the network."
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
        said = (input.thread_id, input.audience)
        return ThreadPayload(thread=await once(info, input, lambda who: threads.set_audience(who, *said)))

    @strawberry.mutation(description="Notes how far the viewer has read. Errors: NOT_FOUND, INVALID (position).")
    async def mark_read(self, info: Info, input: Annotated[MarkReadInput, INPUT]) -> ThreadPayload:
        said = (input.thread_id, input.position)
        return ThreadPayload(thread=await once(info, input, lambda who: unread.mark_read(who, *said)))
