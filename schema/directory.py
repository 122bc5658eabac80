"""The public cards of networks that want to be known."""

from collections.abc import Sequence

import strawberry

from hub import models, networks
from schema.context import Info
from schema.relations import found
from schema.seats import City


@strawberry.type(description="What everybody may know of a network that wants to be known.")
class NetworkCard:
    public_id: strawberry.ID = strawberry.field(name="id", description="The network's; `requestToJoin` takes it.")
    name: str = strawberry.field(description="Its name in Polish.")
    name_en: str = strawberry.field(description="Its name in English.")
    theme: str = strawberry.field(description="What it is about, in Polish.")
    theme_en: str = strawberry.field(description="What it is about, in English.")
    state: models.NetworkState = strawberry.field(description="How far it has come.")
    hue: int = strawberry.field(description="The hue of its colour, in degrees of OKLCH.")
    admits_heads_only: bool = strawberry.field(description="Whether only mayors and presidents sit in it.")

    @strawberry.field(
        graphql_type=list[City] | None,
        description="The member cities, by name; null when the network does not show them.",
    )
    async def member_cities(root: models.Network, info: Info) -> list[models.City] | None:
        return await _cities(info, root, models.SeatKind.MEMBER)

    @strawberry.field(
        graphql_type=list[City] | None,
        description="The observer cities, by name; null when the network does not show them.",
    )
    async def observer_cities(root: models.Network, info: Info) -> list[models.City] | None:
        return await _cities(info, root, models.SeatKind.OBSERVER)


async def _cities(info: Info, network: models.Network, kind: models.SeatKind) -> list[models.City] | None:
    seats = await found(info, networks.seats_of_listed, network.id, None)
    return None if seats is None else [city for seat_kind, city in seats if seat_kind is kind]


@strawberry.type
class DirectoryQuery:
    @strawberry.field(
        graphql_type=list[NetworkCard],
        description="The networks that want to be known, in their order; strangers may ask too.",
    )
    async def directory(self, info: Info) -> Sequence[models.Network]:
        return await networks.listed(await info.context.reading())
