"""Threads."""

from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

from hub import models, notices, permissions, threads, unread
from hub.database import Work
from schema.along import read
from schema.boards import Board
from schema.bookmarks import Bookmark, own_bookmark
from schema.connections import Connection, First, size
from schema.context import Info
from schema.mentions import Beginning, Mentionable
from schema.networks import NEWEST_POLLS, Network
from schema.people import Person
from schema.permissions import Permission, permission
from schema.relations import ForViewer, Node, belongs_to, counted, has_many, row_loader
from schema.seats import Seat
from schema.threads.posts import BY_POSITION, Post, as_counted

if TYPE_CHECKING:
    from schema.polls.polls import Poll
    from schema.topics import Topic

Around = Annotated[int | None, strawberry.argument(description="A position.")]
Since = Annotated[datetime | None, strawberry.argument(description="A moment, if no position is given.")]
How = Annotated[int, strawberry.argument(description="How many: before that place, or from there on.")]


@strawberry.type(description="What the viewer may do in a thread.")
class ThreadPermissions:
    reply: Permission = strawberry.field(description="Write a post.")
    set_audience: Permission = strawberry.field(description="Open it to observers, or close it to them.")
    moderate: Permission = strawberry.field(description="Pin, unpin, close, reopen and move it.")


async def _answering(work: Work, thread_ids: list[UUID]) -> list[list[models.Seat]]:
    found = await threads.answering_seats(work, thread_ids)
    return [found[id] for id in thread_ids]


@strawberry.type(description="A discussion.")
class Thread(Node):
    row = models.Thread
    title: str = strawberry.field(description="What it is about.")
    audience: models.Audience = strawberry.field(description="Who reads and writes in it.")
    board: Board | None = belongs_to(models.Board, "board_id", description="Where it is kept, if the viewer sees that.")
    topic: Annotated["Topic", strawberry.lazy("schema.topics")] | None = belongs_to(
        models.Topic, "topic_id", description="The topic it is about, if one and the viewer sees that."
    )
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
    is_announcement: bool = strawberry.field(description="Whether it was announced to everybody at once.")
    closed_at: datetime | None = strawberry.field(
        description="When a moderator closed it, so that it can be read, but not replied to; null while it is open."
    )
    feedback_by: date | None = strawberry.field(
        description="The last day on which its author asks for remarks on a project; until then it stands first."
    )
    posts: Connection[Post] = has_many(
        models.Post,
        "thread_id",
        BY_POSITION,
        backwards=True,
        ordering=as_counted,
        around=True,
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
        is_inside = root.network_id in await permissions.networks_inside(await info.context.reading())
        return root.post_count if is_inside else root.open_post_count

    @strawberry.field(description="The newest post's position, as the viewer counts; 0 when there is none for them.")
    async def last_position(root: models.Thread, info: Info) -> int:
        is_inside = root.network_id in await permissions.networks_inside(await info.context.reading())
        return root.last_position if is_inside else root.last_open_position

    bookmark: Bookmark | None = own_bookmark()

    @strawberry.field(
        graphql_type=list[Post],
        directives=[ForViewer()],
        description="Posts around a place, by position: the one given, or the first post since a moment, or without "
        "either the first one that the viewer has not read, or else the end. At most 100.",
    )
    async def window(
        root: models.Thread, info: Info, around: Around = None, at: Since = None, older: How = 20, newer: How = 40
    ) -> list[models.Post]:
        work = await info.context.reading()
        posts = await threads.window(work, root, around, at, older, newer)
        return await read(work, models.Post, posts, partial(row_loader, info))

    @strawberry.field(
        graphql_type=list[Seat],
        description="The cities for which others than its author have written, in the order they did.",
    )
    async def answering_seats(root: models.Thread, info: Info) -> list[models.Seat]:
        seats: list[models.Seat] = await info.context.loader(threads.answering_seats, _answering).load(root.id)
        return seats

    @strawberry.field(
        graphql_type=list[Mentionable],
        description="Who sees it and can be mentioned in it, by the beginning of a word of their name.",
    )
    async def mentionable(
        root: models.Thread, info: Info, text: Beginning = "", first: First = None
    ) -> list[threads.Mentionable]:
        return await threads.mentionable(await info.context.reading(), root, text, size("first", first))

    @strawberry.field(description="What the viewer is told of it.", directives=[ForViewer()])
    async def notice_level(root: models.Thread, info: Info) -> models.NoticeLevel:
        found: models.NoticeLevel = await info.context.loader(notices.thread_levels, _levels).load(root.id)
        return found

    @strawberry.field(description="What the viewer may do in it.", directives=[ForViewer()])
    async def viewer_can(root: models.Thread, info: Info) -> ThreadPermissions:
        work = await info.context.reading()
        moderate = permission(info, await permissions.why_not_moderate(work, root))
        reply = permission(info, await permissions.why_not_post(work, root))
        return ThreadPermissions(reply=reply, set_audience=moderate, moderate=moderate)


async def _levels(work: Work, thread_ids: list[UUID]) -> list[models.NoticeLevel]:
    found = await notices.thread_levels(work, thread_ids)
    return [found[id] for id in thread_ids]
