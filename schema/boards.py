"""Boards of a network."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from hub import boards, models, permissions, threads, topics
from schema.connections import After, Connection, First, size
from schema.context import Info
from schema.mentions import Beginning, Mentionable
from schema.networks import PINNED_FIRST, Network
from schema.permissions import Permission, permission
from schema.relations import ForViewer, Node, belongs_to, counted, has_many
from schema.topic_lists import Column, OrderBy, TopicOrder, topics_of

if TYPE_CHECKING:
    from schema.threads import Thread
    from schema.topics import Topic


@strawberry.type(description="What the viewer may do on a board.")
class BoardPermissions:
    start_thread: Permission = strawberry.field(description="Start a thread.")
    announce: Permission = strawberry.field(description="Start a thread that reaches everybody at once.")
    propose_topic: Permission = strawberry.field(description="Propose a topic.")
    support_topics: Permission = strawberry.field(description="Say which topics their city supports.")
    arrange_topics: Permission = strawberry.field(description="Move and merge topics, and paste a list of them.")


@strawberry.type(description="A place in a network where threads of one theme are kept.")
class Board(Node):
    row = models.Board
    title: str = strawberry.field(description="What it is called.")
    description: str = strawberry.field(description="What belongs here, in a sentence or two.")
    audience: models.Audience = strawberry.field(description="The audience of threads that start from now on.")
    network: Network = belongs_to(models.Network, "network_id", byline=True, description="Whose board it is.")

    @strawberry.field(
        graphql_type=list[Mentionable],
        description="Who can be mentioned in a new thread of it, by the beginning of a word of their name.",
    )
    async def mentionable(
        root: models.Board, info: Info, text: Beginning = "", first: First = None
    ) -> list[threads.Mentionable]:
        return await threads.mentionable(await info.context.reading(), root, text, size("first", first))

    thread_count: int = counted(
        boards.thread_counts, per_viewer=True, description="How many of its threads the viewer may see."
    )
    threads: Connection[Annotated["Thread", strawberry.lazy("schema.threads")]] = has_many(
        models.Thread,
        "board_id",
        PINNED_FIRST,
        description="Its threads: pinned ones first, then the newest post first.",
    )

    topic_count: int = counted(topics.topic_counts, description="How many topics it holds, merged ones aside.")

    @strawberry.field(
        graphql_type=Connection[Annotated["Topic", strawberry.lazy("schema.topics")]],
        description="Its topics of all columns or of one, merged ones aside.",
    )
    async def topics(
        root: models.Board,
        info: Info,
        first: First = None,
        after: After = None,
        column: Column = None,
        order_by: OrderBy = TopicOrder.PLACE,
    ) -> Connection[models.Topic]:
        return await topics_of(info, root.id, order_by, column, first, after)

    @strawberry.field(description="What the viewer may do here.", directives=[ForViewer()])
    async def viewer_can(root: models.Board, info: Info) -> BoardPermissions:
        work = await info.context.reading()
        post = permission(info, await permissions.why_not_post(work, root))
        moderate = permission(info, await permissions.why_not_moderate(work, root))
        return BoardPermissions(
            start_thread=post,
            announce=moderate,
            propose_topic=post,
            support_topics=permission(info, await permissions.why_not_support(work, root)),
            arrange_topics=moderate,
        )
