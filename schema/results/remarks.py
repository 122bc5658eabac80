"""Remarks on results, what the authors answer, and whether the next version meets them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

from hub import models, permissions
from hub.database import Work
from hub.errors import HubError
from schema.connections import Order
from schema.context import Info
from schema.people import Person
from schema.permissions import Permission, permission
from schema.relations import ForViewer, Node, belongs_to, row_loader
from schema.seats import Seat

if TYPE_CHECKING:
    from schema.results.results import Result
    from schema.results.versions import ResultVersion

OLDEST_FIRST = Order("remarks", (models.Remark.created_at, models.Remark.id))


@strawberry.type(description="What the viewer may do with a remark.")
class RemarkPermissions:
    answer: Permission = strawberry.field(description="Say what the authors do about it.")
    settle: Permission = strawberry.field(description="Withdraw or maintain it, once a newer version has come.")


@strawberry.type(description="What a city, or somebody, remarks on a version. It stays with those it was written for.")
class Remark(Node):
    row = models.Remark
    result: Annotated["Result", strawberry.lazy("schema.results.results")] | None = belongs_to(
        models.Result, "result_id", description="On which result."
    )
    version: Annotated["ResultVersion", strawberry.lazy("schema.results.versions")] | None = belongs_to(
        models.ResultVersion, "version_id", description="On which version of it."
    )
    paragraph: int | None = strawberry.field(description="On which paragraph, from 1; null for the whole.")
    body: str = strawberry.field(description="In plain text.")
    is_objection: bool = strawberry.field(description="Whether it is the reason of a vote against.")
    author: Person = belongs_to(models.Person, "author_id", byline=True, description="Who wrote it.")
    seat: Seat | None = belongs_to(models.Seat, "seat_id", byline=True, description="For which city, if for one.")
    created_at: datetime = strawberry.field(description="When; of a vote's remark, when the vote was over.")
    answer: models.RemarkAnswer | None = strawberry.field(description="What the authors do; null before they say.")
    reply: str = strawberry.field(description="Why; empty before.")
    answered_at: datetime | None = strawberry.field(description="When they answered; null before.")
    answered_by: Person | None = belongs_to(
        models.Person, "answered_by_id", byline=True, description="Who answered for them; null before."
    )
    asked_by: Annotated["ResultVersion", strawberry.lazy("schema.results.versions")] | None = belongs_to(
        models.ResultVersion,
        "asked_by_id",
        description="The newer version of which its city is asked whether it meets it; null before.",
    )
    stance: models.Stance | None = strawberry.field(description="What its city says to that; null before it has said.")
    stance_at: datetime | None = strawberry.field(description="When it said so; null before.")

    @strawberry.field(description="Whether it came with a vote.")
    def came_with_vote(root: models.Remark) -> bool:
        return root.ballot_id is not None

    @strawberry.field(description="What the viewer may do with it.", directives=[ForViewer()])
    async def viewer_can(root: models.Remark, info: Info) -> RemarkPermissions:
        work = await info.context.reading()
        await row_loader(info, models.Result, byline=True).load(root.result_id)
        why_not_answer = info.context.loader(permissions.why_not_answer_remark, _why_not_answer)
        return RemarkPermissions(
            answer=permission(info, await why_not_answer.load(root.result_id)),
            settle=permission(info, await permissions.why_not_settle_remark(work, root)),
        )


async def _why_not_answer(work: Work, result_ids: list[UUID]) -> list[HubError | None]:
    """Alike for all remarks on a result; these results have been read."""
    results = [work.known(models.Result, id) for id in result_ids]
    assert all(results), "read a moment ago"
    return [await permissions.why_not_answer_remark(work, result) for result in results if result]
