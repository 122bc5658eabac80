"""What coordinators do with a network and the seats in it."""

from typing import Annotated

import strawberry

from hub import joining, models, networks
from schema.context import Info
from schema.inputs import INPUT, Keyed, once
from schema.networks import Network
from schema.seats import Seat


@strawberry.input(description="What is to change in a network; what is left out stays.")
class ChangeNetworkInput(Keyed):
    network_id: strawberry.ID = strawberry.field(description="Which network.")
    state: models.NetworkState | None = strawberry.field(default=None, description="How far it has come.")
    is_listed: bool | None = strawberry.field(
        default=None, description="Whether everybody may know of it and ask to join."
    )
    shows_cities: bool | None = strawberry.field(
        default=None, description="Whether everybody may know which cities take part."
    )
    admits_heads_only: bool | None = strawberry.field(
        default=None, description="Whether only mayors and presidents sit in it, each confirmed by a coordinator."
    )


@strawberry.input(description="To give a city a seat.")
class SeatCityInput(Keyed):
    network_id: strawberry.ID = strawberry.field(description="In which network.")
    city: str = strawberry.field(
        description="Its name, with the voivodeship where several share it, or its id; an observer belongs to the "
        "association."
    )
    kind: models.SeatKind = strawberry.field(description="How it takes part.")
    programme: str = strawberry.field(
        default="", description="The programme through which it comes, such as Rozwój lokalny; at most 200 characters."
    )


@strawberry.input(description="To make an observer city a member, or the reverse.")
class ChangeSeatInput(Keyed):
    seat_id: strawberry.ID = strawberry.field(description="The city's seat of today; it ends, and a new one begins.")
    kind: models.SeatKind = strawberry.field(description="How the city takes part from now on.")


@strawberry.type(description="The network as it is now.")
class NetworkPayload:
    network: models.Network = strawberry.field(graphql_type=Network, description="The network.")


@strawberry.type(description="The seat as it is now.")
class SeatPayload:
    seat: models.Seat = strawberry.field(graphql_type=Seat, description="The seat.")


@strawberry.type
class CoordinatingMutation:
    @strawberry.mutation(
        description="Changes a network's state and who may know of it. Errors: NOT_FOUND, NOT_ALLOWED."
    )
    async def change_network(self, info: Info, input: Annotated[ChangeNetworkInput, INPUT]) -> NetworkPayload:
        said = (input.network_id, input.state, input.is_listed, input.shows_cities, input.admits_heads_only)
        return NetworkPayload(network=await once(info, input, lambda who: networks.change(who, *said)))

    @strawberry.mutation(
        description="Gives a city a seat. Errors: NOT_FOUND, NOT_ALLOWED, CONFLICT, INVALID (city, programme)."
    )
    async def seat_city(self, info: Info, input: Annotated[SeatCityInput, INPUT]) -> SeatPayload:
        said = (input.network_id, input.city, input.kind, input.programme)
        return SeatPayload(seat=await once(info, input, lambda who: joining.seat_city(who, *said)))

    @strawberry.mutation(
        description="Changes how a city takes part, with its people. Errors: NOT_FOUND, NOT_ALLOWED, CONFLICT."
    )
    async def change_seat(self, info: Info, input: Annotated[ChangeSeatInput, INPUT]) -> SeatPayload:
        said = (input.seat_id, input.kind)
        return SeatPayload(seat=await once(info, input, lambda who: networks.change_seat(who, *said)))
