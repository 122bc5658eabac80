"""A network's or a person's stream: read by query, followed by subscription."""

from collections.abc import AsyncGenerator
from typing import Annotated

import strawberry

from hub import events, models, permissions
from hub.database import Work
from hub.events import Batch
from schema.connections import First, size
from schema.context import Info
from schema.events.event import Event
from schema.relations import Shows

AfterEvent = Annotated[
    str | None,
    strawberry.argument(description="A cursor of the network or of an earlier batch; without one, from now on."),
]
AfterPublic = Annotated[
    str | None, strawberry.argument(description="A cursor of an earlier batch of it; without one, from now on.")
]
OfNetwork = Annotated[strawberry.ID, strawberry.argument(description="Whose news.")]


@strawberry.type(description="The stream stands at this number. Sent at the start and every 15 seconds without news.")
class Heartbeat(Shows):
    row = events.Heartbeat
    head: int = strawberry.field(description="The number of its newest event.")


@strawberry.type(
    description="The cursor no longer fits: load a fresh snapshot and follow from its cursor. Then the end."
)
class ResyncRequired(Shows):
    row = events.ResyncRequired
    reason: str = strawberry.field(description="Why, for people who debug.")


@strawberry.type(description="What the viewer may see has changed: drop what you hold and load afresh. Then the end.")
class AccessChanged(Shows):
    row = events.AccessChanged
    reason: str = strawberry.field(description="Why, for people who debug.")


Control = Annotated[
    Heartbeat | ResyncRequired | AccessChanged,
    strawberry.union("Control", description="What a stream says besides its events; it has no number."),
]


@strawberry.type(description="Events after a cursor, in order, and the cursor to go on from.")
class EventBatch:
    cursor: str = strawberry.field(description="Follow on from here; opaque.")
    events: list[Event] = strawberry.field(description="At most 100, by number.")
    control: Control | None = strawberry.field(description="Said instead of events.")


@strawberry.type
class EventQuery:
    @strawberry.field(
        graphql_type=EventBatch,
        description="A network's events after a cursor, where sockets are blocked. Errors: NOT_FOUND.",
    )
    async def events(self, info: Info, network: OfNetwork, after: AfterEvent = None, first: First = None) -> Batch:
        work = await info.context.reading()
        stream = await events.network_stream(work, await permissions.find(work, models.Network, network))
        return await _after(work, stream, after, first)

    @strawberry.field(
        graphql_type=EventBatch,
        description="What happened to published results after a cursor; without one, from where to go on. "
        "Errors: NOT_SIGNED_IN.",
    )
    async def public_events(self, info: Info, after: AfterPublic = None, first: First = None) -> Batch:
        work = await info.context.reading()
        return await _after(work, await events.public_stream(work), after, first)


async def _after(work: Work, stream: models.Stream, after: str | None, first: int | None) -> Batch:
    number = await events.position(work, stream, after)
    if number is None:
        return await events.resync(work, stream)
    _, batch = await events.after(work, stream.id, number, size("first", first))
    return batch


_FOLLOWED = "Streams are followed by schema.following, which executes a batch for all who ask the same."


@strawberry.type
class EventSubscription:
    """What can be followed. How it is followed stands in `following`: over the socket these only shape a batch."""

    @strawberry.subscription(
        graphql_type=EventBatch, description="A network's events as they happen, after a cursor. Errors: NOT_FOUND."
    )
    async def network_events(
        self, info: Info, network: OfNetwork, after: AfterEvent = None
    ) -> AsyncGenerator[Batch, None]:
        raise AssertionError(_FOLLOWED)
        yield

    @strawberry.subscription(
        graphql_type=EventBatch,
        description="What is addressed to the viewer, as it happens, after a cursor. Errors: NOT_SIGNED_IN.",
    )
    async def personal_events(self, info: Info, after: AfterEvent = None) -> AsyncGenerator[Batch, None]:
        raise AssertionError(_FOLLOWED)
        yield

    @strawberry.subscription(
        graphql_type=EventBatch,
        description="What everybody may know, as it happens: results published, corrected and withdrawn. For service "
        "accounts and whoever is signed in. Errors: NOT_SIGNED_IN.",
    )
    async def public_events(self, info: Info, after: AfterPublic = None) -> AsyncGenerator[Batch, None]:
        raise AssertionError(_FOLLOWED)
        yield
