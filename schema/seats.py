"""Cities, the seats they take in networks, and what people are there."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from hub import models, people, permissions
from schema import knowing
from schema.context import Info
from schema.permissions import Permission, permission
from schema.relations import ForViewer, Node, belongs_to, found

if TYPE_CHECKING:
    from schema.networks import Network
    from schema.people import Person
    from schema.sessions import AccessToken


@strawberry.type(description="A Polish town with municipal rights.")
class City(Node):
    row = models.City
    name: str = strawberry.field(description="Its name in Polish.")
    teryt: str = strawberry.field(description="Its number in the register TERYT, seven digits.")
    voivodeship: str = strawberry.field(description="The region it lies in.")
    county: str = strawberry.field(description="The powiat it lies in, or its own name when it is one.")
    population: int | None = strawberry.field(description="People who live there, when known.")
    latitude: float | None = strawberry.field(description="Degrees north (WGS 84).")
    longitude: float | None = strawberry.field(description="Degrees east (WGS 84).")
    is_zmp_member: bool = strawberry.field(
        description="Whether it belongs to the Association of Polish Cities, as far as coordinators have said."
    )


@strawberry.type(description="A city's place in a network. It and its record survive those who represent the city.")
class Seat(Node):
    row = models.Seat
    kind: models.SeatKind = strawberry.field(description="Member or observer.")
    city: City = belongs_to(models.City, "city_id", byline=True, description="Whose seat it is.")
    network: Annotated["Network", strawberry.lazy("schema.networks")] = belongs_to(
        models.Network, "network_id", byline=True, description="Where the city sits."
    )
    programme: str = strawberry.field(
        description="The programme through which the city came, such as Rozwój lokalny; empty when unknown."
    )
    since: datetime = strawberry.field(description="When the city took it.")
    until: datetime | None = strawberry.field(description="When the city left it; null while it sits.")


@strawberry.type(description="What the viewer may do with a standing.")
class StandingPermissions:
    hand_over: Permission = strawberry.field(description="Hand the seat over to somebody else.")
    end: Permission = strawberry.field(description="End it, as who coordinates the network.")


@strawberry.type(description="What a person is in a network. A person may be several things there.")
class Standing(Node):
    row = models.Standing
    kind: models.StandingKind = strawberry.field(description="Representative of a city, moderator, coordinator.")
    person: Annotated["Person", strawberry.lazy("schema.people")] = belongs_to(
        models.Person, "person_id", byline=True, description="Who it is."
    )
    network: Annotated["Network", strawberry.lazy("schema.networks")] = belongs_to(
        models.Network, "network_id", byline=True, description="In which network."
    )
    seat: Seat | None = belongs_to(
        models.Seat,
        "seat_id",
        byline=True,
        description="The seat a representative speaks for; others have none.",
    )
    function: str = strawberry.field(description="What the person does in the town hall, in their words.")
    since: datetime = strawberry.field(description="Since when.")
    is_silent: bool | None = strawberry.field(
        resolver=knowing.is_silent,
        directives=[ForViewer()],
        description="Whether they have not been here for a year and did not answer; told to coordinators only.",
    )
    introduced_at: datetime | None = strawberry.field(
        description="When they introduced themselves to the network; null before."
    )

    @strawberry.field(
        graphql_type=list[Annotated["AccessToken", strawberry.lazy("schema.sessions")]],
        directives=[ForViewer()],
        description="A service account's access tokens, the newest first, for who coordinates; empty otherwise.",
    )
    async def tokens(root: models.Standing, info: Info) -> list[models.AccessToken]:
        return await found(info, people.tokens_of_services, root.id, [])

    @strawberry.field(description="What the viewer may do with it.", directives=[ForViewer()])
    async def viewer_can(root: models.Standing, info: Info) -> StandingPermissions:
        work = await info.context.reading()
        return StandingPermissions(
            hand_over=permission(info, await permissions.why_not_hand_over(work, root)),
            end=permission(info, await permissions.why_not_end(work, root)),
        )
