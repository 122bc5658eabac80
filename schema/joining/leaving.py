"""Handing over a seat, leaving a network, ending what somebody is there."""

from typing import Annotated

import strawberry

from hub import joining
from schema.context import Info
from schema.coordinating import SeatPayload
from schema.inputs import INPUT, Keyed, once
from schema.profiles import StandingPayload

REASON = "Why; told in the network's log. At most 500 characters."


@strawberry.input(description="To hand a seat over: to somebody who is in the network, or to an address.")
class HandOverSeatInput(Keyed):
    standing_id: strawberry.ID = strawberry.field(description="Who hands it over, as what they are here.")
    person_id: strawberry.ID | None = strawberry.field(default=None, description="Who takes it, if they are here.")
    name: str | None = strawberry.field(default=None, description="Who takes it, if they are not.")
    email: str | None = strawberry.field(default=None, description="Their address; an invitation goes there.")
    function: str | None = strawberry.field(default=None, description="What they do in the town hall.")
    reason: str | None = strawberry.field(default=None, description=f"Such as the office's letter. {REASON}")


@strawberry.input(description="To leave a network oneself.")
class LeaveNetworkInput:
    network_id: strawberry.ID = strawberry.field(description="Which.")


@strawberry.input(description="To end what somebody is in a network.")
class EndStandingInput(Keyed):
    standing_id: strawberry.ID = strawberry.field(description="What.")
    reason: str = strawberry.field(description=REASON)


@strawberry.input(description="To end a city's seat, with all who represent it.")
class EndSeatInput(Keyed):
    seat_id: strawberry.ID = strawberry.field(description="Which.")
    reason: str = strawberry.field(description=REASON)


@strawberry.type(description="That the viewer is in that network no longer.")
class LeaveNetworkPayload:
    left: bool = strawberry.field(description="Always true.")


@strawberry.type
class LeavingMutation:
    @strawberry.mutation(
        description="To a person who is here it passes at once, and their standing is the answer; to an address, when "
        "the invitation is accepted. Errors: NOT_FOUND, NOT_ALLOWED, CONFLICT, INVALID (name, email)."
    )
    async def hand_over_seat(self, info: Info, input: Annotated[HandOverSeatInput, INPUT]) -> StandingPayload:
        who = (input.person_id, input.name or "", input.email or "", input.function or "", input.reason or "")
        id = input.standing_id
        return StandingPayload(standing=await once(info, input, lambda by: joining.hand_over(by, id, *who)))

    @strawberry.mutation(description="Ends all that the viewer is there. Errors: NOT_FOUND, CONFLICT.")
    async def leave_network(self, info: Info, input: Annotated[LeaveNetworkInput, INPUT]) -> LeaveNetworkPayload:
        await joining.leave(info.context.viewer, input.network_id)
        await info.context.renew()
        return LeaveNetworkPayload(left=True)

    @strawberry.mutation(
        description="Ends it; the person is told. Errors: NOT_FOUND, NOT_ALLOWED, CONFLICT, INVALID (reason)."
    )
    async def end_standing(self, info: Info, input: Annotated[EndStandingInput, INPUT]) -> StandingPayload:
        said = (input.standing_id, input.reason)
        return StandingPayload(standing=await once(info, input, lambda by: joining.end_standing(by, *said)))

    @strawberry.mutation(
        description="Ends it; its people are told. Errors: NOT_FOUND, NOT_ALLOWED, CONFLICT, INVALID (reason)."
    )
    async def end_seat(self, info: Info, input: Annotated[EndSeatInput, INPUT]) -> SeatPayload:
        said = (input.seat_id, input.reason)
        return SeatPayload(seat=await once(info, input, lambda by: joining.end_seat(by, *said)))
