"""Polls as the contract shows them. What the viewer may know of the vote by now is marked as theirs."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

from hub import counting, models, permissions, polls
from hub.database import Work
from schema.boards import Board
from schema.context import Info
from schema.networks import Network
from schema.people import Person
from schema.permissions import Permission, permission
from schema.polls.ballots import Ballot, Elector, Vote
from schema.polls.tallies import Column
from schema.relations import ForViewer, Node, belongs_to, counted, with_id
from schema.threads import Thread
from schema.topics import Topic

if TYPE_CHECKING:
    from schema.results.versions import ResultVersion


@strawberry.type(description="What can be chosen, ranked or marked in a poll.")
class PollOption:
    key: str = strawberry.field(
        description="Its name in ballots and results. Of consent: for, for_with_remarks, against, abstain."
    )
    label: str = strawberry.field(description="What it is called; empty of the answers of consent.")
    description: str = strawberry.field(description="A sentence about it; empty when there is none.")
    at: datetime | None = strawberry.field(default=None, description="Of a date: which.")
    cost: int | None = strawberry.field(default=None, description="What it costs, where a budget is spent.")
    topic_id: strawberry.Private[str] = ""

    @strawberry.field(graphql_type=Topic | None, description="The topic of a board that it is, if one in sight.")
    async def topic(self, info: Info) -> models.Topic | None:
        found = await with_id(info, self.topic_id) if self.topic_id else None
        return found if isinstance(found, models.Topic) else None


@strawberry.type(description="What the viewer may do with a poll.")
class PollPermissions:
    cast: Permission = strawberry.field(description="Cast a ballot, or replace it.")
    extend: Permission = strawberry.field(description="Let it run longer.")
    close: Permission = strawberry.field(description="End it early.")
    prepare: Permission = strawberry.field(description="Write down a ballot for a colleague to cast.")
    enter_paper: Permission = strawberry.field(description="Enter ballots that cities have handed in on paper.")
    withdraw: Permission = strawberry.field(description="Take it back before it opens.")
    write_back: Permission = strawberry.field(description="Put the topics of its board in its order.")
    state_outcome: Permission = strawberry.field(description="Say what follows from it.")


@strawberry.type(description="A question to the cities of a network. It is opened once, closes once, and stays.")
class Poll(Node):
    row = models.Poll
    network: Network = belongs_to(models.Network, "network_id", byline=True, description="Whose poll it is.")
    thread: Thread | None = belongs_to(models.Thread, "thread_id", description="What it is about, if in sight.")
    board: Board | None = belongs_to(
        models.Board, "board_id", description="Whose topics it puts in an order, if in sight."
    )
    version: Annotated["ResultVersion", strawberry.lazy("schema.results.versions")] | None = belongs_to(
        models.ResultVersion, "version_id", description="The version of a result it is about, if about one in sight."
    )
    author: Person = belongs_to(models.Person, "author_id", byline=True, description="Who asks.")
    audience: models.Audience = strawberry.field(description="Who sees it: MEMBERS or OPEN.")
    question: str = strawberry.field(description="What is asked.")
    description: str = strawberry.field(description="More about it, as plain text; empty when there is none.")
    kind: models.PollKind = strawberry.field(description="How one answers.")
    state: models.PollState = strawberry.field(description="How far it has come.")
    most: int | None = strawberry.field(
        description="How many may be approved, how many points one option gets, or how many dots there are to spend."
    )
    voters: models.Voters = strawberry.field(description="Who votes.")
    is_by_person: bool = strawberry.field(description="Whether each representative has a vote, and not each city.")
    is_secret: bool = strawberry.field(
        description="Whether nobody in the network learns what a ballot said. Whoever runs the server could."
    )
    may_replace: bool = strawberry.field(description="Whether a ballot may be replaced until the end.")
    members_see: models.ResultsFrom = strawberry.field(description="From when members see how the vote goes.")
    observers_see: models.ResultsFrom = strawberry.field(description="From when observers see how the vote goes.")
    shows_turnout: bool = strawberry.field(
        description="Whether all who see it know how many have voted, also while they do not know how."
    )
    method: counting.Method = strawberry.field(description="How ballots are counted.")
    majority: counting.Majority | None = strawberry.field(
        description="What it takes among member cities to pass; null where nothing is decided."
    )
    counts_abstentions: bool = strawberry.field(description="Whether who abstains is among those who voted.")
    quorum: int = strawberry.field(description="How many members' ballots there must be; 0 for none.")
    ties: models.Ties = strawberry.field(description="What becomes of options tied for the first place.")
    unranked: counting.Unranked = strawberry.field(description="What it means not to rank an option.")
    equal_rank: counting.EqualRank = strawberry.field(
        description="What an instant runoff does with options of the same rank."
    )
    created_at: datetime = strawberry.field(description="When it was proposed.")
    opens_at: datetime | None = strawberry.field(description="When it opens by itself; null when it was at once.")
    opened_at: datetime | None = strawberry.field(description="When it opened; null before.")
    closes_at: datetime = strawberry.field(description="Until when one votes.")
    closed_at: datetime | None = strawberry.field(description="When it was closed; null before.")
    closed_by: Person | None = belongs_to(
        models.Person, "closed_by_id", byline=True, description="Who closed it early; null when its time was over."
    )
    outcome: str = strawberry.field(description="What follows from it, in words; empty until that is said.")
    review_at: datetime | None = strawberry.field(description="When that is looked at again, if ever.")
    imported_from: str | None = strawberry.field(
        description="The file that its ballots were read from; null of a poll held here."
    )
    budget: int | None = strawberry.field(description="What there is to spend on its options; null for no such limit.")
    arranged_at: datetime | None = strawberry.field(description="When its order was written to its board, if it was.")
    awaited_votes: int = counted(
        polls.awaited, per_viewer=True, description="How many votes of the viewer's it waits for; 0 once it is over."
    )

    @strawberry.field(description="What can be chosen, in its order; the same from the opening on.")
    def options(root: models.Poll) -> list[PollOption]:
        return [
            PollOption(
                key=option["key"],
                label=option["label"],
                description=option["description"],
                at=datetime.fromisoformat(option["at"]) if "at" in option else None,
                cost=option.get("cost"),
                topic_id=option.get("topic", ""),
            )
            for option in root.options
        ]

    @strawberry.field(
        graphql_type=list[Elector], description="Who may vote, by city as they sit; nobody before it opens."
    )
    async def electors(root: models.Poll, info: Info) -> list[models.Elector]:
        return list(await polls.electorate(await info.context.reading(), root))

    @strawberry.field(
        graphql_type=list[Column],
        description="A column for each kind of seat that votes, members first, with what the viewer may know by now.",
        directives=[ForViewer()],
    )
    async def columns(root: models.Poll, info: Info) -> list[polls.Column]:
        return await polls.columns(await info.context.reading(), root)

    @strawberry.field(
        description="Whether the viewer may know by now how the vote goes, or went.", directives=[ForViewer()]
    )
    async def results_visible(root: models.Poll, info: Info) -> bool:
        return await permissions.sees_results(await info.context.reading(), root)

    @strawberry.field(
        graphql_type=list[Ballot],
        description="The named ballots, by city as they sit; empty of a secret poll and while the viewer may not know.",
        directives=[ForViewer()],
    )
    async def ballots(root: models.Poll, info: Info) -> list[polls.Named]:
        return await polls.ballots(await info.context.reading(), root)

    @strawberry.field(
        description="What was put into the box beside secret ballots, shuffled; empty before the end, or of few."
    )
    async def secret_remarks(root: models.Poll, info: Info) -> list[str]:
        return await polls.secret_remarks(await info.context.reading(), root)

    @strawberry.field(
        graphql_type=list[Vote],
        description="Where the viewer votes in it; empty for who does not.",
        directives=[ForViewer()],
    )
    async def viewer_votes(root: models.Poll, info: Info) -> list[polls.Vote]:
        return await polls.own(await info.context.reading(), root, await _own_electors(root, info))

    @strawberry.field(description="What the viewer may do with it.", directives=[ForViewer()])
    async def viewer_can(root: models.Poll, info: Info) -> PollPermissions:
        work = await info.context.reading()
        electors = await _own_electors(root, info)
        end = permission(info, await permissions.why_not_end_poll(work, root, work.at))
        return PollPermissions(
            cast=permission(info, await permissions.why_not_cast(work, root, electors, work.at)),
            prepare=permission(info, await permissions.why_not_prepare(work, root, electors, work.at)),
            enter_paper=permission(info, await permissions.why_not_enter(work, root, work.at)),
            extend=end,
            close=end,
            withdraw=permission(info, await permissions.why_not_withdraw_poll(work, root)),
            write_back=permission(info, await permissions.why_not_write_back(work, root)),
            state_outcome=permission(info, await permissions.why_not_state_outcome(work, root)),
        )


async def _own_electors(poll: models.Poll, info: Info) -> list[models.Elector]:
    """Those for whom the viewer votes."""
    found: list[models.Elector] = await info.context.loader(permissions.own_electors, _by_poll).load(poll.id)
    return found


async def _by_poll(work: Work, poll_ids: list[UUID]) -> list[list[models.Elector]]:
    electors = await permissions.own_electors(work, poll_ids)
    return [[one for one in electors if one.poll_id == id] for id in poll_ids]
