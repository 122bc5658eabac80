"""What can be done with polls."""

from dataclasses import fields
from datetime import datetime
from typing import Annotated

import strawberry

from hub import counting, models, polls, priorities
from schema.context import Info
from schema.inputs import INPUT, Keyed, afresh, once
from schema.polls.polls import Poll

WHY = "Why, for the log; at most 500 characters."


@strawberry.input(description="Something to choose.")
class PollOptionInput:
    label: str = strawberry.field(default="", description="What it is called, 1 to 200 characters; of a date nothing.")
    description: str = strawberry.field(default="", description="A sentence about it, at most 500 characters.")
    at: datetime | None = strawberry.field(default=None, description="Of a date: which.")
    cost: int | None = strawberry.field(default=None, description="What it costs, where a budget is spent.")
    topic_id: strawberry.ID | None = strawberry.field(
        default=None, description="The topic of the board that it is; then it is called as that one is."
    )


@strawberry.input(description="A question to the cities of a network.")
class OpenPollInput(Keyed):
    network_id: strawberry.ID = strawberry.field(description="Whom it is asked.")
    question: str = strawberry.field(description="1 to 200 characters.")
    thread_id: strawberry.ID | None = strawberry.field(
        default=None, description="The thread it is about; then it takes that one's audience."
    )
    board_id: strawberry.ID | None = strawberry.field(
        default=None, description="The board whose topics are put in an order; then it takes that one's audience."
    )
    version_id: strawberry.ID | None = strawberry.field(
        default=None,
        description="The newest version of a result, if it is about one.",
    )
    kind: models.PollKind = strawberry.field(default=models.PollKind.CONSENT, description="How one answers.")
    voters: models.Voters = strawberry.field(default=models.Voters.BOTH, description="Who votes.")
    audience: models.Audience = strawberry.field(
        default=models.Audience.OPEN, description="Who sees a poll that is about no thread: MEMBERS or OPEN."
    )
    description: str = strawberry.field(default="", description="More about it, at most 5,000 characters.")
    options: list[PollOptionInput] = strawberry.field(
        default_factory=list, description="1 to 50; none for consent, which has its own four answers."
    )
    most: int | None = strawberry.field(
        default=None, description="How many may be approved, points one option may get (5), or dots to spend (5)."
    )
    budget: int | None = strawberry.field(
        default=None,
        description="Of dots: what there is to spend on the options that get the most, of which each has a cost then.",
    )
    is_by_person: bool = strawberry.field(default=False, description="Each representative votes, and not each city.")
    is_secret: bool = strawberry.field(default=False, description="Nobody in the network learns what a ballot said.")
    may_replace: bool = strawberry.field(default=True, description="A ballot may be replaced; never a secret one.")
    members_see: models.ResultsFrom | None = strawberry.field(
        default=None, description="From when members see how the vote goes; from their own vote on, unless said."
    )
    observers_see: models.ResultsFrom | None = strawberry.field(default=None, description="The same for observers.")
    shows_turnout: bool = strawberry.field(
        default=False, description="How many have voted is told while it runs, to all who see it; not of a secret one."
    )
    method: counting.Method | None = strawberry.field(default=None, description="Of a ranking; SCHULZE unless said.")
    majority: counting.Majority | None = strawberry.field(
        default=None, description="What it takes among member cities to pass, where something is decided."
    )
    counts_abstentions: bool = strawberry.field(default=True, description="Who abstains is among those who voted.")
    quorum: int = strawberry.field(default=0, description="How many members' ballots there must be.")
    ties: models.Ties = strawberry.field(default=models.Ties.STAND, description="What becomes of ties for first place.")
    unranked: counting.Unranked = strawberry.field(
        default=counting.Unranked.LAST, description="What it means not to rank an option."
    )
    equal_rank: counting.EqualRank = strawberry.field(
        default=counting.EqualRank.EXHAUSTS_UNLESS_ONE, description="What an instant runoff does with equal ranks."
    )
    opens_at: datetime | None = strawberry.field(default=None, description="When it is to open; at once, unless said.")
    closes_at: datetime | None = strawberry.field(
        default=None, description="Until when one votes; noon in Poland after ten working days, unless said."
    )


@strawberry.input(description="Points or a mark for one option.")
class MarkInput:
    option: str = strawberry.field(description="Its key.")
    points: int = strawberry.field(default=1, description="1 for what is chosen, or as many as it gets.")


@strawberry.input(description="A ballot. Casting the same one again changes nothing, so it needs no key.")
class CastBallotInput:
    poll_id: strawberry.ID = strawberry.field(description="In which poll.")
    marks: list[MarkInput] = strawberry.field(default_factory=list, description="What it says of options.")
    ranks: list[list[str]] = strawberry.field(
        default_factory=list, description="Of a ranking: keys best first, those of one rank together."
    )
    remark: str = strawberry.field(
        default="",
        description="A remark or the reason, at most 5,000 characters; asked for with remarks and against. Of a secret "
        "ballot it goes to a box apart, which is shown shuffled after the end.",
    )
    seat_id: strawberry.ID | None = strawberry.field(
        default=None, description="The seat one votes for; needed only by who has several in the network."
    )


@strawberry.input(description="A ballot for a colleague to cast. Preparing another takes its place.")
class PrepareBallotInput(CastBallotInput):
    approved_by: str = strawberry.field(
        default="", description="Who approved it in the office, at most 200 characters; shown once it is cast so."
    )


@strawberry.input(description="To throw away a prepared ballot.")
class DiscardPreparedBallotInput:
    poll_id: strawberry.ID = strawberry.field(description="In which poll.")
    seat_id: strawberry.ID | None = strawberry.field(
        default=None, description="Of which seat; needed only by who has several in the network."
    )


@strawberry.input(description="A ballot that a city has handed in on paper. Entering the same again changes nothing.")
class EnterPaperBallotInput(CastBallotInput):
    seat_id: strawberry.ID = strawberry.field(description="The seat whose ballot it is.")


@strawberry.input(description="To let a poll run longer.")
class ExtendPollInput(Keyed):
    poll_id: strawberry.ID = strawberry.field(description="Which.")
    closes_at: datetime = strawberry.field(description="Until when; later than it would have ended.")
    reason: str | None = strawberry.field(default=None, description=WHY)


@strawberry.input(description="To end a poll early.")
class ClosePollInput(Keyed):
    poll_id: strawberry.ID = strawberry.field(description="Which.")
    reason: str | None = strawberry.field(default=None, description=WHY)


@strawberry.input(description="To take back a poll that has not opened.")
class WithdrawPollInput:
    poll_id: strawberry.ID = strawberry.field(description="Which.")


@strawberry.input(description="To write the order of a poll back to the topics of its board.")
class WriteOrderBackInput(Keyed):
    poll_id: strawberry.ID = strawberry.field(description="Which.")


@strawberry.input(description="What follows from a poll.")
class StateOutcomeInput(Keyed):
    poll_id: strawberry.ID = strawberry.field(description="Which.")
    outcome: str = strawberry.field(description="In words, 1 to 5,000 characters.")
    review_at: datetime | None = strawberry.field(default=None, description="When that is looked at again.")


@strawberry.type(description="The poll as it is now.")
class PollPayload:
    poll: models.Poll = strawberry.field(graphql_type=Poll, description="The poll.")


@strawberry.type(description="What was withdrawn.")
class WithdrawPollPayload:
    poll_id: strawberry.ID = strawberry.field(description="The id it had.")


def _proposal(input: OpenPollInput) -> polls.Proposal:
    given = {field.name: getattr(input, field.name) for field in fields(polls.Proposal)}
    options = [
        polls.Option(option.label, option.description, option.at, option.topic_id, option.cost)
        for option in input.options
    ]
    return polls.Proposal(**given | {"options": options})


def _choice(input: CastBallotInput) -> polls.Choice:
    return polls.Choice({mark.option: mark.points for mark in input.marks}, input.ranks, input.remark)


@strawberry.type
class PollMutation:
    @strawberry.mutation(
        description="Asks the cities of a network, now or later. From the opening on the question, the options and who "
        "may vote are what they are. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (with the field)."
    )
    async def open_poll(self, info: Info, input: Annotated[OpenPollInput, INPUT]) -> PollPayload:
        said = (input.network_id, _proposal(input), input.thread_id, input.board_id, input.version_id)
        return PollPayload(poll=await once(info, input, lambda who: polls.open_(who, *said)))

    @strawberry.mutation(
        description="Casts or replaces the ballot of the viewer's city, or in a poll by person their own. All who "
        "represent the city get a receipt. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (marks, ranks, remark, seatId)."
    )
    async def cast_ballot(self, info: Info, input: Annotated[CastBallotInput, INPUT]) -> PollPayload:
        said = (input.poll_id, _choice(input), input.seat_id)
        return PollPayload(poll=await afresh(info, lambda who: polls.cast(who, *said)))

    @strawberry.mutation(
        description="Writes down the ballot of the viewer's city for a colleague to cast, and tells them; never of a "
        "secret poll. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (marks, ranks, remark, seatId, approvedBy)."
    )
    async def prepare_ballot(self, info: Info, input: Annotated[PrepareBallotInput, INPUT]) -> PollPayload:
        said = (input.poll_id, _choice(input), input.approved_by, input.seat_id)
        return PollPayload(poll=await afresh(info, lambda who: polls.prepare(who, *said)))

    @strawberry.mutation(
        description="Throws away what was prepared for the viewer's city. Errors: NOT_FOUND, NOT_ALLOWED."
    )
    async def discard_prepared_ballot(
        self, info: Info, input: Annotated[DiscardPreparedBallotInput, INPUT]
    ) -> PollPayload:
        said = (input.poll_id, input.seat_id)
        return PollPayload(poll=await afresh(info, lambda who: polls.discard(who, *said)))

    @strawberry.mutation(
        description="Enters what a city has handed in on paper, marked so; what it has cast itself stays. Errors: "
        "NOT_FOUND, NOT_ALLOWED, INVALID (marks, ranks, remark, seatId)."
    )
    async def enter_paper_ballot(self, info: Info, input: Annotated[EnterPaperBallotInput, INPUT]) -> PollPayload:
        said = (input.poll_id, _choice(input), input.seat_id)
        return PollPayload(poll=await afresh(info, lambda who: polls.enter(who, *said)))

    @strawberry.mutation(
        description="Lets a poll run longer, while it runs. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (closesAt)."
    )
    async def extend_poll(self, info: Info, input: Annotated[ExtendPollInput, INPUT]) -> PollPayload:
        said = (input.poll_id, input.closes_at, input.reason)
        return PollPayload(poll=await once(info, input, lambda who: polls.extend(who, *said)))

    @strawberry.mutation(description="Ends a poll early, for good. Errors: NOT_FOUND, NOT_ALLOWED.")
    async def close_poll(self, info: Info, input: Annotated[ClosePollInput, INPUT]) -> PollPayload:
        said = (input.poll_id, input.reason)
        return PollPayload(poll=await once(info, input, lambda who: polls.close(who, *said)))

    @strawberry.mutation(description="Takes back a poll before it opens. Errors: NOT_FOUND, NOT_ALLOWED.")
    async def withdraw_poll(self, info: Info, input: Annotated[WithdrawPollInput, INPUT]) -> WithdrawPollPayload:
        gone = await afresh(info, lambda who: polls.withdraw(who, input.poll_id))
        return WithdrawPollPayload(poll_id=strawberry.ID(gone.public_id))

    @strawberry.mutation(
        description="Puts the topics of its board first there, in the order of the vote; the log tells it. Errors: "
        "NOT_FOUND, NOT_ALLOWED."
    )
    async def write_order_back(self, info: Info, input: Annotated[WriteOrderBackInput, INPUT]) -> PollPayload:
        return PollPayload(poll=await once(info, input, lambda who: priorities.write_back(who, input.poll_id)))

    @strawberry.mutation(
        description="Says what follows from a poll that has ended. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (outcome)."
    )
    async def state_outcome(self, info: Info, input: Annotated[StateOutcomeInput, INPUT]) -> PollPayload:
        said = (input.poll_id, input.outcome, input.review_at)
        return PollPayload(poll=await once(info, input, lambda who: polls.state_outcome(who, *said)))
