"""What people change of their profile."""

from typing import Annotated

import strawberry

from hub import models, people
from schema.context import Info
from schema.inputs import INPUT, Keyed, once
from schema.people import ViewerPayload
from schema.seats import Standing

_AS_IT_IS = "Left out, it stays as it is; empty, it goes."


@strawberry.input(description=f"What is to change of one's profile. {_AS_IT_IS}")
class ChangeProfileInput(Keyed):
    name: str | None = strawberry.field(default=None, description="First name and surname, 1 to 100 characters.")
    did: str | None = strawberry.field(
        default=None, description="What one did that others may learn from; at most 1,000 characters."
    )
    seeks: str | None = strawberry.field(default=None, description="What one looks for; at most 1,000 characters.")
    phone: str | None = strawberry.field(default=None, description="A telephone number, as one writes it.")
    shares_phone: bool | None = strawberry.field(
        default=None, description="Whether the people of one's networks see it; observers of theirs do not."
    )
    shares_email: bool | None = strawberry.field(default=None, description="The same for the address.")
    time_zone: str | None = strawberry.field(default=None, description="By its IANA name, such as Europe/Warsaw.")


@strawberry.input(description="What one does in the town hall.")
class ChangeFunctionInput(Keyed):
    standing_id: strawberry.ID = strawberry.field(description="One of the viewer's standings.")
    function: str = strawberry.field(description="In one's own words, at most 200 characters.")


@strawberry.input(description="To introduce oneself to a network.")
class IntroduceInput(Keyed):
    network_id: strawberry.ID = strawberry.field(description="Where one is new.")
    did: str = strawberry.field(description="What one did that others may learn from; may be empty.")
    seeks: str = strawberry.field(description="What one looks for; may be empty.")


@strawberry.type(description="The standing as it is now.")
class StandingPayload:
    standing: models.Standing = strawberry.field(graphql_type=Standing, description="The standing.")


@strawberry.type
class ProfileMutation:
    @strawberry.mutation(description="Changes one's profile. Errors: INVALID (name, did, seeks, phone, timeZone).")
    async def change_profile(self, info: Info, input: Annotated[ChangeProfileInput, INPUT]) -> ViewerPayload:
        said = people.Profile(
            input.name,
            input.did,
            input.seeks,
            input.phone,
            input.shares_phone,
            input.shares_email,
            input.time_zone,
        )
        return ViewerPayload(viewer=await once(info, input, lambda who: people.change_profile(who, said)))

    @strawberry.mutation(
        description="Says what one does in the town hall. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (function)."
    )
    async def change_function(self, info: Info, input: Annotated[ChangeFunctionInput, INPUT]) -> StandingPayload:
        said = (input.standing_id, input.function)
        return StandingPayload(standing=await once(info, input, lambda who: people.change_function(who, *said)))

    @strawberry.mutation(
        description="Introduces the viewer to a network; the others are told once. Errors: NOT_FOUND, INVALID."
    )
    async def introduce(self, info: Info, input: Annotated[IntroduceInput, INPUT]) -> ViewerPayload:
        said = (input.network_id, input.did, input.seeks)
        return ViewerPayload(viewer=await once(info, input, lambda who: people.introduce(who, *said)))
