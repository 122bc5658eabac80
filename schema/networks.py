"""Networks, the cities that sit in them, and what people are there."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from hub import events, joining, models, networks, permissions, unread
from schema.connections import After, Connection, First, Order, page, sliced
from schema.context import Info
from schema.inputs import INPUT, Keyed, once
from schema.permissions import Permission, permission
from schema.relations import ForViewer, Node, belongs_to, counted, has_many

if TYPE_CHECKING:
    from schema.boards import Board
    from schema.joining.invitations import Invitation
    from schema.joining.requests import JoinRequest
    from schema.people import Person
    from schema.threads import Thread

BY_PLACE = Order("networks", (models.Network.place, models.Network.id))
BY_SEAT = Order("seats", (models.Seat.id,))
BY_STANDING = Order("people", (models.Standing.id,))
INVITATIONS_NEWEST_FIRST = Order("invitations", (models.Invitation.id,), is_descending=True)
REQUESTS_NEWEST_FIRST = Order("requests", (models.JoinRequest.id,), is_descending=True)
BOARDS_BY_PLACE = Order("boards", (models.Board.place, models.Board.id))
NEWEST_FIRST = Order("threads", (models.Thread.last_post_at, models.Thread.id), is_descending=True)
PINNED_FIRST = Order(
    "threads of a board",
    (models.Thread.is_pinned, models.Thread.last_post_at, models.Thread.id),
    is_descending=True,
)


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


@strawberry.type(description="A city's place in a network. It and its record survive those who represent the city.")
class Seat(Node):
    row = models.Seat
    kind: models.SeatKind = strawberry.field(description="Member or observer.")
    city: City = belongs_to(models.City, "city_id", byline=True, description="Whose seat it is.")
    network: "Network" = belongs_to(models.Network, "network_id", byline=True, description="Where the city sits.")
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
    network: "Network" = belongs_to(models.Network, "network_id", byline=True, description="In which network.")
    seat: Seat | None = belongs_to(
        models.Seat,
        "seat_id",
        byline=True,
        description="The seat a representative speaks for; others have none.",
    )
    function: str = strawberry.field(description="What the person does in the town hall, in their words.")
    since: datetime = strawberry.field(description="Since when.")
    introduced_at: datetime | None = strawberry.field(
        description="When they introduced themselves to the network; null before."
    )

    @strawberry.field(description="What the viewer may do with it.", directives=[ForViewer()])
    async def viewer_can(root: models.Standing, info: Info) -> StandingPermissions:
        work = await info.context.reading()
        return StandingPermissions(
            hand_over=permission(info, await permissions.why_not_hand_over(work, root)),
            end=permission(info, await permissions.why_not_end(work, root)),
        )


@strawberry.type(description="What the viewer may do in a network.")
class NetworkPermissions:
    invite: Permission = strawberry.field(description="Invite people, and answer those who ask to join.")
    coordinate: Permission = strawberry.field(description="End seats and standings, invite moderators, confirm.")


@strawberry.type(description="A closed space of cities that learn from each other.")
class Network(Node):
    row = models.Network
    slug: str = strawberry.field(description="Its name in addresses.")
    name: str = strawberry.field(description="Its name in Polish.")
    name_en: str = strawberry.field(description="Its name in English.")
    theme: str = strawberry.field(description="What it is about, in Polish.")
    theme_en: str = strawberry.field(description="What it is about, in English.")
    state: models.NetworkState = strawberry.field(description="How far it has come.")
    hue: int = strawberry.field(description="The hue of its colour, in degrees of OKLCH.")
    member_city_count: int = counted(
        networks.city_counts, models.SeatKind.MEMBER, description="How many cities sit here as members."
    )
    observer_city_count: int = counted(
        networks.city_counts, models.SeatKind.OBSERVER, description="How many cities sit here as observers."
    )
    unread_count: int = counted(
        unread.in_networks, per_viewer=True, description="Others' posts here that the viewer has not read."
    )
    boards: Connection[Annotated["Board", strawberry.lazy("schema.boards")]] = has_many(
        models.Board, "network_id", BOARDS_BY_PLACE, description="Its boards, in their order."
    )
    threads: Connection[Annotated["Thread", strawberry.lazy("schema.threads")]] = has_many(
        models.Thread, "network_id", NEWEST_FIRST, description="Threads of all boards, the newest post first."
    )
    seats: Connection[Seat] = has_many(
        models.Seat,
        "network_id",
        BY_SEAT,
        models.Seat.until.is_(None),
        description="The cities that sit here now, in the order they came.",
    )
    people: Connection[Standing] = has_many(
        models.Standing,
        "network_id",
        BY_STANDING,
        models.Standing.until.is_(None),
        models.Standing.kind != models.StandingKind.IMPORTED,
        description="Who is who: an entry a standing, in the order they came.",
    )

    invitations: Connection[Annotated["Invitation", strawberry.lazy("schema.joining.invitations")]] = has_many(
        models.Invitation,
        "network_id",
        INVITATIONS_NEWEST_FIRST,
        per_viewer=True,
        description="Invitations, the newest first; for those who invite.",
    )
    requests: Connection[Annotated["JoinRequest", strawberry.lazy("schema.joining.requests")]] = has_many(
        models.JoinRequest,
        "network_id",
        REQUESTS_NEWEST_FIRST,
        per_viewer=True,
        description="Requests to join, the newest first; for those who answer them, and one's own.",
    )
    request_count: int = counted(
        joining.request_counts, per_viewer=True, description="Requests that wait for an answer the viewer may give."
    )

    @strawberry.field(description="What the viewer may do here.", directives=[ForViewer()])
    async def viewer_can(root: models.Network, info: Info) -> NetworkPermissions:
        work = await info.context.reading()
        return NetworkPermissions(
            invite=permission(info, await permissions.why_not_invite(work, root.id)),
            coordinate=permission(info, await permissions.why_not_coordinate(work, root.id)),
        )

    @strawberry.field(
        description="Where its stream stands in this answer's snapshot; follow `networkEvents` from here.",
        directives=[ForViewer()],
    )
    async def cursor(root: models.Network, info: Info) -> str:
        work = await info.context.reading()
        return await events.cursor(work, await events.network_stream(work, root))


@strawberry.input(description="To make an observer city a member, or the reverse.")
class ChangeSeatInput(Keyed):
    seat_id: strawberry.ID = strawberry.field(description="The city's seat of today; it ends, and a new one begins.")
    kind: models.SeatKind = strawberry.field(description="How the city takes part from now on.")


@strawberry.type(description="The seat as it is now.")
class SeatPayload:
    seat: models.Seat = strawberry.field(graphql_type=Seat, description="The seat.")


@strawberry.type
class NetworkMutation:
    @strawberry.mutation(
        description="Changes how a city takes part, with its people. Errors: NOT_FOUND, NOT_ALLOWED, CONFLICT."
    )
    async def change_seat(self, info: Info, input: Annotated[ChangeSeatInput, INPUT]) -> SeatPayload:
        said = (input.seat_id, input.kind)
        return SeatPayload(seat=await once(info, input, lambda who: networks.change_seat(who, *said)))


@strawberry.type
class NetworkQuery:
    @strawberry.field(
        graphql_type=Connection[Network],
        description="The networks in which the viewer is something, in their order.",
    )
    async def networks(self, info: Info, first: First = None, after: After = None) -> Connection[models.Network]:
        slice = sliced(BY_PLACE, first, after)
        return await page(await info.context.reading(), models.Network, BY_PLACE, slice)

    @strawberry.field(graphql_type=Network | None, description="One of them; null when there is none for the viewer.")
    async def network(
        self, info: Info, slug: Annotated[str, strawberry.argument(description="Its name in addresses.")]
    ) -> models.Network | None:
        work = await info.context.reading()
        return await work.row((await permissions.visible(work, models.Network)).where(models.Network.slug == slug))
