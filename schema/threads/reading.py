"""What readers do: react, report."""

from typing import Annotated

import strawberry

from hub import importing, models, threads
from schema.context import Info
from schema.inputs import INPUT, Keyed, once
from schema.threads.payloads import PostPayload, ReportPayload


@strawberry.input(description="What the viewer says of a post without a word.")
class ReactInput(Keyed):
    post_id: strawberry.ID = strawberry.field(description="Which post.")
    kind: models.ReactionKind = strawberry.field(description="What.")
    is_there: bool = strawberry.field(default=True, description="Whether the viewer says so; false takes it back.")


@strawberry.input(description="A post for the moderators to look at.")
class ReportPostInput(Keyed):
    post_id: strawberry.ID = strawberry.field(description="Which post.")
    reason: str = strawberry.field(description="Why; 1 to 500 characters. Its author is not told who asked.")


@strawberry.input(description="An imported post that the viewer wrote.")
class ClaimPostsInput(Keyed):
    post_id: strawberry.ID = strawberry.field(description="Any of the posts under that name.")
    reason: str = strawberry.field(description="What tells that it is they, for the moderators; 1 to 500 characters.")


@strawberry.type
class ReadingMutation:
    @strawberry.mutation(description="Says something of a post, or takes it back. Errors: NOT_FOUND, NOT_ALLOWED.")
    async def react(self, info: Info, input: Annotated[ReactInput, INPUT]) -> PostPayload:
        said = (input.post_id, input.kind, input.is_there)
        return PostPayload(post=await once(info, input, lambda who: threads.react(who, *said)))

    @strawberry.mutation(
        description="Asks the moderators to look at a post; a second time gives the report there is. "
        "Errors: NOT_FOUND, NOT_ALLOWED, INVALID (reason)."
    )
    async def report_post(self, info: Info, input: Annotated[ReportPostInput, INPUT]) -> ReportPayload:
        said = (input.post_id, input.reason)
        return ReportPayload(report=await once(info, input, lambda who: threads.report(who, *said)))

    @strawberry.mutation(
        description="Says that an imported post is the viewer's, and all others that came under the same name; "
        "moderators confirm it. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (reason)."
    )
    async def claim_posts(self, info: Info, input: Annotated[ClaimPostsInput, INPUT]) -> ReportPayload:
        said = (input.post_id, input.reason)
        return ReportPayload(report=await once(info, input, lambda who: importing.claim(who, *said)))
