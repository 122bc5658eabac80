"""The cities the viewer represents, with all their seats."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from hub import cities, models
from schema.context import Info
from schema.networks import City
from schema.relations import Shows, row_loader

if TYPE_CHECKING:
    from schema.people import Person


@strawberry.type(description="Somebody who speaks for one's city.")
class OwnRepresentative(Shows):
    row = models.Standing
    function: str = strawberry.field(description="What they do in the town hall, in their words.")
    since: datetime = strawberry.field(description="Since when.")

    @strawberry.field(graphql_type=Annotated["Person", strawberry.lazy("schema.people")], description="Who it is.")
    async def person(root: models.Standing, info: Info) -> models.Person:
        found: models.Person = await row_loader(info, models.Person, byline=True).load(root.person_id)
        return found


@strawberry.type(
    description="A seat of one's city. Of a network that one is not in and that is not listed, no name is told."
)
class OwnSeat(Shows):
    row = cities.OwnSeat

    @strawberry.field(description="The seat's id.")
    def id(root: cities.OwnSeat) -> strawberry.ID:
        return strawberry.ID(root.seat.public_id)

    @strawberry.field(description="Member or observer.")
    def kind(root: cities.OwnSeat) -> models.SeatKind:
        return root.seat.kind

    @strawberry.field(description="When the city took it.")
    def since(root: cities.OwnSeat) -> datetime:
        return root.seat.since

    @strawberry.field(description="The programme through which the city came; empty when none.")
    def programme(root: cities.OwnSeat) -> str:
        return root.seat.programme

    @strawberry.field(description="The network's name in the viewer's language; null where it is not told.")
    def network_name(root: cities.OwnSeat, info: Info) -> str | None:
        is_polish = info.context.viewer.language is models.Language.PL
        return (root.network.name if is_polish else root.network.name_en) if root.network else None

    @strawberry.field(description="Its name in addresses, for who is in it.")
    def slug(root: cities.OwnSeat) -> str | None:
        return root.network.slug if root.network and root.is_inside else None

    @strawberry.field(description="The hue of its colour; null where its name is not told.")
    def hue(root: cities.OwnSeat) -> int | None:
        return root.network.hue if root.network else None

    @strawberry.field(
        graphql_type=list[OwnRepresentative], description="Who speaks for the city there, in the order they came."
    )
    def people(root: cities.OwnSeat) -> list[models.Standing]:
        return list(root.standings)


@strawberry.type(description="A city the viewer represents, and where it sits.")
class OwnCity(Shows):
    row = cities.OwnCity
    city: City = strawberry.field(description="The city.")
    seats: list[OwnSeat] = strawberry.field(description="Its seats of today in all networks.")


@strawberry.type
class ViewerCities:
    @strawberry.field(
        graphql_type=list[OwnCity],
        name="cities",
        description="The cities one represents, with their seats, also where others of the city sit.",
    )
    async def own_cities(root: models.Person, info: Info) -> list[cities.OwnCity]:
        return await cities.own_cities(await info.context.reading())
