"""Networks, the cities that sit in them, and what people are there."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from sqlalchemy import select

from hub import events, joining, models, networks, permissions, results, unread
from hub.results import Accepted
from hub.threads import report_counts
from schema.connections import After, Connection, First, Order, page, sliced
from schema.context import Info
from schema.permissions import Permission, permission
from schema.relations import ForViewer, Node, Shows, counted, found, has_many
from schema.seats import Seat, Standing

if TYPE_CHECKING:
    from schema.acts import Act
    from schema.boards import Board
    from schema.joining.invitations import Invitation
    from schema.joining.requests import JoinRequest
    from schema.polls.polls import Poll
    from schema.results.results import Result
    from schema.results.versions import ResultVersion
    from schema.threads import Report, Thread

BY_PLACE = Order("networks", (models.Network.place, models.Network.id))
BY_SEAT = Order("seats", (models.Seat.id,))
BY_STANDING = Order("people", (models.Standing.id,))
INVITATIONS_NEWEST_FIRST = Order("invitations", (models.Invitation.id,), is_descending=True)
REPORTS_NEWEST_FIRST = Order("reports", (models.Report.created_at, models.Report.id), is_descending=True)
REQUESTS_NEWEST_FIRST = Order("requests", (models.JoinRequest.id,), is_descending=True)
BOARDS_BY_PLACE = Order("boards", (models.Board.place, models.Board.id))
NEWEST_FIRST = Order("threads", (models.Thread.last_post_at, models.Thread.id), is_descending=True)
NEWEST_POLLS = Order("polls", (models.Poll.created_at, models.Poll.id), is_descending=True)
NEWEST_RESULTS = Order("results", (models.Result.created_at, models.Result.id), is_descending=True)
NEWEST_ACTS = Order("acts", (models.Act.at, models.Act.id), is_descending=True)
PINNED_FIRST = Order(
    "threads of a board",
    (models.Thread.is_pinned, models.Thread.sorted_at, models.Thread.id),
    is_descending=True,
)


_IS_REPRESENTED = (
    select(models.Standing.id)
    .where(models.Standing.seat_id == models.Seat.id, models.Standing.until.is_(None))
    .exists()
)


@strawberry.type(description="Somebody in a network, and what they have accepted of its rules of cooperation.")
class Acceptance(Shows):
    row = Accepted
    standing: models.Standing = strawberry.field(graphql_type=Standing, description="Who, and for which city.")
    number: int | None = strawberry.field(description="The newest version they have accepted; null for none.")
    at: datetime | None = strawberry.field(description="When they did; null for never.")


@strawberry.type(description="What the viewer may do in a network.")
class NetworkPermissions:
    invite: Permission = strawberry.field(description="Invite people, and answer those who ask to join.")
    read_log: Permission = strawberry.field(description="Read the log of acts.")
    hold_polls: Permission = strawberry.field(description="Open polls, extend and close them.")
    write_results: Permission = strawberry.field(description="Begin a result.")
    coordinate: Permission = strawberry.field(
        description="Change its state, its listing and its seats, end standings, invite moderators, confirm."
    )


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
    is_listed: bool = strawberry.field(description="Whether everybody may know of it and ask to join.")
    shows_cities: bool = strawberry.field(description="Whether everybody may know which cities take part.")
    admits_heads_only: bool = strawberry.field(
        description="Whether only mayors and presidents sit in it, each confirmed by a coordinator."
    )
    member_city_count: int = counted(
        networks.city_counts, models.SeatKind.MEMBER, description="How many cities sit here as members."
    )
    observer_city_count: int = counted(
        networks.city_counts, models.SeatKind.OBSERVER, description="How many cities sit here as observers."
    )
    person_count: int = counted(networks.person_counts, description="How many people take part.")
    unread_count: int = counted(
        unread.in_networks, per_viewer=True, description="Others' posts here that the viewer has not read."
    )
    boards: Connection[Annotated["Board", strawberry.lazy("schema.boards")]] = has_many(
        models.Board, "network_id", BOARDS_BY_PLACE, description="Its boards, in their order."
    )
    threads: Connection[Annotated["Thread", strawberry.lazy("schema.threads")]] = has_many(
        models.Thread, "network_id", NEWEST_FIRST, description="Threads of all boards, the newest post first."
    )
    polls: Connection[Annotated["Poll", strawberry.lazy("schema.polls.polls")]] = has_many(
        models.Poll, "network_id", NEWEST_POLLS, per_viewer=True, description="Its polls, the newest first."
    )
    results: Connection[Annotated["Result", strawberry.lazy("schema.results.results")]] = has_many(
        models.Result, "network_id", NEWEST_RESULTS, per_viewer=True, description="Its results, the newest first."
    )
    seats: Connection[Seat] = has_many(
        models.Seat,
        "network_id",
        BY_SEAT,
        models.Seat.until.is_(None),
        description="The cities that sit here now, in the order they came.",
    )
    former_seats: Connection[Seat] = has_many(
        models.Seat,
        "network_id",
        BY_SEAT,
        models.Seat.until.is_not(None),
        description="Seats that ended: the city left, or takes part in another way since.",
    )
    silent_seats: Connection[Seat] = has_many(
        models.Seat,
        "network_id",
        BY_SEAT,
        models.Seat.until.is_(None),
        ~_IS_REPRESENTED,
        description="Cities that sit here and have nobody who speaks for them.",
    )
    acts: Connection[Annotated["Act", strawberry.lazy("schema.acts")]] = has_many(
        models.Act,
        "network_id",
        NEWEST_ACTS,
        description="The log of what was moderated and coordinated, the newest first; empty for observers.",
    )
    people: Connection[Standing] = has_many(
        models.Standing,
        "network_id",
        BY_STANDING,
        models.Standing.until.is_(None),
        models.Standing.kind != models.StandingKind.IMPORTED,
        description="Who is who: an entry a standing, in the order they came.",
    )
    services: Connection[Standing] = has_many(
        models.Standing,
        "network_id",
        BY_STANDING,
        models.Standing.until.is_(None),
        models.Standing.kind == models.StandingKind.SERVICE,
        description="Its service accounts: programs that were let in, in the order they came.",
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

    reports: Connection[Annotated["Report", strawberry.lazy("schema.threads")]] = has_many(
        models.Report,
        "network_id",
        REPORTS_NEWEST_FIRST,
        per_viewer=True,
        description="Reports of posts, the newest first; for those who moderate, and one's own.",
    )
    report_count: int = counted(
        report_counts, per_viewer=True, description="Reports that wait for an answer the viewer may give."
    )

    @strawberry.field(description="When something was last written that the viewer may read; null for never.")
    async def last_activity_at(root: models.Network, info: Info) -> datetime | None:
        return await found(info, networks.last_activity, root.id, None)

    @strawberry.field(
        graphql_type=Annotated["ResultVersion", strawberry.lazy("schema.results.versions")] | None,
        description="The rules of cooperation in force; null when there are none.",
    )
    async def rules(root: models.Network, info: Info) -> models.ResultVersion | None:
        return await found(info, results.rules_of, root.id, None)

    @strawberry.field(
        graphql_type=Annotated["ResultVersion", strawberry.lazy("schema.results.versions")] | None,
        description="The same while the viewer, who takes part here, has not accepted them; null otherwise.",
        directives=[ForViewer()],
    )
    async def rules_to_accept(root: models.Network, info: Info) -> models.ResultVersion | None:
        return await found(info, results.to_accept, root.id, None)

    @strawberry.field(
        graphql_type=list[Acceptance],
        description="Who has accepted which version of them, for those who coordinate; empty for others.",
        directives=[ForViewer()],
    )
    async def acceptances(root: models.Network, info: Info) -> list[Accepted]:
        return await results.acceptances(await info.context.reading(), root.id)

    @strawberry.field(description="What the viewer may do here.", directives=[ForViewer()])
    async def viewer_can(root: models.Network, info: Info) -> NetworkPermissions:
        work = await info.context.reading()
        return NetworkPermissions(
            invite=permission(info, await permissions.why_not_invite(work, root.id)),
            read_log=permission(info, await permissions.why_not_read_log(work, root.id)),
            hold_polls=permission(info, await permissions.why_not_hold_polls(work, root.id)),
            write_results=permission(info, await permissions.why_not_write_results(work, root.id)),
            coordinate=permission(info, await permissions.why_not_coordinate(work, root.id)),
        )

    @strawberry.field(
        description="Where its stream stands in this answer's snapshot; follow `networkEvents` from here.",
        directives=[ForViewer()],
    )
    async def cursor(root: models.Network, info: Info) -> str:
        stream = await events.of_network(await info.context.reading(), root.id)
        return str(await info.context.loader(events.heads, events.heads, comes_last=True).load(stream))


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
        return await permissions.network(await info.context.reading(), slug)
