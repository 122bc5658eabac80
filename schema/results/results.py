"""Results of a network's work, as the contract shows them to those they are released to."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Annotated, TypeVar
from uuid import UUID

import strawberry

from hub import models, permissions, results
from hub.database import Work
from schema.connections import After, Connection, First, Order, page, sliced
from schema.context import Info
from schema.directory import NetworkCard
from schema.networks import NEWEST_RESULTS, Network
from schema.permissions import Permission, permission
from schema.relations import ForViewer, Node, belongs_to, counted, found, has_many, row_loader
from schema.results.remarks import OLDEST_FIRST, Remark
from schema.results.versions import ResultVersion
from schema.seats import City
from schema.threads import Thread
from schema.topics import Topic

M = TypeVar("M", bound=models.Row)

NEWEST_VERSIONS = Order("versions", (models.ResultVersion.number, models.ResultVersion.id), is_descending=True)


@strawberry.type(description="A rung of the release ladder: who sees the result from when.")
class Release:
    rung: models.Rung = strawberry.field(description="Who.")
    at: datetime | None = strawberry.field(description="When it is or was reached; null when that is not planned.")
    is_reached: bool = strawberry.field(description="Whether they see it now.")


@strawberry.type(description="What the viewer may do with a result.")
class ResultPermissions:
    edit: Permission = strawberry.field(description="Write the version to come.")
    issue: Permission = strawberry.field(description="Put it before the cities.")
    release: Permission = strawberry.field(description="Say who sees it from when.")
    adopt: Permission = strawberry.field(description="Note that the network adopts the newest version.")
    correct: Permission = strawberry.field(description="Correct what was adopted.")
    withdraw: Permission = strawberry.field(description="Take it back.")
    remark: Permission = strawberry.field(description="Remark on the newest version.")


@strawberry.type(description="A result of a network's work: written by cities, under opinion, adopted, published.")
class Result(Node):
    row = models.Result
    network: Network | None = belongs_to(
        models.Network, "network_id", description="Whose it is; null for who is not in it."
    )
    kind: models.ResultKind = strawberry.field(description="What it is.")
    title: str = strawberry.field(description="What its newest version is called.")
    state: models.ResultState = strawberry.field(description="How far it has come.")
    created_at: datetime = strawberry.field(description="When it was begun.")
    adopted_at: datetime | None = strawberry.field(description="When the network adopted it; null before.")
    withdrawn_at: datetime | None = strawberry.field(description="When it was taken back; null unless it was.")
    withdrawal_reason: str = strawberry.field(description="Why it was taken back; empty unless it was.")
    versions: Connection[ResultVersion] = has_many(
        models.ResultVersion,
        "result_id",
        NEWEST_VERSIONS,
        per_viewer=True,
        description="Its texts that the viewer may see, the newest first; the draft of the next one for its authors.",
    )
    remarks: Connection[Remark] = has_many(
        models.Remark, "result_id", OLDEST_FIRST, description="What was remarked on all its versions, in order."
    )
    unanswered_count: int = counted(
        results.unanswered, description="Remarks in sight that wait for the authors' answer."
    )

    @strawberry.field(description="The number of its newest issued version; 0 before the first.")
    def number(root: models.Result) -> int:
        return root.number

    @strawberry.field(description="The version that was adopted, by number, or the newest that corrects it.")
    def adopted_number(root: models.Result) -> int | None:
        return root.adopted_number

    @strawberry.field(description="Who sees it from when, in order; reached is not taken back.")
    def ladder(root: models.Result) -> list[Release]:
        return [Release(rung=rung, at=at, is_reached=root.rung in rung.and_above) for rung, at in root.dates.items()]

    @strawberry.field(
        graphql_type=NetworkCard | None,
        description="What everybody may know of its network; null when that does not want to be known.",
    )
    async def network_card(root: models.Result, info: Info) -> models.Network | None:
        network: models.Network = await row_loader(info, models.Network, byline=True).load(root.network_id)
        return network if network.is_listed else None

    @strawberry.field(graphql_type=list[City], description="The cities that wrote it, by name.")
    async def cities(root: models.Result, info: Info) -> list[models.City]:
        return await found(info, results.authors, root.id, [])

    @strawberry.field(graphql_type=list[Thread], description="The conversations it came from, of those in sight.")
    async def threads(root: models.Result, info: Info) -> list[models.Thread]:
        return await found(info, results.threads_of, root.id, [])

    @strawberry.field(graphql_type=list[Topic], description="The topics it came from, of those in sight.")
    async def topics(root: models.Result, info: Info) -> list[models.Topic]:
        return await found(info, results.topics_of, root.id, [])

    @strawberry.field(
        graphql_type=ResultVersion | None,
        description="The newest issued version; null before the first, and outside the network of a withdrawn one.",
    )
    async def current_version(root: models.Result, info: Info) -> models.ResultVersion | None:
        return await found(info, results.issued, root.id, None)

    @strawberry.field(description="What the viewer may do with it.", directives=[ForViewer()])
    async def viewer_can(root: models.Result, info: Info) -> ResultPermissions:
        work = await info.context.reading()
        return ResultPermissions(
            edit=permission(info, await permissions.why_not_edit_result(work, root)),
            issue=permission(info, await permissions.why_not_issue(work, root)),
            release=permission(info, await permissions.why_not_release(work, root)),
            adopt=permission(info, await permissions.why_not_adopt(work, root)),
            correct=permission(info, await permissions.why_not_correct(work, root)),
            withdraw=permission(info, await permissions.why_not_withdraw_result(work, root)),
            remark=permission(info, await permissions.why_not_remark(work, root)),
        )


Listing = Callable[[Work, Sequence[UUID]], Awaitable[Mapping[UUID, list[M]]]]


@strawberry.type
class ResultQuery:
    @strawberry.field(
        graphql_type=Connection[Result],
        description="Results released beyond their networks, the newest first: published ones for everybody, strangers "
        "too, and for cities of the association those that are released to them.",
    )
    async def results(self, info: Info, first: First = None, after: After = None) -> Connection[models.Result]:
        beyond = models.Result.rung.in_(models.Rung.ZMP.and_above)
        work = await info.context.reading()
        return await page(work, models.Result, NEWEST_RESULTS, sliced(NEWEST_RESULTS, first, after), beyond)

    @strawberry.field(graphql_type=Result | None, description="One of those; null when it is not there for the viewer.")
    async def result(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="Its id.")]
    ) -> models.Result | None:
        return await permissions.seek(await info.context.reading(), models.Result, id)
