"""What authors do with a result, and who looks after it: write, issue, release, adopt, correct, withdraw."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated

import strawberry

from hub import models, results
from schema.context import Info
from schema.files import FILE_IDS
from schema.inputs import INPUT, Keyed, once
from schema.results.results import Result

RESULT = "Which."
WHEN = "From when; null when that is not planned. What has been reached stays."


@strawberry.input
class DraftInput(Keyed):
    title: str = strawberry.field(description="What it is called, 1 to 200 characters.")
    body: str = strawberry.field(description="Markdown, 1 to 50,000 characters.")
    summary: str = strawberry.field(default="", description="About what and for whom, at most 1,000 characters.")
    changes: str = strawberry.field(default="", description="What is new in it, at most 2,000 characters.")
    kind: models.ResultKind = strawberry.field(
        default=models.ResultKind.RECOMMENDATION, description="What it is; stays once a version was issued."
    )
    seat_ids: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="The member cities that write it, at most 30."
    )
    thread_ids: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="Conversations it came from, at most 30."
    )
    topic_ids: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="Topics it came from, at most 30."
    )
    file_ids: list[strawberry.ID] = strawberry.field(default_factory=list, description=FILE_IDS)

    @property
    def draft(self) -> results.Draft:
        return results.Draft(
            title=self.title,
            body=self.body,
            kind=self.kind,
            summary=self.summary,
            changes=self.changes,
            seat_ids=self.seat_ids,
            thread_ids=self.thread_ids,
            topic_ids=self.topic_ids,
            file_ids=self.file_ids,
        )


@strawberry.input(description="A new result with its first draft.")
class StartResultInput(DraftInput):
    network_id: strawberry.ID = strawberry.field(description="Whose work it is.")
    seat_id: strawberry.ID | None = strawberry.field(
        default=None, description="The city one writes for; needed only by who has several in the network."
    )


@strawberry.input(description="The version to come of a result, as it is to be; begun when the last one was issued.")
class EditResultInput(DraftInput):
    result_id: strawberry.ID = strawberry.field(description=RESULT)
    base: str | None = strawberry.field(
        default=None,
        description="The `revision` of the newest version as one began to write on it: CONFLICT if somebody has saved "
        "another since. Null writes over whatever is there.",
    )


@strawberry.input(description="A corrected version of what was adopted.")
class CorrectResultInput(DraftInput):
    result_id: strawberry.ID = strawberry.field(description=RESULT)
    reason: str = strawberry.field(description="Why, for the log, 1 to 500 characters.")


@strawberry.input(description="A result.")
class ResultInput(Keyed):
    result_id: strawberry.ID = strawberry.field(description=RESULT)


@strawberry.input(description="Who sees a result from when. A later rung is never reached before an earlier one.")
class ReleaseResultInput(Keyed):
    result_id: strawberry.ID = strawberry.field(description=RESULT)
    members_at: datetime | None = strawberry.field(default=None, description=WHEN)
    observers_at: datetime | None = strawberry.field(default=None, description=WHEN)
    zmp_at: datetime | None = strawberry.field(default=None, description=WHEN)
    public_at: datetime | None = strawberry.field(default=None, description=WHEN)


@strawberry.input(description="A result to be taken back.")
class WithdrawResultInput(Keyed):
    result_id: strawberry.ID = strawberry.field(description=RESULT)
    reason: str = strawberry.field(description="Why, for all who saw it, 1 to 500 characters.")


@strawberry.type(description="The result as it is now.")
class ResultPayload:
    result: models.Result = strawberry.field(graphql_type=Result, description="The result.")


@strawberry.type
class ResultMutation:
    @strawberry.mutation(
        description="Begins a result; only its authors and who moderates see the draft. "
        "Errors: NOT_FOUND, NOT_ALLOWED, INVALID (with the field)."
    )
    async def start_result(self, info: Info, input: Annotated[StartResultInput, INPUT]) -> ResultPayload:
        said = (input.network_id, input.draft, input.seat_id)
        return ResultPayload(result=await once(info, input, lambda who: results.start(who, *said)))

    @strawberry.mutation(
        description="Writes the version to come. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (with the field), CONFLICT "
        "(somebody else has saved it meanwhile; nothing is written)."
    )
    async def edit_result(self, info: Info, input: Annotated[EditResultInput, INPUT]) -> ResultPayload:
        said = (input.result_id, replace(input.draft, base=input.base))
        return ResultPayload(result=await once(info, input, lambda who: results.edit(who, *said)))

    @strawberry.mutation(
        description="Throws the draft of a next version away. Errors: NOT_FOUND, NOT_ALLOWED (also for the first one)."
    )
    async def discard_draft(self, info: Info, input: Annotated[ResultInput, INPUT]) -> ResultPayload:
        return ResultPayload(result=await once(info, input, lambda who: results.discard(who, input.result_id)))

    @strawberry.mutation(
        description="Puts the draft before the member cities, and all it is released to. From then on it stays as it "
        "is, and who remarked on an older version is asked whether this one meets it. Errors: NOT_FOUND, NOT_ALLOWED."
    )
    async def issue_version(self, info: Info, input: Annotated[ResultInput, INPUT]) -> ResultPayload:
        return ResultPayload(result=await once(info, input, lambda who: results.issue(who, input.result_id)))

    @strawberry.mutation(
        description="Says who sees it from when. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (membersAt, observersAt, "
        "zmpAt, publicAt)."
    )
    async def release_result(self, info: Info, input: Annotated[ReleaseResultInput, INPUT]) -> ResultPayload:
        dates = (input.members_at, input.observers_at, input.zmp_at, input.public_at)
        said = (input.result_id, dict(zip(models.Rung.MEMBERS.and_above, dates, strict=True)))
        return ResultPayload(result=await once(info, input, lambda who: results.release(who, *said)))

    @strawberry.mutation(
        description="Notes that the network adopts the newest version. Rules of cooperation need a vote that passed. "
        "Errors: NOT_FOUND, NOT_ALLOWED."
    )
    async def adopt_result(self, info: Info, input: Annotated[ResultInput, INPUT]) -> ResultPayload:
        return ResultPayload(result=await once(info, input, lambda who: results.adopt(who, input.result_id)))

    @strawberry.mutation(
        description="Corrects what was adopted: a newer version, at once before all who see it. "
        "Errors: NOT_FOUND, NOT_ALLOWED, INVALID (with the field)."
    )
    async def correct_result(self, info: Info, input: Annotated[CorrectResultInput, INPUT]) -> ResultPayload:
        said = (input.result_id, input.draft, input.reason)
        return ResultPayload(result=await once(info, input, lambda who: results.correct(who, *said)))

    @strawberry.mutation(
        description="Takes it back; its text is shown in its network only. Errors: NOT_FOUND, NOT_ALLOWED, "
        "INVALID (reason)."
    )
    async def withdraw_result(self, info: Info, input: Annotated[WithdrawResultInput, INPUT]) -> ResultPayload:
        said = (input.result_id, input.reason)
        return ResultPayload(result=await once(info, input, lambda who: results.withdraw(who, *said)))
