"""What is said of a version: remarks, answers, whether the next version meets them; and that rules are accepted."""

from typing import Annotated

import strawberry

from hub import models, results
from schema.context import Info
from schema.inputs import INPUT, Keyed, once
from schema.results.remarks import Remark
from schema.results.versions import ResultVersion


@strawberry.input(description="A remark on the newest version of a result.")
class AddRemarkInput(Keyed):
    version_id: strawberry.ID = strawberry.field(description="On which version.")
    body: str = strawberry.field(description="1 to 5,000 characters.")
    paragraph: int | None = strawberry.field(default=None, description="On which paragraph, from 1; null for all.")
    seat_id: strawberry.ID | None = strawberry.field(
        default=None, description="The city one remarks for; needed only by who has several in the network."
    )


@strawberry.input(description="The authors' answer.")
class AnswerRemarkInput(Keyed):
    remark_id: strawberry.ID = strawberry.field(description="Which remark.")
    answer: models.RemarkAnswer = strawberry.field(description="What they do about it.")
    reply: str = strawberry.field(description="Why, 1 to 5,000 characters.")


@strawberry.input(description="Whether the newer version meets a remark.")
class SettleRemarkInput(Keyed):
    remark_id: strawberry.ID = strawberry.field(description="Which remark.")
    stance: models.Stance = strawberry.field(description="Withdrawn if it does, else maintained.")


@strawberry.input(description="The rules of cooperation in force.")
class AcceptRulesInput(Keyed):
    version_id: strawberry.ID = strawberry.field(description="Which version.")


@strawberry.type(description="The remark as it is now.")
class RemarkPayload:
    remark: models.Remark = strawberry.field(graphql_type=Remark, description="The remark.")


@strawberry.type(description="What was accepted.")
class AcceptRulesPayload:
    version: models.ResultVersion = strawberry.field(graphql_type=ResultVersion, description="The version.")


@strawberry.type
class RemarkMutation:
    @strawberry.mutation(
        description="Remarks on a version, while it is under opinion. "
        "Errors: NOT_FOUND, NOT_ALLOWED, INVALID (body, paragraph, seatId)."
    )
    async def add_remark(self, info: Info, input: Annotated[AddRemarkInput, INPUT]) -> RemarkPayload:
        said = (input.version_id, input.body, input.paragraph, input.seat_id)
        return RemarkPayload(remark=await once(info, input, lambda who: results.remark(who, *said)))

    @strawberry.mutation(
        description="Answers a remark for the authors. Its city is told. "
        "Errors: NOT_FOUND, NOT_ALLOWED, INVALID (reply)."
    )
    async def answer_remark(self, info: Info, input: Annotated[AnswerRemarkInput, INPUT]) -> RemarkPayload:
        said = (input.remark_id, input.answer, input.reply)
        return RemarkPayload(remark=await once(info, input, lambda who: results.answer(who, *said)))

    @strawberry.mutation(
        description="Withdraws or maintains a remark of the viewer's city, once a newer version has come. "
        "Errors: NOT_FOUND, NOT_ALLOWED."
    )
    async def settle_remark(self, info: Info, input: Annotated[SettleRemarkInput, INPUT]) -> RemarkPayload:
        said = (input.remark_id, input.stance)
        return RemarkPayload(remark=await once(info, input, lambda who: results.settle(who, *said)))

    @strawberry.mutation(description="Accepts the rules of cooperation in force. Errors: NOT_FOUND, NOT_ALLOWED.")
    async def accept_rules(self, info: Info, input: Annotated[AcceptRulesInput, INPUT]) -> AcceptRulesPayload:
        return AcceptRulesPayload(version=await once(info, input, lambda who: results.accept(who, input.version_id)))
