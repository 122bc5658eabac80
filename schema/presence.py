"""Presence: who is at a thread, for those who are there themselves."""

from collections.abc import AsyncGenerator
from typing import Annotated

import strawberry

from hub import attendance, models, presence
from schema.context import Info
from schema.inputs import INPUT
from schema.people import Person, ViewerPayload


@strawberry.type(description="Somebody who is at a thread.")
class Present:
    person: models.Person = strawberry.field(graphql_type=Person, description="Who.")
    is_typing: bool = strawberry.field(description="Whether they are writing there.")


@strawberry.type(description="Who else is at a thread. Nobody, for who is not shown there: presence is mutual.")
class Presence:
    people: list[Present] = strawberry.field(description="By name, without the viewer.")


@strawberry.input(description="Whether others see that one is here.")
class SetPresenceInput:
    is_shown: bool = strawberry.field(description="Off until a person chooses it.")


@strawberry.input(description="That one is at a thread.")
class BePresentInput:
    thread_id: strawberry.ID = strawberry.field(description="Where.")
    is_typing: bool = strawberry.field(default=False, description="Whether one is writing there.")


@strawberry.type(description="That others were told.")
class BePresentPayload:
    lasts_for_seconds: int = strawberry.field(description="Say it again before that time is over.")


@strawberry.type
class PresenceMutation:
    @strawberry.mutation(description="Chooses whether others see that one is here. Errors: NOT_SIGNED_IN.")
    async def set_presence(self, info: Info, input: Annotated[SetPresenceInput, INPUT]) -> ViewerPayload:
        return ViewerPayload(viewer=await presence.choose(info.context.viewer, input.is_shown))

    @strawberry.mutation(
        description="Says that one is at a thread; it is never stored. Errors: NOT_FOUND; NOT_ALLOWED before one has "
        "chosen to be seen."
    )
    async def be_present(self, info: Info, input: Annotated[BePresentInput, INPUT]) -> BePresentPayload:
        await presence.be_present(info.context.viewer, input.thread_id, input.is_typing)
        return BePresentPayload(lasts_for_seconds=int(attendance.LASTS))


@strawberry.type
class PresenceSubscription:
    @strawberry.subscription(
        graphql_type=Presence,
        description="Who else is at a thread, whenever that changes; for as long as one may see it. Errors: NOT_FOUND.",
    )
    async def presence(
        self, info: Info, thread: Annotated[strawberry.ID, strawberry.argument(description="Where.")]
    ) -> AsyncGenerator[object, None]:
        raise AssertionError("Presence is told by schema.attending.")
        yield
