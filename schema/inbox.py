"""The inbox: what waits for the viewer, and what is new to them, over all networks."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from hub import inbox, models
from schema.context import Info
from schema.inputs import INPUT, Keyed, once
from schema.networks import Network
from schema.relations import Node, Shows, belongs_to, row_loader

if TYPE_CHECKING:
    from schema.threads import Thread


@strawberry.type(description="Something that waits for the viewer's answer.")
class Waiting(Shows):
    row = inbox.Waiting
    kind: inbox.WaitingKind = strawberry.field(description="Why it waits.")
    network: Network = belongs_to(models.Network, "network_id", byline=True, description="Where.")
    since: datetime = strawberry.field(description="Since when.")
    due_at: datetime | None = strawberry.field(description="Until when it can be answered, if that ends.")

    @strawberry.field(graphql_type=Node | None, description="What it is about; null when out of sight.")
    async def subject(root: inbox.Waiting, info: Info) -> models.Row | None:
        found: models.Row | None = await row_loader(info, root.subject_model).load(root.subject_id)
        return found

    @strawberry.field(description="Whether it can be ticked off without an answer, by `settle`.")
    def may_settle(root: inbox.Waiting) -> bool:
        return root.kind in inbox.SETTLED_BY_HAND


@strawberry.type(description="What is unread in one network.")
class UnreadNetwork(Shows):
    row = inbox.Unread
    network: Network = belongs_to(models.Network, "network_id", byline=True, description="Which network.")
    unread_count: int = strawberry.field(description="Others' posts that the viewer has not read.")
    thread_count: int = strawberry.field(description="Threads they stand in.")
    threads: list[Annotated["Thread", strawberry.lazy("schema.threads")]] = strawberry.field(
        description="The first twenty of these threads, the newest post first."
    )


@strawberry.type(description="One inbox over all networks.")
class Inbox:
    @strawberry.field(description="How many things wait.")
    async def waiting_count(self, info: Info) -> int:
        return await inbox.count(await info.context.reading())

    @strawberry.field(
        graphql_type=list[Waiting],
        description="What waits for the viewer's answer: what ends soonest, then what waits longest; at most 100.",
    )
    async def waiting(self, info: Info) -> list[inbox.Waiting]:
        return list(await inbox.waiting(await info.context.reading()))

    @strawberry.field(
        graphql_type=list[UnreadNetwork], description="Networks with something unread, the newest post first."
    )
    async def unread(self, info: Info) -> list[inbox.Unread]:
        return list(await inbox.news(await info.context.reading()))


@strawberry.type
class ViewerInbox:
    @strawberry.field(description="What waits for one, and what is new, over all networks.")
    def inbox(root: models.Person) -> Inbox:
        return Inbox()


@strawberry.input(description="Something that waits for the viewer.")
class SettleInput(Keyed):
    id: strawberry.ID = strawberry.field(description="The post or the thread it is about.")


@strawberry.type(description="The inbox as it is now.")
class InboxPayload:
    inbox: Inbox = strawberry.field(description="The inbox.")


@strawberry.type
class InboxMutation:
    @strawberry.mutation(description="Ticks off what waits, though one has not answered. Errors: NOT_FOUND.")
    async def settle(self, info: Info, input: Annotated[SettleInput, INPUT]) -> InboxPayload:
        subject = input.id
        await once(info, input, lambda who: inbox.settle(who, subject))
        return InboxPayload(inbox=Inbox())

    @strawberry.mutation(description="Lets it wait again. Errors: NOT_FOUND.")
    async def put_back(self, info: Info, input: Annotated[SettleInput, INPUT]) -> InboxPayload:
        subject = input.id
        await once(info, input, lambda who: inbox.put_back(who, subject))
        return InboxPayload(inbox=Inbox())
