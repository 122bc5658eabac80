"""Bookmarks: what the viewer wants to find again."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from hub import bookmarks, models
from schema.connections import After, Connection, First, Order, page, sliced
from schema.context import Info
from schema.inputs import INPUT, Keyed, once
from schema.relations import ForViewer, Node, belongs_to, found

if TYPE_CHECKING:
    from schema.threads import Post, Thread

NEWEST_BOOKMARKS = Order("bookmarks", (models.Bookmark.id,), is_descending=True)


@strawberry.type(description="A thread, or a post in it, that the viewer wants to find again. Nobody else knows.")
class Bookmark(Node):
    row = models.Bookmark
    thread: Annotated["Thread", strawberry.lazy("schema.threads")] = belongs_to(
        models.Thread, "thread_id", byline=True, description="Which thread, or in which the post stands."
    )
    post: Annotated["Post", strawberry.lazy("schema.threads")] | None = belongs_to(
        models.Post, "post_id", description="Which post; null when it is the whole thread."
    )
    note: str = strawberry.field(description="What the viewer noted; empty for nothing.")
    created_at: datetime = strawberry.field(description="When it was put.")


def own_bookmark() -> Any:
    """The viewer's bookmark of a thread or a post."""

    async def bookmark(root: models.Row, info: Info) -> models.Bookmark | None:
        if info.context.viewer.person_id is None:
            return None
        return await found(info, bookmarks.of, root.id, None, comes_last=True)

    return strawberry.field(
        resolver=bookmark,
        graphql_type=Bookmark | None,
        directives=[ForViewer()],
        description="The viewer's bookmark of it; null when there is none.",
    )


@strawberry.type
class ViewerBookmarks:
    @strawberry.field(graphql_type=Connection[Bookmark], description="What one wants to find again, the newest first.")
    async def bookmarks(
        root: models.Person, info: Info, first: First = None, after: After = None
    ) -> Connection[models.Bookmark]:
        slice = sliced(NEWEST_BOOKMARKS, first, after)
        return await page(await info.context.reading(), models.Bookmark, NEWEST_BOOKMARKS, slice)


@strawberry.input(description="What the viewer wants to find again.")
class PutBookmarkInput(Keyed):
    id: strawberry.ID = strawberry.field(description="A thread or a post.")
    note: str = strawberry.field(default="", description="A note of at most 500 characters, or none.")


@strawberry.input(description="What the viewer need not find again.")
class RemoveBookmarkInput(Keyed):
    id: strawberry.ID = strawberry.field(description="The thread or the post.")


@strawberry.type(description="The bookmark as it is now.")
class BookmarkPayload:
    bookmark: models.Bookmark = strawberry.field(graphql_type=Bookmark, description="The bookmark.")


@strawberry.type(description="What the viewer need not find again.")
class RemoveBookmarkPayload:
    id: strawberry.ID = strawberry.field(description="The thread or the post.")


@strawberry.type
class BookmarkMutation:
    @strawberry.mutation(
        description="Marks a thread or a post, or gives its mark another note. Errors: NOT_FOUND, INVALID (note)."
    )
    async def put_bookmark(self, info: Info, input: Annotated[PutBookmarkInput, INPUT]) -> BookmarkPayload:
        said = (input.id, input.note)
        return BookmarkPayload(bookmark=await once(info, input, lambda who: bookmarks.put(who, *said)))

    @strawberry.mutation(description="Takes the mark away, if there is one. Errors: NOT_FOUND.")
    async def remove_bookmark(self, info: Info, input: Annotated[RemoveBookmarkInput, INPUT]) -> RemoveBookmarkPayload:
        subject = input.id
        await once(info, input, lambda who: bookmarks.remove(who, subject))
        return RemoveBookmarkPayload(id=subject)
