"""Posts of threads."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

from hub import ids, models, permissions, threads
from hub.database import Work
from schema.bookmarks import Bookmark, own_bookmark
from schema.connections import Order
from schema.context import Info
from schema.files import File, attached
from schema.people import Person
from schema.permissions import Permission, permission
from schema.relations import ForViewer, Node, belongs_to, found, row_loader
from schema.seats import Seat
from schema.threads.history import PostVersion
from schema.threads.reactions import Reaction, ReactionCount, counted_by_kind, reactions_to

if TYPE_CHECKING:
    from schema.threads.thread import Thread

BY_POSITION = Order("posts", (models.Post.position,))
BY_OPEN_POSITION = Order("posts", (models.Post.open_position,))


async def as_counted(work: Work, thread_ids: Sequence[UUID]) -> dict[UUID, Order]:
    """By the positions the viewer counts: in their transcript nothing tells of what was not written for them."""
    inside = await permissions.inside(work, thread_ids)
    return {id: BY_POSITION if id in inside else BY_OPEN_POSITION for id in thread_ids}


@strawberry.type(description="What the viewer may do with a post.")
class PostPermissions:
    edit: Permission = strawberry.field(description="Change its text.")
    remove: Permission = strawberry.field(description="Take it away for good, as its author.")
    hide: Permission = strawberry.field(description="Take it away for good, as a moderator, with a reason.")
    react: Permission = strawberry.field(description="Say something of it without a word.")
    report: Permission = strawberry.field(description="Ask the moderators to look at it.")
    claim: Permission = strawberry.field(description="Say that it is theirs, when it was imported.")


async def _bylines(work: Work, post_ids: list[UUID]) -> list[tuple[str, str]]:
    found = await threads.bylines(work, post_ids)
    return [(ids.encode(models.Post.prefix, id), found.get(id, "")) for id in post_ids]


@strawberry.type(description="What somebody wrote in a thread. A removed post keeps its place, without its text.")
class Post(Node):
    row = models.Post
    thread: Annotated["Thread", strawberry.lazy("schema.threads.thread")] = belongs_to(
        models.Thread, "thread_id", byline=True, description="Where it stands."
    )
    author: Person = belongs_to(models.Person, "author_id", byline=True, description="Who wrote it.")
    seat: Seat | None = belongs_to(
        models.Seat,
        "seat_id",
        byline=True,
        description="The seat it was written for; none when its author has none, as a moderator.",
    )
    reply_to: "Post | None" = belongs_to(models.Post, "reply_to_id", description="The post it answers, if one.")
    under: "Post | None" = belongs_to(
        models.Post,
        "under_id",
        description="The post it stands under: the one it answers, or the one that one stands under. Null at the top.",
    )
    body: str | None = strawberry.field(
        description="Markdown as it was written, null when removed. `> [!quote ID]` begins a quotation of that post of "
        "the thread; `@` calls a person, a city or a role by name."
    )
    files: list[File] = attached(models.FileOwner.POST, "What is attached to it; nothing when removed.")
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
        order = await info.context.loader(as_counted, _each_as_counted).load(root.thread_id)
        return int(order.values(root)[0])

    bookmark: Bookmark | None = own_bookmark()

    @strawberry.field(description="The body as HTML that is safe to show; null when removed.")
    async def html(root: models.Post, info: Info) -> str | None:
        quoted = await info.context.loader(threads.bylines, _bylines).load_many(threads.quoted_in(root))
        return threads.html(root, dict(quoted), info.context.viewer.language)

    @strawberry.field(
        graphql_type=list[PostVersion], description="All it has said, the newest last; empty for a removed one."
    )
    async def versions(root: models.Post, info: Info) -> list[threads.Version]:
        return await found(info, threads.versions, root.id, [])

    @strawberry.field(description="What people say of it without a word; only what somebody says.")
    async def reactions(root: models.Post, info: Info) -> list[ReactionCount]:
        return counted_by_kind(await reactions_to(root, info))

    @strawberry.field(description="What the viewer says of it.", directives=[ForViewer()])
    async def viewer_reactions(root: models.Post, info: Info) -> list[models.ReactionKind]:
        return sorted((await reactions_to(root, info)).own, key=list(models.ReactionKind).index)

    @strawberry.field(
        graphql_type=list[Reaction], description="Who says what of it, in the order they did; at most 100."
    )
    async def reacted(root: models.Post, info: Info) -> list[models.Reaction]:
        return await threads.reactions_of(await info.context.reading(), root)

    @strawberry.field(description="What the viewer may do with it.", directives=[ForViewer()])
    async def viewer_can(root: models.Post, info: Info) -> PostPermissions:
        work = await info.context.reading()
        thread = await row_loader(info, models.Thread, byline=True).load(root.thread_id)
        change = permission(info, await permissions.why_not_change(work, root, thread))
        hide = permission(info, await permissions.why_not_hide(work, root, thread))
        react = permission(info, await permissions.why_not_react(work, root, thread))
        report = permission(info, permissions.why_not_report(work, root))
        author = await row_loader(info, models.Person, byline=True).load(root.author_id)
        claim = permission(info, permissions.why_not_claim(work, root, author))
        return PostPermissions(edit=change, remove=change, hide=hide, react=react, report=report, claim=claim)


async def _each_as_counted(work: Work, thread_ids: list[UUID]) -> list[Order]:
    orders = await as_counted(work, thread_ids)
    return [orders[id] for id in thread_ids]
