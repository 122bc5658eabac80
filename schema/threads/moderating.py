"""What moderators do."""

from typing import Annotated

import strawberry

from hub import importing, models, threads
from schema.context import Info
from schema.inputs import INPUT, Keyed, once
from schema.threads.payloads import PostPayload, ReportPayload, ThreadPayload

WHY = "Why, for the log; at most 500 characters."


@strawberry.input(description="To take away somebody's post, as a moderator.")
class HidePostInput(Keyed):
    post_id: strawberry.ID = strawberry.field(description="Which post.")
    reason: str = strawberry.field(description="Why, shown in its place; 1 to 500 characters.")


@strawberry.input(description="Who is to read and write in a thread.")
class SetThreadAudienceInput(Keyed):
    thread_id: strawberry.ID = strawberry.field(description="Which thread.")
    audience: models.Audience = strawberry.field(description="Who reads and writes from now on.")
    reason: str | None = strawberry.field(default=None, description=WHY)


@strawberry.input(description="Something a moderator does to a thread.")
class ModerateThreadInput(Keyed):
    thread_id: strawberry.ID = strawberry.field(description="Which thread.")
    reason: str | None = strawberry.field(default=None, description=WHY)


@strawberry.input(description="Where a thread is to stand.")
class MoveThreadInput(Keyed):
    thread_id: strawberry.ID = strawberry.field(description="Which thread.")
    board_id: strawberry.ID = strawberry.field(description="A board of the same network; it takes that one's audience.")
    reason: str | None = strawberry.field(default=None, description=WHY)


@strawberry.input(description="To leave a reported post where it is.")
class DismissReportInput(Keyed):
    report_id: strawberry.ID = strawberry.field(description="Which report.")
    reason: str = strawberry.field(description="Why, for whoever reported it and for the log; 1 to 500 characters.")


@strawberry.input(description="To give imported posts to who claims them.")
class ConfirmClaimInput(Keyed):
    report_id: strawberry.ID = strawberry.field(description="Which report; one that is a claim.")


@strawberry.type
class ModeratingMutation:
    @strawberry.mutation(
        description="Hides somebody's post, which answers all reports of it. "
        "Errors: NOT_FOUND, NOT_ALLOWED, INVALID (reason)."
    )
    async def hide_post(self, info: Info, input: Annotated[HidePostInput, INPUT]) -> PostPayload:
        said = (input.post_id, input.reason)
        return PostPayload(post=await once(info, input, lambda who: threads.hide_post(who, *said)))

    @strawberry.mutation(
        description="Opens a thread to observers or closes it to them. What was written before it was opened "
        "stays with those it was written for. Errors: NOT_FOUND, NOT_ALLOWED."
    )
    async def set_thread_audience(self, info: Info, input: Annotated[SetThreadAudienceInput, INPUT]) -> ThreadPayload:
        said = (input.thread_id, input.audience, input.reason)
        return ThreadPayload(thread=await once(info, input, lambda who: threads.set_audience(who, *said)))

    @strawberry.mutation(description="Puts a thread first on its board. Errors: NOT_FOUND, NOT_ALLOWED.")
    async def pin_thread(self, info: Info, input: Annotated[ModerateThreadInput, INPUT]) -> ThreadPayload:
        said = (input.thread_id, input.reason)
        return ThreadPayload(thread=await once(info, input, lambda who: threads.pin(who, *said)))

    @strawberry.mutation(description="Puts it back among the others. Errors: NOT_FOUND, NOT_ALLOWED.")
    async def unpin_thread(self, info: Info, input: Annotated[ModerateThreadInput, INPUT]) -> ThreadPayload:
        said = (input.thread_id, input.reason)
        return ThreadPayload(thread=await once(info, input, lambda who: threads.unpin(who, *said)))

    @strawberry.mutation(description="Ends a thread: it is read, not replied to. Errors: NOT_FOUND, NOT_ALLOWED.")
    async def close_thread(self, info: Info, input: Annotated[ModerateThreadInput, INPUT]) -> ThreadPayload:
        said = (input.thread_id, input.reason)
        return ThreadPayload(thread=await once(info, input, lambda who: threads.close(who, *said)))

    @strawberry.mutation(description="Lets people reply again. Errors: NOT_FOUND, NOT_ALLOWED.")
    async def reopen_thread(self, info: Info, input: Annotated[ModerateThreadInput, INPUT]) -> ThreadPayload:
        said = (input.thread_id, input.reason)
        return ThreadPayload(thread=await once(info, input, lambda who: threads.reopen(who, *said)))

    @strawberry.mutation(
        description="Puts a thread on another board, whose audience it takes; what was not written for that audience "
        "stays with those it was written for. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (boardId)."
    )
    async def move_thread(self, info: Info, input: Annotated[MoveThreadInput, INPUT]) -> ThreadPayload:
        said = (input.thread_id, input.board_id, input.reason)
        return ThreadPayload(thread=await once(info, input, lambda who: threads.move(who, *said)))

    @strawberry.mutation(
        description="Answers all reports of a post: it stays. `hidePost` answers them the other way. "
        "Errors: NOT_FOUND, NOT_ALLOWED, CONFLICT, INVALID (reason)."
    )
    async def dismiss_report(self, info: Info, input: Annotated[DismissReportInput, INPUT]) -> ReportPayload:
        said = (input.report_id, input.reason)
        return ReportPayload(report=await once(info, input, lambda who: threads.dismiss(who, *said)))

    @strawberry.mutation(
        description="Gives who claims an imported post all that came under the same name. "
        "Errors: NOT_FOUND, NOT_ALLOWED, CONFLICT."
    )
    async def confirm_claim(self, info: Info, input: Annotated[ConfirmClaimInput, INPUT]) -> ReportPayload:
        return ReportPayload(report=await once(info, input, lambda who: importing.confirm(who, input.report_id)))
